"""What stands on the first page about help for centres: announcements, required courses, requests."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.standing import counts, day_of, rows
from hamdeli.desk.support.queue import help_for_centre, help_in_hand
from hamdeli.support.access import followed_by, own_codes, supported_by
from hamdeli.support.models import Announcement, AnnouncementReading, Course, Following, HelpRequest

COLUMNS = ("pk", "title", "words", "last_day", "must_read")
MOST_SHOWN = 10


class Told(NamedTuple):
    """An announcement or a required course, as the first page shows it."""

    pk: int
    title: str
    words: str
    last_day: date
    must_read: bool


def support_panel(user: User) -> dict[str, Any] | None:
    """Return what waits for `user`, or None for whoever neither asks for help nor gives it."""
    asks, helps = user.has(Right.ASK), user.has(Right.SUPPORT_CENTRES)
    if not asks and not helps:
        return None
    told: dict[str, Any] = {"asks": asks, "helps": helps, "today": timezone.localdate()}
    told["answers"], told["in_hand"] = counts(user, [help_for_centre, help_in_hand])
    if asks:
        found = [(which, shown(*row)) for which, *row in rows(user, [unread_announcements, required_courses])]
        announcements, courses = ([each for which, each in found if which == at] for at in (0, 1))
        told["announcements"] = sorted(announcements, key=lambda each: (not each.must_read, -each.pk))
        told["courses"] = sorted(courses, key=lambda each: (each.last_day, each.pk))
    if helps:
        told["overdue"] = HelpRequest.objects.filter(supported_by(user)).for_deputy(timezone.now()).count()
    return told


def shown(pk: int, title: str, words: str, last_day: date | str, must_read: bool | int) -> Told:
    """Return one row as the page shows it."""
    return Told(pk, title, words, day_of(last_day), bool(must_read))


def unread_announcements(user: User) -> QuerySet[Any]:
    """Return what is shown to `user`: what is to be confirmed until it is, the rest until its last day."""
    addressed = Announcement.objects.to_centres(own_codes(user)).in_force(timezone.localdate())
    read = AnnouncementReading.objects.filter(user=user).values("announcement")
    unread = addressed.exclude(must_read=True, pk__in=read).annotate(last_day=F("until"))
    return unread.order_by("-must_read", "-id").values_list(*COLUMNS)[:MOST_SHOWN]


def required_courses(user: User) -> QuerySet[Any]:
    """Return the required courses that `user` has not completed, the most pressing first."""
    done = Following.objects.filter(user=user, completed_at__isnull=False).values("edition__course")
    open_ones = Course.objects.filter(followed_by(user), required_until__isnull=False).exclude(pk__in=done)
    told = open_ones.annotate(words=Value(""), last_day=F("required_until"), must_read=Value(True))
    return told.order_by("required_until", "pk").values_list(*COLUMNS)[:MOST_SHOWN]
