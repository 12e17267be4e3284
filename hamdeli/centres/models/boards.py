"""Boards of centres: their terms and their members."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models.centre import Centre
from hamdeli.journal.models import Versioned


class Body(models.TextChoices):
    """Which of the two boards of a centre."""

    TRUSTEES = "trustees", _("board of trustees")
    EXECUTIVE = "executive", _("executive board")


class Seat(models.TextChoices):
    """What a member does on the board."""

    CHAIR = "chair", _("chair of the board")
    EXECUTIVE = "executive", _("executive (head of the centre)")
    TREASURER = "treasurer", _("treasurer")
    MEMBER = "member", _("member of the board")


class BoardQuerySet(models.QuerySet["Board"]):
    """Questions about many boards."""

    def sitting(self) -> BoardQuerySet:
        """Return the boards that no election has replaced."""
        return self.filter(ended_on__isnull=True)

    def visible_to(self, user: User) -> BoardQuerySet:
        """Return the boards of the centres that `user` may see now."""
        return self.filter(
            scope(
                user,
                Right.SEE_CENTRES,
                province="centre__province",
                county="centre__county",
                centre="centre__code",
            )
        )


class Board(Versioned):
    """One term of one board of a centre. It sits until an election replaces it, even after its term is over."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="boards", verbose_name=_("centre"))
    body = models.CharField(_("board"), max_length=10, choices=Body.choices)
    since = models.DateField(_("elected on"))
    until = models.DateField(_("term until"))
    ended_on = models.DateField(_("replaced on"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written down by"))
    made_at = models.DateTimeField(_("written down"))

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "body"], condition=Q(ended_on__isnull=True), name="board_one_sits"
            ),
            models.CheckConstraint(name="board_body_known", condition=Q(body__in=Body.values)),
            models.CheckConstraint(name="board_term_forward", condition=Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="board_ends_after_it_begins", condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("since"))
            ),
        ]
        indexes = [models.Index(fields=["until"], name="board_by_end", condition=Q(ended_on__isnull=True))]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.body} {self.since}"

    def is_over(self, today: date) -> bool:
        """Say whether the term has ended and nobody was elected yet."""
        return self.ended_on is None and self.until < today


class BoardMemberQuerySet(models.QuerySet["BoardMember"]):
    """Questions about many members."""

    def sitting(self) -> BoardMemberQuerySet:
        """Return those who are members now."""
        return self.filter(until__isnull=True)


class BoardMember(models.Model):
    """One person on one board, from and until. Who they are stays: somebody else is another row."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="members", verbose_name=_("board"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    """That of the board: the guard of the database looks for the same person at other centres by it."""
    name = models.CharField(_("name"), max_length=120)
    name_folded = models.CharField(max_length=120, editable=False)
    sealed = models.BinaryField(editable=False)
    """JSON, sealed: national code, telephone."""
    code_index = models.CharField(max_length=64, db_index=True, editable=False)
    """The blind index of the national code."""
    seat = models.CharField(_("role on the board"), max_length=10, choices=Seat.choices)
    since = models.DateField(_("member since"))
    until = models.DateField(_("member until"), null=True, blank=True)
    left_why = models.CharField(_("reason of leaving"), max_length=200, blank=True)

    objects = BoardMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a board")
        verbose_name_plural = _("members of boards")
        constraints = [
            models.UniqueConstraint(
                fields=["board", "code_index"], condition=Q(until__isnull=True), name="board_member_once"
            ),
            models.UniqueConstraint(
                fields=["board", "seat"],
                condition=Q(until__isnull=True) & ~Q(seat="member"),
                name="board_one_in_each_seat",
            ),
            models.CheckConstraint(name="board_seat_known", condition=Q(seat__in=Seat.values)),
            models.CheckConstraint(
                name="board_member_leaves_later", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
        ]

    def __str__(self) -> str:
        return self.name
