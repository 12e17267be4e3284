"""The monthly returns of centres: what the records count, and what the head says."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models.centre import Centre

COUNTED = (
    *("files", "accepted", "sent_back", "visits", "families", "plans"),
    *("aids", "aid_worth", "referrals", "exits", "volunteers", "hours"),
)
"""What the records count."""
BESIDE = ("donors", "helpers")
"""What only the head knows."""


class MonthlyReturnQuerySet(models.QuerySet["MonthlyReturn"]):
    """Questions about many returns."""

    def standing(self) -> MonthlyReturnQuerySet:
        """Return the last edition of each month."""
        return self.filter(replaced_by__isnull=True)

    def visible_to(self, user: User) -> MonthlyReturnQuerySet:
        """Return the returns of the centres that `user` may see now."""
        where = {"province": "centre__province", "county": "centre__county", "centre": "centre__code"}
        return self.filter(scope(user, Right.SEE_CENTRES, **where))


class MonthlyReturn(models.Model):
    """One edition of the return of one Solar Hijri month. Never changed: a correction is the next edition."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="returns", verbose_name=_("centre"))
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    files = models.PositiveIntegerField(_("files carried at the end"), default=0)
    accepted = models.PositiveIntegerField(_("files accepted"), default=0)
    sent_back = models.PositiveIntegerField(_("files returned"), default=0)
    visits = models.PositiveIntegerField(_("visits made"), default=0)
    families = models.PositiveIntegerField(_("families visited"), default=0)
    plans = models.PositiveIntegerField(_("plans open at the end"), default=0)
    aids = models.PositiveIntegerField(_("times aid was given"), default=0)
    aid_worth = models.PositiveBigIntegerField(_("worth of the aid (rials)"), default=0)
    referrals = models.PositiveIntegerField(_("referrals to specialised centres"), default=0)
    exits = models.PositiveIntegerField(_("families that left support"), default=0)
    volunteers = models.PositiveIntegerField(_("volunteers at the end"), default=0)
    hours = models.PositiveIntegerField(_("confirmed hours of volunteers"), default=0)
    donors = models.PositiveIntegerField(_("donors"), default=0)
    helpers = models.PositiveIntegerField(_("helpers who are not in the system"), default=0)
    remarks = models.TextField(_("remarks"), blank=True)
    counted: models.JSONField[Any, Any] = models.JSONField(_("what the records count"), default=dict)
    reasons: models.JSONField[Any, Any] = models.JSONField(_("why it differs"), default=dict)
    kinds: models.JSONField[Any, Any] = models.JSONField(_("aid by kind"), default=list)
    """Lists of kind (code), times, worth: as the records had them."""
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("submitted by"))
    submitted_at = models.DateTimeField(_("submitted"))

    objects = MonthlyReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly return")
        verbose_name_plural = _("monthly returns")
        constraints = [
            models.UniqueConstraint(fields=["centre", "year", "month", "edition"], name="return_edition_once"),
            models.CheckConstraint(name="return_month_known", condition=Q(month__range=(1, 12))),
            models.CheckConstraint(
                name="return_editions_follow",
                condition=Q(edition=1, replaces__isnull=True) | Q(edition__gt=1, replaces__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["year", "month", "centre"], name="return_by_month")]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.year}/{self.month} {self.edition}"
