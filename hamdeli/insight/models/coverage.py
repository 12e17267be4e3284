"""Scenarios of the coverage planner: what was asked, and the sites that were found."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models import Speciality
from hamdeli.jobs.models import Job
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place

NORM = 10_000
"""One centre for every so many people, unless a scenario says otherwise."""


class Demand(models.TextChoices):
    """Whom new centres should reach."""

    PEOPLE = "people", _("people who live there")
    FAMILIES = "families", _("families in need: waiting or carried")


DEMANDS = Demand


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Questions about many scenarios."""

    def visible_to(self, user: User) -> ScenarioQuerySet:
        """Return the scenarios that `user` may see now: those of the places whose figures `user` sees."""
        return self.filter(scope(user, Right.SEE_FIGURES, centre=""))


class Scenario(Versioned):
    """One question to the planner, "open the next k", and what it found. Distances in metres."""

    class State(models.TextChoices):
        """Where the scenario stands."""

        RUNNING = "running", _("being computed")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    code = models.CharField(_("code"), max_length=30, unique=True)
    title = models.CharField(_("title"), max_length=120)
    title_folded = models.CharField(max_length=120, editable=False)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("county"))
    demand = models.CharField(_("whom to reach"), max_length=10, choices=Demand.choices, default=Demand.PEOPLE)
    speciality = models.CharField(_("speciality"), max_length=15, choices=Speciality.choices, blank=True)
    norm = models.PositiveIntegerField(_("people per centre"), default=NORM)
    reach = models.PositiveIntegerField(_("reach (m)"))
    count = models.PositiveSmallIntegerField(_("centres to open"))
    capacity = models.PositiveIntegerField(_("capacity of a new centre"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+", verbose_name=_("job"))
    figures: models.JSONField[Any, Any] = models.JSONField(_("figures"), default=dict)
    read_on = models.DateField(_("records of"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="scenario_demand_known", condition=Q(demand__in=Demand.values)),
            models.CheckConstraint(name="scenario_state_known", condition=Q(state__in=["running", "ready", "failed"])),
            models.CheckConstraint(
                name="scenario_speciality_known", condition=Q(speciality__in=["", *Speciality.values])
            ),
            models.CheckConstraint(
                name="scenario_asks_something",
                condition=Q(reach__gt=0, count__gt=0, capacity__gt=0, norm__gt=0),
            ),
            models.CheckConstraint(
                name="scenario_ready_is_dated", condition=~Q(state="ready") | Q(read_on__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["province", "-id"], name="scenario_by_province")]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    @property
    def place(self) -> Place:
        """The county, or the province as a whole."""
        return self.county or self.province

    @property
    def of_people(self) -> bool:
        """Say whether people are counted; families otherwise."""
        return self.demand == Demand.PEOPLE

    @property
    def broken_off(self) -> bool:
        """Say whether its job ended without an answer."""
        return self.state == self.State.RUNNING and self.job is not None and self.job.ended

    @property
    def proved(self) -> bool:
        """Say whether it is proved that no choice reaches more."""
        return bool(self.figures) and self.figures["reached"] == self.figures["bound"]


class ScenarioSite(models.Model):
    """One centre that the planner would open, with what it adds to those before it."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="sites", verbose_name=_("scenario"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("settlement"))
    gain = models.PositiveIntegerField(_("reaches more"))
    nobody = models.PositiveIntegerField(_("of them without any centre within reach"))
    served: models.JSONField[Any, Any] = models.JSONField(_("who is reached"), default=list)
    nearest = models.PositiveIntegerField(_("way to the nearest centre of today (m)"), null=True, blank=True)

    class Meta:
        verbose_name = _("site of a scenario")
        verbose_name_plural = _("sites of scenarios")
        ordering = ["scenario", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "rank"], name="scenario_site_once"),
            models.CheckConstraint(name="scenario_site_nobody_within", condition=Q(nobody__lte=F("gain"))),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.rank}"
