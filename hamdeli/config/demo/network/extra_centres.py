"""Centres beside those that are active: they stand near others, and carry nothing unless somebody gives it to them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hamdeli.centres.models import Centre, Kind
from hamdeli.config.demo.names import CENTRE_NAMES
from hamdeli.config.demo.seeds import Chance
from hamdeli.persian.letters import fold

ASIDE = 0.011


def add_centres(
    centres: Sequence[Centre], wanted: Mapping[str, int], chance: Chance, today: date
) -> dict[str, list[Centre]]:
    """Store as many more centres as `wanted` of each name, and return them; all of them are active at first."""
    made: dict[str, list[Centre]] = {name: [] for name in wanted}
    number = len(centres)
    for name, count in wanted.items():
        for _ in range(count):
            near = centres[int(chance.integers(len(centres)))]
            number += 1
            made[name].append(beside(near, number, chance, today))
    Centre.objects.bulk_create(centre for theirs in made.values() for centre in theirs)
    return made


def beside(near: Centre, number: int, chance: Chance, today: date) -> Centre:
    """Return a small centre in the county of another, unsaved; it opened some years ago, in the middle of a term."""
    stem = CENTRE_NAMES[int(chance.integers(len(CENTRE_NAMES)))]
    name = f"{stem} {near.county.name_fa}"
    return Centre(
        code=f"{near.code.split('-')[0]}-{number:03}",
        name=name,
        name_folded=fold(name),
        province_id=near.province_id,
        county_id=near.county_id,
        kind=Kind.NEIGHBOURHOOD,
        latitude=round(near.latitude + ASIDE * float(chance.uniform(-1, 1)), 5),
        longitude=round(near.longitude + ASIDE * float(chance.uniform(-1, 1)), 5),
        capacity=int(chance.integers(10, 24)),
        social_workers=2,
        opened_on=today - timedelta(days=731 * int(chance.integers(2, 4)) + int(chance.integers(200, 500))),
    )
