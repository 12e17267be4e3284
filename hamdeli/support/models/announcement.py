"""Announcements to centres, and who has read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre, Kind
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Questions about many announcements."""

    def in_force(self, today: date) -> AnnouncementQuerySet:
        """Return those that are shown on `today`."""
        return self.filter(since__lte=today, until__gte=today, withdrawn_at__isnull=True)

    def to_centres(self, codes: Iterable[str]) -> AnnouncementQuerySet:
        """Return those that are meant for any of the centres with these codes."""
        meant = Centre.objects.filter(
            code__in=list(codes),
            province=OuterRef("province"),
            county=Coalesce(OuterRef("county"), F("county")),
            kind=Coalesce(NullIf(OuterRef("kind"), Value("")), F("kind")),
        )
        return self.filter(Exists(meant))


class Announcement(Versioned):
    """Something that centres of a province should know, from a day to a day."""

    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("county"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, blank=True)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("words"))
    folded = models.TextField(editable=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    must_read = models.BooleanField(_("must be confirmed as read"), default=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"))

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            models.CheckConstraint(name="announcement_ends_later", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(name="announcement_worded", condition=~Q(title="") & ~Q(words="")),
        ]
        indexes = [models.Index(fields=["province", "until"], name="announcement_of_province")]

    def __str__(self) -> str:
        return self.title


class AnnouncementReading(models.Model):
    """Somebody at a centre confirmed to have read an announcement. Never changed."""

    announcement = models.ForeignKey(
        Announcement, models.PROTECT, related_name="readings", verbose_name=_("announcement")
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("user"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name=_("centre"))
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("reading of an announcement")
        verbose_name_plural = _("readings of announcements")
        constraints = [models.UniqueConstraint(fields=["announcement", "user"], name="announcement_read_once")]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.user_id}"
