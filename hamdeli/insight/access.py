"""The doors to figures: whose a user may see, and whether small counts of families are for that user."""

from dataclasses import dataclass

from django.http import Http404

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.centres.models import Centre
from hamdeli.insight.areas import NATION, AreaKey
from hamdeli.insight.catalogue import Level
from hamdeli.places.models import Place

LEVELS = {Place.Kind.COUNTRY: Level.NATION, Place.Kind.PROVINCE: Level.PROVINCE, Place.Kind.COUNTY: Level.COUNTY}


@dataclass(frozen=True)
class Seen:
    """An area as one user sees it: its record, and whether all counts of families are shown."""

    key: AreaKey
    record: Place | Centre
    all_counts: bool

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.record.name

    @property
    def level(self) -> Level:
        """Of what it is an area."""
        return self.key.level


def own_areas(user: User) -> list[AreaKey]:
    """Return the areas of the posts by which `user` sees figures, the widest first."""
    held = [area_of(post) for post in user.posts_now if post.gives(Right.SEE_FIGURES)]
    order = [Level.NATION, Level.PROVINCE, Level.COUNTY, Level.CENTRE]
    return sorted(set(held), key=lambda area: (order.index(area.level), area.code))


def area_of(post: Post) -> AreaKey:
    """Return what a post is over: its centre, or its place."""
    if post.centre_code:
        return AreaKey(Level.CENTRE, post.centre_code)
    return AreaKey(LEVELS[Place.Kind(post.place.kind)], post.place.code)


def sees_a_place(user: User) -> bool:
    """Say whether some post lets `user` see the figures of a county or of more, not of one centre alone."""
    return any(area.level != Level.CENTRE for area in own_areas(user))


def require_place(user: User) -> None:
    """Raise 404 where no post lets `user` see the figures of a place."""
    if not sees_a_place(user):
        raise Http404


def access_area(user: User, level: str, code: str) -> Seen:
    """Return the area, or raise 404: to a stranger, a neighbour's figures do not exist."""
    record = find(level, code)
    if record is None or not allowed(user, Right.SEE_FIGURES, record):
        raise Http404
    return Seen(AreaKey(Level(level), code), record, allowed(user, Right.SEE_FILES, record))


def find(level: str, code: str) -> Place | Centre | None:
    """Return the place or the centre, or None."""
    if level == Level.CENTRE:
        return Centre.objects.select_related("province", "county").filter(code=code).first()
    kinds = {level: kind for kind, level in LEVELS.items()}
    if level not in Level.values:
        return None
    return Place.objects.select_related("parent").filter(kind=kinds[Level(level)], code=code).first()


def allowed(user: User, right: Right, record: Place | Centre) -> bool:
    """Say whether `user` has `right` over the whole of a place or a centre."""
    if isinstance(record, Centre):
        where = {"province_id": record.province_id, "county_id": record.county_id, "centre_code": record.code}
        return reaches(user, right, **where)
    if record.kind == Place.Kind.COUNTRY:
        return reaches(user, right)
    if record.kind == Place.Kind.PROVINCE:
        return reaches(user, right, province_id=record.pk)
    return reaches(user, right, province_id=record.parent_id, county_id=record.pk)


def below(seen: Seen) -> list[AreaKey]:
    """Return the areas that lie directly in an area: provinces, counties, or centres."""
    record = seen.record
    if isinstance(record, Centre):
        return []
    if seen.key.code == NATION:
        codes = Place.objects.provinces().values_list("code", flat=True)
        return [AreaKey(Level.PROVINCE, code) for code in codes]
    if seen.level == Level.PROVINCE:
        codes = Place.objects.counties_of(record).values_list("code", flat=True)
        return [AreaKey(Level.COUNTY, code) for code in codes]
    centres = Centre.objects.filter(county=record).order_by("code").values_list("code", flat=True)
    return [AreaKey(Level.CENTRE, code) for code in centres]


def names_of(areas: list[AreaKey]) -> dict[AreaKey, str]:
    """Return the names of areas in the reader's language, in two queries."""
    codes = [area.code for area in areas]
    places = {place.code: place.name for place in Place.objects.filter(code__in=codes)}
    centres = dict(Centre.objects.filter(code__in=codes).values_list("code", "name"))
    return {area: (centres if area.level == Level.CENTRE else places)[area.code] for area in areas}
