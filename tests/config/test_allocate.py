"""`./run allocate`: its plan costs what plain Python says, and no plan costs less by OR-Tools."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from tests.config.calling import Done, allocate
from tests.config.lists import World, draw, metres, pair_cost, plan_cost, stay_cost

ROOT = Path(__file__).resolve().parent.parent.parent
PROVED, FAULTY, UNUSABLE, TOO_FEW_PLACES = range(4)


def solve(world: World, folder: Path, *options: object) -> tuple[Done, dict[str, Any]]:
    """Write both lists, run the command, and return what it said and its report."""
    centres, files = world.write(folder)
    report = folder / "report.json"
    done = allocate(centres, files, folder / "plan.xlsx", "--json", report, *options)
    return done, json.loads(report.read_text(encoding="utf-8"))


def least_cost(world: World) -> int:
    """Return the cost of the optimum by OR-Tools' min-cost flow over all pairs."""
    flow, files, sink = SimpleMinCostFlow(), len(world.files), len(world.files) + len(world.centres)
    for number, file in enumerate(world.files):
        flow.set_node_supply(number, 1)
        flow.add_arc_with_capacity_and_unit_cost(number, sink, 1, stay_cost(file))
        for place, centre in enumerate(world.centres):
            flow.add_arc_with_capacity_and_unit_cost(number, files + place, 1, pair_cost(file, centre))
    for place, centre in enumerate(world.centres):
        capacity = centre["capacity"] if centre["licence"] == "active" else 0
        early = capacity * 4 // 5
        flow.add_arc_with_capacity_and_unit_cost(files + place, sink, early, 0)
        flow.add_arc_with_capacity_and_unit_cost(files + place, sink, capacity - early, 2_000)
    flow.set_node_supply(sink, -files)
    assert flow.solve() == flow.OPTIMAL
    return int(flow.optimal_cost())


@pytest.mark.parametrize(
    ("centres", "files", "tightness", "code"),
    [(12, 150, 1.3, PROVED), (12, 150, 1.0, PROVED), (5, 60, 0.7, TOO_FEW_PLACES), (1, 8, 2.0, PROVED)],
)
def test_plan_is_the_optimum(tmp_path: Path, centres: int, files: int, tightness: float, code: int) -> None:
    world = draw(centres=centres, files=files, tightness=tightness, seed=centres + files)
    done, report = solve(world, tmp_path)
    assert done.returncode == code, done.stderr
    plan = {file: centre for file, centre, _cost in report["assignments"]}
    assert report["cost"] == plan_cost(world, plan) == least_cost(world) == report["bound"]
    assert report["optimal"] is True
    assert (report["files"], report["centres"]) == (files, centres)
    assert report["unplaced"] == sum(centre is None for centre in plan.values())


def test_each_assignment_names_its_own_cost_and_keeps_the_rules(tmp_path: Path) -> None:
    world = draw(centres=10, files=120, tightness=1.1, seed=3)
    _done, report = solve(world, tmp_path)
    centres = {row["code"]: row for row in world.centres}
    files = {row["code"]: row for row in world.files}
    for code, centre, cost in report["assignments"]:
        assert cost == (stay_cost(files[code]) if centre is None else pair_cost(files[code], centres[centre]))
    chosen = [centre for _, centre, _ in report["assignments"] if centre]
    assert all(chosen.count(code) <= row["capacity"] for code, row in centres.items())
    assert all(centres[code]["licence"] == "active" for code in chosen)
    assert sum(cost for *_, cost in report["assignments"]) + report["late_places"] == report["cost"]
    assert set(report["prices"]) == set(centres)
    assert min(report["prices"].values()) >= 0
    assert {"read_files", "certify", "total"} <= set(report["seconds"])


def test_policy_changes_the_plan(tmp_path: Path) -> None:
    world = draw(centres=8, files=60, tightness=1.5, seed=4)
    policy = tmp_path / "policy.toml"
    policy.write_text("stay_base = 0\nstay_per_priority = 0\n")
    done, report = solve(world, tmp_path, "--policy", policy)
    assert (done.returncode, report["cost"], report["unplaced"]) == (PROVED, 0, 60)


def test_more_files_than_places_says_how_many_are_missing_and_where(tmp_path: Path) -> None:
    world = draw(centres=4, files=40, tightness=0.5, seed=5)
    done, report = solve(world, tmp_path, "--language", "en")
    places = sum(row["capacity"] for row in world.centres if row["licence"] == "active")
    assert done.returncode == TOO_FEW_PLACES
    assert f"{places} places for 40 files: {40 - places} are missing, most of them in:" in done.stdout
    assert report["unplaced"] >= 40 - places
    assert (tmp_path / "plan.xlsx").exists()


def test_persian_and_english_headings_and_spellings_give_the_same_plan(tmp_path: Path) -> None:
    world = draw(centres=6, files=50, seed=6)
    _done, english = solve(world, tmp_path)
    centres, files = tmp_path / "centres.csv", tmp_path / "files.csv"
    heads = ["كد مركز,نام,استان,شهرستان,عرض جغرافيايي,طول جغرافیایی,نوع,تخصص ها,ظرفيت,مجوز"]
    heads.append("کد پرونده,استان,شهرستان,عرض جغرافیایی,طول جغرافیایی,نیاز اصلی,مرکز فعلی,اولویت,تعداد اعضا")
    for path, head in zip((centres, files), heads, strict=True):
        rows = path.read_text(encoding="utf-8").splitlines()[1:]
        text = "\n".join([head, *rows]).replace("active", "فعال").replace("social work", "مددکاری")
        path.write_text(text.replace("کاشان", "Kashan"), encoding="utf-8")
    report = tmp_path / "persian.json"
    assert allocate(centres, files, tmp_path / "plan.xlsx", "--json", report).returncode == PROVED
    persian = json.loads(report.read_text(encoding="utf-8"))
    assert persian["assignments"] == english["assignments"]


def test_workbook_holds_the_plan_and_its_proof(tmp_path: Path) -> None:
    world = draw(centres=6, files=50, seed=7)
    _done, report = solve(world, tmp_path, "--language", "en")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", read_only=True)
    names = ["Plan", "Centres", "Figures", "Without a centre", "Places by county", "Proof and policy"]
    assert book.sheetnames == names
    plan = list(book["Plan"].iter_rows(values_only=True))
    assert [row[0] for row in plan[1:51]] == [row["code"] for row in world.files]
    proof = dict(row[:2] for row in book["Proof and policy"].iter_rows(values_only=True))
    assert proof["Cost of the plan (metres)"] == proof["Bound: no plan can cost less (metres)"] == report["cost"]
    assert proof["Proved optimal"] == "yes"
    centres = list(book["Centres"].iter_rows(values_only=True))
    assert [row[0] for row in centres[1:7]] == [row["code"] for row in world.centres]


def test_each_row_names_the_nearest_and_the_next_best(tmp_path: Path) -> None:
    world = draw(centres=6, files=40, tightness=1.05, seed=11)
    _done, report = solve(world, tmp_path, "--language", "en")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", read_only=True)
    head, *rows = list(book["Plan"].iter_rows(values_only=True, max_row=41))
    open_ones = [row for row in world.centres if row["licence"] == "active"]
    for file, values in zip(world.files, rows, strict=True):
        row = dict(zip(head, values, strict=True))
        value = {each["code"]: pair_cost(file, each) + report["prices"][each["code"]] for each in open_ones}
        own = value.pop(row["Centre code"]) if row["Centre code"] else stay_cost(file)
        staying = [stay_cost(file)] if row["Centre code"] else []
        assert row["Nearest centre"] == min(world.centres, key=lambda each: metres(file, each))["code"]
        assert row["Next best"] in [code for code in value if value[code] == min(value.values())]
        assert round(row["Difference (km)"] * 1000) == min([*value.values(), *staying]) - own
        assert (row["Why not the nearest"] is None) == (row["Nearest centre"] == row["Centre code"])
        assert row["Reason"]


def test_workbook_is_right_to_left_persian_by_default(tmp_path: Path) -> None:
    world = draw(centres=6, files=50, seed=8)
    done, _report = solve(world, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    assert "۵۰" in done.stdout
    assert "Proved" not in done.stdout


def test_it_runs_without_django_and_without_its_settings(tmp_path: Path) -> None:
    centres, files = draw(centres=6, files=50, seed=9).write(tmp_path)
    script = (
        "import sys, runpy\n"
        "try: runpy.run_module('hamdeli.config.allocate', run_name='__main__')\n"
        "except SystemExit as end: sys.exit(end.code or 90 * ('django.conf' in sys.modules))"
    )
    command = [sys.executable, "-c", script, str(centres), str(files), str(tmp_path / "plan.xlsx")]
    surroundings = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert (done.returncode, (tmp_path / "plan.xlsx").exists()) == (PROVED, True), done.stderr
