"""Who oversees the life of centres: the county that checks and the deputy who licenses."""

from django.db.models import Q

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.access import has_right
from hamdeli.centres.models import Centre

OVERSEERS = (Right.CHECK_FOUNDING, Right.LICENSE)
INSIDE = (Right.RUN_CENTRE, *OVERSEERS)
"""Who reads telephones of members and opens papers."""


def overseen(user: User, path: str = "") -> Q:
    """Return the condition on rows of the centres that `user` oversees; `path` leads from the row to the centre."""
    where = {"province": f"{path}province", "county": f"{path}county", "centre": f"{path}code"}
    return scope(user, OVERSEERS[0], **where) | scope(user, OVERSEERS[1], **where)


def sees_inside(user: User, centre: Centre) -> bool:
    """Say whether `user` runs the centre or oversees it."""
    return any(has_right(user, centre, right) for right in INSIDE)


def run_by(user: User) -> list[str]:
    """Return the codes of the centres that `user` runs."""
    return [post.centre_code for post in user.posts_now if post.centre_code and post.gives(Right.RUN_CENTRE)]
