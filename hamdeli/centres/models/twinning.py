"""Centres that learn or lose a speciality, and centres that help each other as twins."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models.centre import Centre, Kind, Speciality
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class ConversionQuerySet(models.QuerySet["Conversion"]):
    """Questions about many conversions."""

    def visible_to(self, user: User) -> ConversionQuerySet:
        """Return the conversions of centres that `user` may see now."""
        where = {"province": "centre__province", "county": "centre__county", "centre": "centre__code"}
        return self.filter(scope(user, Right.SEE_CENTRES, **where))

    def due(self, today: date) -> ConversionQuerySet:
        """Return the approved ones whose day has come."""
        return self.filter(state=Conversion.State.APPROVED, starts_on__lte=today)


class Conversion(Versioned):
    """A decision that a centre gets or gives up a speciality: proposed, decided by another, in force from a day."""

    class Change(models.TextChoices):
        """What happens to the speciality."""

        ADD = "add", _("gets the speciality")
        REMOVE = "remove", _("gives the speciality up")

    class State(models.TextChoices):
        """Where the decision stands."""

        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved, not yet in force")
        IN_FORCE = "in_force", pgettext_lazy("conversion", "in force")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="conversions", verbose_name=_("centre"))
    speciality = models.CharField(_("speciality"), max_length=15, choices=Speciality.choices)
    change = models.CharField(_("change"), max_length=6, choices=Change.choices)
    becomes = models.CharField(_("the centre becomes a"), max_length=15, choices=Kind.choices, blank=True)
    reason = models.TextField(_("reason"))
    people = models.PositiveSmallIntegerField(_("people who have learnt it"), default=0)
    training = models.TextField(_("training and evidence"), blank=True)
    starts_on = models.DateField(_("from"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True)
    answer = models.TextField(_("answer"), blank=True)
    in_force_at = models.DateTimeField(_("in force since"), null=True)

    objects = ConversionQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversion of a centre")
        verbose_name_plural = _("conversions of centres")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "speciality"],
                condition=Q(state__in=["proposed", "approved"]),
                name="conversion_one_open",
            ),
            models.CheckConstraint(name="conversion_decided_by_another", condition=~Q(decided_by=F("proposed_by"))),
            models.CheckConstraint(
                name="conversion_decided_whole",
                condition=Q(state__in=["proposed", "withdrawn"], decided_by__isnull=True, decided_at__isnull=True)
                | Q(state__in=["approved", "in_force", "refused"], decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(name="conversion_refused_with_words", condition=~Q(state="refused") | ~Q(answer="")),
            models.CheckConstraint(
                name="conversion_learnt_by_somebody",
                condition=Q(change="remove") | (Q(change="add", people__gte=1) & ~Q(training="")),
            ),
            models.CheckConstraint(
                name="conversion_in_force_dated",
                condition=Q(state="in_force", in_force_at__isnull=False)
                | (~Q(state="in_force") & Q(in_force_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.change} {self.speciality}"

    @property
    def adds(self) -> bool:
        """Say whether the centre gets the speciality."""
        return self.change == Conversion.Change.ADD


class TwinQuerySet(models.QuerySet["Twin"]):
    """Questions about many pairs."""

    def visible_to(self, user: User) -> TwinQuerySet:
        """Return the pairs of which `user` may see one centre now."""
        either = Q()
        for side in ("supporting", "supported"):
            where = {"province": f"{side}__province", "county": f"{side}__county", "centre": f"{side}__code"}
            either |= scope(user, Right.SEE_CENTRES, **where)
        return self.filter(either)

    def standing(self, today: date) -> TwinQuerySet:
        """Return the pairs that hold on `today`, or begin later."""
        return self.filter(ended_on__isnull=True, until__gte=today)

    def of(self, centre: int) -> TwinQuerySet:
        """Return the pairs of the centre with that primary key."""
        return self.filter(Q(supporting=centre) | Q(supported=centre))


class Twin(Versioned):
    """Two centres that help each other for a time: one of means and one in need, or a specialised and a general one."""

    class Tie(models.TextChoices):
        """What makes them a pair."""

        MEANS = "means", _("a centre with donors and one among the poor")
        SPECIALITY = "speciality", _("a specialised centre and a general one")

    class Share(models.TextChoices):
        """What they share."""

        PEOPLE = "people", _("social workers and volunteers")
        TRAINING = "training", _("training")
        GOODS = "goods", _("goods in kind")
        MONEY = "money", _("gifts of money")
        PLACES = "places", _("places for referred families")
        ROOMS = "rooms", _("rooms and equipment")

    supporting = models.ForeignKey(Centre, models.PROTECT, related_name="twins_helped", verbose_name=_("supports"))
    supported = models.ForeignKey(Centre, models.PROTECT, related_name="twins_helping", verbose_name=_("is supported"))
    tie = models.CharField(_("what makes them a pair"), max_length=10, choices=Tie.choices)
    purpose = models.TextField(_("purpose"))
    shares: models.JSONField[Any, Any] = models.JSONField(_("what they share"), default=list)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=200, blank=True)

    objects = TwinQuerySet.as_manager()

    class Meta:
        verbose_name = _("twin centres")
        verbose_name_plural = _("twin centres")
        constraints = [
            models.CheckConstraint(name="twin_with_another", condition=~Q(supporting=F("supported"))),
            models.CheckConstraint(name="twin_ends_after_it_begins", condition=Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="twin_ended_whole",
                condition=Q(ended_on__isnull=True, ended_why="") | (Q(ended_on__isnull=False) & ~Q(ended_why="")),
            ),
            models.UniqueConstraint(
                Least("supporting", "supported"),
                Greatest("supporting", "supported"),
                condition=Q(ended_on__isnull=True),
                name="twin_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supporting_id} {self.supported_id}"

    @property
    def shared(self) -> list[str]:
        """What they share, in the reader's language."""
        return [str(Twin.Share(word).label) for word in self.shares]


class TwinCeiling(Versioned):
    """How many twins a centre of a province may have at one time."""

    USUAL = 3
    MOST = 20

    province = models.OneToOneField(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    most = models.PositiveSmallIntegerField(_("twins of one centre at most"), default=USUAL)

    class Meta:
        verbose_name = _("ceiling of twins")
        verbose_name_plural = _("ceilings of twins")
        constraints = [models.CheckConstraint(name="twin_ceiling_in_bounds", condition=Q(most__range=(1, 20)))]

    def __str__(self) -> str:
        return f"{self.province_id} {self.most}"
