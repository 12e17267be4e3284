"""Onward referral: a family is referred to a specialised centre, while its own centre stays responsible."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.centres.models import Centre, Speciality
from hamdeli.households.models import Person
from hamdeli.journal.models import Versioned


class Onward(Versioned):
    """A referral to a specialised centre with the least that it must know."""

    class State(models.TextChoices):
        """Where the referral stands."""

        SENT = "sent", _("sent")
        ASKED = "asked", _("asks back")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        DONE = "done", _("done")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Reason(models.TextChoices):
        """Why the receiving centre declines."""

        NO_CAPACITY = "no_capacity", _("no free place")
        NOT_OURS = "not_ours", _("not our speciality")
        TOO_FAR = "too_far", _("too far for the family")
        KNOWN_TO_STAFF = "known_to_staff", _("the family is known to our staff")
        TOO_LITTLE = "too_little", _("too little is known")
        OTHER = "other", _("another reason")

    code = models.CharField(_("code"), max_length=16, unique=True)
    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="onward", verbose_name=_("case file"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    sender = models.ForeignKey(Centre, models.PROTECT, related_name="onward_sent", verbose_name=_("from"))
    receiver = models.ForeignKey(Centre, models.PROTECT, related_name="onward_received", verbose_name=_("to"))
    speciality = models.CharField(_("speciality"), max_length=15, choices=Speciality.choices)
    asked_for = models.TextField(_("what is asked for"))
    need_shared = models.BooleanField(_("with the main need"), default=False)
    ages_shared = models.BooleanField(_("with the ages"), default=False)
    name_shared = models.BooleanField(_("with the name"), default=False)
    phone_shared = models.BooleanField(_("with the telephone"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.SENT)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    answer_by = models.DateField(_("answer until"))
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    made_at = models.DateTimeField(_("sent"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("onward referral")
        verbose_name_plural = _("onward referrals")
        constraints = [
            models.CheckConstraint(name="onward_to_another", condition=~Q(sender=F("receiver"))),
            models.CheckConstraint(
                name="onward_ended_dated",
                condition=Q(state__in=["sent", "asked", "accepted"], ended_at__isnull=True)
                | Q(state__in=["declined", "done", "expired", "withdrawn"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="onward_declined_with_reason",
                condition=(Q(state="declined") & ~Q(reason="")) | (~Q(state="declined") & Q(reason="")),
            ),
            models.CheckConstraint(name="onward_done_with_outcome", condition=~Q(state="done") | ~Q(outcome="")),
        ]
        indexes = [
            models.Index(fields=["receiver", "state", "answer_by"], name="onward_to_centre"),
            models.Index(fields=["sender", "state", "answer_by"], name="onward_from_centre"),
        ]

    def __str__(self) -> str:
        return self.code


OPEN = (Onward.State.SENT, Onward.State.ASKED, Onward.State.ACCEPTED)


class OnwardMessage(models.Model):
    """A question or an answer between the two centres. Never changed."""

    onward = models.ForeignKey(Onward, models.PROTECT, related_name="messages", verbose_name=_("onward referral"))
    words = models.TextField(_("words"))
    of_receiver = models.BooleanField(_("from the receiving centre"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.onward_id}"
