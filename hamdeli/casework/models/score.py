"""Scores: what the tables of a day say about a family, line by line."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.places.models import Place
from hamdeli.questionnaires.content import text_in


class ScoreTable(models.Model):
    """One version of the rules as data, of the country (no province) or of one province. Never changed."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    province = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
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
        indexes = [models.Index(fields=["province", "-in_force_from", "-number"], name="score_table_in_force")]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return text_in(self.rules.get("title"), get_language() or "fa") or self.title


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


class Hardship(models.Model):
    """A trouble that passes, with the day on which it ceases to count. Never changed; a longer one is another row."""

    class Kind(models.TextChoices):
        """What befell the family."""

        EVICTION = "eviction", _("eviction")
        JOB_LOSS = "job_loss", _("loss of work")
        DISASTER = "disaster", _("fire, flood or earthquake")
        TREATMENT = "treatment", _("costly treatment")
        MOURNING = "mourning", _("a death in the family")
        PRISON = "prison", _("breadwinner in prison")
        DEBT = "debt", _("debt that cannot be paid")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="hardships", verbose_name=_("case file"))
    kind = models.CharField(_("hardship"), max_length=12, choices=Kind.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    made_at = models.DateTimeField(_("written down"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))

    class Meta:
        verbose_name = _("temporary hardship")
        verbose_name_plural = _("temporary hardships")
        constraints = [
            models.CheckConstraint(
                name="hardship_ends_after_it_begins", condition=models.Q(until__gt=models.F("since"))
            ),
            models.CheckConstraint(
                name="hardship_kind_known",
                condition=models.Q(
                    kind__in=["eviction", "job_loss", "disaster", "treatment", "mourning", "prison", "debt"]
                ),
            ),
        ]
        indexes = [models.Index(fields=["case_file", "until"], name="hardship_of_file")]

    def __str__(self) -> str:
        return self.kind
