"""Files that want to hurt: each is refused with a code, quickly, and by the reading process at the most."""

import contextlib
import random
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hamdeli.sheets import container
from hamdeli.sheets.faults import FILE_CODES, SheetFault
from hamdeli.sheets.limits import MEGABYTE, Limits
from hamdeli.sheets.reading import Kind, inspect_upload, rows
from tests.sheets.making import HEADINGS, bomb, declare, repacked, workbook

SHEET = "xl/worksheets/sheet1.xml"
GOOD: list[list[Any]] = [HEADINGS, ["A1", "مرکز", "آموزش", 12, "1403/05/12"]]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "good.xlsx", GOOD)


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(SheetFault) as refused:
        list(rows(path, limits=limits))
    assert refused.value.code in FILE_CODES
    return refused.value.code


def test_a_bomb_is_refused_in_less_than_a_second(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", 135)
    assert path.stat().st_size < 400 * 1024
    start = time.perf_counter()
    assert refusal(path) == "inflates"
    assert time.perf_counter() - start < 1


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = declare(bomb(tmp_path / "bomb.xlsx", 135), SHEET, 1000)
    start = time.perf_counter()
    assert refusal(path) == "sizes_lie"
    assert time.perf_counter() - start < 1


def test_more_declared_than_there_is(good: Path) -> None:
    assert refusal(declare(good, SHEET, 5_000_000)) == "sizes_lie"


def test_many_small_bombs(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(bomb(path, 7), "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"xl/{number}.xml", b"a" * (7 * MEGABYTE))
    assert refusal(path) == "inflates"


def test_more_parts_than_anybody_needs(tmp_path: Path) -> None:
    path = tmp_path / "parts.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2_100):
            archive.writestr(f"xl/{number}", b"")
    assert refusal(path) == "too_many_parts"


def test_half_a_file(good: Path) -> None:
    content = good.read_bytes()
    good.write_bytes(content[: len(content) // 2])
    assert refusal(good) == "broken"


def test_two_parts_with_one_name(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<worksheet/>")
    assert refusal(good) == "broken"


def test_entities_of_xml(good: Path, tmp_path: Path) -> None:
    hostile = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
    assert refusal(repacked(good, tmp_path / "xxe.xlsx", sheet1__xml=hostile)) == "entities"


def test_xml_that_is_none(good: Path, tmp_path: Path) -> None:
    assert refusal(repacked(good, tmp_path / "x.xlsx", sheet1__xml=b"<worksheet><sheetData><row")) == "broken"


def test_macros(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert refusal(good) == "macros"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"%PDF-1.7 ...", "unknown_kind"),
        (b"\x89PNG\r\n\x1a\n", "unknown_kind"),
        (b"<html><table>", "unknown_kind"),
        (b"abc\0def" * 10, "unknown_kind"),
        (b"PK\x03\x04 and no more", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_other_kinds_of_file(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx") == "missing"
    assert refusal(tmp_path) == "missing"


def test_every_code_in_the_sources_is_a_known_one_and_none_is_idle() -> None:
    sources = "".join(path.read_text() for path in Path(container.__file__).parent.glob("*.py"))
    raised = set(re.findall(r'SheetFault\(\s*"(\w+)"', sources))
    assert raised <= set(FILE_CODES)
    assert [code for code in FILE_CODES if sources.count(f'"{code}"') < 2] == []


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refusal(path) == "unknown_kind"


def test_too_large(good: Path) -> None:
    assert refusal(good, Limits(file_bytes=1000)) == "too_large"


def test_too_many_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "rows.xlsx", [["a"]] * 12)
    assert len(list(rows(path, limits=Limits(rows=11)))) == 12
    assert refusal(path, Limits(rows=10)) == "too_many_rows"


def test_a_million_columns(tmp_path: Path) -> None:
    text = tmp_path / "columns.csv"
    text.write_text(",".join(["الف"] * 1_000_000))
    assert refusal(text) == "too_many_columns"
    assert refusal(workbook(tmp_path / "wide.xlsx", [["x"] * 300])) == "too_many_columns"


def test_cells_at_the_far_corner(good: Path, tmp_path: Path) -> None:
    first = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    far = first + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    start = time.perf_counter()
    assert refusal(repacked(good, tmp_path / "far.xlsx", sheet1__xml=far)) in {
        "too_many_columns",
        "too_much_memory",
        "broken",
    }
    assert time.perf_counter() - start < 10


def test_one_long_text_a_million_times_ends_the_reading_process_only(good: Path, tmp_path: Path) -> None:
    shared = b"<sst><si><t>" + b"x" * 32_000 + b"</t></si></sst>"
    cells = b"".join(b'<row><c t="s"><v>0</v></c></row>' for _ in range(90_000))
    sheet = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    path = repacked(good, tmp_path / "echo.xlsx", sharedStrings__xml=shared, sheet1__xml=sheet)
    assert refusal(path, Limits(ratio_from=100 * MEGABYTE)) == "too_much_memory"


def test_out_of_patience(good: Path) -> None:
    assert refusal(good, Limits(patience_seconds=0.001)) == "too_slow"


def test_merged_everywhere(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in range(1, 61):
        book.active.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
    book.active["A99"] = 1
    book.save(tmp_path / "merged.xlsx")
    assert refusal(tmp_path / "merged.xlsx", Limits(merges=50)) == "too_many_merges"


def test_random_damage_never_escapes_as_another_error(good: Path, tmp_path: Path) -> None:
    chance = random.Random(1403)
    content = good.read_bytes()
    path = tmp_path / "damaged.xlsx"
    for _ in range(25):
        damaged = bytearray(content)
        for _ in range(chance.randrange(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        with contextlib.suppress(SheetFault):
            list(rows(path))


def test_what_is_good_passes(good: Path) -> None:
    assert inspect_upload(good) == Kind.XLSX
    assert [row.cells[0] for row in rows(good)] == ["کد مرکز", "A1"]
