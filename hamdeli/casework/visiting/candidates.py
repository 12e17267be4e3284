"""Whom a form offers: those who hold a post over a file, or at a centre, at this moment."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from hamdeli.accounts.models import Post, PostQuerySet, User
from hamdeli.accounts.roles import OWN_FILES_ROLES, Right, roles_with
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import has_right, may_know
from hamdeli.casework.models import CaseFile
from hamdeli.casework.visiting.visitors import can_supervise

MOST = 500


def holders(posts: PostQuerySet) -> list[User]:
    """Return the users of `posts`, each with these posts as those held now, by their names."""
    people: dict[int, User] = {}
    for post in posts.select_related("user", "place").order_by("id")[:MOST]:
        user = people.setdefault(post.user_id, post.user)
        user.posts_now = [*user.__dict__.get("posts_now", []), post]
    return sorted(people.values(), key=lambda user: user.display_name)


def posts_near(case_file: CaseFile) -> PostQuerySet:
    """Return the posts held now at the centre, in the county and in the province of the file."""
    places = Q(centre_code="", place__in=[case_file.county_id, case_file.province_id])
    if case_file.centre:
        places |= Q(centre_code=case_file.centre.code)
    return Post.objects.held_at(timezone.now()).filter(places, user__is_active=True)


def visitors_for(case_file: CaseFile) -> list[User]:
    """Return who may visit the family: whoever works on the file and may know who the family is."""
    able = holders(posts_near(case_file).filter(role__in=roles_with(Right.WORK)))
    return [user for user in able if has_right(user, case_file, Right.WORK) and may_know(user, case_file)]


def supervisors_for(case_file: CaseFile) -> list[User]:
    """Return who may answer for a volunteer's visit to the family."""
    roles = {*roles_with(Right.WORK), *roles_with(Right.SUPERVISE)} - set(OWN_FILES_ROLES)
    return [user for user in holders(posts_near(case_file).filter(role__in=roles)) if can_supervise(user, case_file)]


def workers_under(user: User, centre_code: str = "") -> list[User]:
    """Return to whom `user` may give files: the social workers of the centres there, and of the county."""
    there = scope(user, Right.ASSIGN, province="place__parent", county="place", centre="centre_code")
    roles = set(roles_with(Right.WORK)) - set(OWN_FILES_ROLES)
    posts = Post.objects.held_at(timezone.now()).filter(there, role__in=roles, user__is_active=True)
    return holders(posts.filter(centre_code=centre_code) if centre_code else posts)


def by_username(people: Iterable[User]) -> dict[str, User]:
    """Return `people` by their sign-in names."""
    return {user.username: user for user in people}
