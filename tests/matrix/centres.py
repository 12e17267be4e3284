"""Who sees centres: everybody with a post over them; who changes them: the deputy for public participation."""

from typing import Any

from tests.matrix import COUNTY_WORKERS, Page, World

LISTS = {
    "director": 200,
    "deputy": 200,
    "participation": 200,
    "county_head": 200,
    "other_county_head": 200,
    "centre_head": 200,
    "other_centre_head": 200,
    "worker": 200,
    "inspector": 200,
    "supporter": 200,
    "stranger": 200,
} | dict.fromkeys(COUNTY_WORKERS, 200)
READERS = {name: 200 for name in LISTS if name not in ("other_county_head", "other_centre_head", "stranger")}


def code(world: World) -> dict[str, Any]:
    return {"code": "10-001"}


def values(world: World) -> dict[str, Any]:
    return {
        "name": "مرکز مهر",
        "kind": "neighbourhood",
        "setting": "urban",
        "capacity": "۲۰",
        "social_workers": "2",
        "specialities": ["health"],
        "version": 1,
    }


PAGES = [
    Page("desk:centres", LISTS),
    Page("desk:centre_export", LISTS),
    Page("desk:centre_map", LISTS),
    Page("desk:centre", READERS, args=code),
    Page(
        "desk:centre_description",
        dict.fromkeys(READERS, 403) | {"participation": 302},
        method="POST",
        args=code,
        data=values,
    ),
]
