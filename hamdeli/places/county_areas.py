"""The areas of the counties, approximately: what lies nearest to one of their towns, within the province's outline.

Made by `scripts/make_county_areas.py`. No map of the boundaries is free to be shipped: whoever shows these says so.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "counties.geojson"


@cache
def county_areas() -> dict[str, Any]:
    """Return the geometry of every county by its code."""
    collection = json.loads(FILE.read_text(encoding="utf-8"))
    return {feature["properties"]["code"]: feature["geometry"] for feature in collection["features"]}
