"""Saying a figure in Persian or English: a ratio with its parts, what they count and their days, or not at all."""

from hamdeli.insight.bulletins.gathering import CENSUS, SPAN, Figure, When
from hamdeli.insight.bulletins.sentences import NORM, WITH_PARTS, Nouns, nouns
from hamdeli.insight.catalogue import Shape
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import grouped, in_language, percent
from hamdeli.places.models import Place

COARSE = 100
"""From here on a ratio is said without decimals."""
WORDS = {
    "fa": {"census": "سرشماری {years}", "day": "{noun} در {on}", "span": "{noun} از {since} تا {on}", "joint": "؛ "},
    "en": {
        "census": "census of {years}",
        "day": "{noun} on {on}",
        "span": "{noun} from {since} to {on}",
        "joint": "; ",
    },
}
PLACES = {
    "fa": {Place.Kind.COUNTRY: "کشور", Place.Kind.PROVINCE: "استان {name}"},
    "en": {Place.Kind.COUNTRY: "the country", Place.Kind.PROVINCE: "the province of {name}"},
}


class RatioWithoutParts(ValueError):
    """A ratio whose numerator, denominator, days or words are not known is not printed."""


def said(figure: Figure, language: str) -> str:
    """Return the figure as it stands in a sentence. Raises `RatioWithoutParts`."""
    if figure.indicator.shape not in WITH_PARTS:
        return grouped(figure.value or 0, language, places=0)
    words = nouns(figure.indicator.key, language)
    numerator, denominator, first, second = whole_parts(figure)
    if words is None:
        raise RatioWithoutParts(figure.indicator.key)
    parts = f"{grouped(numerator, language)} {words.numerator} / {grouped(denominator, language)} {words.denominator}"
    days = WORDS[language]["joint"].join(
        (spoken_when(first, words.numerator_dated, language), spoken_when(second, words.denominator_dated, language))
    )
    return put_together(figure, language, words, parts, days)


def whole_parts(figure: Figure) -> tuple[int, int, When, When]:
    """Return numerator, denominator and when each is of. Raises `RatioWithoutParts` where one of them is missing."""
    parts = (figure.numerator, figure.denominator, figure.numerator_when, figure.denominator_when)
    if None in parts or figure.value is None:
        raise RatioWithoutParts(figure.indicator.key)
    return parts  # type: ignore[return-value]


def put_together(figure: Figure, language: str, words: Nouns, parts: str, days: str) -> str:
    """Return the ratio with its parts: `a people / b centres = c people per centre (when; when)`."""
    value = figure.value or 0
    shape = figure.indicator.shape
    if shape == Shape.GROWTH:
        return f"{isolated(percent(value, language, signed=True))} ({parts}{WORDS[language]['joint']}{days})"
    if shape == Shape.PERCENT:
        return f"{parts} = {isolated(percent(value, language))} ({days})"
    number = grouped(value, language, places=0 if value >= COARSE else 1)
    return f"{parts} = {number} {words.value} ({days})"


def isolated(text: str) -> str:
    """Return a signed number as one left-to-right piece."""
    return f"\u2066{text}\u2069"


def spoken_when(when: When, noun: str, language: str) -> str:
    """Return when a part is of, with what was counted."""
    if when.kind == CENSUS:
        years = ("، " if language == "fa" else ", ").join(in_language(year, language) for year in when.years)
        return WORDS[language]["census"].format(years=years)
    days = {
        "on": format_date(when.on, language) if when.on else "",
        "since": format_date(when.since, language) if when.since else "",
    }
    return WORDS[language]["span" if when.kind == SPAN else "day"].format(noun=noun, **days)


def place_said(place: Place, language: str) -> str:
    """Return the place as it stands in a sentence."""
    name = place.name_fa if language == "fa" else place.name_en or place.name_fa
    return PLACES[language][Place.Kind(place.kind)].format(name=name)


def norm_said(language: str) -> str:
    """Return how many people one centre is meant for."""
    return grouped(NORM, language)
