"""Proposals: which centre should carry which file, with the proof and the reasons."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import CaseFile, Need
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Handover
from hamdeli.jobs.models import Job
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about many proposals."""

    def visible_to(self, user: User) -> ProposalQuerySet:
        """Return the proposals that `user` may see now: those of the places where `user` proposes."""
        return self.filter(scope(user, Right.PROPOSE, centre=""))


class Proposal(Versioned):
    """One run of the allocation over the files and centres of a province or a county."""

    class Which(models.TextChoices):
        """Which files are to be placed."""

        WAITING = "waiting", _("files that wait")
        ALL = "all", _("all files (rebalance)")
        CENTRE = "centre", _("the files of one centre that closes")

    class State(models.TextChoices):
        """Where the proposal stands."""

        RUNNING = "running", _("being computed")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")
        APPROVED = "approved", _("approved")
        SUPERSEDED = "superseded", _("replaced by a later run")

    code = models.CharField(_("code"), max_length=30, unique=True)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("county"))
    which = models.CharField(_("files"), max_length=10, choices=Which.choices, default=Which.WAITING)
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="closings", verbose_name=_("centre that closes")
    )
    policy: models.JSONField[Any, Any] = models.JSONField(_("policy"), default=dict)
    adjustments: models.JSONField[Any, Any] = models.JSONField(_("adjustments"), default=list)
    draft: models.JSONField[Any, Any] = models.JSONField(_("adjustments for the next run"), default=list)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later", verbose_name=_("starts from")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+", verbose_name=_("job"))
    approval_job = models.ForeignKey(
        Job, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("job of the approval")
    )
    figures: models.JSONField[Any, Any] = models.JSONField(_("figures"), default=dict)
    certificate: models.JSONField[Any, Any] = models.JSONField(_("certificate"), default=dict)
    records_digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    handover = models.OneToOneField(
        Handover, models.PROTECT, null=True, blank=True, related_name="proposal", verbose_name=_("handover")
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="proposal_centre_for_its_files",
                condition=Q(which="centre", centre__isnull=False) | (~Q(which="centre") & Q(centre__isnull=True)),
            ),
            models.CheckConstraint(
                name="proposal_approved_has_handover",
                condition=Q(state="approved", handover__isnull=False)
                | (~Q(state="approved") & Q(handover__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def proved(self) -> bool:
        """Say whether the certificate proves that no plan costs less."""
        return bool(self.certificate.get("optimal"))

    @property
    def place(self) -> Place:
        """The county, or the province as a whole."""
        return self.county or self.province

    @property
    def adjusted_since(self) -> bool:
        """Say whether adjustments were made or taken back that this run does not know."""
        return bool(self.draft != self.adjustments)

    @property
    def broken_off(self) -> bool:
        """Say whether its job ended without an answer: cancelled while it waited, or its worker died."""
        return self.state == self.State.RUNNING and self.job is not None and self.job.ended

    @property
    def being_approved(self) -> bool:
        """Say whether an approval is at work."""
        return self.approval_job is not None and not self.approval_job.ended


class ProposalRecords(models.Model):
    """The records that a run was computed from, as compressed arrays: what a later reader compares with."""

    proposal = models.OneToOneField(
        Proposal, models.CASCADE, primary_key=True, related_name="records", verbose_name=_("proposal")
    )
    content = models.BinaryField()

    class Meta:
        verbose_name = _("records of a proposal")
        verbose_name_plural = _("records of proposals")

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class ProposalLine(models.Model):
    """What is proposed for one file, and why. Costs and distances in metre-equivalents and metres."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines", verbose_name=_("proposal"))
    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="+", verbose_name=_("case file"))
    file_code = models.CharField(_("file code"), max_length=20)
    need = models.CharField(_("main need"), max_length=15, choices=Need.choices)
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="+", verbose_name=_("proposed centre"))
    today = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="+", verbose_name=_("carried today by"))
    nearest = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="+", verbose_name=_("nearest centre"))
    next_best = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="+", verbose_name=_("next best"))
    cost = models.BigIntegerField(_("cost"))
    distance = models.IntegerField(_("distance"), null=True)
    nearest_distance = models.IntegerField(_("distance to the nearest"), null=True)
    difference = models.BigIntegerField(_("difference to the next best"), null=True)
    pinned = models.BooleanField(_("pinned"), default=False)
    moved = models.BooleanField(_("elsewhere than in the run before"), default=False)

    class Meta:
        verbose_name = _("line of a proposal")
        verbose_name_plural = _("lines of proposals")
        constraints = [models.UniqueConstraint(fields=["proposal", "case_file"], name="proposal_line_once")]
        indexes = [
            models.Index(fields=["proposal", "file_code"], name="line_by_code"),
            models.Index(fields=["proposal", "centre", "file_code"], name="line_of_centre"),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} → {self.centre_id}"


class ProposalCentre(models.Model):
    """What is proposed for one centre: load, match, distances and its shadow price (metres, metre-equivalents)."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="centres", verbose_name=_("proposal"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    open = models.BooleanField(_("may receive files"), default=True)
    specialities = models.PositiveSmallIntegerField(_("specialities"), default=0)
    places = models.IntegerField(_("places"))
    occupied = models.IntegerField(_("occupied before"))
    load = models.IntegerField(_("load"))
    load_today = models.IntegerField(_("load today"))
    needing = models.IntegerField(_("files with a special need"))
    matched = models.IntegerField(_("of which matched"))
    mean_distance = models.FloatField(_("mean distance"), null=True)
    worst_distance = models.IntegerField(_("worst distance"), null=True)
    price = models.BigIntegerField(_("shadow price"))

    class Meta:
        verbose_name = _("centre of a proposal")
        verbose_name_plural = _("centres of proposals")
        constraints = [models.UniqueConstraint(fields=["proposal", "centre"], name="proposal_centre_once")]

    def __str__(self) -> str:
        return f"{self.centre_id}: {self.load}"
