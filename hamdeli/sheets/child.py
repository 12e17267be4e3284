"""The reading process: opens a file of unknown origin with little memory and little time, and prints its rows.

One JSON object a line on the standard output: `{"rows": [[number, cells], ...]}`, then `{"end": true}` or
`{"fault": code, "params": {...}}`. Called as `python -m hamdeli.sheets.child PATH KIND SHEET LIMITS` by `reading.py`.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from hamdeli.sheets.cells import Cell, pack
from hamdeli.sheets.container import Kind
from hamdeli.sheets.faults import SheetFault
from hamdeli.sheets.limits import Limits
from hamdeli.sheets.text_rows import text_rows
from hamdeli.sheets.workbook_rows import workbook_rows

CHUNK_CHARACTERS = 128 * 1024


def confine(limits: Limits) -> None:
    """Take from this process what it does not need; there is no way back."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def emit(rows: Iterable[list[Cell]], limits: Limits, out: TextIO) -> None:
    """Print the rows that are not blank, in chunks of about CHUNK_CHARACTERS."""
    chunk: list[str] = []
    size = 0
    for line in _lines(rows, limits):
        chunk.append(line)
        size += len(line)
        if size > CHUNK_CHARACTERS:
            out.write(f'{{"rows":[{",".join(chunk)}]}}\n')
            chunk, size = [], 0
    out.write(f'{{"rows":[{",".join(chunk)}]}}\n{{"end":true}}\n')


def _lines(rows: Iterable[list[Cell]], limits: Limits) -> Iterator[str]:
    count = 0
    for number, cells in enumerate(rows, 1):
        if all(cell is None for cell in cells):
            continue
        count += 1
        # One row more than the data: the headings.
        if count > limits.rows + 1:
            raise SheetFault("too_many_rows", limit=limits.rows)
        yield json.dumps([number, [pack(cell) for cell in cells]], ensure_ascii=False, allow_nan=False)


def main(path: str, kind: str, sheet: str, limits_json: str) -> None:
    """Read one file and print it."""
    limits = Limits(**json.loads(limits_json))
    confine(limits)
    out = open(1, "w", encoding="utf-8", errors="replace", newline="\n", closefd=False)  # noqa: SIM115
    try:
        file = Path(path)
        rows = text_rows(file, limits) if kind == Kind.CSV else workbook_rows(file, limits, sheet or None)
        emit(rows, limits, out)
    except SheetFault as fault:
        out.write(json.dumps({"fault": fault.code, "params": fault.params}) + "\n")
    except MemoryError:
        out.write('{"fault":"too_much_memory","params":{}}\n')
    out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
