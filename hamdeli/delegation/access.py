"""The doors to mandates, handovers and notices."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Handover, Mandate, Notice
from hamdeli.delegation.moves import MOVES


def access_mandate(user: User, pk: int, right: Right = Right.SEE_FILES) -> Mandate:
    """Return the mandate; 404 for a stranger, 403 for a reader without `right` on it."""
    rows = Mandate.objects.visible_to(user).select_related(
        "centre__county", "handover", "case_file__household", "case_file__province", "case_file__county"
    )
    mandate = get_object_or_404(rows, pk=pk)
    if not has_right(user, mandate, right):
        raise PermissionDenied
    return mandate


def has_right(user: User, mandate: Mandate, right: Right) -> bool:
    """Say whether `user` has `right` on `mandate` now: through its centre, or the place of its file."""
    return reaches(
        user,
        right,
        province_id=mandate.case_file.province_id,
        county_id=mandate.case_file.county_id,
        centre_code=mandate.centre.code,
    )


def acts_open_to(user: User, mandate: Mandate) -> list[str]:
    """Return the acts that the table of moves and the user's posts allow on `mandate` now."""
    return [act for act, move in MOVES.items() if mandate.state in move.before and has_right(user, mandate, move.right)]


def access_handover(user: User, code: str, right: Right = Right.RECALL) -> Handover:
    """Return the handover; 404 for a stranger, 403 for a reader without `right` on the whole of it."""
    rows = Handover.objects.visible_to(user).select_related("province", "county", "made_by")
    handover = get_object_or_404(rows, code=code)
    if right != Right.RECALL and not may_undo(user, handover):
        raise PermissionDenied
    return handover


def may_undo(user: User, handover: Handover) -> bool:
    """Say whether `user` may undo `handover` as one unit."""
    return reaches(user, Right.APPROVE, province_id=handover.province_id, county_id=handover.county_id)


def answering_centres(user: User) -> QuerySet[Centre]:
    """Return the centres whose inbox `user` reads: those where a post of a centre is held now."""
    codes = [post.centre_code for post in user.posts_now if post.centre_code and post.gives(Right.SEE_MANDATES)]
    return Centre.objects.filter(code__in=codes).select_related("county").order_by("code")


def access_inbox(user: User, code: str, right: Right = Right.SEE_FILES) -> Centre:
    """Return the centre whose inbox is meant; 404 for who has no post there, 403 for a reader without `right`."""
    centre = get_object_or_404(answering_centres(user), code=code)
    if not reaches(user, right, centre_code=code):
        raise PermissionDenied
    return centre


def visible_notices(user: User) -> QuerySet[Notice]:
    """Return the notices to the offices and centres where `user` holds a post now, the newest first."""
    to_centre = scope(user, Right.SEE_MANDATES, province="", county="", centre="centre__code")
    to_office = scope(user, Right.RECALL, province="place__parent", county="place", centre="") & Q(centre=None)
    return Notice.objects.filter(to_centre | to_office).order_by("-id")


def access_mandates(user: User, keys: Collection[int], right: Right) -> list[int]:
    """Return these primary keys; 404 when one is a stranger's, 403 when `user` lacks `right` on one."""
    wanted = set(keys)
    rows = Mandate.objects.filter(pk__in=wanted)
    if not wanted or rows.visible_to(user).count() < len(wanted):
        raise Http404
    reach = scope(user, right, province="case_file__province", county="case_file__county")
    if rows.filter(reach).count() < len(wanted):
        raise PermissionDenied
    return sorted(wanted)
