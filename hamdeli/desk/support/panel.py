"""What stands on the first page about help for centres: announcements, required courses, requests."""

from typing import Any

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.desk.support.announcements import unread_announcements
from hamdeli.desk.support.courses import required_courses
from hamdeli.support.access import asked_by, supported_by
from hamdeli.support.models import HelpRequest
from hamdeli.support.moves import IN_HAND, State


def support_panel(user: User) -> dict[str, Any] | None:
    """Return what waits for `user`, or None for whoever neither asks for help nor gives it."""
    asks, helps = user.has(Right.ASK), user.has(Right.SUPPORT_CENTRES)
    if not asks and not helps:
        return None
    now = timezone.now()
    told: dict[str, Any] = {"asks": asks, "helps": helps, "today": timezone.localdate()}
    if asks:
        ours = HelpRequest.objects.filter(asked_by(user))
        told["answers"] = ours.filter(state__in=(State.WAITING, State.ANSWERED)).count()
        told["announcements"] = unread_announcements(user)
        told["courses"] = required_courses(user)
    if helps:
        theirs = HelpRequest.objects.filter(supported_by(user))
        told["in_hand"] = theirs.filter(state__in=IN_HAND).count()
        told["overdue"] = theirs.for_deputy(now).count()
    return told
