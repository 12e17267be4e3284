"""Form fields for what people type in any digits: national codes, phone numbers, whole numbers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.scans import ScanFault, require_size
from hamdeli.jobs.lists.sentences import sentence
from hamdeli.persian import national_code, phones
from hamdeli.persian.digits import in_language
from hamdeli.persian.faults import Fault
from hamdeli.persian.numbers import parse_int


class NationalCodeField(forms.CharField):
    """Ten digits that fit together; kept in Latin digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "maxlength": "14"})

    def clean(self, value: Any) -> str:
        """Return the ten digits, or nothing."""
        text = super().clean(value)
        return understood("national_code", national_code.check, text) if text else ""


class PhoneField(forms.CharField):
    """A phone number of the numbering plan; kept in the international form."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr", "autocomplete": "off", "maxlength": "20"})

    def clean(self, value: Any) -> str:
        """Return the number, or nothing."""
        text = super().clean(value)
        return understood("phone", phones.check, text) if text else ""

    def prepare_value(self, value: Any) -> Any:
        """Return a stored number as people write it; what was typed stays as it was typed."""
        stored = isinstance(value, str) and value.startswith("+") and value[1:].isdecimal()
        return spoken_phone(value) if stored else value


class ScanField(forms.FileField):
    """A paper or a picture to be kept; refused when it is too large before anything of it is read."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("PDF, JPEG or PNG, at most 10 megabytes."))
        super().__init__(allow_empty_file=True, max_length=200, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file, or nothing."""
        upload = super().clean(data, initial)
        try:
            if upload:
                require_size(upload.size)
        except ScanFault as fault:
            raise ValidationError(fault.sentence, code=fault.code) from fault
        return upload


class WholeNumberField(forms.IntegerField):
    """A whole number with or without separators, in any digits."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        """Return the number that is meant."""
        if value in self.empty_values:
            return None
        return int(understood("number", parse_int, value))

    def prepare_value(self, value: Any) -> Any:
        """Return a stored number in the digits of the reader."""
        return in_language(value, get_language() or "fa") if isinstance(value, int) else value


def spoken_phone(stored: str) -> str:
    """Return a stored number as the reader writes it; nothing where none is known."""
    return phones.shown(stored, get_language() or "fa") if stored else ""


def understood(kind: str, read: Any, text: Any) -> Any:
    """Return what `read` makes of `text`; a fault becomes the sentence of a form."""
    try:
        return read(text)
    except Fault as fault:
        raise ValidationError(sentence(f"{kind}.{fault.code}", fault.params), code=fault.code) from fault
