"""The preview as the page shows it: values, changes and faults in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamdeli.casework.models import Cause, Need
from hamdeli.centres.models import Kind as CentreKind
from hamdeli.centres.models import Licence, Setting, Speciality
from hamdeli.desk.imports.kinds import Kind
from hamdeli.households.models import Sex
from hamdeli.jobs.lists.judging import Fate
from hamdeli.jobs.lists.sentences import heading, sentence
from hamdeli.jobs.models import Job
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import in_language
from hamdeli.places.models import Place
from hamdeli.sheets.columns import Column

CHOICES: dict[str, Any] = {
    "kind": CentreKind,
    "setting": Setting,
    "licence": Licence,
    "specialities": Speciality,
    "need": Need,
    "cause": Cause,
    "sex": Sex,
}
DATES = frozenset({"birth_date", "opened_on"})
PLACES = frozenset({"province", "county", "city"})
VERBATIM = frozenset({"name", "name_en", "source", "given_name", "family_name", "licence_note"})
NOTHING = "—"
LABELS: dict[str, Any] = {
    Fate.FAULTY: gettext_lazy("Faulty"),
    Fate.CREATED: gettext_lazy("Created"),
    Fate.CHANGED: gettext_lazy("Changed"),
    Fate.UNCHANGED: gettext_lazy("Left alone"),
}


@dataclass
class Line:
    """One row of the list: cells, changes (name, heading, old, new) or faults, as its tab needs them."""

    row: int
    code: str
    cells: list[str] = field(default_factory=list)
    named: list[tuple[str, str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Fault:
    """One fault for the table of faults."""

    row: int
    column: str
    value: str
    message: str


@dataclass
class Tab:
    """The rows of one fate: how many there are, and the first of them."""

    fate: str
    label: Any
    url: str
    count: int
    active: bool = False
    headings: list[str] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many rows are not shown."""
        return self.count - len(self.rows)


def tabs_of(seen: Job, kind: Kind, wanted: str, path: str) -> list[Tab]:
    """Return the tabs of a preview; the one that is wanted, or the first that is not empty, is filled."""
    counts = seen.result["counts"]
    tabs = [Tab(fate, label, f"{path}?tab={fate}", counts[fate]) for fate, label in LABELS.items()]
    first = next((tab for tab in tabs if tab.count), tabs[0])
    chosen = next((tab for tab in tabs if tab.fate == wanted), first)
    chosen.active = True
    fill(chosen, kind, seen.result["samples"][chosen.fate])
    return tabs


def fill(tab: Tab, kind: Kind, samples: Sequence[dict[str, Any]]) -> None:
    """Put the sampled rows into the tab."""
    columns = kind.columns
    tab.headings = [heading(name, columns) for name in kind.shown]
    tab.rows = [Line(each["row"], each["code"]) for each in samples]
    if tab.fate == Fate.FAULTY:
        tab.faults = [fault for each in samples for fault in faults_of(each, columns)]
    elif tab.fate == Fate.CREATED:
        places = place_names(each["values"].get(name) for each in samples for name in PLACES)
        for line, each in zip(tab.rows, samples, strict=True):
            line.cells = [shown(name, each["values"].get(name), places) for name in kind.shown]
    elif tab.fate == Fate.CHANGED:
        changes = [change for each in samples for change in each["changes"] if change[0] in PLACES]
        places = place_names(value for _name, *values in changes for value in values)
        for line, each in zip(tab.rows, samples, strict=True):
            line.named = [
                (name, label(name, columns), shown(name, old, places), shown(name, new, places))
                for name, old, new in each["changes"]
            ]


def label(name: str, columns: Sequence[Column]) -> str:
    """Return what a field is called; a note has no column of its own."""
    return _("note on the licence") if name == "licence_note" else heading(name, columns)


def faults_of(sample: dict[str, Any], columns: Sequence[Column]) -> list[Fault]:
    """Return the faults of one row."""
    language = get_language() or "fa"
    return [
        Fault(sample["row"], heading(name, columns), in_language(typed, language), sentence(code, params))
        for name, code, params, typed in sample["faults"]
    ]


def place_names(codes: Iterable[Any]) -> dict[str, str]:
    """Return the names of places by their codes; what is no code is left out."""
    return {place.code: place.name for place in Place.objects.filter(code__in={str(code) for code in codes if code})}


def shown(name: str, value: Any, places: dict[str, str]) -> str:
    """Return a value in the reader's language."""
    language = get_language() or "fa"
    if value in (None, "", []):
        return NOTHING
    if name == "licence" and isinstance(value, list):
        return " · ".join(part for part in (str(Licence(value[0]).label), value[1]) if part)
    if name in CHOICES:
        words = [str(CHOICES[name](each).label) for each in (value if isinstance(value, list) else [value])]
        return ("، " if language == "fa" else ", ").join(words)
    if name in DATES:
        return format_date(date.fromisoformat(value), language)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in PLACES:
        value = places.get(value, value)
    return str(value) if name in VERBATIM else in_language(value, language)
