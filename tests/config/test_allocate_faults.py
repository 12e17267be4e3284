"""`./run allocate` with bad input: a clear sentence in both languages, nothing half-written, an exit code."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.config.calling import Done, allocate
from tests.config.lists import CENTRE_HEADINGS, World, draw, write_csv

FAULTY, UNUSABLE = 1, 2
Plant = Callable[[World], Any]


def names_in(folder: Path) -> set[str]:
    """Return what is in the folder besides the lists."""
    return {path.name for path in folder.iterdir()} - {"centres.csv", "files.csv", "policy.toml"}


def run(world: World, folder: Path, *options: object) -> Done:
    centres, files = world.write(folder)
    return allocate(centres, files, folder / "plan.xlsx", "--json", folder / "report.json", *options)


FAULTS: dict[str, tuple[Plant, str, str, str]] = {
    "a repeated centre": (
        lambda w: (w.centres[1].update(code=w.centres[0]["code"]), [f.update({"carried by": ""}) for f in w.files]),
        "row 3, Centre code",
        "stands in row 2 already",
        "ردیف ۳، کد مرکز",
    ),
    "a repeated file": (
        lambda w: w.files[4].update(code=w.files[0]["code"]),
        "row 6, File code",
        "stands in row 2 already",
        "ردیف ۶، کد پرونده",
    ),
    "at sea": (
        lambda w: w.files[0].update(latitude=24.0, longitude=58.5),
        "row 2, Latitude",
        "at sea or abroad",
        "دریا",
    ),
    "no coordinate": (
        lambda w: w.files[0].update(latitude=""),
        "row 2, Latitude",
        "a value is needed",
        "خالی",
    ),
    "an unknown need": (
        lambda w: w.files[2].update(need="flying"),
        "row 4, Main need [flying]",
        "not one of the words",
        "flying",
    ),
    "an unknown centre": (
        lambda w: w.files[2].update({"carried by": "99-999"}),
        "row 4, Carried by [99-999]",
        "no centre with this code",
        "مرکزی با این کد",
    ),
    "a priority of nine": (
        lambda w: w.files[2].update(priority=9),
        "row 4, Priority [9]",
        "at most 5",
        "۵",
    ),
    "a capacity below zero": (
        lambda w: w.centres[0].update(capacity=-1),
        "row 2, Capacity [-1]",
        "at least 0",
        "ظرفیت",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faulty_rows_are_told_in_both_languages_and_marked(tmp_path: Path, name: str) -> None:
    plant, where, why, persian = FAULTS[name]
    world = draw(centres=5, files=30)
    plant(world)
    done = run(world, tmp_path)
    assert done.returncode == FAULTY
    for words in (where, why, persian, "No plan was written."):
        assert words in done.stderr
    assert names_in(tmp_path) == {"plan.faults.xlsx"}
    sheets = openpyxl.load_workbook(tmp_path / "plan.faults.xlsx").worksheets
    assert [sheet.sheet_view.rightToLeft for sheet in sheets] == [True]
    marked = [cell for row in sheets[0].iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFF8C9C4"]
    assert marked


def test_faults_of_both_lists_come_in_one_workbook(tmp_path: Path) -> None:
    world = draw(centres=5, files=30)
    world.centres[0]["capacity"] = "many"
    world.files[0]["priority"] = "high"
    done = run(world, tmp_path, "--language", "en")
    assert done.returncode == FAULTY
    assert openpyxl.load_workbook(tmp_path / "plan.faults.xlsx").sheetnames == ["centres", "files"]


def test_an_earlier_plan_survives_a_refusal(tmp_path: Path) -> None:
    world = draw(centres=5, files=30)
    (tmp_path / "plan.xlsx").write_bytes(b"the plan of yesterday")
    world.files[0]["priority"] = "high"
    assert run(world, tmp_path).returncode == FAULTY
    assert (tmp_path / "plan.xlsx").read_bytes() == b"the plan of yesterday"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    world = draw(centres=5, files=30)
    centres, files = world.write(tmp_path)
    rows = [{name: row[name] for name in CENTRE_HEADINGS if name != "capacity"} for row in world.centres]
    write_csv(centres, [name for name in CENTRE_HEADINGS if name != "capacity"], rows)
    done = allocate(centres, files, tmp_path / "plan.xlsx")
    assert done.returncode == UNUSABLE
    assert "Missing columns: Capacity." in done.stderr
    assert "ظرفیت" in done.stderr
    assert names_in(tmp_path) == set()


@pytest.mark.parametrize("content", [b"", b"code,name\n", b"PK\x03\x04 not a workbook", b"\x89PNG\r\n"])
def test_a_file_that_cannot_be_used_ends_with_two(tmp_path: Path, content: bytes) -> None:
    world = draw(centres=5, files=30)
    _centres, files = world.write(tmp_path)
    bad = tmp_path / "centres.csv"
    bad.write_bytes(content)
    done = allocate(bad, files, tmp_path / "plan.xlsx")
    assert done.returncode == UNUSABLE
    assert str(bad) in done.stderr
    assert "Traceback" not in done.stderr
    assert names_in(tmp_path) == set()


def test_an_empty_list_and_a_missing_file_are_told(tmp_path: Path) -> None:
    world = draw(centres=5, files=30)
    world.files.clear()
    done = run(world, tmp_path)
    assert (done.returncode, "no row below the headings" in done.stderr) == (UNUSABLE, True)
    done = allocate(tmp_path / "nowhere.csv", tmp_path / "files.csv", tmp_path / "plan.xlsx")
    assert (done.returncode, "There is no such file." in done.stderr) == (UNUSABLE, True)


@pytest.mark.parametrize("text", ["moving = -1", "movng = 1", "moving = [", "tiers = [[1000, 5], [500, 9]]"])
def test_a_policy_that_makes_no_sense_ends_with_two(tmp_path: Path, text: str) -> None:
    (tmp_path / "policy.toml").write_text(text)
    done = run(draw(centres=5, files=30), tmp_path, "--policy", tmp_path / "policy.toml")
    assert done.returncode == UNUSABLE
    assert "The policy cannot be used" in done.stderr
    assert names_in(tmp_path) == set()


@pytest.mark.parametrize(
    "arguments", [(), ("a", "b"), ("a", "b", "plan.txt"), ("a", "b", "nowhere/plan.xlsx"), ("a", "b", "c.xlsx", "--x")]
)
def test_arguments_that_cannot_be_used_end_with_two(arguments: tuple[str, ...]) -> None:
    done = allocate(*arguments)
    assert done.returncode == UNUSABLE
    assert "راهنما" in done.stderr


def test_a_list_is_never_overwritten(tmp_path: Path) -> None:
    centres, files = draw(centres=5, files=30).write(tmp_path)
    kept = centres.read_bytes()
    assert allocate(centres, files, tmp_path / "plan.xlsx", "--json", centres).returncode == UNUSABLE
    assert centres.read_bytes() == kept


def test_help_is_in_both_languages() -> None:
    done = allocate("--help")
    assert done.returncode == 0
    assert "proved optimal" in done.stdout
    assert "بهینگی" in done.stdout
