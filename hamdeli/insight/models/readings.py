"""Readings: the parts of every indicator, counted beforehand for all areas."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.insight.catalogue import DEFINITIONS, Level
from hamdeli.insight.periods import Period


class ComputationQuerySet(models.QuerySet["Computation"]):
    """Questions about many computations."""

    def valid(self) -> ComputationQuerySet:
        """Return those that were computed by the definitions that hold today."""
        return self.filter(definitions=DEFINITIONS)


class Computation(models.Model):
    """One counting of everything for one period: when, up to which day, by which edition of the definitions."""

    year = models.PositiveSmallIntegerField(_("year"))
    months = models.PositiveSmallIntegerField(_("months"))
    until = models.DateField(_("up to"))
    definitions = models.CharField(_("edition of the definitions"), max_length=16)
    computed_at = models.DateTimeField(_("computed at"))
    seconds = models.FloatField(_("seconds"), default=0)
    queries = models.PositiveIntegerField(_("queries"), default=0)

    objects = ComputationQuerySet.as_manager()

    class Meta:
        verbose_name = _("computation of indicators")
        verbose_name_plural = _("computations of indicators")
        constraints = [
            models.UniqueConstraint(fields=["year", "months"], name="computation_once"),
            models.CheckConstraint(name="computation_of_months", condition=Q(months__range=(1, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.months}"

    @property
    def period(self) -> Period:
        """What was counted."""
        return Period(self.year, self.months, self.until)

    def stale(self, today: date) -> bool:
        """Say whether a later day than the last that was counted belongs to the period."""
        return self.until < min(today, Period(self.year, self.months, today).end)


class Reading(models.Model):
    """One indicator of one area: its parts. An area without a row of an indicator has nothing to count there.

    `guarded` says that the counts are not for those who may not open the files: they are small, or tell small ones.
    """

    computation = models.ForeignKey(Computation, models.CASCADE, related_name="readings", verbose_name=_("computation"))
    key = models.CharField(_("indicator"), max_length=40)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices)
    area = models.CharField(_("area"), max_length=20)
    province = models.CharField(_("province"), max_length=20, blank=True)
    county = models.CharField(_("county"), max_length=20, blank=True)
    numerator = models.BigIntegerField(_("numerator"))
    denominator = models.BigIntegerField(_("denominator"), null=True, blank=True)
    guarded = models.BooleanField(_("guarded"), default=False)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(fields=["computation", "level", "area", "key"], name="reading_once"),
            models.CheckConstraint(name="reading_level_known", condition=Q(level__in=Level.values)),
        ]
        indexes = [
            models.Index(fields=["computation", "level", "key", "province"], name="reading_of_level"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.area}"
