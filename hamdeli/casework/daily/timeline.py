"""Everything in the life of a family, newest first: one query a kind, a page of whole days at a time."""

from collections.abc import Iterable
from datetime import date

from hamdeli.accounts.models import User
from hamdeli.casework.access import may_know
from hamdeli.casework.daily.happenings import BESIDE_JUDGEMENTS, HAPPENINGS, Event, Happening
from hamdeli.casework.daily.notes import may_read_notes
from hamdeli.casework.judgements import sees_judgements
from hamdeli.casework.models import CaseFile

PAGE = 40
ONE_DAY = 1000


def events(
    case_file: CaseFile, user: User, *, kinds: Iterable[str] = (), before: date | None = None, size: int = PAGE
) -> list[Event]:
    """Return about `size` events that `user` may see, newest first, all before the day `before`, days never cut.

    `kinds` (keys of `HAPPENINGS`) narrows them. What was written, and how the family was judged, is left out for
    readers who may not know it. An empty list says that nothing was earlier; the day of the last event is the `before`
    of the next page.
    """
    chosen = set(kinds)
    wanted = [happening for key, happening in told_to(user, case_file).items() if not chosen or key in chosen]
    reads = may_know(user, case_file) and may_read_notes(user, case_file)
    found: list[Event] = []
    known_down_to = date.min
    for happening in wanted:
        some = happening.read(case_file, before=before, on=None, most=size + 1, reads=reads)
        found += some
        if len(some) > size:
            known_down_to = max(known_down_to, some[-1].on)
    newest = newest_first(found)
    page = whole_days(newest, known_down_to, size)
    return page or (whole_day(case_file, wanted, newest[0].on, reads) if newest else [])


def told_to(user: User, case_file: CaseFile) -> dict[str, Happening]:
    """Return the kinds of events that `user` may learn of."""
    return HAPPENINGS if sees_judgements(user, case_file) else BESIDE_JUDGEMENTS


def whole_days(newest: list[Event], known_down_to: date, size: int) -> list[Event]:
    """Return the first days that are known completely, up to the one in which the size is reached."""
    complete = [event for event in newest if event.on > known_down_to]
    if len(complete) <= size:
        return complete
    last = complete[size - 1].on
    return [event for event in complete if event.on >= last]


def whole_day(case_file: CaseFile, wanted: Iterable[Happening], day: date, reads: bool) -> list[Event]:
    """Return all events of one crowded day."""
    return newest_first(
        [
            event
            for happening in wanted
            for event in happening.read(case_file, before=None, on=day, most=ONE_DAY, reads=reads)
        ]
    )


def newest_first(found: Iterable[Event]) -> list[Event]:
    """Return the events in the order of the page."""
    return sorted(found, key=lambda event: (event.on, event.at, event.kind, event.subject_id), reverse=True)
