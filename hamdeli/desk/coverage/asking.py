"""What the address of the page of today asks for: a place, how finely, which reach and norm."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, QueryDict

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Centre
from hamdeli.desk.coverage.forms import METRES, REACH_KM, CoverFilter
from hamdeli.desk.coverage.showing import Line, line
from hamdeli.insight.coverage.access import areas, counts_exactly, parts
from hamdeli.insight.coverage.ground import Ground, survey
from hamdeli.insight.coverage.today import Cover, by_county, by_settlement
from hamdeli.insight.models import NORM
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place, PlaceQuerySet, name_at


@dataclass(frozen=True)
class Asked:
    """The place and the measures; `exact` says whether the reader counts its families exactly."""

    form: CoverFilter
    area: Place
    province: Place
    county: Place | None
    by_county: bool
    show: str
    text: str
    reach: int
    norm: int
    exact: bool

    def line(self, cover: Cover) -> Line:
        """Return what the list shows of a settlement or county."""
        return line(cover, self.norm, exact=self.exact, settlement=not self.by_county)


def asked_for(user: User, query: QueryDict) -> Asked:
    """Read the address; what it does not say, or says wrongly, is as usual. Raises 404 for a stranger's place."""
    places = areas(user, Right.SEE_FIGURES)
    data = query.copy()
    if not data.get("place"):
        first = usual(places)
        data["place"] = first.code if first else ""
    form = CoverFilter(data, places=places)
    form.full_clean()
    clean = form.cleaned_data
    area = clean.get("place")
    if area is None:
        raise Http404
    province, county = parts(area)
    reach = clean.get("reach") or REACH_KM
    return Asked(
        form=form,
        area=area,
        province=province,
        county=county,
        by_county=clean.get("level") == "county",
        show=clean.get("show", ""),
        text=clean.get("q", ""),
        reach=int(reach * METRES),
        norm=clean.get("norm") or NORM,
        exact=counts_exactly(user, area),
    )


def usual(places: PlaceQuerySet) -> Place | None:
    """Return the place that is shown where none is asked for: the first with a centre."""
    served = Centre.objects.licensed()
    with_centre = Q(pk__in=served.values("province")) | Q(pk__in=served.values("county"))
    return places.filter(with_centre).first() or places.first()


@dataclass(frozen=True)
class Look:
    """The ground of the place, and what is known of each of its settlements or counties."""

    asked: Asked
    ground: Ground
    settlements: dict[int, Cover]
    rows: dict[int, Cover]


def look(asked: Asked) -> Look:
    """Read the ground; the same number of queries whatever its size."""
    ground = survey(asked.province)
    inside = ground.inside(asked.county)
    own = {place.pk for place, holds in zip(ground.places, inside, strict=True) if holds}
    settled = {pk: cover for pk, cover in by_settlement(ground, asked.reach).items() if pk in own}
    if not asked.by_county:
        return Look(asked, ground, settled, settled)
    counties = [asked.county] if asked.county else list(Place.objects.counties_of(asked.province))
    return Look(asked, ground, settled, by_county(ground, counties, asked.reach))


def chosen(found: Look) -> PlaceQuerySet:
    """Return the settlements or counties that the address asks for."""
    keys = [pk for pk, cover in found.rows.items() if fits(found.asked, cover)]
    rows = Place.objects.filter(pk__in=keys).annotate(shown_name=name_at())
    if found.asked.text:
        key = fold(found.asked.text).replace(" ", "")
        rows = rows.filter(Q(name_folded__contains=key) | Q(name_en_folded__contains=key))
    return rows


def fits(asked: Asked, cover: Cover) -> bool:
    """Say whether the filter shows this row."""
    if asked.show == "without":
        return cover.without > 0
    if asked.show == "above":
        return cover.missing(asked.norm) > 0
    return asked.show != "unknown" or not cover.people
