"""Phone numbers, checked against the numbering plan and stored in one form."""

import phonenumbers

from hamdeli.persian.digits import is_persian, to_ascii, to_persian
from hamdeli.persian.faults import PhoneFault

HOME = "IR"


def check(text: object) -> str:
    """The number in E.164 form (`+989121234567`), typed in any digits, national or international; raises PhoneFault."""
    typed = to_ascii(text).strip()
    if not typed:
        raise PhoneFault("empty")
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException as unreadable:
        raise PhoneFault("format") from unreadable
    if not phonenumbers.is_valid_number(number):
        raise PhoneFault("invalid")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown(stored: str, language: str) -> str:
    """A stored number as people of the country write it, in the digits of the language."""
    number = phonenumbers.parse(stored, HOME)
    style = phonenumbers.PhoneNumberFormat
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME)
    text = phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)
    return to_persian(text) if is_persian(language) else text
