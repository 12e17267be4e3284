"""Parsers that all lists share."""

import re
from typing import Any

from hamdeli.persian.letters import squeeze
from hamdeli.sheets import columns as kinds
from hamdeli.sheets.cells import Plain
from hamdeli.sheets.columns import Parser
from hamdeli.sheets.faults import CellProblem

LONGEST_CODE = 20
_CODE = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]+)*")
NONE_WORDS = frozenset(squeeze(word) for word in ("-", "ندارد", "هیچ", "بدون تخصص", "none", "no")) | {""}


def record_code() -> Parser:
    """The code of a record: Latin capitals, digits and hyphens, at most LONGEST_CODE; small letters become capitals."""
    read = kinds.code(LONGEST_CODE)

    def parse(cell: Plain) -> str:
        text: str = read(cell).upper()
        if not _CODE.fullmatch(text):
            raise CellProblem("code_format")
        return text

    return parse


def several(words: dict[str, Any]) -> Parser:
    """Several choices, or a word that says there are none."""
    read = kinds.choices(words)

    def parse(cell: Plain) -> Any:
        return () if squeeze(str(cell)) in NONE_WORDS else read(cell)

    return parse


def yes_or_no() -> Parser:
    """Yes or no, in words, as a number or as the spreadsheet's own truth."""
    yes = dict.fromkeys(("بله", "بلی", "آری", "هست", "دارد", "yes", "y", "true", "1", "✓", "مسجدمحور"), True)
    return kinds.choice({**yes, **dict.fromkeys(("خیر", "نه", "نیست", "ندارد", "no", "n", "false", "0"), False)})
