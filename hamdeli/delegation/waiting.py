"""What waits for somebody: files to answer, notices to read. Told only as far as anybody would count."""

from typing import Any

from django.db.models import QuerySet

from hamdeli.accounts.models import User
from hamdeli.delegation.access import visible_notices
from hamdeli.delegation.models import Mandate, MandateState

MOST_COUNTED = 999


def is_at_centre(user: User) -> bool:
    """Say whether `user` holds a post at a centre now."""
    return any(post.centre_code for post in user.posts_now)


def waiting_mandates(user: User) -> QuerySet[Any]:
    """Return the files that wait for the answer of the centres where `user` holds a post."""
    codes = [post.centre_code for post in user.posts_now if post.centre_code]
    offered = Mandate.objects.filter(state=MandateState.OFFERED, centre__code__in=codes)
    return offered.order_by()[:MOST_COUNTED]


def unread_notices(user: User) -> QuerySet[Any]:
    """Return the notices to `user` that nobody there has read."""
    return visible_notices(user).filter(read_at=None).order_by()[:MOST_COUNTED]
