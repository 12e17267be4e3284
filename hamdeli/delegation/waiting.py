"""What waits for somebody: files to answer, notices to read. Counted only as far as anybody would look."""

from hamdeli.accounts.models import User
from hamdeli.delegation.access import visible_notices
from hamdeli.delegation.models import Mandate, MandateState

MOST_COUNTED = 999


def is_at_centre(user: User) -> bool:
    """Say whether `user` holds a post at a centre now."""
    return any(post.centre_code for post in user.posts_now)


def waiting_count(user: User) -> int:
    """Return how many files wait for the answer of the centres where `user` holds a post."""
    codes = [post.centre_code for post in user.posts_now if post.centre_code]
    offered = Mandate.objects.filter(state=MandateState.OFFERED, centre__code__in=codes)
    return offered[:MOST_COUNTED].count()


def unread_count(user: User) -> int:
    """Return how many notices to `user` nobody there has read."""
    return visible_notices(user).filter(read_at=None)[:MOST_COUNTED].count()
