"""Areas as regions of a map, in five shades by their value."""

from collections.abc import Sequence
from typing import Any

from hamdeli.insight.areas import AreaKey
from hamdeli.insight.catalogue import Level
from hamdeli.places.county_areas import county_areas
from hamdeli.places.outlines import outlines

SHADES = 5
Valued = tuple[AreaKey, str, float | None, str, str]
"""An area with its name, its value, the value in words, and the address of its dashboard."""


def features_of(valued: Sequence[Valued]) -> list[dict[str, Any]]:
    """Return a region for each area whose boundary is known; the darker, the higher among those that have a value."""
    order = sorted(value for _area, _name, value, _text, _url in valued if value is not None)
    shapes = shapes_of([area for area, *_rest in valued])
    return [
        {
            "type": "Feature",
            "geometry": shapes[area.code],
            "properties": {
                "kind": "region",
                "label": name,
                "said": text,
                "shade": shade(value, order),
                "url": url,
            },
        }
        for area, name, value, text, url in valued
        if area.code in shapes
    ]


def steps_of(valued: Sequence[Valued]) -> list[tuple[int, str]]:
    """Return the shades that occur, from the lightest, each with its least and its greatest value in words."""
    known = sorted((value, text) for _area, _name, value, text, _url in valued if value is not None)
    order = [value for value, _text in known]
    spans: dict[int, list[str]] = {}
    for value, text in known:
        spans.setdefault(shade(value, order) or 0, []).append(text)
    return [(step, texts[0] if texts[0] == texts[-1] else f"{texts[0]} – {texts[-1]}") for step, texts in spans.items()]


def shade(value: float | None, order: Sequence[float]) -> int | None:
    """Return in which fifth of all values one lies, from 0; equal values lie in the same."""
    if value is None:
        return None
    below = sum(other < value for other in order)
    return min(SHADES - 1, below * SHADES // len(order))


def shapes_of(areas: Sequence[AreaKey]) -> dict[str, Any]:
    """Return the geometries of provinces or counties by code."""
    if areas and areas[0].level == Level.PROVINCE:
        return {feature["properties"]["code"]: feature["geometry"] for feature in outlines()["features"]}
    return county_areas()
