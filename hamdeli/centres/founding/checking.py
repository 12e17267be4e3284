"""Working through the checklist: ticks, ticks taken back, and the courses of the trustees."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.access import OFFICES, has_right
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.moves import TICKED
from hamdeli.centres.founding.signing import require_outside
from hamdeli.centres.founding.steps import KIND, locked
from hamdeli.centres.models import Founding, FoundingCheck, FoundingCourse, FoundingTick, Trustee
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

MOST_HOURS = 120


@transaction.atomic
def tick(*, founding: Founding, check: FoundingCheck, on: date, note: str, by: User, today: date) -> FoundingTick:
    """Write down that a check was found in order, and what was seen. Raises `FoundingFault`."""
    fresh = taken_up(founding, by, check.right)
    require_day(fresh, on, today)
    words = clean(note)[:300]
    if not words:
        raise FoundingFault("words_missing")
    count = trained(fresh)
    if count < check.trained:
        raise FoundingFault("untrained", least=check.trained, count=count)
    try:
        with transaction.atomic():
            made = FoundingTick.objects.create(
                founding=fresh, check_done=check, on=on, note=words, by=by, at=timezone.now()
            )
    except IntegrityError as there:
        raise FoundingFault("ticked_already") from there
    details = {"check": check.code, "on": on}
    write(actor=by.actor, verb="founding_ticked", kind=KIND, subject=str(fresh.pk), details=details)
    return made


@transaction.atomic
def untick(*, founding: Founding, check: FoundingCheck, by: User) -> None:
    """Take a tick back; the journal keeps both. Raises `FoundingFault`."""
    fresh = taken_up(founding, by, check.right)
    gone, _rows = FoundingTick.objects.filter(founding=fresh, check_done=check).delete()
    if not gone:
        raise FoundingFault("not_ticked")
    details = {"check": check.code}
    write(actor=by.actor, verb="founding_unticked", kind=KIND, subject=str(fresh.pk), details=details)


@transaction.atomic
def teach(
    *,
    founding: Founding,
    title: str,
    hours: int,
    trustees: Sequence[Trustee],
    on: date,
    by: User,
    today: date,
    key: str,
) -> FoundingCourse:
    """Write down a course that trustees took, once. Raises `FoundingFault`, or `KeyUsedOtherwise`."""

    def act() -> int:
        fresh = taken_up(founding, by, *OFFICES)
        require_day(fresh, on, today)
        words = clean(title)[:120]
        strangers = [trustee for trustee in trustees if trustee.founding_id != fresh.pk]
        if not words or not trustees or strangers or not 1 <= hours <= MOST_HOURS:
            raise FoundingFault("course_unfit")
        made = FoundingCourse.objects.create(founding=fresh, title=words, on=on, hours=hours, by=by, at=timezone.now())
        made.trustees.set(trustees)
        details = {"on": on, "hours": hours, "trustees": len(trustees)}
        write(actor=by.actor, verb="founding_taught", kind=KIND, subject=str(fresh.pk), details=details)
        return made.pk

    body = [founding.pk, title, hours, sorted(trustee.pk for trustee in trustees), on]
    return FoundingCourse.objects.get(pk=once(key=key, actor=by.actor, purpose="course", body=body, act=act))


def taken_up(founding: Founding, by: User, *rights: str) -> Founding:
    """Lock the application for an office that has one of `rights`, while the checklist is worked through."""
    fresh = locked(founding)
    if fresh.state not in TICKED:
        raise FoundingFault("not_now", state=fresh.state)
    now = as_of_now(by)
    if not any(has_right(now, fresh, Right(right)) for right in rights):
        raise FoundingFault("check_theirs" if len(rights) == 1 else "may_not")
    require_outside(by, fresh)
    return fresh


def require_day(founding: Founding, on: date, today: date) -> None:
    """Refuse a day that has not come, or on which nobody had applied."""
    if on > today:
        raise FoundingFault("day_ahead")
    if on < founding.begun_on:
        raise FoundingFault("day_early")


def trained(founding: Founding) -> int:
    """Return how many trustees took a course."""
    return Trustee.objects.filter(founding=founding, courses__isnull=False).distinct().count()


def unticked(founding: Founding, *rights: Right) -> list[FoundingCheck]:
    """Return the checks of these offices that are asked for and not ticked."""
    asked = FoundingCheck.objects.filter(active=True, right__in=rights)
    return list(asked.exclude(pk__in=founding.ticks.values("check_done")))


def require_ticked(founding: Founding, *rights: Right) -> None:
    """Refuse while a check of these offices is open."""
    missing = unticked(founding, *rights)
    if missing:
        raise FoundingFault("checks_open", what=gettext(", ").join(check.name for check in missing))
