"""Two lists for the tests of `./run allocate`, drawn from a seed, and what to do with them without any of our code."""

import csv
import random
from dataclasses import dataclass
from math import asin, cos, floor, radians, sin, sqrt
from pathlib import Path
from typing import Any

SPECIALITIES = ("employment", "education", "health", "social work")
COUNTIES = {"کاشان": (33.98, 51.44), "نطنز": (33.51, 51.92), "اصفهان": (32.65, 51.67), "نجف‌آباد": (32.63, 51.37)}
WHERE = ("province", "county", "latitude", "longitude")
CENTRE_HEADINGS = ("code", "name", *WHERE, "kind", "specialities", "capacity", "licence")
FILE_HEADINGS = ("code", *WHERE, "need", "carried by", "priority", "members")
Row = dict[str, Any]


@dataclass
class World:
    """Centres and files as rows of plain values."""

    centres: list[Row]
    files: list[Row]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Write both lists as CSV and return where."""
        paths = folder / "centres.csv", folder / "files.csv"
        for path, headings, rows in ((paths[0], CENTRE_HEADINGS, self.centres), (paths[1], FILE_HEADINGS, self.files)):
            write_csv(path, headings, rows)
        return paths


def write_csv(path: Path, headings: Any, rows: list[Row]) -> None:
    """Write rows below headings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)


def draw(*, centres: int, files: int, tightness: float = 1.1, seed: int = 1) -> World:
    """Draw a province: every tenth centre has no active licence, half of the files are carried today."""
    chance = random.Random(seed)
    capacity = max(1, round(files * tightness / max(1, centres - centres // 10)))
    made = [draw_centre(chance, number, capacity) for number in range(centres)]
    return World(made, [draw_file(chance, number, made) for number in range(files)])


def draw_place(chance: random.Random) -> Row:
    """Draw a point near the seat of a county."""
    name, (latitude, longitude) = chance.choice(list(COUNTIES.items()))
    spot = {"latitude": latitude + chance.gauss(0, 0.08), "longitude": longitude + chance.gauss(0, 0.08)}
    return {"province": "اصفهان", "county": name, **{axis: round(degrees, 6) for axis, degrees in spot.items()}}


def draw_centre(chance: random.Random, number: int, capacity: int) -> Row:
    """Draw a centre."""
    known = chance.sample(SPECIALITIES, chance.choice((0, 0, 1, 2)))
    return {
        "code": f"10-{number:03}",
        "name": f"مرکز {number}",
        **draw_place(chance),
        "kind": chance.choice(("neighbourhood", "specialised", "guild")),
        "specialities": ", ".join(known),
        "capacity": capacity,
        "licence": "suspended" if number % 10 == 9 else "active",
    }


def draw_file(chance: random.Random, number: int, centres: list[Row]) -> Row:
    """Draw a file."""
    return {
        "code": f"F{number:05}",
        **draw_place(chance),
        "need": chance.choice(("general", "general", *SPECIALITIES)),
        "carried by": chance.choice(centres)["code"] if chance.random() < 0.5 else "",
        "priority": chance.randint(1, 5),
        "members": chance.randint(1, 7),
    }


def metres(one: Row, other: Row) -> int:
    """Great-circle distance by the haversine, rounded to the nearest metre, as the policy is written."""
    north, south = radians(one["latitude"]), radians(other["latitude"])
    across = radians(other["longitude"] - one["longitude"])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(across / 2) ** 2
    return floor(2.0 * 6_371_008.8 * asin(sqrt(half)) + 0.5)


def pair_cost(file: Row, centre: Row) -> int:
    """Cost of a file at a centre by the default policy, without the extra of a late place."""
    lacks: bool = file["need"] != "general" and file["need"] not in centre["specialities"].split(", ")
    moves: bool = file["carried by"] not in ("", centre["code"])
    away: bool = (file["province"], file["county"]) != (centre["province"], centre["county"])
    return metres(file, centre) + 20_000 * lacks + 10_000 * moves + 50_000 * away


def stay_cost(file: Row) -> int:
    """Cost of a file that stays with its county office."""
    return int(40_000 + 20_000 * file["priority"])


def plan_cost(world: World, plan: dict[str, str | None]) -> int:
    """Total cost of a plan: pairs, staying, and 2,000 for each file beyond floor(0.8 x capacity) of a centre."""
    centres = {row["code"]: row for row in world.centres}
    load = dict.fromkeys(centres, 0)
    total = 0
    for file in world.files:
        code = plan[file["code"]]
        total += stay_cost(file) if code is None else pair_cost(file, centres[code])
        if code is not None:
            load[code] += 1
    late = sum(max(0, load[code] - row["capacity"] * 4 // 5) for code, row in centres.items())
    return int(total + 2_000 * late)
