"""The door to referrals."""

from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right, roles_with
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.casework.models import Referral
from hamdeli.places.models import Place

State = Referral.State


def visible_referrals(user: User) -> QuerySet[Referral]:
    """Return the referrals that `user` may see, each with `told`: the state as `user` may learn it.

    That a family was known already is said only to those who lead admissions there; to others it was taken up.
    """
    leads = scope(user, Right.ADMIT)
    told = Case(
        When(Q(state=State.KNOWN) & ~leads, then=Value(State.TAKEN_UP.value)),
        default=F("state"),
        output_field=CharField(),
    )
    return Referral.objects.filter(scope(user, Right.REFER)).annotate(told=told)


def access_referral(user: User, receipt: str, right: Right = Right.REFER) -> Referral:
    """Return the referral; 404 for a stranger, 403 for a reader without `right` on it."""
    related = ("province", "county", "centre", "keeper", "case_file", "received_by")
    referral = get_object_or_404(visible_referrals(user).select_related(*related), receipt=receipt)
    if not has_right(user, referral, right):
        raise PermissionDenied
    return referral


def access_known(user: User, receipt: str, right: Right) -> Referral:
    """Return the referral like `access_referral`; 403 also for those who may not know a discreet family."""
    referral = access_referral(user, receipt, right)
    if not may_know_of(user, referral):
        raise PermissionDenied
    return referral


def has_right(user: User, referral: Referral, right: Right) -> bool:
    """Say whether `user` has `right` on `referral` now."""
    centre = referral.centre.code if referral.centre else None
    return reaches(user, right, province_id=referral.province_id, county_id=referral.county_id, centre_code=centre)


def may_know_of(user: User, referral: Referral) -> bool:
    """Say whether `user`, who sees `referral`, may learn of whom it speaks."""
    if not referral.discreet or referral.keeper_id == user.pk:
        return True
    return has_right(user, referral, Right.SEE_DISCREET)


def keepers_at(county: Place) -> QuerySet[User]:
    """Return who can be the named person of a discreet family: those of the county's office who take referrals now.

    A centre sees no file before it carries it, so nobody there can lead the interview.
    """
    posts = Post.objects.held_at(timezone.now()).filter(place=county, centre_code="", role__in=roles_with(Right.REFER))
    return User.objects.filter(pk__in=posts.values("user")).order_by("name_fa", "username")
