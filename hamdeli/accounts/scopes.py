"""Where a right holds: the one translation of posts into conditions on rows."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import OWN_FILES_ROLES, Right
from hamdeli.places.models import Place

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


def scope(
    user: User | AnonymousUser,
    right: Right,
    *,
    province: str = "province",
    county: str = "county",
    centre: str = "centre__code",
    aide: str = "",
) -> Q:
    """Return the condition that holds for the rows on which `user` has `right` now.

    `province`, `county` and `centre` are the paths from the row to its province, its county and a centre's code; `aide`
    that to the volunteer who helps with it. An empty path means that rows of this kind cannot be reached that way.
    """
    if not isinstance(user, User):
        return NOTHING
    reach = NOTHING
    for post in user.posts_now:
        if post.gives(right):
            reach |= condition(post, province=province, county=county, centre=centre, aide=aide)
    return reach


def condition(post: Post, *, province: str, county: str, centre: str, aide: str) -> Q:
    """Return the rows that one post reaches."""
    if post.role in OWN_FILES_ROLES:
        return Q(**{centre: post.centre_code, aide: post.user_id}) if centre and aide else NOTHING
    if post.centre_code:
        return Q(**{centre: post.centre_code}) if centre else NOTHING
    if post.place.kind == Place.Kind.COUNTRY:
        return EVERYTHING
    path = {Place.Kind.PROVINCE: province, Place.Kind.COUNTY: county}.get(Place.Kind(post.place.kind), "")
    return Q(**{path: post.place_id}) if path else NOTHING


def reaches(user: User, right: Right, **where: Any) -> bool:
    """Say whether `user` has `right` on one row: `province_id`, `county_id`, `centre_code` and `aide_id` of it."""
    return any(reaching(user, right, **where))


def reaching(user: User, right: Right, **where: Any) -> Iterator[Post]:
    """Yield the posts held now that give `user` the `right` on one row, described as for `reaches`."""
    for post in user.posts_now:
        if not post.gives(right):
            continue
        if post.role in OWN_FILES_ROLES and where.get("aide_id") != user.pk:
            continue
        if post.centre_code:
            if post.centre_code == where.get("centre_code"):
                yield post
        elif covers(post.place, where.get("province_id"), where.get("county_id")):
            yield post


def covers(place: Place, province_id: int | None, county_id: int | None) -> bool:
    """Say whether `place` is, or holds, the province and county given by their primary keys."""
    if place.kind == Place.Kind.COUNTRY:
        return True
    if place.kind == Place.Kind.PROVINCE:
        return place.pk == province_id
    return place.pk == county_id
