"""Decisions: of the commission on an admission, and of a visit. Never edited: a later one replaces an earlier one."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.admission import Admission
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.casework.models.visit import Visit
from hamdeli.journal.models import Versioned


class Outcome(models.TextChoices):
    """What is decided; the first five by the commission, the others at the end of a visit."""

    CLIENT = "client", _("accept as a client of the organisation")
    OWN = "own", _("accept as the centre's own")
    WAITING = "waiting", _("waiting list")
    ELSEWHERE = "elsewhere", _("refer elsewhere")
    REFUSE = "refuse", _("refuse")
    CONTINUE = "continue", _("go on as planned")
    CHANGE_PLAN = "change_plan", _("change the plan")
    GIVE_AID = "give_aid", _("give aid")
    REFER_ON = "refer_on", _("refer to a specialised centre")
    PROTECT = "protect", _("bring to the competent authority")
    COMMISSION = "commission", _("bring before the commission")
    END = "end", _("end the support")
    NOT_MET = "not_met", _("nobody was met: visit again")


OF_COMMISSION = [Outcome.CLIENT, Outcome.OWN, Outcome.WAITING, Outcome.ELSEWHERE, Outcome.REFUSE]


class Decision(models.Model):
    """A coded decision with its reason. A decision of the commission has an author and another one who approves."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="decisions", verbose_name=_("case file"))
    admission = models.ForeignKey(
        Admission, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("admission")
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("visit")
    )
    """A visit has one first decision, and after it those that replace it, one after the other."""
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome.choices)
    reason = models.CharField(_("reason"), max_length=20)
    note = models.TextField(_("note"), blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    """Over what was decided and what it rested on: a change of either afterwards is seen."""
    decided_at = models.DateTimeField(_("decided"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    approver = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(name="decision_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(name="decision_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="decision_of_commission_or_visit",
                condition=Q(outcome__in=OF_COMMISSION, admission__isnull=False, visit__isnull=True)
                | (~Q(outcome__in=OF_COMMISSION) & Q(admission__isnull=True, visit__isnull=False)),
            ),
            models.CheckConstraint(
                name="decision_approved_by_another",
                condition=Q(visit__isnull=False) | (Q(approver__isnull=False) & ~Q(approver=F("author"))),
            ),
            models.UniqueConstraint(
                fields=["visit"], condition=Q(replaces__isnull=True), name="decision_first_of_visit"
            ),
        ]
        indexes = [models.Index(fields=["case_file", "-id"], name="decision_of_file")]

    def __str__(self) -> str:
        return self.outcome


class Appeal(models.Model):
    """A family's objection to a decision of the commission, and what came of it."""

    class Result(models.TextChoices):
        """What came of the appeal."""

        UPHELD = "upheld", _("the decision stands")
        CHANGED = "changed", _("decided anew")

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal", verbose_name=_("decision"))
    words = models.TextField(_("what the family says"))
    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("received by"))
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                name="appeal_answered_whole",
                condition=Q(result="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(result="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.result}"


class DecisionDraft(Versioned):
    """A decision of the commission that one has written and another has not approved yet, with what it rests on."""

    class State(models.TextChoices):
        """What became of the draft."""

        OPEN = "open", _("waiting for approval")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned to the author")
        WITHDRAWN = "withdrawn", _("taken back by the author")
        VOID = "void", _("void: something changed meanwhile")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="decision_drafts", verbose_name=_("case file"))
    admission = models.ForeignKey(
        Admission, models.PROTECT, related_name="decision_drafts", verbose_name=_("admission")
    )
    appeal = models.ForeignKey(
        Appeal, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name=_("appeal")
    )
    answer = models.TextField(_("answer"), blank=True)
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome.choices)
    reason = models.CharField(_("reason"), max_length=20)
    note = models.TextField(_("note"), blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    basis: models.JSONField[Any, Any] = models.JSONField(_("what it rests on"), default=dict)
    digest = models.CharField(max_length=64)
    written_on = models.DateField(_("written on"))
    written_at = models.DateTimeField(_("written"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="draft", verbose_name=_("decision")
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )
    ended_why = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("draft of a decision")
        verbose_name_plural = _("drafts of decisions")
        constraints = [
            models.UniqueConstraint(fields=["case_file"], condition=Q(state="open"), name="draft_one_open"),
            models.CheckConstraint(name="draft_outcome_of_commission", condition=Q(outcome__in=OF_COMMISSION)),
            models.CheckConstraint(name="draft_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="draft_ended_whole",
                condition=Q(state="open", ended_at__isnull=True, decision__isnull=True)
                | Q(state="approved", ended_at__isnull=False, decision__isnull=False)
                | Q(state__in=["returned", "withdrawn", "void"], ended_at__isnull=False, decision__isnull=True),
            ),
            models.CheckConstraint(
                name="draft_approved_by_another", condition=~Q(state="approved") | ~Q(ended_by=F("author"))
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="draft_by_state")]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.outcome}"
