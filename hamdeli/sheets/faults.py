"""What is wrong with a file or with one of its cells, as codes; the floors above have the sentences."""

from dataclasses import dataclass, field

FILE_CODES = (
    *("empty", "missing", "too_large", "unknown_kind", "old_format", "encrypted", "macros", "broken"),
    *("too_many_parts", "inflates", "sizes_lie", "entities"),
    *("too_slow", "too_much_memory", "too_many_rows", "too_many_columns", "too_many_merges"),
    *("encoding", "broken_line", "no_sheet", "headings"),
)
CELL_CODES = (
    *("empty", "formula", "merged", "error", "repeated", "too_long", "too_small", "too_great", "unknown_choice"),
    *("not_text", "damaged", "coordinate"),
    *("date.empty", "date.format", "date.impossible", "date.out_of_range", "date.future"),
    *("number.empty", "number.format", "number.not_whole"),
    *("national_code.empty", "national_code.characters", "national_code.length", "national_code.repeated"),
    *("national_code.check_digit", "phone.empty", "phone.format", "phone.invalid"),
)


class SheetFault(Exception):
    """The file as a whole cannot be used; `code` is one of FILE_CODES, `params` fill its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class HeadingsFault(SheetFault):
    """The headings do not fit: names of required columns that are missing, and of columns that occur twice."""

    def __init__(self, missing: tuple[str, ...], duplicate: tuple[str, ...]) -> None:
        super().__init__("headings", missing=missing, duplicate=duplicate)
        self.missing = missing
        self.duplicate = duplicate


class CellProblem(ValueError):
    """Raised by the parser of a column; `code` is one of CELL_CODES."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class CellFault:
    """One cell that cannot be used: its column's name, why, and what stands in it (at most 100 characters)."""

    column: str
    code: str
    params: dict[str, object] = field(default_factory=dict)
    shown: str = ""
