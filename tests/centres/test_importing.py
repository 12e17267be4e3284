"""A list of centres: what it would create and change, what is wrong with it, and storing it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.centres.models import Centre
from hamdeli.jobs.models import Job
from hamdeli.journal.models import Entry
from hamdeli.sheets.reading import rows as sheet_rows
from tests.delegation.making import handed
from tests.support.cast import Cast, case_file
from tests.support.lists import CENTRE, preview, store, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(cast: Cast, tmp_path: Path) -> Any:
    """Return a function that previews rows as the deputy for public participation."""

    def previewed(*rows: dict[str, Any], headings: tuple[str, ...] = (), by: Any = None) -> Job:
        return preview(by or cast.participation, "centres", workbook(tmp_path / "list.xlsx", rows, headings))

    return previewed


def faults(job: Job) -> list[tuple[str, str]]:
    assert job.state == Job.State.DONE, job.fault
    return [(fault[0], fault[1]) for row in job.result["samples"]["faulty"] for fault in row["faults"]]


def test_new_centre_is_created_with_its_specialities(look: Any, cast: Cast) -> None:
    extra = {"شهری/روستایی": "روستایی", "مسجد محور": "بله", "تعداد مددکار": "۳", "تاريخ افتتاح": "۱۴۰۰/۰۵/۰۱"}
    seen = look({**CENTRE, **extra})
    assert seen.result["counts"] == {"created": 1, "changed": 0, "unchanged": 0, "faulty": 0}
    assert not Centre.objects.filter(code="10-101").exists()
    stored = store(cast.participation, seen)
    assert stored.result["counts"]["created"] == 1
    centre = Centre.objects.get(code="10-101")
    assert (centre.county, centre.kind, centre.licence) == (cast.kashan, "specialised", "active")
    assert (centre.setting, centre.mosque_based, centre.social_workers) == ("rural", True, 3)
    assert centre.opened_on
    assert centre.opened_on.isoformat() == "2021-07-23"
    assert {each.speciality for each in centre.capabilities.all()} == {"health", "employment"}
    assert centre.name_folded == "مرکز نیکوکاری یاس"


def test_the_same_file_again_changes_nothing(look: Any, cast: Cast) -> None:
    rows = [{**CENTRE, "کد مرکز": f"10-{number}", "مجوز": "بازسازی ساختمان"} for number in range(200, 230)]
    store(cast.participation, look(*rows))
    again = look(*rows)
    assert again.result["counts"] == {"created": 0, "changed": 0, "unchanged": 30, "faulty": 0}
    stored = store(cast.participation, again)
    assert stored.result["counts"]["unchanged"] == 30
    assert set(Centre.objects.filter(code__startswith="10-2").values_list("version", "licence")) == {(1, "suspended")}


def test_changes_are_shown_field_by_field_and_stored(look: Any, cast: Cast) -> None:
    row = {**CENTRE, "کد مرکز": cast.mehr.code, "نام": cast.mehr.name, "نوع": "محله‌ای", "تخصص‌ها": "آموزش"}
    seen = look(row)
    changes = seen.result["samples"]["changed"][0]["changes"]
    assert changes == [["capacity", 10, 60], ["specialities", ["health"], ["education"]]]
    store(cast.participation, seen)
    cast.mehr.refresh_from_db()
    assert (cast.mehr.capacity, cast.mehr.version) == (60, 2)
    assert [each.speciality for each in cast.mehr.capabilities.all()] == ["education"]


def test_storing_is_one_entry_in_the_journal_with_the_digest_of_the_file(look: Any, cast: Cast) -> None:
    seen = look(CENTRE)
    store(cast.participation, seen)
    entry = Entry.objects.get(verb="imported")
    assert entry.actor == cast.participation.username
    assert entry.details["file"] == seen.result["digest"]
    assert entry.details["counts"]["created"] == 1


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"استان": "ایلام", "شهرستان": "دهلران"}, ("province", "province_foreign")),
        ({"استان": "نیست"}, ("province", "province_unknown")),
        ({"شهرستان": "دهلران"}, ("county", "county_unknown")),
        ({"عرض جغرافیایی": 25.0, "طول جغرافیایی": 58.5}, ("latitude", "outside_province")),
        ({"عرض جغرافیایی": 51.44, "طول جغرافیایی": 33.98}, ("latitude", "outside_province")),
        ({"عرض جغرافیایی": 123}, ("latitude", "coordinate")),
        ({"ظرفیت": "=1+1"}, ("capacity", "formula")),
        ({"ظرفیت": -1}, ("capacity", "too_small")),
        ({"ظرفیت": "شصت"}, ("capacity", "number.format")),
        ({"نوع": "بزرگ"}, ("kind", "unknown_choice")),
        ({"کد مرکز": "۱۰ ۱"}, ("code", "code_format")),
        ({"کد مرکز": "16-001"}, ("code", "code_elsewhere")),
        ({"تاریخ افتتاح": "1499/01/01"}, ("opened_on", "date.future")),
        ({"نام": None}, ("name", "empty")),
    ],
)
def test_a_faulty_row_says_which_cell_and_why(look: Any, changed: Any, expected: Any) -> None:
    row = {**CENTRE, **changed}
    assert expected in faults(look(row, headings=tuple(row)))


def test_capacity_below_what_the_centre_carries_is_refused(look: Any, cast: Cast) -> None:
    handed(cast, [case_file(f"F{number}", cast.kashan) for number in range(3)], cast.mehr)
    row = {**CENTRE, "کد مرکز": cast.mehr.code, "ظرفیت": 2}
    seen = look(row)
    assert faults(seen) == [("capacity", "capacity_below_load")]
    assert seen.result["samples"]["faulty"][0]["faults"][0][2] == {"carried": 3}


def test_a_list_does_not_change_the_licence_of_a_centre(look: Any, cast: Cast) -> None:
    seen = look({**CENTRE, "کد مرکز": cast.mehr.code, "مجوز": "تعلیق"})
    assert faults(seen) == [("licence", "licence_moves")]


def test_two_rows_with_one_code_are_not_both_stored(look: Any) -> None:
    seen = look(CENTRE, {**CENTRE, "نام": "دیگری"})
    assert faults(seen) == [("code", "repeated")]
    assert seen.result["samples"]["faulty"][0]["faults"][0][2] == {"row": 2}


def test_missing_columns_are_named(look: Any) -> None:
    row = {name: value for name, value in CENTRE.items() if name not in ("ظرفیت", "مجوز")}
    job = look(row)
    assert (job.state, job.fault) == (Job.State.FAILED, "headings")
    assert job.result["missing"] == ["capacity", "licence"]


def test_an_empty_list_says_so(look: Any) -> None:
    job = look(headings=tuple(CENTRE))
    assert (job.state, job.fault) == (Job.State.FAILED, "no_rows")


def test_faulty_rows_stop_the_storing_unless_they_are_left_out(look: Any, cast: Cast) -> None:
    seen = look(CENTRE, {**CENTRE, "کد مرکز": "10-102", "ظرفیت": "?"})
    refused = store(cast.participation, seen)
    assert (refused.state, refused.fault) == (Job.State.FAILED, "rows_faulty")
    assert not Centre.objects.filter(code="10-101").exists()
    assert store(cast.participation, seen, leave_out=1).result["counts"]["created"] == 1
    assert Centre.objects.filter(code__startswith="10-10").count() == 1


def test_more_faults_than_were_seen_stop_the_storing(look: Any, cast: Cast) -> None:
    seen = look(CENTRE, {**CENTRE, "کد مرکز": "10-102", "ظرفیت": "?"}, {**CENTRE, "کد مرکز": cast.mehr.code})
    Centre.objects.filter(pk=cast.mehr.pk).update(province=cast.ilam, county=cast.dehloran)
    refused = store(cast.participation, seen, leave_out=1)
    assert (refused.state, refused.fault) == (Job.State.FAILED, "more_faults")
    assert not Centre.objects.filter(code="10-101").exists()


def test_a_record_that_changed_since_the_preview_is_judged_anew(look: Any, cast: Cast) -> None:
    seen = look(CENTRE)
    store(cast.participation, look(CENTRE))
    stored = store(cast.participation, seen)
    assert stored.result["counts"] == {"created": 0, "changed": 0, "unchanged": 1, "faulty": 0}


def test_a_post_that_ended_stores_nothing(look: Any, cast: Cast) -> None:
    seen = look(CENTRE)
    cast.participation.posts.update(until="2020-01-01T00:00:00Z", since="2019-01-01T00:00:00Z")
    stored = store(cast.participation, seen)
    assert (stored.state, stored.fault) == (Job.State.FAILED, "not_allowed")


def test_the_same_number_of_queries_for_20_and_200_rows(look: Any) -> None:
    rows = [{**CENTRE, "کد مرکز": f"10-{number}"} for number in range(1000, 1200)]

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as context:
            look(*rows[:count])
        return len(context)

    assert queries(20) == queries(200)


def test_faulty_rows_come_back_marked_with_reasons(look: Any, tmp_path: Path) -> None:
    seen = look(CENTRE, {**CENTRE, "کد مرکز": "10-102", "ظرفیت": "شصت"})
    kept = seen.files.get(role="faults")
    rows = [row.cells for row in sheet_rows(Path(kept.file.path))]
    assert rows[0][-1] == "What is wrong"
    assert rows[1][-1] is None
    assert rows[2][8] == "شصت"
    assert rows[2][-1] == "This is not a number."
