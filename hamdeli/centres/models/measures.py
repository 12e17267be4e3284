"""What is done about a licence: measures that two people take, requests to renew, appeals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models.centre import Centre, Licence
from hamdeli.centres.models.licences import Grounds, LicenceTerm
from hamdeli.journal.models import Versioned


class Measure(Versioned):
    """A suspension, a refusal to renew, or a revocation: one person proposes it, another decides."""

    class Kind(models.TextChoices):
        """What is to be done."""

        SUSPENSION = "suspension", _("suspension")
        REFUSAL = "refusal", _("refusal to renew")
        REVOCATION = "revocation", _("revocation")

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("proposed")
        DISMISSED = "dismissed", _("dismissed")
        WITHDRAWN = "withdrawn", pgettext_lazy("measure", "withdrawn by who proposed it")
        IN_FORCE = "in_force", pgettext_lazy("measure", "decided")
        ENDED = "ended", _("ended")
        ABSORBED = "absorbed", _("replaced by the revocation")
        CARRIED_OUT = "carried_out", _("carried out")
        OVERTURNED = "overturned", _("overturned on appeal")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="measures", verbose_name=_("centre"))
    kind = models.CharField(_("measure"), max_length=12, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PROPOSED)
    grounds = models.CharField(_("reason"), max_length=10, choices=Grounds.choices)
    note = models.TextField(_("facts"), blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    before = models.CharField(_("licence before"), max_length=12, choices=Licence.choices)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed at"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    absorbed_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="absorbed")

    class Meta:
        verbose_name = _("measure about a licence")
        verbose_name_plural = _("measures about licences")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="measure_known",
                condition=Q(kind__in=["suspension", "refusal", "revocation"])
                & Q(
                    state__in=[
                        *("proposed", "dismissed", "in_force", "ended", "absorbed", "carried_out", "overturned"),
                        "withdrawn",
                    ]
                ),
            ),
            models.UniqueConstraint(fields=["centre"], condition=Q(state="proposed"), name="measure_one_proposed"),
            models.UniqueConstraint(fields=["centre"], condition=Q(state="in_force"), name="measure_one_in_force"),
            models.CheckConstraint(
                name="measure_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="measure_decided_dated",
                condition=Q(state__in=["proposed", "withdrawn"], decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state__in=["proposed", "withdrawn"]) & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(name="suspension_has_end", condition=~Q(kind="suspension") | Q(until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class RenewalRequest(Versioned):
    """A centre asks for its licence to be renewed, once for each term."""

    class State(models.TextChoices):
        """What came of it."""

        ASKED = "asked", _("waits for an answer")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        LAPSED = "lapsed", _("ended with the revocation")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="renewal_requests", verbose_name=_("centre"))
    term = models.OneToOneField(LicenceTerm, models.PROTECT, related_name="renewal", verbose_name=_("term"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.ASKED)
    words = models.TextField(_("what the centre says"), blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("request to renew a licence")
        verbose_name_plural = _("requests to renew licences")
        constraints = [
            models.CheckConstraint(
                name="renewal_answered_dated",
                condition=Q(state="asked", answered_at__isnull=True)
                | Q(state__in=["granted", "refused", "lapsed"], answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.state}"


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Questions about many appeals."""

    def visible_to(self, user: User) -> AppealQuerySet:
        """Return the appeals of the centres that `user` may see now."""
        where = {"province": "measure__centre__province", "county": "measure__centre__county"}
        return self.filter(scope(user, Right.SEE_CENTRES, **where, centre="measure__centre__code"))


class Appeal(Versioned):
    """What the head of a centre says against a measure, and what the director general decides."""

    class State(models.TextChoices):
        """What came of it."""

        MADE = "made", _("waits for the decision")
        UPHELD = "upheld", _("the measure stands")
        OVERTURNED = "overturned", _("the measure is overturned")

    measure = models.OneToOneField(Measure, models.PROTECT, related_name="appeal", verbose_name=_("measure"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.MADE)
    words = models.TextField(_("what the centre says"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"))
    decision = models.TextField(_("why it is decided so"), blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                name="appeal_decided_dated",
                condition=Q(state="made", decided_at__isnull=True, decided_by__isnull=True)
                | (Q(state__in=["upheld", "overturned"], decided_at__isnull=False) & ~Q(decision="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.state}"
