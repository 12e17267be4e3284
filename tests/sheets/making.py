"""Makes files for the tests, good and hostile."""

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from hamdeli.sheets import columns as kinds
from hamdeli.sheets.columns import Column

COLUMNS = (
    Column("code", "کد مرکز", "Centre code", kinds.code(), unique=True),
    Column("name", "نام", "Name", kinds.text()),
    Column(
        "specialities", "تخصص‌ها", "Specialities", kinds.choices({"آموزش": "education", "سلامت": "health"}), blank=True
    ),
    Column("capacity", "ظرفیت", "Capacity", kinds.integer(0, 10_000), variants=("گنجایش",)),
    Column("opened", "تاریخ گشایش", "Opened on", kinds.solar_date(), required=False, blank=True),
)
HEADINGS = ["کد مرکز", "نام", "تخصص‌ها", "ظرفیت", "تاریخ گشایش"]


def workbook(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """A workbook; a value that starts with = is a formula."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for position, value in enumerate(row):
            page.write(number, position, value)
    book.close()
    return path


def repacked(source: Path, target: Path, **changed: bytes) -> Path:
    """The workbook with the parts whose names end so replaced; dots in names are written as two underscores."""
    endings = {name.replace("__", "."): content for name, content in changed.items()}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = next((content for ending, content in endings.items() if part.endswith(ending)), None)
            new.writestr(part, old.read(part) if content is None else content)
    return target


def bomb(path: Path, megabytes: int) -> Path:
    """A workbook whose only sheet inflates to so many megabytes of one cell."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(megabytes):
                part.write(b"a" * 1024 * 1024)
    return path


def declare(path: Path, part: str, size: int) -> Path:
    """Write another inflated size for a part into both of its headers."""
    content = bytearray(path.read_bytes())
    name = part.encode()
    with zipfile.ZipFile(path) as archive:
        local = archive.getinfo(part).header_offset
    directory = content.rindex(name) - 46
    struct.pack_into("<I", content, local + 22, size)
    struct.pack_into("<I", content, directory + 24, size)
    path.write_bytes(content)
    return path
