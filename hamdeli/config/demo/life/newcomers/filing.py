"""Storing the families and files of those who are not under support."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from hamdeli.casework.models import CaseFile
from hamdeli.config.demo.bar import Tell
from hamdeli.config.demo.filing import Holding, case_file, store_families
from hamdeli.config.demo.ground import Ground
from hamdeli.config.demo.life.newcomers.drawing import NEAR, STATES, Newcomers
from hamdeli.config.demo.seeds import Chance

SPANS = {"admission": (30, 55), "listed": (70, 330), "refused": (58, 150)}
"""Days since the file was opened."""
LATELY = (55, 62)
"""Of some that were refused, so that an appeal waits in time."""
EVERY = 2 * NEAR
RULED = {"listed": 45, "refused": 48}
"""Days after which the commission decided."""


@dataclass(frozen=True)
class Making:
    """What storing needs beside the families: national codes, chance, the day, and whom to tell."""

    codes: Iterator[str]
    chance: Chance
    today: date
    tell: Tell


def store_newcomers(
    new: Newcomers, ground: Ground, begun: dict[int, date], first: int, making: Making
) -> list[CaseFile]:
    """Store households and files; `begun` are the days of the handovers, `first` the number of the next file."""
    count = len(new.kinds)
    days = [opened_on(at, kind, begun.get(at), making) for at, kind in enumerate(new.kinds)]
    codes = list(islice(making.codes, int(new.families.members.sum())))
    households = store_families(new.families, new.spots, making.chance, codes, making.today, making.tell)
    holding = Holding([None] * count, days, [None] * count, [None] * count, [None] * count)
    left = {leaver.at: leaver.left for leaver in new.leavers}
    files = []
    for at, kind in enumerate(new.kinds):
        code = f"{ground.province.code}-{first + at:06}"
        file = case_file(new.families, new.spots, ground, holding, at, code, households[at])
        file.state = STATES[kind]
        ruled = days[at] + timedelta(days=RULED["refused"])
        file.closed_on = left.get(at, ruled) if kind in ("refused", "left") else None
        files.append(file)
    return CaseFile.objects.bulk_create(files)


def opened_on(at: int, kind: str, begun: date | None, making: Making) -> date:
    """The day on which a file was opened."""
    if kind == "left" and begun:
        return begun - timedelta(days=int(making.chance.integers(20, 200)))
    least, most = LATELY if kind == "refused" and at % EVERY == 0 else SPANS[kind]
    return making.today - timedelta(days=int(making.chance.integers(least, most)))
