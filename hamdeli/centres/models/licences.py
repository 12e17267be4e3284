"""The terms of a licence, and every move that it made."""

import secrets
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.centres.models.centre import Centre, Licence
from hamdeli.journal.models import Versioned

TOKEN_BYTES = 16


def fresh_token() -> str:
    """Return an address that nobody guesses: 128 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class TokenField(models.CharField):  # type: ignore[type-arg]
    """A random address; its default is of the model alone, so that no migration imports it."""

    def deconstruct(self) -> Any:
        """Return what a migration says of it: a plain column."""
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, "django.db.models.CharField", args, kwargs


class LicenceAct(models.TextChoices):
    """What happens to a licence."""

    APPROVE = "approve", _("approved in principle")
    GIVE = "give", _("given")
    RENEW = "renew", _("renewed")
    EXPIRE = "expire", _("expired")
    PROPOSE = "propose", _("measure proposed")
    DISMISS = "dismiss", _("proposal dismissed")
    WITHDRAW = "withdraw", _("proposal withdrawn")
    SUSPEND = "suspend", _("suspended")
    LIFT = "lift", _("suspension lifted")
    REFUSE = "refuse", _("renewal refused")
    ALLOW = "allow", _("renewal allowed again")
    DECIDE = "decide", _("revocation decided")
    REVOKE = "revoke", _("revoked")
    APPEAL = "appeal", _("appeal made")
    UPHOLD = "uphold", _("appeal rejected")
    OVERTURN = "overturn", _("appeal granted")


class Grounds(models.TextChoices):
    """Why a licence is suspended, not renewed or revoked."""

    INACTIVE = "inactive", _("nothing was done for a long time")
    FINDINGS = "findings", _("findings were not put right in time")
    MONEY = "money", _("money was not accounted for")
    DIGNITY = "dignity", _("families were not treated with dignity")
    BOARD = "board", _("there is no board that can act")
    PREMISES = "premises", _("there are no fit premises")
    OWN_WISH = "own_wish", _("the centre asks for it")
    OTHER = "other", _("another reason, written below")


class LicenceTerm(Versioned):
    """One span of days for which a centre is licensed, with the paper that says so. Rows are never deleted."""

    class Kind(models.TextChoices):
        """What the term allows."""

        PROVISIONAL = "provisional", _("approval in principle")
        FULL = "full", _("licence")

    class Why(models.TextChoices):
        """Why a term ended before its last day."""

        REPLACED = "replaced", _("replaced by the licence")
        REVOKED = "revoked", _("revoked")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="terms", verbose_name=_("centre"))
    number = models.CharField(_("licence number"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    begins = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    given_by = models.CharField(_("given by"), max_length=150, blank=True)
    seconded_by = models.CharField(_("checked by"), max_length=150, blank=True)
    given_at = models.DateTimeField(_("given at"))
    token = TokenField(max_length=32, unique=True, default=fresh_token, editable=False)
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended early"), max_length=10, choices=Why.choices, blank=True)

    class Meta:
        verbose_name = _("term of a licence")
        verbose_name_plural = _("terms of licences")
        constraints = [
            models.CheckConstraint(name="term_in_order", condition=Q(ends__gte=F("begins"))),
            models.CheckConstraint(name="term_kind_known", condition=Q(kind__in=["provisional", "full"])),
            models.CheckConstraint(
                name="term_ended_says_why",
                condition=Q(ended_at__isnull=True, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "-ends"], name="term_of_centre"),
            models.Index(fields=["ends"], name="term_ending"),
        ]

    def __str__(self) -> str:
        return self.number


class LicenceMove(models.Model):
    """One thing that happened to a licence: who, when, why, from where to where."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="licence_moves", verbose_name=_("centre"))
    term = models.ForeignKey(LicenceTerm, models.PROTECT, null=True, related_name="moves", verbose_name=_("term"))
    act = models.CharField(_("act"), max_length=10, choices=LicenceAct.choices)
    before = models.CharField(_("before"), max_length=12, choices=Licence.choices)
    after = models.CharField(_("after"), max_length=12, choices=Licence.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    grounds = models.CharField(_("reason"), max_length=10, choices=Grounds.choices, blank=True)
    note = models.TextField(_("note"), blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("move of a licence")
        verbose_name_plural = _("moves of licences")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="licence_move_act_known", condition=Q(act__in=LicenceAct.values)),
            models.CheckConstraint(
                name="licence_move_states_known",
                condition=Q(before__in=Licence.values) & Q(after__in=Licence.values),
            ),
        ]
        indexes = [models.Index(fields=["centre", "-id"], name="licence_move_of_centre")]

    def __str__(self) -> str:
        return f"{self.act} {self.before} → {self.after}"
