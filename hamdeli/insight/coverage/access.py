"""The doors to coverage: whose figures a reader sees, and where a reader plans."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.insight.models import Scenario
from hamdeli.places.models import Place, PlaceQuerySet

KINDS = (Place.Kind.PROVINCE, Place.Kind.COUNTY)


def areas(user: User, right: Right) -> PlaceQuerySet:
    """Return the provinces and counties in which `user` has `right`, the provinces first."""
    there = scope(user, right, province="pk", county="pk", centre="")
    beneath = scope(user, right, province="parent", county="", centre="")
    return Place.objects.filter(there | beneath, kind__in=KINDS).order_by("-kind", "sort_key", "code")


def access_area(user: User, code: str, right: Right = Right.SEE_FIGURES) -> Place:
    """Return the province or county; 404 for a stranger."""
    return get_object_or_404(areas(user, right).select_related("parent"), code=code)


def access_scenario(user: User, code: str, right: Right = Right.SEE_FIGURES) -> Scenario:
    """Return the scenario; 404 for a stranger, 403 for a reader without `right` on its place."""
    rows = Scenario.objects.visible_to(user).select_related("province", "county", "job", "made_by")
    scenario = get_object_or_404(rows, code=code)
    if not has_right(user, scenario, right):
        raise PermissionDenied
    return scenario


def has_right(user: User, scenario: Scenario, right: Right) -> bool:
    """Say whether `user` has `right` on the place of `scenario` now."""
    return reaches(user, right, province_id=scenario.province_id, county_id=scenario.county_id)


def counts_exactly(user: User, place: Place) -> bool:
    """Say whether `user` may see the files of `place` (a province or county), and so count its families exactly."""
    province, county = parts(place)
    return reaches(user, Right.SEE_FILES, province_id=province.pk, county_id=county.pk if county else None)


def parts(place: Place) -> tuple[Place, Place | None]:
    """Return the province and the county (or None) that `place` stands for. Raises 404 for another kind of place."""
    if place.kind == Place.Kind.PROVINCE:
        return place, None
    if place.kind != Place.Kind.COUNTY or place.parent is None:
        raise Http404
    return place.parent, place
