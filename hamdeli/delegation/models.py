"""Mandates: one centre's charge of one case file, from handover to its end."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class MandateState(models.TextChoices):
    """Where a mandate stands. The first two are open; the others are its ends."""

    OFFERED = "offered", _("handed over, not answered")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    RETURNED = "returned", _("returned")
    RECALLED = "recalled", _("recalled")
    TRANSFERRED = "transferred", _("transferred")
    UNDONE = "undone", _("undone")
    CLOSED = "closed", _("ended with the support")


OPEN_STATES = (MandateState.OFFERED, MandateState.ACCEPTED)
OPEN = Q(state__in=["offered", "accepted"])


class Reason(models.TextChoices):
    """Why a mandate was declined or ended."""

    OUT_OF_AREA = "out_of_area", _("the family lives outside our area")
    NO_CAPACITY = "no_capacity", _("no social worker is free")
    LACKS_SPECIALITY = "lacks_speciality", _("we lack the speciality that is needed")
    KNOWN_TO_STAFF = "known_to_staff", _("a relative or neighbour of the family works here")
    FAMILY_WISHES = "family_wishes", _("the family wishes another centre")
    FAMILY_MOVED = "family_moved", _("the family has moved")
    NOT_FOUND = "not_found", _("the family could not be found")
    CENTRE_CLOSES = "centre_closes", _("the centre closes or is suspended")
    QUALITY = "quality", _("the work was not done as agreed")
    BETTER_CENTRE = "better_centre", _("another centre serves the family better")
    SUPPORT_ENDED = "support_ended", _("the support of the family ended")
    OTHER = "other", _("another reason, written below")


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Questions about many handovers."""

    def visible_to(self, user: User) -> HandoverQuerySet:
        """Return the handovers that `user` may see now: of the place where `user` recalls files, or told to it."""
        told = Notice.objects.filter(scope(user, Right.RECALL, province="", county="place", centre=""))
        here = scope(user, Right.RECALL, centre="")
        return self.filter(here | Q(pk__in=told.filter(handover__isnull=False).values("handover")))


class Handover(Versioned):
    """Mandates that were made in one act, in the journal as one entry with one digest, and can be undone as one."""

    class State(models.TextChoices):
        """Whether the act still stands."""

        STANDING = "standing", _("standing")
        UNDONE = "undone", _("undone")

    class Act(models.TextChoices):
        """What the mandates were made for."""

        HANDOVER = "handover", _("handover")
        TRANSFER = "transfer", _("transfer of one file")
        RESTORING = "restoring", _("back to the earlier centres")

    code = models.CharField(_("code"), max_length=32, unique=True)
    act = models.CharField(_("act"), max_length=10, choices=Act.choices, default=Act.HANDOVER)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("county"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.STANDING)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    proposal_code = models.CharField(_("proposal"), max_length=30, blank=True)
    files_count = models.PositiveIntegerField(_("files"))
    digest = models.CharField(_("digest"), max_length=64)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="handover_undone_dated",
                condition=Q(state="standing", undone_at__isnull=True) | Q(state="undone", undone_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Questions about many mandates."""

    def open(self) -> MandateQuerySet:
        """Return the mandates that hold today."""
        return self.filter(OPEN)

    def visible_to(self, user: User) -> MandateQuerySet:
        """Return the mandates that `user` may see now: those of visible files, and a centre's own past ones."""
        return self.filter(scope(user, Right.SEE_FILES, province="case_file__province", county="case_file__county"))


class Mandate(Versioned):
    """One centre's charge of one case file. Rows are never deleted; the ended ones are the history."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="mandates", verbose_name=_("case file"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="mandates", verbose_name=_("centre"))
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="mandates", verbose_name=_("handover"))
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("follows")
    )
    state = models.CharField(_("state"), max_length=12, choices=MandateState.choices, default=MandateState.OFFERED)
    begun_at = models.DateTimeField(_("handed over at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.CharField(_("accepted by"), max_length=150, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=150, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, blank=True)
    note = models.TextField(_("note"), blank=True)
    checklist: models.JSONField[Any, Any] = models.JSONField(_("handover checklist"), default=dict)
    override_by = models.CharField(_("capacity exceeded by"), max_length=150, blank=True)
    override_reason = models.CharField(_("why capacity was exceeded"), max_length=300, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.UniqueConstraint(fields=["case_file"], condition=OPEN, name="file_one_open_mandate"),
            models.CheckConstraint(name="mandate_state_known", condition=Q(state__in=MandateState.values)),
            models.CheckConstraint(
                name="mandate_ended_dated",
                condition=(OPEN & Q(ended_at__isnull=True)) | (~OPEN & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="mandate_end_has_reason",
                condition=Q(state__in=["offered", "accepted", "undone"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="mandate_override_signed",
                condition=Q(override_by="", override_reason="") | (~Q(override_by="") & ~Q(override_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state"], name="mandate_of_centre"),
            models.Index(fields=["begun_at"], name="mandate_begun"),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} → {self.centre_id} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Say whether the mandate holds today."""
        return self.state in OPEN_STATES


class Notice(models.Model):
    """A message to one side of a mandate: a county office or a centre."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("county"))
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name=_("centre")
    )
    event = models.CharField(_("event"), max_length=20, choices=MandateState.choices)
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, related_name="+", verbose_name=_("handover"))
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+", verbose_name=_("mandate"))
    files_count = models.PositiveIntegerField(_("files"), default=1)
    at = models.DateTimeField(_("at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["centre", "-id"], name="notice_of_centre"),
            models.Index(fields=["place", "-id"], name="notice_of_county"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d}"
