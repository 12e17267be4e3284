"""Volunteers, their steps, their hours."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class Volunteer(Versioned):
    """One volunteer of one centre. The post of the user gives the rights; leaving ends both at once."""

    class State(models.TextChoices):
        """Where the volunteer stands."""

        APPLIED = "applied", _("applied")
        VETTED = "vetted", _("vetted")
        TRAINED = "trained", _("trained")
        ACTIVE = "active", _("active")
        REFUSED = "refused", _("refused")
        LEFT = "left", _("left")

    class Grade(models.TextChoices):
        """What the volunteer may do."""

        QUALIFIED = "qualified", _("volunteer social worker (degree)")
        AIDE = "aide", _("honorary aide")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="volunteers", verbose_name=_("centre"))
    county = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("county"))
    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="volunteer", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=120)
    name_folded = models.CharField(max_length=120, db_index=True, editable=False)
    sealed = models.BinaryField(null=True, blank=True, editable=False)
    """JSON, sealed: national code, telephone."""
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.APPLIED)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade.choices, default=Grade.AIDE)
    skills: models.JSONField[Any, Any] = models.JSONField(_("skills"), default=list)
    languages: models.JSONField[Any, Any] = models.JSONField(_("languages"), default=list)
    times: models.JSONField[Any, Any] = models.JSONField(_("times"), default=list)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    ceiling = models.PositiveSmallIntegerField(_("files at most"), default=5)
    supervisor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("supervisor")
    )
    applied_on = models.DateField(_("applied on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_why = models.CharField(_("reason of leaving"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        constraints = [
            models.CheckConstraint(
                name="volunteer_state_known",
                condition=Q(
                    state__in=[
                        "applied",
                        "vetted",
                        "trained",
                        "active",
                        "refused",
                        "left",
                    ]
                ),
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
        indexes = [models.Index(fields=["centre", "state", "name_folded"], name="volunteer_of_centre")]

    def __str__(self) -> str:
        return self.name


class VolunteerStep(models.Model):
    """A step on the way: vetting, training, a certificate. Never changed."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="steps", verbose_name=_("volunteer"))
    step = models.CharField(_("step"), max_length=20)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)
    on = models.DateField(_("on"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("step of a volunteer")
        verbose_name_plural = _("steps of volunteers")

    def __str__(self) -> str:
        return self.step


class Hours(models.Model):
    """Time that a volunteer gave. Never changed; a mistake is taken back by another row."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="hours", verbose_name=_("volunteer"))
    on = models.DateField(_("on"))
    minutes = models.IntegerField(_("minutes"))
    what = models.CharField(_("what was done"), max_length=120)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    made_at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("hours")
        verbose_name_plural = _("hours")
        constraints = [models.CheckConstraint(name="hours_not_nothing", condition=~Q(minutes=0))]
        indexes = [models.Index(fields=["volunteer", "-on"], name="hours_of_volunteer")]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.minutes}"
