"""Make `hamdeli/places/data/counties.geojson`: counties as what lies nearest to one of their towns.

No boundaries of counties are free to be shipped. Each town and each seat takes the land that lies nearer to it than to
any other (Voronoi); the land of a county's towns is joined, and cut along the outline of its province. Run it again
when the places change: `.venv/bin/python scripts/make_county_areas.py`.
"""

import json
from collections import defaultdict
from math import cos, radians
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPoint, Point, mapping, shape
from shapely.ops import unary_union, voronoi_diagram

DATA = Path(__file__).resolve().parent.parent / "hamdeli" / "places" / "data"
# A degree of longitude is shorter than one of latitude; the middle of the country stands for all of it.
ACROSS = cos(radians(32.5))
TOLERANCE, PLACES, DISC = 0.01, 3, 0.12


def read(name: str) -> Any:
    """Return what a file of the folder holds."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def main() -> None:
    """Write the file."""
    counties, outlines = read("counties.json"), read("provinces.geojson")["features"]
    points: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for county in counties:
        points[county["province"]].append((county["lon"] * ACROSS, county["lat"], county["code"]))
    for town in read("towns.json"):
        points[town["province"]].append((town["lon"] * ACROSS, town["lat"], town["county"]))
    features = []
    for outline in sorted(outlines, key=lambda one: one["properties"]["code"]):
        province = outline["properties"]["code"]
        whole = shapely.transform(shape(outline["geometry"]), lambda at: at * [ACROSS, 1])
        features += [feature(code, area) for code, area in areas(points[province], whole)]
    text = ",\n".join(json.dumps(one, separators=(",", ":")) for one in features)
    (DATA / "counties.geojson").write_text(
        f'{{"type":"FeatureCollection","features":[\n{text}\n]}}\n', encoding="utf-8"
    )
    print(len(features), "counties of", len(counties))


def areas(points: list[tuple[float, float, str]], whole: Any) -> list[tuple[str, Any]]:
    """Return the area of each county of one province."""
    owners = {(x, y): code for x, y, code in points}
    cells = voronoi_diagram(MultiPoint(list(owners)), envelope=whole)
    tree, places = shapely.STRtree(list(cells.geoms)), defaultdict(list)
    for (x, y), code in owners.items():
        for number in tree.query(Point(x, y), predicate="intersects"):
            places[code].append(cells.geoms[number])
    found = {code: unary_union(parts).intersection(whole) for code, parts in places.items()}
    coverage = shapely.coverage_simplify(list(found.values()), TOLERANCE, simplify_boundary=True)
    simple = dict(zip(found, coverage, strict=True))
    for x, y, code in points:
        if simple[code].is_empty:
            # The county changed its province after the outlines were drawn: a disc around its towns stands for it.
            found[code] = Point(x, y).buffer(DISC, quad_segs=4) if found[code].is_empty else found[code]
    chosen = ((code, found[code] if area.is_empty else area) for code, area in simple.items())
    return sorted(chosen, key=lambda one: one[0])


def feature(code: str, area: Any) -> dict[str, Any]:
    """Return one county in degrees, to a few decimals."""
    plain = shapely.transform(area, lambda at: at / [ACROSS, 1])
    rounded = shapely.set_precision(plain, 10**-PLACES)
    geometry = mapping(rounded)
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": json.loads(json.dumps(geometry), parse_float=short),
    }


def short(text: str) -> float:
    """Return a coordinate without needless digits."""
    return round(float(text), PLACES)


if __name__ == "__main__":
    main()
