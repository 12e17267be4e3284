"""The papers of a centre: what it must hold, and until when each is valid."""

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


class CentrePaperQuerySet(models.QuerySet["CentrePaper"]):
    """Questions about many papers."""

    def current(self) -> CentrePaperQuerySet:
        """Return the papers that stand: not replaced by a newer one and not withdrawn."""
        return self.filter(ended_at__isnull=True)

    def visible_to(self, user: User) -> CentrePaperQuerySet:
        """Return the papers of the centres that `user` may see now."""
        where = {"province": "centre__province", "county": "centre__county", "centre": "centre__code"}
        return self.filter(scope(user, Right.SEE_CENTRES, **where))


class CentrePaper(Versioned):
    """One paper of a centre, kept sealed. The kinds are a table: `centres/living/paper_kinds.py`."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="papers", verbose_name=_("centre"))
    kind = models.SlugField(_("kind of paper"), max_length=30)
    title = models.CharField(_("title"), max_length=120, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    """None: it does not expire."""
    digest = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField(_("size"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added"))
    ended_at = models.DateTimeField(_("out of use since"), null=True, blank=True)
    ended_why = models.CharField(_("reason"), max_length=200, blank=True)

    objects = CentrePaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a centre")
        verbose_name_plural = _("papers of centres")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "kind", "title"], condition=Q(ended_at__isnull=True), name="centre_paper_one_stands"
            ),
            models.CheckConstraint(
                name="centre_paper_valid_forward",
                condition=Q(issued_on__isnull=True) | Q(expires_on__isnull=True) | Q(expires_on__gt=F("issued_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_on"],
                name="centre_paper_by_end",
                condition=Q(ended_at__isnull=True, expires_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.kind}"

    def days_left(self, today: date) -> int | None:
        """How many days it is still valid: negative once it has expired, None where it never does."""
        return (self.expires_on - today).days if self.expires_on else None
