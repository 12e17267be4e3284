"""Form fields for degrees and for the corners of a drawn area, in any digits."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.outlining import Point, corners_of
from hamdeli.desk.templatetags.formats import digits
from hamdeli.desk.typed import understood
from hamdeli.persian.digits import in_language
from hamdeli.persian.faults import NumberFault
from hamdeli.persian.numbers import parse_decimal

BETWEEN = re.compile(r"[\s,،؛;]+")
A_PAIR = 2


class DegreeField(forms.Field):
    """One degree of latitude or longitude, such as 32.6539."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off", "maxlength": "20"})

    def to_python(self, value: Any) -> float | None:
        """Return the degree that is meant."""
        if value in self.empty_values:
            return None
        return float(understood("number", parse_decimal, value))

    def prepare_value(self, value: Any) -> Any:
        """Return a stored degree in the digits of the reader."""
        return in_language(round(value, 5), get_language() or "fa") if isinstance(value, float) else value


class CornersField(forms.CharField):
    """The corners of an area, one a line: latitude and longitude. The map writes them too."""

    widget = forms.Textarea(attrs={"rows": 6, "dir": "ltr", "autocomplete": "off", "data-corners": ""})

    def clean(self, value: Any) -> list[Point]:
        """Return the corners."""
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return [corner(number, line) for number, line in enumerate(filter(None, lines), 1)]

    def prepare_value(self, value: Any) -> Any:
        """Return a stored polygon as lines."""
        if not isinstance(value, dict):
            return value
        rows = (f"{latitude:.5f} {longitude:.5f}" for latitude, longitude in corners_of(value))
        return in_language("\n".join(rows), get_language() or "fa")


def corner(number: int, line: str) -> Point:
    """Return the corner that a line tells."""
    parts = BETWEEN.split(line)
    try:
        if len(parts) == A_PAIR:
            return float(parse_decimal(parts[0])), float(parse_decimal(parts[1]))
    except NumberFault:
        pass
    fault = FoundingFault("corner_unfit", number=number)
    raise ValidationError(digits(fault.sentence), code=fault.code)
