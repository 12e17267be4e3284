"""What families received: a food basket now and then, a school kit in autumn, fuel in winter, medicine where needed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from hamdeli.casework.models import Aid, AidKind, CaseFile
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.rows import insert
from hamdeli.config.demo.life.visits import Rounds
from hamdeli.config.demo.seeds import Chance

MILLION = 1_000_000
EVERY = 150
"""Days between two baskets, about."""
BACK = 540
WORTH = {"food": (7, 12), "medicine": (2, 9), "winter-fuel": (5, 9), "clothes": (4, 8), "school-kit": (3, 5)}
BY_NEED = {"health": "medicine", "education": "school-kit"}
SOURCES = ("کمک‌های مردمی", "صندوق مرکز", "پویش مهر", "خیّر ناشناس")
AID = (
    *("case_file_id", "household_id", "kind_id", "worth", "quantity", "source", "province_id", "county_id"),
    *("centre_id", "given_on", "author_id", "giver_id", "override_reason", "made_at"),
)


def store_aid(files: Sequence[CaseFile], rounds: dict[int, Rounds], today: date, chance: Chance) -> int:
    """Store the aid of the last year and a half in kind; return how many rows."""
    kinds = dict(AidKind.objects.values_list("code", "pk"))
    given = (row for at in rounds for row in gifts(files[at], rounds[at], kinds, today, chance))
    return insert(Aid, AID, given)


def gifts(
    file: CaseFile, rounds: Rounds, kinds: dict[str, int], today: date, chance: Chance
) -> Iterator[tuple[Any, ...]]:
    """Yield the values of AID for one family, since it was first visited."""
    if file.worker_id is None or not rounds.days:
        return
    day = max(rounds.days[0], today - timedelta(days=BACK)) + timedelta(days=int(chance.integers(0, EVERY)))
    number = 0
    while day < today:
        code = (
            "food"
            if number % 3 != 1
            else BY_NEED.get(file.need, "clothes" if day.month in range(4, 10) else "winter-fuel")
        )
        least, most = WORTH[code]
        worth = round(least + (most - least) * float(chance.random())) * MILLION
        source = SOURCES[int(chance.integers(len(SOURCES)))]
        made = moment(day, 8)
        yield (
            *(file.pk, file.household_id, kinds[code], worth, 1, source, file.province_id, file.county_id),
            *(file.centre_id, day, file.worker_id, file.worker_id, "", made),
        )
        number, day = number + 1, day + timedelta(days=EVERY + int(chance.integers(-30, 60)))
