"""Centres: how many, of which kind, and for how many people."""

from dataclasses import replace
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.centres.models import (
    BoardMember,
    Capability,
    Centre,
    Kind,
    Licence,
    LicenceAct,
    LicenceMove,
    Setting,
    Speciality,
)
from hamdeli.centres.models.boards import Body
from hamdeli.insight.catalogue.kinds import Better, Indicator, Part, Shape, Source
from hamdeli.insight.periods import Period
from hamdeli.places.models import Place

SECTION = "centres"
# About five kilometres, in degrees of latitude and of longitude in the middle of the country.
NEAR_LATITUDE, NEAR_LONGITUDE = 0.045, 0.054
# One centre for every 10,000 people: the norm that officials quote (Semnan, Ilam).
NORM = 10_000


def opened(period: Period) -> QuerySet[Any]:
    """Return the centres that were there at the end of the period, with the licence that they had then: `stood`.

    After the last move until then a licence stands as that left it, and before its first move as that found it. A
    centre whose approval in principle came later was not there.
    """
    moves = LicenceMove.objects.filter(centre=OuterRef("pk"))
    until, later = moves.filter(at__lt=period.midnight), moves.filter(at__gte=period.midnight)
    stood = Coalesce(
        Subquery(until.order_by("-at", "-pk").values("after")[:1]),
        Subquery(later.order_by("at", "pk").values("before")[:1]),
        F("licence"),
    )
    rows = Centre.objects.filter(Q(opened_on=None) | Q(opened_on__lte=period.until))
    return rows.filter(~Exists(later.filter(act=LicenceAct.APPROVE))).annotate(stood=stood)


def at_work(period: Period) -> QuerySet[Any]:
    """Return those of them whose licence was active."""
    return opened(period).filter(stood=Licence.ACTIVE)


def trustees(period: Period) -> QuerySet[BoardMember]:
    """Return those who sat on the boards of trustees of centres at work; a board sits until another is elected."""
    sits = Q(until=None) | Q(until__gt=period.until)
    stands = Q(board__ended_on=None) | Q(board__ended_on__gt=period.until)
    rows = BoardMember.objects.filter(sits, stands, board__body=Body.TRUSTEES, since__lte=period.until)
    return rows.filter(centre__in=at_work(period).values("pk"))


def capabilities(period: Period) -> QuerySet[Capability]:
    """Return the specialities of centres at work."""
    return Capability.objects.filter(centre__in=at_work(period).values("pk"))


def counties_without(period: Period) -> QuerySet[Place]:
    """Return the counties in which no centre is at work."""
    there = at_work(period).filter(county=OuterRef("pk"))
    return Place.objects.filter(~Exists(there), kind=Place.Kind.COUNTY)


def cities_without(period: Period) -> QuerySet[Place]:
    """Return the cities around whose middle no centre is at work within about five kilometres."""
    near: dict[str, Any] = {
        "latitude__gte": OuterRef("latitude") - NEAR_LATITUDE,
        "latitude__lte": OuterRef("latitude") + NEAR_LATITUDE,
        "longitude__gte": OuterRef("longitude") - NEAR_LONGITUDE,
        "longitude__lte": OuterRef("longitude") + NEAR_LONGITUDE,
    }
    cities = Place.objects.filter(kind=Place.Kind.CITY, latitude__isnull=False)
    return cities.filter(~Exists(at_work(period).filter(**near)))


def inhabited(period: Period) -> QuerySet[Place]:
    """Return provinces and counties with their population; each is counted at its own level alone."""
    places = Place.objects.filter(kind__in=[Place.Kind.PROVINCE, Place.Kind.COUNTY], population__gt=0)
    return places.annotate(
        province_code=Case(When(kind=Place.Kind.PROVINCE, then=F("code")), output_field=CharField()),
        county_code=Case(When(kind=Place.Kind.COUNTY, then=F("code")), output_field=CharField()),
    )


OWN = {"centre": "code"}
LICENCES = Source("centres_by_licence", opened, **OWN, split="stood")
KINDS = Source("centres_by_kind", at_work, **OWN, split="kind")
SETTINGS = Source("centres_by_setting", at_work, **OWN, split="setting")
MOSQUES = Source("centres_by_mosque", at_work, **OWN, split="mosque_based")
CAPACITY = Source("capacity", at_work, **OWN, total="capacity")
WORKERS = Source("social_workers", at_work, **OWN, total="social_workers")
SPECIALITIES = Source(
    "specialities",
    capabilities,
    province="centre__province__code",
    county="centre__county__code",
    centre="centre__code",
    split="speciality",
)
TRUSTEES = Source(
    "trustees",
    trustees,
    province="centre__province__code",
    county="centre__county__code",
    centre="centre__code",
)
COUNTIES = Source("counties_without", counties_without, province="parent__code", county="code")
CITIES = Source("cities_without", cities_without, province="parent__parent__code", county="parent__code")
PEOPLE = Source("population", inhabited, province="province_code", county="county_code", total="population")

WORKING = Part(LICENCES, _("centres with an active licence"), (Licence.ACTIVE,))
INHABITANTS = Part(PEOPLE, _("inhabitants by the last census that is known here"))
UNIT = pgettext_lazy("unit", "centres")
LICENCE_THEN = _("Opened by that day, with a licence in force on that day by its history.")
STATE_THEN = _("Centres of the register whose licence was in this state at the end of that day by its history.")
REGISTERED_THEN = _("Centres of the register on that day, whatever the state of their licence.")


def licensed(key: str, label: Any, licence: str) -> Indicator:
    """Return the indicator of centres whose licence is in one state."""
    part = Part(LICENCES, label, (licence,))
    return Indicator(key, SECTION, label, STATE_THEN, part, unit=UNIT)


def apart(source: Source, prefix: str, choices: Any) -> list[Indicator]:
    """Return an indicator for each choice by which centres at work are counted apart."""
    return [
        Indicator(
            f"{prefix}_{value}",
            SECTION,
            format_lazy("{whole}: {part}", whole=_("Centres at work"), part=label),
            _("Centres at work, counted apart; a centre with two specialities is counted with each of them."),
            Part(source, label, (value,)),
            unit=UNIT,
        )
        for value, label in choices
    ]


FIGURES = [
    Indicator(
        *("centres", SECTION, _("Centres at work"), LICENCE_THEN, WORKING),
        unit=UNIT,
        better=Better.MORE,
    ),
    Indicator(
        *("centres_registered", SECTION, _("Centres on the register"), REGISTERED_THEN),
        Part(LICENCES, _("centres with a licence in any state")),
        unit=UNIT,
    ),
    licensed("centres_provisional", _("Centres approved in principle"), Licence.PROVISIONAL),
    licensed("centres_suspended", _("Centres suspended"), Licence.SUSPENDED),
    licensed("centres_expired", _("Centres whose licence expired"), Licence.EXPIRED),
    licensed("centres_revoked", _("Centres whose licence was revoked"), Licence.REVOKED),
    *apart(KINDS, "centres_kind", Kind.choices),
    *apart(SETTINGS, "centres_setting", Setting.choices),
    *apart(SPECIALITIES, "centres_speciality", Speciality.choices),
    Indicator(
        *("centres_mosque", SECTION, _("Centres in mosques")),
        _("Centres at work that are based in a mosque, among all centres at work."),
        Part(MOSQUES, _("centres at work in mosques"), (True,)),
        WORKING,
        shape=Shape.PERCENT,
    ),
    Indicator(
        *("counties_without", SECTION, _("Counties without a centre"), _("Counties in which no centre is at work.")),
        Part(COUNTIES, _("counties without a centre at work")),
        unit=pgettext_lazy("unit", "counties"),
        better=Better.LESS,
    ),
    Indicator(
        *("cities_without", SECTION, _("Cities without a centre")),
        _("Cities around whose middle no centre is at work within about five kilometres."),
        Part(CITIES, _("cities without a centre at work")),
        unit=pgettext_lazy("unit", "cities"),
        better=Better.LESS,
    ),
    Indicator(
        *("people_per_centre", SECTION, _("People per centre")),
        _("Inhabitants by the last census that is known here, divided by the centres at work; the norm is 10,000."),
        INHABITANTS,
        WORKING,
        shape=Shape.RATIO,
        unit=pgettext_lazy("unit", "people"),
        better=Better.LESS,
    ),
    Indicator(
        *("capacity", SECTION, _("Capacity of centres"), _("Files that the centres at work can carry together.")),
        Part(CAPACITY, _("places for files at centres at work")),
        unit=pgettext_lazy("unit", "files"),
        better=Better.MORE,
    ),
    Indicator(
        *("trustees", SECTION, _("Trustees of centres")),
        _("Members of the boards of trustees of centres at work who sat there at the end of that day."),
        Part(TRUSTEES, _("trustees who sit on a board")),
        unit=pgettext_lazy("unit", "people"),
        better=Better.MORE,
    ),
]
INDICATORS = [replace(one, version=2) for one in FIGURES]
"""Their second edition: the licence is that of the day, and not that of the day of computing."""
