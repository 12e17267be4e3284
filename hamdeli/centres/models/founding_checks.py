"""What is checked before a centre is approved, who signs, and every step of the way."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.moves import Act, State
from hamdeli.centres.models.founding import Founding, Trustee
from hamdeli.journal.models import Versioned
from hamdeli.persian.digits import is_persian

TICKS = [(right.value, right.label) for right in (Right.CHECK_FOUNDING, Right.LICENSE)]


class FoundingCheck(Versioned):
    """One line of the checklist: what is looked at, by whom, and what proves it. Provinces change the rows."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    position = models.PositiveSmallIntegerField(_("place in the order"))
    name_fa = models.CharField(_("Persian name"), max_length=150)
    name_en = models.CharField(_("English name"), max_length=150)
    evidence_fa = models.CharField(_("evidence, in Persian"), max_length=300)
    evidence_en = models.CharField(_("evidence, in English"), max_length=300)
    right = models.CharField(_("ticked by"), max_length=20, choices=TICKS)
    trained = models.PositiveSmallIntegerField(_("trustees who must have taken a course"), default=0)
    active = models.BooleanField(_("asked for"), default=True)

    class Meta:
        verbose_name = _("check of an application")
        verbose_name_plural = _("checks of applications")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(name="check_ticked_by_office", condition=Q(right__in=["check_founding", "license"]))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What is looked at, in the reader's language."""
        return self.name_fa if is_persian(get_language() or "fa") else self.name_en

    @property
    def evidence(self) -> str:
        """What proves it, in the reader's language."""
        return self.evidence_fa if is_persian(get_language() or "fa") else self.evidence_en


class FoundingTick(models.Model):
    """A check that was found in order. Taking it back deletes the row; the journal keeps both."""

    founding = models.ForeignKey(Founding, models.PROTECT, related_name="ticks", verbose_name=_("application"))
    check_done = models.ForeignKey(FoundingCheck, models.PROTECT, related_name="+", verbose_name=_("check"))
    on = models.DateField(_("on"))
    note = models.CharField(_("what was seen"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("tick")
        verbose_name_plural = _("ticks")
        constraints = [models.UniqueConstraint(fields=["founding", "check_done"], name="founding_tick_once")]

    def __str__(self) -> str:
        return f"{self.founding_id} {self.check_done_id}"


class FoundingCourse(models.Model):
    """A course that trustees took before the opening."""

    founding = models.ForeignKey(Founding, models.PROTECT, related_name="courses", verbose_name=_("application"))
    title = models.CharField(_("course"), max_length=120)
    on = models.DateField(_("on"))
    hours = models.PositiveSmallIntegerField(_("hours"))
    trustees = models.ManyToManyField(Trustee, related_name="courses", verbose_name=_("trustees"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("course of trustees")
        verbose_name_plural = _("courses of trustees")
        constraints = [models.CheckConstraint(name="founding_course_hours", condition=Q(hours__range=(1, 120)))]

    def __str__(self) -> str:
        return self.title


class FoundingStep(models.Model):
    """One step of the way: who, when, from where to where, and why. Never changed."""

    founding = models.ForeignKey(Founding, models.PROTECT, related_name="steps", verbose_name=_("application"))
    act = models.CharField(_("step"), max_length=10, choices=Act.choices)
    before = models.CharField(_("before"), max_length=12, choices=State.choices, blank=True)
    after = models.CharField(_("after"), max_length=12, choices=State.choices)
    on = models.DateField(_("on"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    """Nobody, where a term ran out."""
    at = models.DateTimeField(_("written down"))
    note = models.TextField(_("note"), blank=True)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("step of an application")
        verbose_name_plural = _("steps of applications")
        indexes = [models.Index(fields=["founding", "-id"], name="founding_step_of")]

    def __str__(self) -> str:
        return f"{self.founding_id} {self.act}"


class Signer(models.Model):
    """Who approves, known by the blind index of the national code: nobody approves twice, or a centre of their own."""

    user = models.OneToOneField(User, models.PROTECT, related_name="+", verbose_name=_("user"))
    code_index = models.CharField(max_length=64, db_index=True, editable=False)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("signer")
        verbose_name_plural = _("signers")

    def __str__(self) -> str:
        return str(self.user_id)
