"""Which county a row means, by code or name in either language, and whether its coordinates lie in the country."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from hamdeli.places import outlines
from hamdeli.places.naming import name_key

DATA = Path(outlines.__file__).parent / "data"
County = tuple[str, str]
"""A county as a key: codes where the country knows it, else the letters of its names."""


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return rows


@cache
def _provinces() -> dict[str, str]:
    return {key: row["code"] for row in _rows("provinces.json") for key in keys_of(row)}


@cache
def _counties() -> dict[County, str]:
    return {(row["province"], key): row["code"] for row in _rows("counties.json") for key in keys_of(row)}


def keys_of(row: dict[str, Any]) -> set[str]:
    """Return everything by which a place may be called."""
    return {row["code"], name_key(row["fa"]), name_key(row["en"])}


@cache
def county_of(province: str, county: str) -> County:
    """Return one key for all spellings of a county; an unknown one keeps its own letters."""
    above = _provinces().get(_key(province, 2), name_key(province))
    return above, _counties().get((above, _key(county, 4)), name_key(county))


def _key(typed: str, digits: int) -> str:
    return typed.zfill(digits) if typed.isdecimal() else name_key(typed)


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    codes = [feature["properties"]["code"] for feature in outlines.outlines()["features"]]
    return {code: outlines.bounds(code) for code in codes}


def in_the_country(latitude: float, longitude: float, province: str) -> bool:
    """Tell whether a point lies in the province that is named or in another: not at sea, not abroad."""
    named = _provinces().get(_key(province, 2), "")
    near = [code for code, box in _boxes().items() if _within(latitude, longitude, box)]
    near.sort(key=lambda code: code != named)
    inside = any(outlines.contains(latitude, longitude, code, tolerance_km=-1) for code in near)
    return inside or any(outlines.contains(latitude, longitude, code) for code in near)


def _within(latitude: float, longitude: float, box: tuple[float, float, float, float]) -> bool:
    south, west, north, east = box
    margin = 0.25  # degrees; more than the tolerance of the outlines
    return south - margin <= latitude <= north + margin and west - margin <= longitude <= east + margin
