"""Who may get a task of a file: everybody who holds a post over it now and works."""

from datetime import datetime

from django.db.models import Q

from hamdeli.accounts.models import Post
from hamdeli.accounts.roles import OWN_FILES_ROLES, Right, roles_with
from hamdeli.casework.models import CaseFile


def posts_over(case_file: CaseFile, at: datetime) -> list[Post]:
    """Return the working posts over the file that are held at `at`, with their users; those of the centre first."""
    where = Q(place=case_file.county_id, centre_code="")
    if case_file.centre:
        where |= Q(centre_code=case_file.centre.code)
    helps = Q(role__in=OWN_FILES_ROLES)
    posts = Post.objects.held_at(at).filter(where, ~helps | Q(user=case_file.aide_id), role__in=roles_with(Right.WORK))
    found = posts.filter(user__is_active=True).select_related("user", "place")
    return sorted(found, key=lambda post: (post.centre_code == "", post.user.display_name))
