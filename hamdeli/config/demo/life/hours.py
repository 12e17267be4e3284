"""The hours of the demonstration's volunteers: confirmed by the supervisor but for the latest, some taken back."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.seeds import Chance
from hamdeli.volunteers.models import Hours
from hamdeli.volunteers.moves import Act

EVERY, SLACK = 26, 9
"""Days between two times that were given, and how much they vary."""
WAITS = 12
"""What was given in so many days waits for the supervisor."""
WRONG = 0.02
YEAR = 365
WHAT = ("تدریس ریاضی", "همراهی به درمانگاه", "بازدید و گفت‌وگو", "کمک در بسته‌بندی", "پیگیری بیمه", "آموزش خیاطی")
HOURS = (
    *("id", "volunteer_id", "on", "minutes", "what", "confirmed_by_id", "confirmed_at", "takes_back_id"),
    *("made_by_id", "made_at"),
)


class Giver(Protocol):
    """What is asked of one who gives time."""

    key: int
    centre: Any
    began: date
    ended: date
    head: int
    supervisor: int
    user: int | None
    state: str
    helped: bool
    minutes: int
    steps: list[tuple[Any, ...]]


def store_hours(givers: Sequence[Giver], today: date, chance: Chance) -> int:
    """Store the hours of all who help or helped; return how many rows."""
    first = next_key(Hours)
    rows: list[tuple[Any, ...]] = []
    for giver in givers:
        if giver.helped:
            rows += hours_of(giver, first + len(rows), today, chance)
            certify(giver, today)
    insert(Hours, HOURS, rows)
    take_up_keys(Hours)
    return len(rows)


def hours_of(giver: Giver, key: int, today: date, chance: Chance) -> Iterator[tuple[Any, ...]]:
    """Yield the values of HOURS; what is confirmed of the last year is counted in `giver.minutes`."""
    day = giver.began + timedelta(days=int(chance.integers(1, EVERY)))
    while day < giver.ended:
        minutes, what = 30 * int(chance.integers(2, 9)), WHAT[int(chance.integers(len(WHAT)))]
        sure = day < today - timedelta(days=WAITS)
        by, at = (giver.supervisor, moment(day + timedelta(days=3), 9)) if sure else (None, None)
        wrong = sure and chance.random() < WRONG
        yield key, giver.key, day, minutes, what, by, at, None, giver.user, moment(day, 15)
        if wrong:
            yield (
                key + 1,
                giver.key,
                day,
                -minutes,
                what,
                by,
                at,
                key,
                giver.supervisor,
                moment(day + timedelta(days=5), 9),
            )
        elif sure and day >= giver.ended - timedelta(days=YEAR):
            giver.minutes += minutes
        key += 2 if wrong else 1
        day += timedelta(days=EVERY + int(chance.integers(-SLACK, SLACK)))


def certify(giver: Giver, today: date) -> None:
    """Give those who helped for a year, and those who left, a certificate of their last year."""
    if not giver.minutes or (giver.state != "left" and giver.began > today - timedelta(days=YEAR)):
        return
    since = max(giver.began, giver.ended - timedelta(days=YEAR))
    details = {
        "number": f"{giver.centre.code}-{giver.key}-1",
        "since": since.isoformat(),
        "until": giver.ended.isoformat(),
        "minutes": giver.minutes,
    }
    giver.steps.append((giver.key, Act.CERTIFY.value, details, giver.ended, giver.head, moment(giver.ended, 10)))
