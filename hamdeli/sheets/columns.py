"""What the columns of a sheet are called and what may stand in them.

A parser takes a cell that is not empty and returns its value, or raises CellProblem or a Fault of `hamdeli.persian`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from hamdeli.persian import national_code as national_codes
from hamdeli.persian import phones
from hamdeli.persian.calendar import parse_date
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.faults import DateFault, Fault, NationalCodeFault, NumberFault, PhoneFault
from hamdeli.persian.letters import clean, squeeze
from hamdeli.persian.numbers import parse_decimal, parse_int
from hamdeli.sheets.cells import Cell, Flagged, Plain, text_of
from hamdeli.sheets.faults import CellFault, CellProblem

Value = TypeVar("Value")
Parser = Callable[[Plain], Any]
# Excel keeps fifteen digits of a number; a longer code kept as a number has lost its end.
EXACT = 10**15
REMEMBERED = 4096
REMEMBERED_LENGTH = 60
_KINDS: tuple[tuple[type[Fault], str], ...] = (
    (DateFault, "date"),
    (NumberFault, "number"),
    (NationalCodeFault, "national_code"),
    (PhoneFault, "phone"),
)


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its headings, whether it must be there, may be blank, and holds each value once."""

    name: str
    fa: str
    en: str
    parse: Parser
    variants: tuple[str, ...] = ()
    required: bool = True
    blank: bool = False
    unique: bool = False
    # Most columns hold few different values many times; what was understood once is not worked out again.
    _understood: dict[tuple[type, Cell], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def headings(self) -> set[str]:
        """All spellings under which the column is known, folded and without spaces."""
        return {squeeze(text) for text in (self.name, self.fa, self.en, *self.variants)}

    def read(self, cell: Cell) -> tuple[Any, CellFault | None]:
        """The value of a cell of this column (None where blank), or what is wrong with it."""
        if isinstance(cell, Flagged):
            return None, self.fault(cell, cell.code)
        known = (type(cell), cell)
        if known in self._understood:
            return self._understood[known], None
        if cell is None or (isinstance(cell, str) and _is_blank(cell)):
            return None, None if self.blank else self.fault(cell, "empty")
        try:
            value = self.parse(cell)
        except CellProblem as problem:
            return None, self.fault(cell, problem.code, problem.params)
        except Fault as fault:
            return None, self.fault(cell, f"{_kind(fault)}.{fault.code}", fault.params)
        if len(self._understood) < REMEMBERED and len(str(cell)) <= REMEMBERED_LENGTH:
            self._understood[known] = value
        return value, None

    def fault(self, cell: Cell, code: str, params: Mapping[str, object] | None = None) -> CellFault:
        """A fault of this column in this cell."""
        return CellFault(self.name, code, dict(params or {}), text_of(cell))


def _is_blank(text: str) -> bool:
    """Whether nothing is left of a text without its invisible marks; the first letter or digit says no."""
    return not any(sign.isalnum() for sign in text) and not clean(text)


def _kind(fault: Fault) -> str:
    return next(kind for base, kind in _KINDS if isinstance(fault, base))


def text(longest: int = 200) -> Parser:
    """Text as it is stored: Persian letters, single spaces."""

    def parse(cell: Plain) -> str:
        return _not_longer(clean(_as_text(cell)), longest)

    return parse


def code(longest: int = 40) -> Parser:
    """An identifier: digits become 0 to 9, leading zeros and case stay, a number 12.0 reads as 12."""

    def parse(cell: Plain) -> str:
        if isinstance(cell, float) or (isinstance(cell, int) and abs(cell) >= EXACT):
            raise CellProblem("damaged")
        return _not_longer(to_ascii(clean(_as_text(cell))), longest)

    return parse


def integer(low: int | None = None, high: int | None = None) -> Parser:
    """A whole number between two ends, both allowed."""

    def parse(cell: Plain) -> int:
        number = parse_int(cell)
        _check_range(number, low, high)
        return number

    return parse


def decimal(low: float | None = None, high: float | None = None) -> Parser:
    """A number between two ends, both allowed, as Decimal."""

    def parse(cell: Plain) -> Any:
        number = parse_decimal(cell)
        _check_range(number, low, high)
        return number

    return parse


def coordinate(low: float, high: float) -> Parser:
    """Degrees as a decimal fraction."""

    def parse(cell: Plain) -> float:
        degrees = float(parse_decimal(cell))
        if not low <= degrees <= high:
            raise CellProblem("coordinate", low=low, high=high)
        return degrees

    return parse


def latitude() -> Parser:
    """Degrees north."""
    return coordinate(-90, 90)


def longitude() -> Parser:
    """Degrees east."""
    return coordinate(-180, 180)


def choice(words: Mapping[str, Value]) -> Parser:
    """One of some values, by any of their words in any spelling."""
    known = {squeeze(word): value for word, value in words.items()}

    def parse(cell: Plain) -> Value:
        key = squeeze(str(cell))
        if key not in known:
            raise CellProblem("unknown_choice", word=str(cell)[:100])
        return known[key]

    return parse


def choices(words: Mapping[str, Value], separators: str = ",،;؛|\n") -> Parser:
    """Several values in the order of the cell, each once, as a tuple."""
    one = choice(words)
    split = str.maketrans(dict.fromkeys(separators, "\n"))

    def parse(cell: Plain) -> tuple[Value, ...]:
        parts = [part for part in str(cell).translate(split).split("\n") if clean(part)]
        return tuple(dict.fromkeys(one(part) for part in parts))

    return parse


def solar_date(today: date | None = None) -> Parser:
    """A day, Solar Hijri or Gregorian; not after `today` where given."""

    def parse(cell: Plain) -> date:
        return parse_date(cell, today=today)

    return parse


def national_code() -> Parser:
    """A national code, also one that lost its leading zeros by being kept as a number."""

    def parse(cell: Plain) -> str:
        return national_codes.check(cell, pad=isinstance(cell, int))

    return parse


def phone() -> Parser:
    """A phone number in E.164 form."""

    def parse(cell: Plain) -> str:
        lost_its_zero = isinstance(cell, int) and len(str(cell)) == 10
        return phones.check(f"0{cell}" if lost_its_zero else cell)

    return parse


def _as_text(cell: Plain) -> str:
    if isinstance(cell, bool):
        raise CellProblem("not_text")
    return str(cell)


def _not_longer(value: str, longest: int) -> str:
    if len(value) > longest:
        raise CellProblem("too_long", longest=longest)
    return value


def _check_range(number: Any, low: float | None, high: float | None) -> None:
    if low is not None and number < low:
        raise CellProblem("too_small", low=low)
    if high is not None and number > high:
        raise CellProblem("too_great", high=high)
