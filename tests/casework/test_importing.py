"""A list of case files: what it would create and change, what is wrong with it, and storing it."""

from pathlib import Path
from typing import Any

import pytest

from hamdeli.casework.models import CaseFile
from hamdeli.delegation.models import Handover, Mandate
from hamdeli.households.models import NameWord, Person
from hamdeli.jobs.models import Job
from hamdeli.jobs.running import run
from hamdeli.journal.models import Entry
from hamdeli.journal.sealing import unseal
from tests.support.cast import Cast, case_file
from tests.support.lists import FILE, HEAD, national_code, preview, store, workbook

pytestmark = pytest.mark.django_db
FULL = {**FILE, **HEAD}


@pytest.fixture
def look(cast: Cast, tmp_path: Path) -> Any:
    """Return a function that previews rows as the deputy for family support."""

    def previewed(*rows: dict[str, Any], by: Any = None) -> Job:
        return preview(by or cast.deputy, "files", workbook(tmp_path / "list.xlsx", rows))

    return previewed


def faults(job: Job) -> list[tuple[str, str]]:
    assert job.state == Job.State.DONE, job.fault
    return [(fault[0], fault[1]) for row in job.result["samples"]["faulty"] for fault in row["faults"]]


def counts(job: Job) -> tuple[int, ...]:
    assert job.state == Job.State.DONE, (job.fault, job.result)
    return tuple(job.result["counts"][fate] for fate in ("created", "changed", "unchanged", "faulty"))


def test_a_new_file_comes_with_its_family_and_head(look: Any, cast: Cast) -> None:
    seen = look({**FULL, "جنسیت": "زن", "علت حمایت": "طلاق"})
    assert counts(seen) == (1, 0, 0, 0)
    assert not CaseFile.objects.exists()
    assert counts(store(cast.deputy, seen)) == (1, 0, 0, 0)
    file = CaseFile.objects.get(code="1000000000001")
    assert (file.county, file.need, file.priority, file.cause) == (cast.kashan, "health", 4, "divorce")
    assert (file.household.members_count, file.household.latitude) == (3, 33.97)
    head = Person.objects.get(household=file.household)
    assert (head.family_name, head.sex) == ("احمدی", "female")
    assert head.birth_date
    assert head.birth_date.isoformat() == "1981-05-21"
    assert head.national_code_sealed
    assert unseal(head.national_code_sealed) == "0013542419"
    assert set(NameWord.objects.values_list("word", flat=True)) == {"زهرا", "احمدی"}


def test_national_codes_stay_out_of_the_preview(look: Any) -> None:
    seen = look(FULL, {**FULL, "کد پرونده": "2", "کد ملی": "0013542418"})
    assert faults(seen) == [("national_code", "national_code.check_digit")]
    assert "001354241" not in str(seen.result)


def test_the_same_file_again_changes_nothing(look: Any, cast: Cast) -> None:
    rows = [{**FULL, "کد پرونده": f"{number}", "کد ملی": national_code(number)} for number in range(1, 30)]
    rows[3]["مرکز فعلی"] = cast.mehr.code
    store(cast.deputy, look(*rows))
    before = list(CaseFile.objects.order_by("code").values_list("code", "version"))
    again = look(*rows)
    assert counts(again) == (0, 0, 29, 0)
    assert counts(store(cast.deputy, again)) == (0, 0, 29, 0)
    assert list(CaseFile.objects.order_by("code").values_list("code", "version")) == before
    assert Handover.objects.count() == 1


def test_changes_of_family_head_and_file_are_stored(look: Any, cast: Cast) -> None:
    store(cast.deputy, look(FULL))
    changed = {**FULL, "تعداد اعضا": 5, "اولویت": "۲", "نام خانوادگی سرپرست": "موسوی", "کد ملی": national_code(77)}
    seen = look(changed)
    told = seen.result["samples"]["changed"][0]["changes"]
    assert ["members", 3, 5] in told
    assert ["priority", 4, 2] in told
    assert ["family_name", "احمدی", "موسوی"] in told
    assert len(told) == 4
    assert national_code(77)[:7] not in str(told)
    assert counts(store(cast.deputy, seen)) == (0, 1, 0, 0)
    file = CaseFile.objects.select_related("household").get()
    head = Person.objects.get()
    assert (file.priority, file.version, file.household.members_count, file.household.version) == (2, 2, 5, 2)
    assert head.national_code_sealed
    assert unseal(head.national_code_sealed) == national_code(77)
    assert set(NameWord.objects.values_list("word", flat=True)) == {"زهرا", "موسوی"}


def test_a_head_is_added_to_a_family_that_had_none(look: Any, cast: Cast) -> None:
    store(cast.deputy, look(FILE))
    assert not Person.objects.exists()
    store(cast.deputy, look(FULL))
    assert Person.objects.get().household == CaseFile.objects.get().household


def test_blank_cells_leave_what_is_there(look: Any, cast: Cast) -> None:
    store(cast.deputy, look({**FULL, "مرکز فعلی": cast.mehr.code}))
    assert counts(look({**FULL, "تاریخ تولد": None, "مرکز فعلی": None})) == (0, 0, 1, 0)


def test_carried_files_get_accepted_mandates_in_one_handover(look: Any, cast: Cast) -> None:
    rows = [{**FILE, "کد پرونده": f"{number}", "مرکز فعلی": cast.mehr.code} for number in range(1, 5)]
    stored = store(cast.deputy, look(*rows, {**FILE, "کد پرونده": "9"}))
    assert stored.result["carried"] == 4
    assert stored.result["handovers"] == [Handover.objects.get().code]
    assert list(Mandate.objects.values_list("state", "centre__code")) == [("accepted", cast.mehr.code)] * 4
    assert CaseFile.objects.filter(centre=cast.mehr).count() == 4
    assert Entry.objects.filter(verb="imported").count() == 1


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"استان": "16", "شهرستان": "1602"}, ("province", "province_foreign")),
        ({"استان": "16", "شهرستان": "1003"}, ("province", "province_foreign")),
        ({"شهرستان": "1602"}, ("county", "county_unknown")),
        ({"مرکز فعلی": "10-999"}, ("carried_by", "centre_unknown")),
        ({"مرکز فعلی": "مرکز مهر"}, ("carried_by", "code_format")),
        ({"مرکز فعلی": "16-001"}, ("carried_by", "centre_elsewhere")),
        ({"عرض جغرافیایی": 26.0, "طول جغرافیایی": 52.0}, ("latitude", "outside_province")),
        ({"کد ملی": "1111111111"}, ("national_code", "national_code.repeated")),
        ({"کد ملی": "0013542418"}, ("national_code", "national_code.check_digit")),
        ({"تاریخ تولد": "1490/01/01"}, ("birth_date", "date.future")),
        ({"تاریخ تولد": "1403/12/31"}, ("birth_date", "date.impossible")),
        ({"نام سرپرست": None}, ("given_name", "head_incomplete")),
        ({"اولویت": 6}, ("priority", "too_great")),
        ({"تعداد اعضا": 0}, ("members", "too_small")),
        ({"نیاز اصلی": "ماشین"}, ("need", "unknown_choice")),
        ({"کد پرونده": 1234567890123456}, ("code", "damaged")),
    ],
)
def test_a_faulty_row_says_which_cell_and_why(look: Any, changed: Any, expected: Any) -> None:
    assert faults(look({**FULL, **changed})) == [expected]


def test_a_centre_without_licence_and_a_full_one_are_refused(look: Any, cast: Cast) -> None:
    type(cast.mehr).objects.filter(pk=cast.mehr.pk).update(licence="suspended")
    type(cast.noor).objects.filter(pk=cast.noor.pk).update(capacity=1)
    rows = [
        {**FILE, "کد پرونده": f"{number}", "مرکز فعلی": centre.code}
        for number, centre in enumerate((cast.mehr, cast.noor, cast.noor), 1)
    ]
    assert faults(look(*rows)) == [("carried_by", "centre_unlicensed"), ("carried_by", "centre_full")]


def test_a_national_code_of_somebody_else_is_refused(look: Any, cast: Cast) -> None:
    store(cast.deputy, look(FULL))
    assert faults(look({**FULL, "کد پرونده": "2"})) == [("national_code", "national_code_taken")]
    rows = (
        {**FULL, "کد پرونده": "3", "کد ملی": national_code(5)},
        {**FULL, "کد پرونده": "4", "کد ملی": national_code(5)},
    )
    assert faults(look(*rows)) == [("national_code", "repeated")]


def test_a_file_that_another_centre_carries_is_not_moved_by_a_list(look: Any, cast: Cast) -> None:
    store(cast.deputy, look({**FILE, "مرکز فعلی": cast.mehr.code}))
    seen = look({**FILE, "مرکز فعلی": cast.noor.code})
    assert seen.result["samples"]["faulty"][0]["faults"][0][1:3] == ["carried_elsewhere", {"centre": cast.mehr.code}]


def test_a_closed_file_is_not_changed(look: Any, cast: Cast) -> None:
    file = case_file("77", cast.kashan)
    CaseFile.objects.filter(pk=file.pk).update(state="closed", closed_on="2025-01-01")
    assert faults(look({**FILE, "کد پرونده": "77"})) == [("code", "file_closed")]


def test_a_county_brings_its_own_files_only(look: Any, cast: Cast) -> None:
    assert faults(look(FILE, by=cast.other_county_head)) == [("county", "county_foreign")]
    assert counts(look(FILE, by=cast.county_head)) == (1, 0, 0, 0)


def test_a_file_of_another_county_is_not_drawn_into_ones_own(look: Any, cast: Cast) -> None:
    case_file("77", cast.natanz)
    assert faults(look({**FILE, "کد پرونده": "77"}, by=cast.county_head)) == [("code", "code_elsewhere")]


def test_a_job_that_dies_half_way_stores_nothing(look: Any, cast: Cast, monkeypatch: Any) -> None:
    rows = [{**FULL, "کد پرونده": f"{number}", "کد ملی": national_code(number)} for number in range(1, 40)]
    seen = look(*rows)
    monkeypatch.setattr("hamdeli.jobs.lists.running.CHUNK", 10)
    made = NameWord.objects.bulk_create
    calls = []

    def dies(words: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("killed")
        return made(words)

    monkeypatch.setattr(NameWord.objects, "bulk_create", dies)
    died = store(cast.deputy, seen)
    assert (died.state, died.fault) == (Job.State.FAILED, "unexpected")
    assert len(calls) == 3
    assert not CaseFile.objects.exists()
    assert not Person.objects.exists()
    assert not Entry.objects.filter(verb="imported").exists()
    monkeypatch.undo()
    assert counts(store(cast.deputy, seen)) == (39, 0, 0, 0)


def test_a_job_that_is_run_again_after_its_end_was_lost_does_nothing_twice(
    look: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The end is lost before the upload is forgotten, for that comes last.
    monkeypatch.setattr("hamdeli.jobs.running.forget_stored", lambda job: None)
    stored = store(cast.deputy, look(FULL))
    Job.objects.filter(pk=stored.pk).update(state="waiting", ended_at=None)
    from_start = Job.objects.get(pk=stored.pk)
    run.call(from_start.pk)
    from_start.refresh_from_db()
    assert counts(from_start) == (1, 0, 0, 0)
    assert Entry.objects.filter(verb="imported").count() == 1
