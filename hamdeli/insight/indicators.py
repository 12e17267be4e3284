"""The catalogue of indicators: what each counts, in what unit, and out of which parts."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Indicator:
    """One figure of the network: its name, its definition, and what its parts count."""

    key: str
    label: Any
    definition: Any
    numerator: Any
    denominator: Any = ""


CENTRES = Indicator(
    "centres",
    _("Centres at work"),
    _("Centres whose licence is active on that day."),
    _("centres with an active licence"),
)
FILES_DELEGATED = Indicator(
    "files_delegated",
    _("Files delegated"),
    _("Case files that some centre carries, handed over or accepted, at the end of that day."),
    _("open mandates"),
)
GROWTH = Indicator(
    "growth",
    _("Growth against the end of last year"),
    _("Files delegated on that day against those at the end of the last Solar Hijri year, less one."),
    _("files delegated on that day"),
    _("files delegated at the end of last year"),
)
PEOPLE_PER_CENTRE = Indicator(
    "people_per_centre",
    _("People per centre"),
    _("Inhabitants by the last census that is known here, divided by the centres at work; the norm is 10,000."),
    _("inhabitants"),
    _("centres at work"),
)
CATALOGUE = (CENTRES, FILES_DELEGATED, GROWTH, PEOPLE_PER_CENTRE)

# One centre for every 10,000 people: the norm that officials quote (Semnan, Ilam).
PEOPLE_PER_CENTRE_NORM = 10_000
