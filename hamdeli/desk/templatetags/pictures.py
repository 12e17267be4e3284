"""Maps and charts: drawn by scripts from data of ours, each with the same figures as a table beside it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamdeli.persian.digits import grouped

register = template.Library()
LEAST_POINTS, SPARK_WIDTH, SPARK_HEIGHT = 2, 96, 20


@dataclass(frozen=True)
class Series:
    """One row of bars or one line: a name, and a value for each category (None where nothing is known)."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Chart:
    """A chart as plain data. `key` is unique on its page and is used as an id."""

    key: str
    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    kind: Literal["bar", "stacked", "horizontal", "line"] = "bar"
    unit: str = ""
    category_label: str = ""
    percent: bool = field(default=False)


@register.inclusion_tag("desk/components/chart_panel.html")
def chart_panel(chart: Chart, open_table: bool = False) -> dict[str, Any]:
    """`{% chart_panel chart %}`: the chart, and its figures as a table that opens below it."""
    rows = [
        (category, [series.values[place] for series in chart.series]) for place, category in enumerate(chart.categories)
    ]
    data = {
        "title": chart.title,
        "kind": chart.kind,
        "unit": chart.unit,
        "percent": chart.percent,
        "categories": [str(category) for category in chart.categories],
        "series": [{"name": str(series.name), "values": list(series.values)} for series in chart.series],
    }
    return {"chart": chart, "data": data, "rows": rows, "data_id": f"{chart.key}-data", "open_table": open_table}


@register.inclusion_tag("desk/components/map_panel.html")
def map_panel(url: str, label: str, *, families: bool = True, table_url: str = "") -> dict[str, Any]:
    """`{% map_panel url label %}`: a map drawn from the GeoJSON at `url`, and its centres as a table below it.

    Every feature says its `kind`: `outline` (province or county, with `label`), `centre` (a point with `code`,
    `label`, `load`, `capacity`, maybe `url`, and maybe `lines`, a list of sentences), `family` (a point, with
    `placed`: whether it has a centre).
    `attribution` beside `features` names the source. Coordinates come no more precise than the viewer may see.
    """
    words = map_words()
    return {"url": url, "label": label, "families": families, "table_url": table_url, "words": words}


@register.inclusion_tag("desk/components/region_map.html")
def region_map(url: str, label: str, steps: Sequence[tuple[int, str]], *, approximate: bool = False) -> dict[str, Any]:
    """`{% region_map url label steps approximate=True %}`: regions shaded in five steps, from the GeoJSON at `url`.

    `steps` are the shades that occur, each with its values in words.

    Every feature has the `kind` `region`, a `label`, `said` (its value in words), `shade` (0 to 4, none without a
    value) and maybe `url`. `approximate` says under the map that its boundaries are. The page has a table of it.
    """
    return {"url": url, "label": label, "approximate": approximate, "words": map_words(), "steps": steps}


@register.inclusion_tag("desk/components/sparkline.html")
def sparkline(values: Sequence[float | None], names: Sequence[str]) -> dict[str, Any]:
    """`{% sparkline values names %}`: a small line over the years in a cell; nothing for fewer than two values."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < LEAST_POINTS:
        return {"points": ""}
    low, high = min(value for _place, value in known), max(value for _place, value in known)
    wide, tall = SPARK_WIDTH / max(1, len(values) - 1), (SPARK_HEIGHT / (high - low)) if high > low else 0
    # What never changes runs through the middle, and along the floor where it is nothing.
    top = 2.0 if tall else 2 + SPARK_HEIGHT / (2 if high else 1)
    drawn = [(place, round(2 + place * wide, 1), round(top + (high - value) * tall, 1)) for place, value in known]
    label = ", ".join(f"{names[place]}: {grouped(value, get_language() or 'fa', places=1)}" for place, value in known)
    return {"points": " ".join(f"{x},{y}" for _place, x, y in drawn), "label": label}


def map_words() -> str:
    """Return the words of a map as JSON, for its element's `data-words`."""
    words = {
        "centre": _("Centre"),
        "load": _("Files"),
        "capacity": _("Capacity"),
        "share": _("Filled"),
        "open": _("Open the centre"),
        "failed": _("The map could not be fetched. The figures are also in the lists."),
        "empty": _("There is nothing to draw here."),
        "zoomIn": _("Nearer"),
        "zoomOut": _("Farther"),
    }
    return json.dumps(words)
