"""The doors to licences, measures and appeals: who sees the centre sees its licence; who acts is said by the table."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right, roles_with
from hamdeli.accounts.scopes import scope
from hamdeli.centres.access import access_centre, has_right
from hamdeli.centres.licensing.belonging import belongs
from hamdeli.centres.licensing.moves import MOVES, Need
from hamdeli.centres.models import Appeal, Centre, LicenceAct, LicenceTerm, Measure


def may(user: User, centre: Centre, act: LicenceAct) -> bool:
    """Say whether the table and the posts of `user` give `act` on the licence of the centre."""
    move = MOVES[act]
    if not any(has_right(user, centre, right) for right in move.rights):
        return False
    return Need.OUTSIDER not in move.needs or not belongs(user, centre)


def access_licence(user: User, code: str, act: LicenceAct | None = None) -> Centre:
    """Return the centre; 404 for a stranger, 403 for a reader whose act this is not."""
    centre = access_centre(user, code)
    if act and not may(user, centre, act):
        raise PermissionDenied
    return centre


def access_measure(user: User, pk: int, act: LicenceAct) -> Measure:
    """Return the measure; 404 for whoever does not see its centre, 403 for a reader whose act this is not."""
    rows = Measure.objects.filter(centre__in=Centre.objects.visible_to(user))
    measure = get_object_or_404(rows.select_related("centre__province", "centre__county", "proposed_by"), pk=pk)
    if not may(user, measure.centre, act):
        raise PermissionDenied
    return measure


def access_appeal(user: User, pk: int, act: LicenceAct | None = None) -> Appeal:
    """Return the appeal; 404 for whoever does not see its centre, 403 for a reader who does not decide it."""
    rows = Appeal.objects.visible_to(user).select_related(
        "measure__centre__province", "measure__centre__county", "measure__proposed_by", "measure__decided_by", "made_by"
    )
    appeal = get_object_or_404(rows, pk=pk)
    if act and not may(user, appeal.measure.centre, act):
        raise PermissionDenied
    return appeal


def access_term(user: User, pk: int) -> LicenceTerm:
    """Return a term whose paper is printed: by whoever licenses or checks centres, or runs this one."""
    rows = LicenceTerm.objects.filter(centre__in=Centre.objects.visible_to(user))
    term = get_object_or_404(rows.select_related("centre__province", "centre__county"), pk=pk)
    if not any(has_right(user, term.centre, right) for right in PRINTS):
        raise PermissionDenied
    return term


def deciders(centre: Centre, proposer: User) -> list[User]:
    """Return who may decide what `proposer` proposes: those others who license centres there now."""
    places = (centre.province_id, centre.province.parent_id)
    posts = Post.objects.held_at(timezone.now()).filter(role__in=roles_with(Right.LICENSE), place__in=places)
    others = posts.exclude(user=proposer).filter(user__is_active=True).select_related("user").order_by("pk")
    people = {post.user_id: post.user for post in others}
    return [user for user in people.values() if not belongs(user, centre)]


PRINTS = (Right.LICENSE, Right.CHECK_FOUNDING, Right.INSPECT, Right.RUN_CENTRE)


def appeals_to_hear(user: User) -> QuerySet[Appeal]:
    """Return the appeals that wait for the decision of `user`."""
    where = {"province": "measure__centre__province", "county": "measure__centre__county"}
    reach = scope(user, Right.HEAR_APPEALS, **where, centre="")
    return Appeal.objects.filter(reach, state=Appeal.State.MADE)


def measures_to_decide(user: User) -> QuerySet[Measure]:
    """Return the proposed measures that another than `user` proposed, and that `user` decides."""
    reach = scope(user, Right.LICENSE, province="centre__province", county="centre__county", centre="")
    return Measure.objects.filter(reach, state=Measure.State.PROPOSED).exclude(proposed_by=user)
