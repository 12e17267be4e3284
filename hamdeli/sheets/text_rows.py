"""Rows of a text file with separators; runs in the reading process."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from hamdeli.sheets.cells import Cell
from hamdeli.sheets.faults import SheetFault
from hamdeli.sheets.limits import Limits

SEPARATORS = ",;\t|"
LONGEST_CELL = 32_767
ARABIC_SHARE = 0.6
_ARABIC = re.compile("[\u0600-\u06ff]")
_NEUTRALISED = re.compile(r"'(?=\s*[=+\-@\t\r＝＋－＠])")


def text_rows(path: Path, limits: Limits) -> Iterator[list[Cell]]:
    """The records of the file, blank ones included as empty lists."""
    text = decode(path.read_bytes())
    first, _, rest = text.partition("\n")
    if declared := re.fullmatch(r'"?sep=(.)"?\s*', first):
        return _records(rest, declared[1], limits, skipped=1)
    return _records(text, separator_of(text), limits, skipped=0)


def _records(text: str, separator: str, limits: Limits, skipped: int) -> Iterator[list[Cell]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    yield from ([] for _ in range(skipped))
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as broken:
            raise SheetFault("broken_line", line=reader.line_num + skipped) from broken
        if len(record) > limits.columns and any(cell.strip() for cell in record[limits.columns :]):
            raise SheetFault("too_many_columns", limit=limits.columns)
        yield [_cell(text) for text in record[: limits.columns]]


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one at a time; a file object over the text would take four bytes a letter."""
    end = "\n" if "\n" in text else "\r"
    start = 0
    while start < len(text):
        stop = text.find(end, start) + 1 or len(text)
        yield text[start:stop]
        start = stop


def _cell(text: str) -> Cell:
    """Our own files guard text that would start a formula with an apostrophe; take it off again."""
    return _NEUTRALISED.sub("", text, count=1) if text[:1] == "'" else (text if text.strip() else None)


def separator_of(text: str) -> str:
    """The separator that occurs most often, outside quotes, in the first lines."""
    head = re.sub(r'"[^"]*"', "", "\n".join(text[:20_000].splitlines()[:5]))
    return max(SEPARATORS, key=head.count)


def decode(content: bytes) -> str:
    """The text in UTF-8, UTF-16 or Windows-1256; SheetFault `encoding` names the first line that is none of them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(content, "utf-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return _strict(content[3:], "utf-8")
    if b"\0" in content[:4096]:
        even, odd = content[0:4096:2].count(0), content[1:4096:2].count(0)
        return _strict(content, "utf-16-be" if even > odd else "utf-16-le")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as failure:
        return _windows_1256(content, failure)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as failure:
        before = content[: failure.start].decode(encoding, errors="ignore")
        raise SheetFault("encoding", line=before.count("\n") + 1) from failure


def _windows_1256(content: bytes, failure: UnicodeDecodeError) -> str:
    """Take the file for Windows-1256 if it reads as Arabic letters that way and not mostly as UTF-8."""
    line = content[: failure.start].count(b"\n") + 1
    mended = content.decode("utf-8", errors="replace")
    good = len(_ARABIC.findall(mended))
    text = content.decode("cp1256")
    foreign = sum(not letter.isascii() for letter in text)
    arabic = len(_ARABIC.findall(text))
    if good > mended.count("\ufffd") or arabic < ARABIC_SHARE * foreign or "\0" in text:
        raise SheetFault("encoding", line=line)
    return text
