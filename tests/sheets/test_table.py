import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hamdeli.sheets import columns as kinds
from hamdeli.sheets.cells import Plain
from hamdeli.sheets.columns import Column, Parser
from hamdeli.sheets.faults import CELL_CODES, HeadingsFault, SheetFault
from hamdeli.sheets.limits import Limits
from hamdeli.sheets.table import Row, read_table
from hamdeli.sheets.writing import Heading, Sheet, write_workbook
from tests.sheets.making import COLUMNS, HEADINGS, workbook

FIRST = ["A-01", "مرکز ياس", "آموزش، سلامت", "۱۲", "۱۴۰۳/۵/۱۲"]
VALUES = {
    "code": "A-01",
    "name": "مرکز یاس",
    "specialities": ("education", "health"),
    "capacity": 12,
    "opened": date(2024, 8, 2),
}


def table(path: Path, rows: list[list[Any]]) -> list[Row]:
    return list(read_table(workbook(path / "t.xlsx", rows), COLUMNS))


def test_a_row_of_values(tmp_path: Path) -> None:
    assert table(tmp_path, [HEADINGS, FIRST]) == [Row(2, VALUES)]


@pytest.mark.parametrize(
    "headings",
    [
        ["كد مركز", "نام", "تخصص ها", "ظرفيت", "تاریخ گشایش"],
        ["code", "name", "specialities", "capacity", "opened"],
        ["Centre Code", "NAME", "Specialities*", "CAPACITY (files)", "opened_on"],
        ["کـد\u200cمرکز", " نام ", "تخصص\u200cهــا", "گنجایش (پرونده)", "تاریخِ گشایش"],
    ],
)
def test_spellings_of_headings(tmp_path: Path, headings: list[str]) -> None:
    assert table(tmp_path, [headings, FIRST])[0].values == VALUES


def test_any_order_unknown_columns_and_a_title_above(tmp_path: Path) -> None:
    rows = [
        ["فهرست مراکز"],
        [],
        [*reversed(HEADINGS), "شماره تلفن"],
        [*reversed(FIRST), "021"],
        [],
        list(reversed(FIRST)),
    ]
    found = read_table(workbook(tmp_path / "t.xlsx", rows), COLUMNS)
    assert found.headings.unknown == ("شماره تلفن",)
    assert found.heading_row == 3
    assert [row.number for row in found] == [4, 6]


def test_missing_and_repeated_headings(tmp_path: Path) -> None:
    with pytest.raises(HeadingsFault) as refused:
        table(tmp_path, [["کد مرکز", "code", "نام"], ["1", "2", "3"]])
    assert refused.value.missing == ("specialities", "capacity")
    assert refused.value.duplicate == ("code",)


def test_an_empty_sheet_and_one_with_headings_only(tmp_path: Path) -> None:
    with pytest.raises(HeadingsFault):
        table(tmp_path, [])
    assert table(tmp_path, [HEADINGS]) == []


def test_an_optional_column_that_is_absent_has_no_value(tmp_path: Path) -> None:
    assert "opened" not in table(tmp_path, [HEADINGS[:4], FIRST[:4]])[0].values


def faults(rows: list[Row]) -> list[tuple[int, str, str]]:
    return [(row.number, fault.column, fault.code) for row in rows for fault in row.faults]


def test_formulas_and_errors_are_faults_of_their_cells(tmp_path: Path) -> None:
    rows = table(tmp_path, [HEADINGS, ["A1", "ب", "", "=6*2", ""], ["A2", "=1/0", "", 1, ""]])
    assert faults(rows) == [(2, "capacity", "formula"), (3, "name", "formula")]


def test_formulas_without_a_kept_result_are_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEADINGS, FIRST, ["=A2", "=B2", "=C2", "=D2", "=E2"]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    rows = list(read_table(tmp_path / "t.xlsx", COLUMNS))
    assert [code for _, _, code in faults(rows)] == ["formula"] * 5
    assert rows[-1].number == 3


def test_merged_cells_are_faults(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEADINGS, FIRST, ["A2", "ب", None, 3, None]):
        book.active.append(row)
    book.active.merge_cells("D2:D3")
    book.save(tmp_path / "t.xlsx")
    assert faults(list(read_table(tmp_path / "t.xlsx", COLUMNS))) == [
        (2, "capacity", "merged"),
        (3, "capacity", "merged"),
    ]


def test_each_fault_tells_its_column_code_and_content(tmp_path: Path) -> None:
    rows = table(
        tmp_path, [HEADINGS, ["A1", None, "نجاری", "دوازده", "1403/13/1"], ["A1", "ب", None, -1, "2500-01-01"]]
    )
    assert faults(rows) == [
        (2, "name", "empty"),
        (2, "specialities", "unknown_choice"),
        (2, "capacity", "number.format"),
        (2, "opened", "date.impossible"),
        (3, "code", "repeated"),
        (3, "capacity", "too_small"),
        (3, "opened", "date.out_of_range"),
    ]
    assert rows[0].faults[2].shown == "دوازده"
    assert rows[1].faults[0].params == {"row": 2}
    assert {code for _, _, code in faults(rows)} <= set(CELL_CODES)


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (kinds.code(), "007", "007"),
        (kinds.code(), "۰۰۷-ب", "007-ب"),
        (kinds.code(), 12, "12"),
        (kinds.decimal(0, 1), "۰٫۵", Decimal("0.5")),
        (kinds.latitude(), "۳۲/۶۵", 32.65),
        (kinds.longitude(), 51.67, 51.67),
        (kinds.choice({"فعال": 1, "active": 1}), " فعّال ", 1),
        (kinds.national_code(), 499370899, "0499370899"),
        (kinds.phone(), 9121234567, "+989121234567"),
        (kinds.solar_date(), 14030512, date(2024, 8, 2)),
        (kinds.solar_date(), datetime(2024, 8, 2), date(2024, 8, 2)),
    ],
)
def test_kinds_of_columns(parse: Parser, cell: Plain, value: object) -> None:
    read, fault = Column("x", "ایکس", "X", parse).read(cell)
    assert fault is None
    assert read == value


@pytest.mark.parametrize(
    ("parse", "cell", "code"),
    [
        (kinds.code(), 12.5, "damaged"),
        (kinds.code(), 10**16, "damaged"),
        (kinds.code(), "x" * 41, "too_long"),
        (kinds.code(), True, "not_text"),
        (kinds.latitude(), 95, "coordinate"),
        (kinds.integer(1, 5), 6, "too_great"),
        (kinds.integer(), "1.5", "number.not_whole"),
        (kinds.national_code(), "0499370898", "national_code.check_digit"),
        (kinds.phone(), "12", "phone.invalid"),
        (kinds.text(), "\u200c \u200f", "empty"),
    ],
)
def test_refusals_of_columns(parse: Parser, cell: Plain, code: str) -> None:
    _, fault = Column("x", "ایکس", "X", parse).read(cell)
    assert fault is not None
    assert fault.code == code
    assert code in CELL_CODES


def test_progress_and_too_many_rows(tmp_path: Path) -> None:
    rows: list[list[Any]] = [HEADINGS, *([f"A{number}", "ب", None, 1, None] for number in range(1200))]
    path = workbook(tmp_path / "t.xlsx", rows)
    counts: list[int] = []
    assert len(list(read_table(path, COLUMNS, progress=counts.append))) == 1200
    assert counts == [500, 1000, 1200]
    with pytest.raises(SheetFault, match="too_many_rows"):
        list(read_table(path, COLUMNS, limits=Limits(rows=1199)))


def test_a_province_in_one_file(tmp_path: Path) -> None:
    """22,485 rows of 12 columns: a few seconds, and little memory in both processes."""
    names = [*HEADINGS, *(f"دیگر {number}" for number in range(7))]
    path = tmp_path / "province.xlsx"
    rows: Iterator[list[Any]] = (
        [f"F{number}", f"خانواده {number}", "سلامت", number % 100, "1403/05/12", *[f"{number} x"] * 7]
        for number in range(22_485)
    )
    write_workbook(path, [Sheet("پرونده‌ها", [Heading(name) for name in names], rows)])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    count = sum(1 for row in read_table(path, COLUMNS) if not row.faults)
    seconds = time.perf_counter() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{count} rows in {seconds:.2f} s, {grown // 1024} MB more here, {child // 1024} MB there", file=sys.stderr)
    assert count == 22_485
    assert seconds < 10
    assert grown < 60 * 1024
