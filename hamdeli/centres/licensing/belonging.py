"""Who belongs to a centre and therefore never decides about it."""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre

TIES: list[Callable[[User, Centre], bool]] = []
"""Other ways to belong to a centre: each room that knows trustees or board members adds its own question."""


def holds_post(user: User, centre: Centre) -> bool:
    """Say whether `user` holds a post at the centre now, or will."""
    now = timezone.now()
    return user.posts.filter(Q(until__isnull=True) | Q(until__gt=now), centre_code=centre.code).exists()


def belongs(user: User, centre: Centre) -> bool:
    """Say whether `user` belongs to the centre: by a post there, as a trustee, founder or member of its board."""
    return holds_post(user, centre) or any(tie(user, centre) for tie in TIES)
