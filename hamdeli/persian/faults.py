"""What went wrong with a piece of text, as a code that the floors above turn into a sentence."""


class Fault(ValueError):
    """Text that cannot be understood; `code` says why, `params` are the values a sentence about it needs."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class DateFault(Fault):
    """Codes: empty, format, impossible, out_of_range, future."""


class NumberFault(Fault):
    """Codes: empty, format, not_whole."""


class NationalCodeFault(Fault):
    """Codes: empty, characters, length, repeated, check_digit."""


class PhoneFault(Fault):
    """Codes: empty, format, invalid."""


class IbanFault(Fault):
    """Codes: empty, characters, length, check_digits."""
