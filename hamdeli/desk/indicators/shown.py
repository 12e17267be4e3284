"""Figures as the pages show them: the value in words, its parts, what it was a year before, and where its rows are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.desk.templatetags.formats import NOTHING, growth
from hamdeli.insight.access import Seen
from hamdeli.insight.catalogue import Dates, Indicator, Level, Shape
from hamdeli.insight.catalogue.kinds import Better
from hamdeli.insight.reading import Value
from hamdeli.persian.digits import grouped, percent

SECTIONS: dict[str, Any] = {
    "centres": gettext_lazy("Centres"),
    "files": gettext_lazy("Files and centres"),
    "families": gettext_lazy("Families"),
    "persons": gettext_lazy("Persons"),
    "course": gettext_lazy("Entries and exits"),
    "doings": gettext_lazy("Visits and counselling"),
    "aid": gettext_lazy("Aid"),
    "helpers": gettext_lazy("Volunteers"),
}
# Where the rows behind a figure are, and the right that opens them.
ROWS = {
    "centres": ("desk:centres", {"licence": "active"}, Right.SEE_CENTRES),
    "centres_registered": ("desk:centres", {}, Right.SEE_CENTRES),
    "people_per_centre": ("desk:centres", {"licence": "active"}, Right.SEE_CENTRES),
    "capacity": ("desk:centres", {"licence": "active"}, Right.SEE_CENTRES),
    "files_delegated": ("desk:files", {"carried": "yes"}, Right.SEE_FILES),
    "families": ("desk:files", {"state": "active"}, Right.SEE_FILES),
    "families_waiting": ("desk:files", {"state": "active", "carried": "no"}, Right.SEE_FILES),
    "volunteers": ("desk:volunteers", {"state": "active"}, Right.SEE_VOLUNTEERS),
    "aid": ("desk:aid", {}, Right.GIVE),
}
PREFIXES = {"centres_kind_": "kind", "centres_setting_": "setting", "centres_speciality_": "speciality"}
TENTHS_BELOW = 100


@dataclass(frozen=True)
class Shown:
    """One figure, ready for a page."""

    key: str
    label: str
    text: str
    unit: str
    parts: str
    numerator: int | None
    denominator: int | None
    counted: str
    as_of: Any
    """The day of a stock; None for what is counted over the period."""
    hidden: bool
    change: float | None
    tone: str
    rows_url: str
    definition_url: str
    comparison_url: str


@dataclass(frozen=True)
class Section:
    """Figures of one subject: the leading ones, and those that are counted apart."""

    key: str
    label: Any
    figures: list[Shown]
    apart: list[Shown]


def shown(value: Value, before: Value | None, seen: Seen, user: User, query: str) -> Shown:
    """Return a value in the reader's words; `before` is that of the same months a year earlier."""
    indicator = value.indicator
    changed = change_of(value, before)
    address = {"level": seen.level, "code": seen.key.code, "key": indicator.key}
    deeper = seen.level != Level.CENTRE and below_level(seen.level) in indicator.levels
    return Shown(
        key=indicator.key,
        label=str(indicator.label),
        text=spoken(value),
        unit=str(indicator.unit) if value.value is not None else "",
        parts=parts(value),
        numerator=value.numerator if indicator.denominator else None,
        denominator=value.denominator,
        counted=counted_told(value),
        as_of=None if indicator.dates == Dates.FLOW else value.as_of,
        hidden=value.hidden,
        change=changed,
        tone=tone(indicator, changed),
        rows_url=rows_url(indicator.key, seen, user),
        definition_url=reverse("desk:indicator", args=[indicator.key]),
        comparison_url=f"{reverse('desk:comparison', kwargs=address)}?{query}" if deeper else "",
    )


def below_level(level: Level) -> Level:
    """Return the level below one."""
    levels = list(Level)
    return levels[levels.index(level) + 1]


def spoken(value: Value) -> str:
    """Return the value as text: a count, a ratio, a share with its sign; words where it is not shown or cannot be."""
    language = get_language() or "fa"
    if value.hidden:
        return _("not shown")
    if value.value is None:
        return NOTHING
    if value.indicator.shape == Shape.GROWTH:
        return growth(value.value)
    if value.indicator.shape == Shape.PERCENT:
        return percent(value.value, language, places=1)
    whole = value.indicator.shape == Shape.COUNT or abs(value.value) >= TENTHS_BELOW
    return grouped(value.value, language, places=0 if whole else 1)


def parts(value: Value) -> str:
    """Return numerator and denominator, or what a sum was in its small unit; nothing for a plain count."""
    language = get_language() or "fa"
    if value.numerator is None:
        return ""
    if value.indicator.denominator is not None:
        return f"{grouped(value.numerator, language)} / {grouped(value.denominator or 0, language)}"
    return grouped(value.numerator, language) if value.indicator.per != 1 else ""


def counted(indicator: Indicator) -> str:
    """Return what the parts count."""
    numerator = str(indicator.numerator.label)
    return f"{numerator} / {indicator.denominator.label}" if indicator.denominator else numerator


def counted_told(value: Value) -> str:
    """Return what the parts count; a sum in small units with its number: 19,920 minutes."""
    told = counted(value.indicator)
    return f"{parts(value)} {told}" if value.indicator.per != 1 and value.numerator is not None else told


def change_of(value: Value, before: Value | None) -> float | None:
    """Return the growth against the same months of last year, where both are known and it says something."""
    if before is None or value.indicator.shape == Shape.GROWTH or not before.value or value.value is None:
        return None
    return value.value / before.value - 1


def tone(indicator: Indicator, changed: float | None) -> str:
    """Return whether a change is good, bad or neither."""
    if not changed or indicator.better == Better.NEITHER:
        return "neutral"
    return "good" if (changed > 0) == (indicator.better == Better.MORE) else "warn"


def rows_url(key: str, seen: Seen, user: User) -> str:
    """Return the address of the rows behind a figure as of today, or nothing for those who may not open them."""
    name, query, right = ROWS.get(key) or by_prefix(key)
    if not name or right is None or not user.has(right):
        return ""
    narrowed = dict(query)
    if seen.level == Level.COUNTY and name in ("desk:centres", "desk:files"):
        narrowed["county"] = seen.key.code
    if seen.level == Level.CENTRE:
        narrowed |= {"q": seen.key.code} if name == "desk:centres" else {"centre": seen.key.code}
    return f"{reverse(name)}?{urlencode(narrowed)}"


def by_prefix(key: str) -> tuple[str, dict[str, str], Right | None]:
    """Return the list of centres behind a count of one kind, setting or speciality."""
    for prefix, name in PREFIXES.items():
        if key.startswith(prefix):
            return "desk:centres", {"licence": "active", name: key.removeprefix(prefix)}, Right.SEE_CENTRES
    return "", {}, None


def dates_word(indicator: Indicator) -> str:
    """Return on which days an indicator counts."""
    return str(Dates(indicator.dates).label)
