"""The doors to volunteers: for who leads them, for the county, for their supervisors, and for themselves."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import CENTRE_ROLES, OWN_FILES_ROLES, Right, roles_with
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.centres.models import Centre
from hamdeli.volunteers.models import Volunteer, VolunteerQuerySet

SUPERVISING = sorted(set(roles_with(Right.WORK)) & CENTRE_ROLES - OWN_FILES_ROLES)
"""Who can answer for volunteers: those who work at the centre themselves."""
WHERE = {"province": "county__parent", "county": "county", "centre": "centre__code"}


def visible_volunteers(user: User) -> VolunteerQuerySet:
    """Return the volunteers of the user's centre or county, and those the user supervises."""
    return Volunteer.objects.filter(scope(user, Right.SEE_VOLUNTEERS, **WHERE) | supervised_by(user))


def supervised_by(user: User) -> Q:
    """Return the condition on volunteers whom `user` supervises, at a centre where `user` works now."""
    codes = [post.centre_code for post in user.posts_now if post.role in SUPERVISING]
    return Q(supervisor=user.pk, centre__code__in=codes)


def access_volunteer(user: User, pk: int, right: Right | None = None) -> Volunteer:
    """Return the volunteer; 404 for a stranger, 403 for a reader without `right` on the volunteer."""
    rows = visible_volunteers(user).select_related("centre", "county", "neighbourhood", "supervisor", "user")
    volunteer = get_object_or_404(rows, pk=pk)
    if right is not None and not has_right(user, volunteer, right):
        raise PermissionDenied
    return volunteer


def has_right(user: User, volunteer: Volunteer, right: Right) -> bool:
    """Say whether `user` has `right` on the volunteer now."""
    where = {"province_id": volunteer.county.parent_id, "county_id": volunteer.county_id}
    return reaches(user, right, **where, centre_code=volunteer.centre.code)


def leads(user: User, volunteer: Volunteer) -> bool:
    """Say whether `user` leads the volunteers of the centre now."""
    return has_right(user, volunteer, Right.RUN_VOLUNTEERS)


def led_centres(user: User) -> list[Centre]:
    """Return the centres whose volunteers `user` leads."""
    codes = [post.centre_code for post in user.posts_now if post.centre_code and post.gives(Right.RUN_VOLUNTEERS)]
    return list(Centre.objects.filter(code__in=codes).select_related("county").order_by("code"))


def supervisors_at(centre: Centre) -> list[User]:
    """Return who may supervise volunteers of the centre: those who hold a working post there now, by their names."""
    held = Post.objects.held_at(timezone.now()).filter(centre_code=centre.code, role__in=SUPERVISING)
    users = User.objects.filter(posts__in=held, is_active=True).distinct()
    return sorted(users, key=lambda user: user.display_name)


def can_supervise(user: User, centre: Centre) -> bool:
    """Say whether `user` holds a working post at the centre at this moment."""
    held = Post.objects.held_at(timezone.now()).filter(user=user, centre_code=centre.code, role__in=SUPERVISING)
    return held.filter(user__is_active=True).exists()


def own_record(user: User) -> Volunteer | None:
    """Return the open record of a user who helps, or None."""
    rows = Volunteer.objects.filter(user=user, state=Volunteer.State.ACTIVE)
    return rows.select_related("centre", "county", "supervisor").first()
