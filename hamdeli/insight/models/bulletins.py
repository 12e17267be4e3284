"""The records of bulletins. A released one is never changed: the database refuses it to everybody."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.insight.bulletins.reasons import LeftOut
from hamdeli.insight.periods import Period
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place

ISSUED = Q(state="released")


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    """Questions about many bulletins."""

    def visible_to(self, user: User) -> BulletinQuerySet:
        """Return the released ones to all who see figures, and the others to who publishes there."""
        own = scope(user, Right.PUBLISH, province="place", county="", centre="")
        return self.filter(own | ISSUED) if user.has(Right.SEE_FIGURES) else self.filter(own)

    def released(self) -> BulletinQuerySet:
        """Return those that were released."""
        return self.filter(ISSUED)


class Bulletin(Versioned):
    """One report about a province or the country for a period, up to a day. `corrects` is an earlier one."""

    class State(models.TextChoices):
        """Where the bulletin stands."""

        DRAFT = "draft", _("draft")
        RELEASED = "released", _("released")
        DISCARDED = "discarded", _("discarded")

    code = models.CharField(_("code"), max_length=30, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    year = models.PositiveSmallIntegerField(_("year"))
    months = models.PositiveSmallIntegerField(_("months"))
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("author"))
    made_at = models.DateTimeField(_("begun"))
    filled_at = models.DateTimeField(_("filled"))
    computed_at = models.DateTimeField(_("figures counted"))
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("released by"))
    released_at = models.DateTimeField(_("released"), null=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", verbose_name=_("corrects")
    )
    why = models.CharField(_("what was wrong"), max_length=300, blank=True)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        constraints = [
            models.CheckConstraint(
                name="bulletin_released_whole",
                condition=Q(state="released", released_by__isnull=False, released_at__isnull=False)
                | (~Q(state="released") & Q(released_by__isnull=True, released_at__isnull=True)),
            ),
            models.CheckConstraint(name="bulletin_corrects_another", condition=~Q(corrects=F("id"))),
            models.CheckConstraint(
                name="bulletin_corrects_with_reason",
                condition=Q(corrects__isnull=True, why="") | (Q(corrects__isnull=False) & ~Q(why="")),
            ),
            models.UniqueConstraint(fields=["corrects"], condition=ISSUED, name="bulletin_corrected_once"),
        ]
        indexes = [models.Index(fields=["place", "state", "-day"], name="bulletin_of_place")]

    def __str__(self) -> str:
        return self.code

    @property
    def period(self) -> Period:
        """What it tells of."""
        return Period(self.year, self.months, self.day)


class BulletinSentence(models.Model):
    """One sentence of a bulletin as it was filled, with the figures in it; or why it is not printed."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="sentences", verbose_name=_("bulletin"))
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.CharField(_("sentence"), max_length=40)
    section = models.CharField(_("part"), max_length=20)
    fa = models.TextField(_("in Persian"), blank=True)
    en = models.TextField(_("in English"), blank=True)
    figures: models.JSONField[Any, Any] = models.JSONField(_("figures"), default=list)
    left_out = models.CharField(_("not printed because"), max_length=12, choices=LeftOut.choices, blank=True)

    class Meta:
        verbose_name = _("sentence of a bulletin")
        verbose_name_plural = _("sentences of bulletins")
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "key"], name="bulletin_sentence_once"),
            models.CheckConstraint(
                name="bulletin_sentence_in_both_languages",
                condition=~Q(left_out="") | (~Q(fa="") & ~Q(en="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id} {self.key}"

    def text(self, language: str) -> str:
        """Return the sentence in a language."""
        return self.fa if language == "fa" else self.en
