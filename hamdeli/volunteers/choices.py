"""The words in which a volunteer is described: skills, languages, times, what is checked, courses, reasons."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Skill(models.TextChoices):
    """What a volunteer is good at."""

    COUNSELLING = "counselling", _("counselling")
    TEACHING = "teaching", _("teaching")
    NURSING = "nursing", _("nursing and care")
    TRADE = "trade", _("teaching a trade")
    LAW = "law", _("legal advice")
    BOOKS = "books", _("accounts and papers")
    REPAIR = "repair", _("repairs in the house")
    DRIVING = "driving", _("driving")


class Time(models.TextChoices):
    """When a volunteer has time. The week of work is Saturday to Wednesday."""

    MORNINGS = "mornings", _("mornings, Saturday to Wednesday")
    AFTERNOONS = "afternoons", _("afternoons, Saturday to Wednesday")
    THURSDAYS = "thursdays", _("Thursdays")
    FRIDAYS = "fridays", _("Fridays")


class Checked(models.TextChoices):
    """What is checked before somebody is taken on."""

    IDENTITY = "identity", _("identity card")
    RECORD = "record", _("certificate of no criminal record")
    INTERVIEW = "interview", _("interview")
    REFERENCES = "references", _("two people who know the applicant")
    NEIGHBOURS = "neighbours", _("asked in the neighbourhood")


MUST_BE_CHECKED = frozenset({Checked.IDENTITY, Checked.INTERVIEW})
"""Whom nobody saw and spoke with does not visit a family."""


class Course(models.TextChoices):
    """What volunteers are taught."""

    FIRST = "first", _("first steps: the centre and its families")
    SECRECY = "secrecy", _("keeping secrets and dignity")
    VISITING = "visiting", _("visiting a family")
    HARM = "harm", _("recognising harm, and to whom it is told")
    TALKING = "talking", _("listening and talking")
    OTHER = "other", pgettext_lazy("course", "another course")


class Refusal(models.TextChoices):
    """Why somebody is not taken on."""

    RECORD = "record", _("what was checked speaks against it")
    UNFIT = "unfit", _("not fit to visit families")
    FALSE = "false", _("what was told is not true")
    TIME = "time", _("too little time")
    NO_ROOM = "no_room", _("the centre needs nobody now")
    OTHER = "other", pgettext_lazy("reason", "another reason")


class Leaving(models.TextChoices):
    """Why a volunteer leaves."""

    OWN = "own", _("own wish")
    MOVED = "moved", pgettext_lazy("volunteer", "moved away")
    TIME = "time", _("too little time")
    ILL = "ill", pgettext_lazy("volunteer", "illness")
    TRUST = "trust", _("trust was broken")
    CENTRE = "centre", _("the centre ended it")
    OTHER = "other", pgettext_lazy("reason", "another reason")
