"""Money for a family, proposed by one, approved by another and handed out by a third."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.aid import Aid, AidKind
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.households.models import Person
from hamdeli.journal.models import Versioned


class AidProposal(Versioned):
    """Aid in money that waits for the second and the third pair of eyes."""

    class State(models.TextChoices):
        """Where the proposal stands."""

        PROPOSED = "proposed", _("waits for approval")
        APPROVED = "approved", _("waits to be handed out")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        PAID = "paid", _("handed out")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="aid_proposals", verbose_name=_("case file"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    kind = models.ForeignKey(AidKind, models.PROTECT, related_name="+", verbose_name=_("kind of aid"))
    worth = models.PositiveBigIntegerField(_("worth (rials)"))
    source = models.CharField(_("source"), max_length=80)
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("centre")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)
    override_reason = models.CharField(_("reason of the exception"), max_length=200, blank=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    approver = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answer = models.CharField(_("why not"), max_length=200, blank=True)
    aid = models.OneToOneField(
        Aid, models.PROTECT, null=True, blank=True, related_name="proposal", verbose_name=_("aid")
    )
    made_at = models.DateTimeField(_("proposed at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposal of aid")
        verbose_name_plural = _("proposals of aid")
        constraints = [
            models.CheckConstraint(
                name="aid_proposal_answered_by_another",
                condition=Q(state__in=["proposed", "withdrawn"])
                | (Q(approver__isnull=False) & ~Q(approver=F("author"))),
            ),
            models.CheckConstraint(
                name="aid_proposal_paid_with_aid",
                condition=Q(state="paid", aid__isnull=False) | (~Q(state="paid") & Q(aid__isnull=True)),
            ),
            models.CheckConstraint(name="aid_proposal_is_something", condition=Q(worth__gte=1)),
        ]
        indexes = [models.Index(fields=["centre", "state", "-id"], name="aid_proposal_of_centre")]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.kind_id} {self.state}"
