"""Inspecting through the pages: the inspector, the head of the centre, readers, strangers, bad input, two tabs."""

import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.centres.inspecting.signing import sign
from hamdeli.centres.models import Centre, Finding, Grade, GradeTable, Inspection
from tests.centres.inspecting.making import ANSWERS, done, edition, found, planned, today
from tests.delegation.making import handed
from tests.support.cast import Cast, case_file, centre

LISTS = ("inspections", "findings", "ranking", "warnings")


def sent(**more: Any) -> dict[str, Any]:
    return {"idempotency_key": uuid.uuid4().hex, **more}


def plan_form(cast: Cast, **more: Any) -> dict[str, Any]:
    return sent(inspector=cast.inspector.pk, planned_on=today().isoformat(), occasion="warning", **more)


def report_form(row: Inspection, **more: Any) -> dict[str, Any]:
    answers = {f"q-{code}": answer for code, answer in ANSWERS.items()}
    told = {"edition": edition().pk, "done_on": today().isoformat(), "facts": "seen", "version": row.version}
    return sent(**answers, **told, **more)


def test_an_inspector_plans_writes_down_and_the_head_signs(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.inspector)
    client.post("/centres/10-001/inspections/new/", plan_form(cast))
    row = Inspection.objects.get()
    assert (row.occasion, row.inspector) == ("warning", cast.inspector)
    assert client.get(f"/inspections/{row.code}/report/").status_code == 200
    posted = client.post(f"/inspections/{row.code}/report/", {**report_form(row), "q-drawn": "۷"})
    assert posted.url == f"/inspections/{row.code}/"
    row.refresh_from_db()
    assert (row.state, row.points, row.answers["drawn"]) == ("done", 94, 7)
    due = (today() + timedelta(days=9)).isoformat()
    told = sent(severity="critical", words="w", demand="d", due_on=due)
    assert client.post(f"/inspections/{row.code}/finding/", told).status_code == 302
    head = sign_in(cast.centre_head)
    assert head.post(f"/inspections/{row.code}/signature/", sent(version=row.version)).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.signer) == ("signed", cast.centre_head)
    finding = Finding.objects.get()
    assert head.post(f"/findings/{finding.pk}/answer/", sent(version=1, words="repaired")).status_code == 302
    back = sign_in(cast.inspector)
    assert back.post(f"/findings/{finding.pk}/closing/", sent(version=2, words="seen")).status_code == 302
    assert "repaired" in back.get(f"/findings/{finding.pk}/").content.decode()
    finding.refresh_from_db()
    assert finding.state == "closed"


def test_a_form_that_comes_twice_plans_once(cast: Cast, sign_in: Any) -> None:
    client, form = sign_in(cast.inspector), plan_form(cast)
    assert client.post("/centres/10-001/inspections/new/", form).status_code == 302
    assert client.post("/centres/10-001/inspections/new/", form).status_code == 302
    assert Inspection.objects.count() == 1
    assert client.post("/centres/10-001/inspections/new/", plan_form(cast)).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [{"planned_on": "1390/01/01"}, {"planned_on": "1404/13/01"}, {"occasion": "x"}, {"inspector": "0"}],
)
def test_a_plan_that_cannot_be_is_refused_with_a_sentence(cast: Cast, sign_in: Any, wrong: Any) -> None:
    answer = sign_in(cast.inspector).post("/centres/10-001/inspections/new/", {**plan_form(cast), **wrong})
    assert answer.status_code == 422
    assert "alert" in answer.content.decode()
    assert not Inspection.objects.exists()


def test_a_revoked_centre_and_an_own_one_are_refused(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.inspector)
    own = {**plan_form(cast), "inspector": cast.centre_head.pk}
    assert client.post("/centres/10-001/inspections/new/", own).status_code == 422
    for licence in ("suspended", "revoked"):
        Centre.objects.filter(code="10-001").update(licence=licence)
    assert client.post("/centres/10-001/inspections/new/", plan_form(cast)).status_code == 422
    assert not Inspection.objects.exists()


def test_answers_outside_their_question_keep_what_was_written(cast: Cast, sign_in: Any) -> None:
    row = planned(cast)
    form = {**report_form(row), "q-complete": "outside", "facts": "a long story"}
    answer = sign_in(cast.inspector).post(f"/inspections/{row.code}/report/", form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "a long story" in page
    assert "outside" in page
    row.refresh_from_db()
    assert row.state == "planned"


def test_two_tabs_the_second_is_told(cast: Cast, sign_in: Any) -> None:
    row, client = planned(cast), sign_in(cast.inspector)
    first, second = report_form(row), report_form(row)
    assert client.post(f"/inspections/{row.code}/report/", first).status_code == 302
    assert client.post(f"/inspections/{row.code}/report/", second).status_code == 422
    row.refresh_from_db()
    head = sign_in(cast.centre_head)
    assert head.post(f"/inspections/{row.code}/signature/", sent(version=1)).status_code == 409
    assert Inspection.objects.get().state == "done"


def test_a_deadline_in_the_past_is_refused(cast: Cast, sign_in: Any) -> None:
    row, client = done(cast), sign_in(cast.inspector)
    told = sent(severity="minor", words="w", demand="d", due_on=(today() - timedelta(days=1)).isoformat())
    assert client.post(f"/inspections/{row.code}/finding/", told).status_code == 422
    finding = found(cast, row)
    told = sent(version=1, words="w", due_on=today().isoformat())
    assert client.post(f"/findings/{finding.pk}/extension/", told).status_code == 422
    assert Finding.objects.get().due_on == finding.due_on


def test_a_licence_that_ended_meanwhile_is_said_on_the_page(cast: Cast, sign_in: Any) -> None:
    row, client = done(cast), sign_in(cast.inspector)
    before = client.get(f"/inspections/{row.code}/").content.decode()
    Centre.objects.filter(code="10-001").update(licence="expired")
    after = client.get(f"/inspections/{row.code}/").content.decode()
    assert before.count("h-notice") < after.count("h-notice")


def test_a_grade_is_shown_before_it_is_given_and_given_once(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    assert '<form class="h-form"' not in client.get("/centres/10-001/grade/").content.decode()
    assert client.post("/centres/10-001/grade/", sent()).status_code == 422
    row = done(cast)
    assert client.post("/centres/10-001/grade/", sent()).status_code == 422
    sign(inspection=row, by=cast.centre_head, seen_version=row.version)
    client.get("/centres/10-001/grade/")
    assert not Grade.objects.exists()
    assert not GradeTable.objects.exists()
    form = sent()
    for _again in range(2):
        assert client.post("/centres/10-001/grade/", form).status_code == 302
    made = Grade.objects.get()
    assert sum(line["points"] for line in made.lines) == made.total
    assert client.post("/centres/10-001/grade/", sent()).status_code == 422
    page = sign_in(cast.centre_head).get("/centres/10-001/inspections/").content.decode()
    assert f"?grade={made.pk}" in page


def test_weights_are_published_by_the_deputy_of_the_province(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    form = sent(
        in_force_from=today().isoformat(), small="۲۰", middle="60", least_A="90", least_B="80", least_C="60",
        weight_inspection="50", weight_findings="20", weight_visits="10", weight_plans="10", weight_answers="11",
    )  # fmt: skip
    assert client.post("/ranking/weights/new/", form).status_code == 422
    assert client.post("/ranking/weights/new/", {**form, "weight_answers": "۱۰"}).status_code == 302
    made = GradeTable.objects.get(number=2)
    assert (made.province, made.rules["sizes"]["small"]) == (cast.isfahan, 20)
    assert sign_in(cast.inspector).get("/ranking/weights/new/").status_code == 403


def test_warnings_lead_to_a_plan_and_to_the_files_of_who_sees_them(cast: Cast, sign_in: Any) -> None:
    long_ago = timezone.now() - timedelta(days=91)
    handed(cast, [case_file("F-1", cast.kashan)], cast.mehr, at=long_ago, accepted=True)
    inspector = sign_in(cast.inspector).get("/warnings/").content.decode()
    assert "/centres/10-001/inspections/new/?occasion=warning" in inspector
    assert "/files/?centre=" not in inspector
    deputy = sign_in(cast.deputy).get("/warnings/?kind=no_visit").content.decode()
    assert "/files/?centre=10-001" in deputy
    assert "/inspections/new/" not in deputy
    assert "10-001" not in sign_in(cast.deputy).get("/warnings/?kind=money").content.decode()
    assert "10-001" not in sign_in(cast.stranger).get("/warnings/").content.decode()


def test_a_warning_leads_to_the_inspection_that_is_planned_already(cast: Cast, sign_in: Any) -> None:
    handed(cast, [case_file("F-1", cast.kashan)], cast.mehr, at=timezone.now() - timedelta(days=91), accepted=True)
    one = planned(cast)
    page = sign_in(cast.inspector).get("/warnings/").content.decode()
    assert f"/inspections/{one.code}/" in page
    assert "/inspections/new/" not in page


def filled(cast: Cast, count: int) -> None:
    """So many more centres, each inspected, graded and warned of, with a finding."""
    for number in range(count):
        row = centre(f"10-{100 + number + Centre.objects.count()}", cast.kashan)
        inspection = done(cast, row)
        finding = found(cast, inspection)
        sign(inspection=inspection, by=cast.centre_head, seen_version=inspection.version)
        case_file(f"F-{row.code}", cast.kashan, centre=row)
        assert finding.centre == row


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_one_row_as_for_twenty(cast: Cast, sign_in: Any, name: str) -> None:
    client, asked = sign_in(cast.inspector), []
    for count in (1, 19):
        filled(cast, count)
        client.get(f"/{name}/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/{name}/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("name", LISTS)
def test_a_fragment_is_what_the_page_has(cast: Cast, sign_in: Any, name: str) -> None:
    filled(cast, 2)
    client = sign_in(cast.inspector)
    page = client.get(f"/{name}/").content.decode()
    part = client.get(f"/{name}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.strip() in page


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_searched_filtered_and_exported(cast: Cast, sign_in: Any, name: str) -> None:
    filled(cast, 3)
    client = sign_in(cast.inspector)
    code = Centre.objects.filter(code__startswith="10-1").order_by("code").values_list("code", flat=True)[0]
    persian = code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    answer = client.get(f"/{name}/export/", {"q": persian, "county": "1003"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) >= 2
    assert all(code in row for row in rows[1:])
    elsewhere = client.get(f"/{name}/export/", {"county": "1013"})
    book = openpyxl.load_workbook(BytesIO(b"".join(elsewhere.streaming_content)))
    assert not any(code in row for row in book.active.iter_rows(values_only=True))


def test_long_lists_are_paged_by_key(cast: Cast, sign_in: Any) -> None:
    for number in range(60):
        centre(f"10-{500 + number}", cast.kashan)
    client = sign_in(cast.inspector)
    first = client.get("/ranking/").context["page"]
    second = client.get("/ranking/", {"after": first.after}).context["page"]
    codes = [row.centre.code for row in [*first.rows, *second.rows]]
    assert len(codes) == len(set(codes)) == 63
    again = client.get("/ranking/", {"before": second.before}).context["page"]
    assert [row.centre.code for row in again.rows] == codes[:50]
    assert client.get("/ranking/", {"after": "nothing"}).context["page"].rows[0].centre.code == codes[0]


def test_overdue_findings_are_listed(cast: Cast, sign_in: Any) -> None:
    inspection = done(cast)
    late, _early = found(cast, inspection, words="LATE"), found(cast, inspection, words="EARLY")
    Finding.objects.filter(pk=late.pk).update(due_on=today() - timedelta(days=1))
    page = sign_in(cast.inspector).get("/findings/?state=overdue").content.decode()
    assert "LATE" in page
    assert "EARLY" not in page


def test_what_was_inspected_since_its_grade_is_graded_in_one_act(cast: Cast, sign_in: Any) -> None:
    filled(cast, 3)
    done(cast, cast.natanz_centre)
    client, form = sign_in(cast.county_head), sent()
    assert client.get("/ranking/").context["waiting"] == 3
    for _again in range(2):
        assert client.post("/ranking/grading/", form).status_code == 302
    assert Grade.objects.count() == 3
    assert not Grade.objects.filter(centre=cast.natanz_centre).exists()
    assert client.get("/ranking/").context["waiting"] == 0
    client.post("/ranking/grading/", sent())
    assert Grade.objects.count() == 3
    assert sign_in(cast.deputy).get("/ranking/").context["waiting"] == 0
