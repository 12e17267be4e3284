"""Help requests of centres, and what was said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.journal.models import Versioned
from hamdeli.persian.letters import fold
from hamdeli.support.moves import IN_HAND, Act, State

if TYPE_CHECKING:
    from datetime import datetime


class Topic(models.TextChoices):
    """What a centre asks about."""

    SYSTEM = "system", pgettext_lazy("topic", "using the system")
    FILES = "files", pgettext_lazy("topic", "case files")
    MONEY = "money", pgettext_lazy("topic", "money")
    PAPERS = "papers", pgettext_lazy("topic", "papers and licence")
    TRAINING = "training", pgettext_lazy("topic", "training")
    TECHNICAL = "technical", pgettext_lazy("topic", "technical fault")
    OTHER = "other", pgettext_lazy("topic", "something else")


class Urgency(models.IntegerChoices):
    """How urgent it is; the most urgent is the least number."""

    STOPPED = 1, _("our work stands still")
    SOON = 2, _("soon")
    CAN_WAIT = 3, _("it can wait")


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    """Questions about many requests."""

    def matching(self, text: str) -> HelpRequestQuerySet:
        """Return those with that number, or with every word of `text`, however it is typed."""
        folded = fold(text).strip("# ")
        if folded.isdecimal() and len(folded) < 10:
            return self.filter(pk=int(folded))
        rows = self
        for word in folded.split():
            rows = rows.filter(folded__contains=word)
        return rows

    def overdue(self, now: datetime) -> HelpRequestQuerySet:
        """Return those in hand whose first answer or solution should have come before `now`."""
        late = Q(first_answer_at__isnull=True, first_due__lt=now) | Q(solution_due__lt=now)
        return self.filter(late, state__in=IN_HAND)

    def for_deputy(self, now: datetime) -> HelpRequestQuerySet:
        """Return the unsolved ones that were put before the deputy, and those that are overdue."""
        raised = Q(escalated_at__isnull=False, state__in=[*IN_HAND, State.WAITING])
        return self.filter(raised | Q(pk__in=self.overdue(now).values("pk")))

    def in_order_of_work(self) -> HelpRequestQuerySet:
        """Add the keys of the queue `rank`, `weight`, `turn`: in hand first, there the most urgent and oldest first."""
        mine = When(state__in=IN_HAND, then=Value(0))
        rank = Case(mine, When(state=State.WAITING, then=Value(1)), When(state=State.ANSWERED, then=2), default=3)
        weight = Case(When(state__in=IN_HAND, then=F("urgency")), default=Value(0))
        turn = Case(When(state__in=IN_HAND, then=F("pk")), default=-F("pk"), output_field=models.BigIntegerField())
        return self.annotate(rank=rank, weight=weight, turn=turn)


class HelpRequest(Versioned):
    """A question of a centre, from the asking to the confirmed solution. Its number is its key."""

    State = State

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="help_requests", verbose_name=_("centre"))
    topic = models.CharField(_("topic"), max_length=10, choices=Topic.choices)
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=Urgency.choices)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("words"))
    folded = models.TextField(editable=False)
    page = models.CharField(_("page"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    attached_digest = models.CharField(max_length=64, blank=True)
    attached_type = models.CharField(max_length=40, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"))
    taken_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )
    first_due = models.DateTimeField(_("first answer until"))
    solution_due = models.DateTimeField(_("solution until"))
    first_answer_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    first_answer_minutes = models.PositiveIntegerField(null=True, blank=True)
    solved_at = models.DateTimeField(_("solution"), null=True, blank=True)
    """When the answer came that was not opened again."""
    solution_minutes = models.PositiveIntegerField(null=True, blank=True)
    escalated_at = models.DateTimeField(_("put before the deputy"), null=True, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("help request")
        verbose_name_plural = _("help requests")
        constraints = [
            models.CheckConstraint(name="help_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="help_topic_known", condition=Q(topic__in=Topic.values)),
            models.CheckConstraint(name="help_urgency_known", condition=Q(urgency__in=Urgency.values)),
            models.CheckConstraint(name="help_worded", condition=~Q(words="") & ~Q(title="")),
            models.CheckConstraint(
                name="help_answered_timed",
                condition=~Q(state__in=["answered", "solved"])
                | Q(solved_at__isnull=False, solution_minutes__isnull=False, first_answer_at__isnull=False),
            ),
            models.CheckConstraint(
                name="help_first_answer_whole",
                condition=Q(first_answer_at__isnull=True, first_answer_minutes__isnull=True)
                | Q(first_answer_at__isnull=False, first_answer_minutes__isnull=False),
            ),
            models.CheckConstraint(
                name="help_attachment_whole",
                condition=Q(attached_digest="", attached_type="") | (~Q(attached_digest="") & ~Q(attached_type="")),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "asked_at"], name="help_of_centre"),
            models.Index(fields=["state", "urgency", "id"], name="help_in_order"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def is_overdue(self, now: datetime) -> bool:
        """Say whether its first answer or its solution should have come before `now`."""
        unheard = self.first_answer_at is None and self.first_due < now
        return self.state in IN_HAND and (unheard or self.solution_due < now)


class HelpMessage(models.Model):
    """One act on a request, with what was said. Never changed."""

    request = models.ForeignKey(HelpRequest, models.PROTECT, related_name="messages", verbose_name=_("help request"))
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    words = models.TextField(_("words"), blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.request_id} {self.act}"
