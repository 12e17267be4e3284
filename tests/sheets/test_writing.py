import csv
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.sheets.reading import rows
from hamdeli.sheets.table import read_table
from hamdeli.sheets.writing import FAULTY, Heading, Mark, Sheet, is_risky, mark_faults, write_csv, write_workbook
from tests.sheets.making import COLUMNS, HEADINGS, workbook

STARTS = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "\u200f=", "\ufeff@", "\u00a0+"]
RISKY = st.builds(lambda start, rest: start + rest, st.sampled_from(STARTS), st.text(max_size=20))


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    values: list[list[Any]] = [["007", date(2024, 8, 2), 12], ["=1+1", None, Decimal("1.5")]]
    values += [["x\x00y", True, float("nan")], [10**17, 0, ""]]
    sheet = Sheet(
        "مراکز: [همه]/و*بسیار بلند تا سی و یک حرف",
        [Heading("کد"), Heading("روز"), Heading("مبلغ")],
        iter(values),
        notes=["یادداشت"],
    )
    write_workbook(path, [sheet, Sheet("Second", [Heading("a")], [["b"]], right_to_left=False)])
    read = [row.cells for row in rows(path)]
    assert read[1] == ["007", date(2024, 8, 2), 12]
    assert read[2] == ["=1+1", None, 1.5]
    assert read[3] == ["xy", True, "nan"]
    assert read[4][:2] == [str(10**17), 0]
    assert read[5][0] == "یادداشت"
    assert [row.cells for row in rows(path, sheet="Second")] == [["a"], ["b"]]


def test_the_sheet_is_made_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [Sheet("مراکز", [Heading("کد", 30)], [["1"], ["2"]])])
    page = openpyxl.load_workbook(path)["مراکز"]
    assert page.sheet_view.rightToLeft
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:A3"
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width > 29


@given(RISKY)
def test_every_form_of_a_start_is_seen(text: str) -> None:
    assert is_risky(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(RISKY, st.text(max_size=20)), min_size=1, max_size=30))
def test_nothing_written_is_a_formula(tmp_path_factory: object, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("w")  # type: ignore[attr-defined]
    write_workbook(folder / "a.xlsx", [Sheet("x", [Heading("=1+1")], [[text] for text in texts])])
    with zipfile.ZipFile(folder / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    write_csv(folder / "a.csv", ["=1+1"], [[text] for text in texts])
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for record in csv.reader(file) for cell in record]
    assert len(cells) == len(texts) + 1
    assert [cell for cell in cells if is_risky(cell)] == []


def test_text_files_keep_numbers_and_texts(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ["کد", "ب"], [["-1", -1], ["=x", date(2024, 8, 2)], [None, Decimal("1.5")]])
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row.cells for row in rows(tmp_path / "a.csv")] == [
        ["کد", "ب"],
        ["-1", "-1"],
        ["=x", "2024-08-02"],
        [None, "1.5"],
    ]


def test_marked_faults_can_be_corrected_and_read_again(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", [HEADINGS, ["A1", "ب", "", "بسیار", ""], [], ["A2", "پ", "", 3, ""]])
    marks = {row.number: [Mark(3, "عدد نیست")] for row in read_table(source, COLUMNS) if row.faults}
    assert marks == {2: [Mark(3, "عدد نیست")]}
    out = tmp_path / "marked.xlsx"
    mark_faults(rows(source), marks, out, title="خطاها", reasons_heading="دلیل")
    page = openpyxl.load_workbook(out)["خطاها"]
    assert page["D2"].fill.start_color.rgb == f"FF{FAULTY[1:]}"
    assert page["D4"].fill.fill_type is None
    assert (page["F1"].value, page["F2"].value, page["D2"].value) == ("دلیل", "عدد نیست", "بسیار")
    again = read_table(out, COLUMNS)
    assert again.headings.unknown == ("دلیل",)
    assert [(row.number, len(row.faults)) for row in again] == [(2, 1), (4, 0)]
