"""Read a file of unknown origin row by row; it is parsed in a process of its own with little memory and time."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO

from hamdeli.sheets.cells import SheetRow, unpack
from hamdeli.sheets.container import Kind, inspect_upload
from hamdeli.sheets.faults import SheetFault
from hamdeli.sheets.limits import Limits

__all__ = ["Kind", "Limits", "SheetFault", "inspect_upload", "rows"]

ROOT = Path(__file__).resolve().parent.parent.parent
BLOCK = 256 * 1024
LONGEST_LINE = 64 * 1024 * 1024
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}


def rows(path: Path, *, limits: Limits | None = None, sheet: str | None = None) -> Generator[SheetRow, None, None]:
    """The rows of a workbook or text file that are not blank, with their numbers in the sheet; raises SheetFault.

    Streams: neither process holds more than it must. `sheet` names a sheet; the first visible one otherwise. Closing
    the iterator ends the reading process.
    """
    limits = limits or Limits()
    kind = inspect_upload(path, limits)
    process = _start(path, kind, sheet, limits)
    try:
        yield from _received(process, limits)
    finally:
        process.kill()
        process.wait()
        _pipe(process).close()


def _start(path: Path, kind: Kind, sheet: str | None, limits: Limits) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "hamdeli.sheets.child", str(path.resolve()), kind, sheet or ""]
    return subprocess.Popen(
        [*command, json.dumps(asdict(limits))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Nothing of our surroundings: no keys, no database address.
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
    )


def _pipe(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdout is not None
    return process.stdout


def _received(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[SheetRow]:
    for line in _lines(process, limits):
        message = json.loads(line)
        if "fault" in message:
            raise SheetFault(message["fault"], **message["params"])
        if "end" in message:
            return
        for number, cells in message["rows"]:
            yield SheetRow(number, [unpack(cell) for cell in cells])
    raise SheetFault(_cause_of_death(process))


def _lines(process: subprocess.Popen[bytes], limits: Limits) -> Iterator[bytes]:
    """Whole lines; patience is counted while we wait only, not while the caller works on the rows."""
    handle = _pipe(process).fileno()
    rest = bytearray()
    while True:
        ready, _, _ = select.select([handle], [], [], limits.patience_seconds)
        if not ready or len(rest) > LONGEST_LINE:
            raise SheetFault("too_slow" if not ready else "too_much_memory")
        block = os.read(handle, BLOCK)
        if not block:
            return
        *lines, last = block.split(b"\n")
        for line in lines:
            yield bytes(rest) + line
            rest.clear()
        rest += last


def _cause_of_death(process: subprocess.Popen[bytes]) -> str:
    ended = process.wait()
    if ended in OUT_OF_TIME:
        return "too_slow"
    return "too_much_memory" if ended == -signal.SIGABRT else "broken"
