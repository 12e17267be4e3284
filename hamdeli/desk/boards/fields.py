"""Form fields of these pages: a time of the day, an IBAN."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.persian import iban as ibans
from hamdeli.persian.digits import in_language, to_ascii
from hamdeli.persian.faults import Fault

IBAN_SENTENCES: dict[str, Any] = {
    "empty": _("Write the IBAN."),
    "characters": _("An IBAN has the letters IR and 24 digits, nothing else."),
    "length": _("An IBAN has 24 digits after IR; this one has %(length)s."),
    "check_digits": _("The digits of the IBAN do not fit together. Compare them with the paper of the bank."),
}


class HourField(forms.TimeField):
    """A time of the day in any digits: 8, 8:30, ۸:۳۰."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "maxlength": "5"})
    default_error_messages = {"invalid": _("Write the time like 8:30.")}

    def to_python(self, value: Any) -> time | None:
        """Return the time that is meant."""
        if value in self.empty_values:
            return None
        text = to_ascii(value).strip().replace(".", ":")
        hours, _colon, minutes = text.partition(":")
        try:
            return time(int(hours), int(minutes or 0))
        except ValueError as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong

    def prepare_value(self, value: Any) -> Any:
        """Return a stored time in the digits of the reader."""
        return spoken_time(value) if isinstance(value, time) else value


class IbanField(forms.CharField):
    """An IBAN in any digits, with or without blanks; kept as IR and 24 digits."""

    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "maxlength": "40"})

    def clean(self, value: Any) -> str:
        """Return the IBAN."""
        text = super().clean(value)
        try:
            return ibans.check(text)
        except Fault as fault:
            language = get_language() or "fa"
            params = {name: in_language(each, language) for name, each in fault.params.items()}
            raise ValidationError(str(IBAN_SENTENCES[fault.code]) % params, code=fault.code) from fault


def spoken_time(value: time) -> str:
    """Return a time of the day in the digits of the reader."""
    return in_language(f"{value:%H:%M}", get_language() or "fa")
