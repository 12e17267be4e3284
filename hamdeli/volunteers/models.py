"""Volunteers, their steps, their hours."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.journal.models import Versioned
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place
from hamdeli.volunteers.moves import Act, State

MOST_FILES = 30
"""No volunteer helps with more families than this, whatever the ceiling asked for."""


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    """Questions about many volunteers."""

    def active(self) -> VolunteerQuerySet:
        """Return those who help now."""
        return self.filter(state=State.ACTIVE)

    def matching(self, text: str) -> VolunteerQuerySet:
        """Return those whose name has every word of `text`, however it is typed."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(name_folded__contains=word)
        return rows


class Volunteer(Versioned):
    """One volunteer of one centre. The post of the user gives the rights; leaving ends both at once."""

    State = State

    class Grade(models.TextChoices):
        """What the volunteer may do."""

        QUALIFIED = "qualified", _("volunteer social worker (degree)")
        AIDE = "aide", _("honorary aide")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="volunteers", verbose_name=_("centre"))
    county = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("county"))
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="volunteering", verbose_name=_("user")
    )
    """One person may leave and come again: the open record is at most one."""
    name = models.CharField(_("name"), max_length=120)
    name_folded = models.CharField(max_length=120, db_index=True, editable=False)
    sealed = models.BinaryField(null=True, blank=True, editable=False)
    """JSON, sealed: national code, telephone."""
    code_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    """The blind index of the national code: who comes again is known by it."""
    degree = models.CharField(_("degree"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.APPLIED)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade.choices, blank=True)
    """Empty until somebody said it."""
    skills: models.JSONField[Any, Any] = models.JSONField(_("skills"), default=list)
    languages: models.JSONField[Any, Any] = models.JSONField(_("languages"), default=list)
    times: models.JSONField[Any, Any] = models.JSONField(_("times"), default=list)
    neighbourhood = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("neighbourhood")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    ceiling = models.PositiveSmallIntegerField(_("files at most"), default=5)
    supervisor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("supervisor")
    )
    applied_on = models.DateField(_("applied on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_why = models.CharField(_("reason of leaving"), max_length=200, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        constraints = [
            models.CheckConstraint(name="volunteer_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="volunteer_active_graded", condition=~Q(state="active") | ~Q(grade="")),
            models.CheckConstraint(name="volunteer_ceiling_sane", condition=Q(ceiling__range=(1, MOST_FILES))),
            models.CheckConstraint(
                name="volunteer_not_own_supervisor", condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("user"))
            ),
            models.UniqueConstraint(
                fields=["user"], condition=~Q(state__in=["left", "refused"]), name="volunteer_once_a_user"
            ),
            models.UniqueConstraint(
                fields=["centre", "code_index"],
                condition=~Q(state__in=["left", "refused"]) & ~Q(code_index=""),
                name="volunteer_once_a_centre",
            ),
            models.CheckConstraint(
                name="volunteer_active_supervised",
                condition=~Q(state="active") | Q(supervisor__isnull=False, user__isnull=False),
            ),
            models.CheckConstraint(
                name="volunteer_left_dated",
                condition=Q(state="left", left_on__isnull=False) | (~Q(state="left") & Q(left_on__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "name_folded"], name="volunteer_of_centre"),
            models.Index(fields=["supervisor", "state"], name="volunteer_of_supervisor"),
        ]

    def __str__(self) -> str:
        return self.name


class VolunteerStep(models.Model):
    """A step on the way: vetting, training, a certificate. Never changed."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="steps", verbose_name=_("volunteer"))
    step = models.CharField(_("step"), max_length=20, choices=Act.choices)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)
    on = models.DateField(_("on"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("step of a volunteer")
        verbose_name_plural = _("steps of volunteers")

    def __str__(self) -> str:
        return str(self.step)


class Hours(models.Model):
    """Time that a volunteer gave. Only ever confirmed; a mistake is taken back by another row."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="hours", verbose_name=_("volunteer"))
    on = models.DateField(_("on"))
    minutes = models.IntegerField(_("minutes"))
    what = models.CharField(_("what was done"), max_length=120)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_back_by", verbose_name=_("takes back")
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written down by"))
    made_at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("hours")
        verbose_name_plural = _("hours")
        constraints = [
            models.CheckConstraint(name="hours_not_nothing", condition=~Q(minutes=0)),
            models.CheckConstraint(
                name="hours_taken_back_only",
                condition=Q(minutes__gt=0, takes_back__isnull=True) | Q(minutes__lt=0, takes_back__isnull=False),
            ),
            models.CheckConstraint(
                name="hours_confirmed_whole",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "-on"], name="hours_of_volunteer")]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.minutes}"
