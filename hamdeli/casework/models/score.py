"""Scores: what the tables of a day say about a family, line by line."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile


class ScoreTable(models.Model):
    """One version of the rules as data. Never changed once it is in force."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    rules: models.JSONField[Any, Any] = models.JSONField(_("rules"))
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField(_("in force from"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        verbose_name = _("table of scores")
        verbose_name_plural = _("tables of scores")

    def __str__(self) -> str:
        return f"{self.number}"


class Score(models.Model):
    """A family's score under one version: the inputs, each line, the total. Never changed."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="scores", verbose_name=_("case file"))
    table = models.ForeignKey(ScoreTable, models.PROTECT, related_name="+", verbose_name=_("table of scores"))
    inputs: models.JSONField[Any, Any] = models.JSONField(_("inputs"))
    lines: models.JSONField[Any, Any] = models.JSONField(_("lines"))
    total = models.IntegerField(_("score"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        indexes = [models.Index(fields=["case_file", "-id"], name="score_of_file")]

    def __str__(self) -> str:
        return f"{self.total}"
