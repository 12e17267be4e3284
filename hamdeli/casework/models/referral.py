"""The referral: somebody's word that a family may be in need."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class Channel(models.TextChoices):
    """Who pointed the family out."""

    SELF = "self", _("the family itself")
    NEIGHBOUR = "neighbour", _("neighbour")
    TRUSTED = "trusted", _("trusted local")
    MOSQUE = "mosque", _("mosque")
    SCHOOL = "school", _("school")
    HOSPITAL = "hospital", _("hospital")
    BODY = "body", _("another body")


class Referral(Versioned):
    """A word about a family. What identifies it and the referrer is sealed; the receipt number reveals nothing."""

    class State(models.TextChoices):
        """Where the referral stands."""

        RECEIVED = "received", pgettext_lazy("state of a referral", "received")
        TAKEN_UP = "taken_up", _("taken up")
        KNOWN = "known", _("family known already")
        DROPPED = "dropped", _("dropped")

    class Dropped(models.TextChoices):
        """Why a referral leads nowhere."""

        NOT_FOUND = "not_found", _("the family could not be found")
        DECLINES = "declines", _("the family does not wish it")
        NO_NEED = "no_need", _("there is no need")
        ELSEWHERE = "elsewhere", _("another office or body serves the place")
        MISUSE = "misuse", _("the word was not meant seriously")

    receipt = models.CharField(_("receipt number"), max_length=16, unique=True)
    channel = models.CharField(_("referred by"), max_length=12, choices=Channel.choices)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("county"))
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered at the centre")
    )
    sealed = models.BinaryField(editable=False)
    """JSON, sealed: names, national code, phone, address of the family; name and phone of the referrer; the words."""
    code_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    discreet = models.BooleanField(_("discreet"), default=False)
    keeper = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("named person")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    dropped = models.CharField(_("reason"), max_length=12, choices=Dropped.choices, blank=True)
    note = models.TextField(_("note"), blank=True)
    case_file = models.ForeignKey(
        CaseFile, models.PROTECT, null=True, blank=True, related_name="referrals", verbose_name=_("case file")
    )
    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("received by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            models.CheckConstraint(name="referral_channel_known", condition=Q(channel__in=Channel.values)),
            models.CheckConstraint(
                name="referral_answered_whole",
                condition=Q(state="received", case_file__isnull=True, dropped="", answered_at__isnull=True)
                | Q(state__in=["taken_up", "known"], case_file__isnull=False, dropped="", answered_at__isnull=False)
                | (Q(state="dropped", case_file__isnull=True, answered_at__isnull=False) & ~Q(dropped="")),
            ),
            models.CheckConstraint(
                name="referral_discreet_has_keeper", condition=Q(discreet=False) | Q(keeper__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "received_at"], name="referral_of_county"),
            models.Index(fields=["centre", "state", "received_at"], name="referral_of_centre"),
        ]

    def __str__(self) -> str:
        return self.receipt
