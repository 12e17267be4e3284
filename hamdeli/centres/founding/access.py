"""The doors to applications for centres: for who wrote one, for the county and for the province."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.centres.founding.moves import MOVES, Act, State
from hamdeli.centres.models import Founding, FoundingQuerySet

RIGHTS = (Right.FOUND, Right.CHECK_FOUNDING, Right.LICENSE)
WRITING = (Right.FOUND, Right.CHECK_FOUNDING)
OFFICES = (Right.CHECK_FOUNDING, Right.LICENSE)


def visible_foundings(user: User) -> FoundingQuerySet:
    """Return the applications that `user` wrote and may still write there, and those that came before the offices.

    A draft is seen by its writer alone.
    """
    own = written = Q(pk__in=[])
    for right in WRITING:
        own |= Q(applicant=user.pk) & scope(user, right, centre="")
    for right in OFFICES:
        written |= scope(user, right, centre="") & ~Q(state=State.DRAFT)
    return Founding.objects.filter(own | written)


def access_founding(user: User, pk: int, *, write: bool = False) -> Founding:
    """Return the application; 404 for a stranger, with `write` 403 for a reader who did not write it."""
    rows = visible_foundings(user).select_related(
        "applicant", "province", "county", "county__parent", "centre", "endorsed_by", "approved_by"
    )
    founding = get_object_or_404(rows, pk=pk)
    if write and not may_write(user, founding):
        raise PermissionDenied
    return founding


def access_office(user: User, pk: int, *rights: Right) -> Founding:
    """Return the application for an office that has one of `rights` on it; 404 and 403 as above."""
    founding = access_founding(user, pk)
    if not any(has_right(user, founding, right) for right in rights or OFFICES):
        raise PermissionDenied
    return founding


def access_act(user: User, pk: int, act: Act) -> Founding:
    """Return the application for an act that may at all be one of the user's; 404 and 403 as above."""
    if MOVES[act].own:
        return access_founding(user, pk, write=True)
    return access_office(user, pk, *{right for right in MOVES[act].rights.values() if right})


def has_right(user: User, founding: Founding, right: Right) -> bool:
    """Say whether `user` has `right` at the place of the application now."""
    return reaches(user, right, province_id=founding.province_id, county_id=founding.county_id)


def may_write(user: User, founding: Founding) -> bool:
    """Say whether `user` wrote the application and may still write there."""
    mine = founding.applicant_id == user.pk
    return mine and any(has_right(user, founding, right) for right in WRITING)
