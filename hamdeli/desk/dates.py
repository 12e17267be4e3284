"""The form field for days: Solar Hijri and Gregorian dates in any digits, shown as the reader has them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamdeli.persian.calendar import format_date, parse_date
from hamdeli.persian.faults import DateFault


class DayField(forms.DateField):
    """One day; with `past=True` a day after today is refused."""

    widget = forms.TextInput

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.past = past

    def to_python(self, value: Any) -> date | None:
        """Return the day that is meant."""
        if value in self.empty_values:
            return None
        try:
            return parse_date(value, today=timezone.localdate() if self.past else None)
        except DateFault as fault:
            raise ValidationError(sentence(fault), code=fault.code) from fault

    def prepare_value(self, value: Any) -> Any:
        """Return the day as the reader writes it; what was typed stays as it was typed."""
        return format_date(value, get_language() or "fa") if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether another day was typed."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def sentence(fault: DateFault) -> str:
    """Return what is wrong with a date, in the reader's language."""
    if fault.code == "future":
        return _("This day has not come yet.")
    if fault.code in ("impossible", "out_of_range"):
        return _("There is no such day.")
    return _("Write the day as year/month/day.")
