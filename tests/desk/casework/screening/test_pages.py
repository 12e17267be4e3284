"""The pages of screening: asking, the result explained, and what a wrong answer gets."""

import re
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.models import CaseFile, Counselling, RestrictedNote, Screening, Task
from hamdeli.casework.screening.raising import QUIET
from hamdeli.journal.models import Entry
from hamdeli.persian.calendar import format_date
from hamdeli.questionnaires.loading import load_defaults
from tests.casework.screening.making import CALM, VIOLENT, WORRIED, edition
from tests.support.cast import Cast, case_file


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries."""
    load_defaults(at=timezone.now())
    return case_file("F-1", cast.kashan, centre=cast.mehr, worker=cast.worker, opened_on=timezone.localdate())


def filled(answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the form as a browser sends it, with the day in Solar Hijri and Persian digits."""
    data = {f"q-{code}": value for code, value in answers.items()}
    day = format_date(timezone.localdate(), "fa")
    return data | {"edition": edition("social-harms").pk, "done_on": day, "idempotency_key": "k", **more}


def test_the_questionnaires_in_use_are_offered_and_one_is_asked(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.worker)
    offered = client.get("/files/F-1/screening/new/").content.decode()
    links = re.findall(r'href="(/files/F-1/screening/new/\?edition=\d+)"', offered)
    assert len(links) == 2
    asked = client.get(f"/files/F-1/screening/new/?edition={edition('social-harms').pk}").content.decode()
    assert "data-questionnaire" in asked
    assert "گفت‌وگو دور از گوش دیگران" in asked


def test_a_screening_is_stored_and_its_result_explained(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.worker)
    answer = client.post("/files/F-1/screening/new/", filled(WORRIED | {"children": "۲"}))
    made = Screening.objects.get()
    assert answer["Location"] == f"/files/F-1/screening/{made.pk}/"
    page = client.get(answer["Location"])
    told = page.content.decode()
    assert "در معرض آسیب" in told
    assert "کار برای پسرم" in told
    assert page.context["explained"].signs == ["سوءتغذیه"]
    assert sum(row.points for _t, rows in page.context["explained"].sections for row in rows) == made.score
    assert Entry.objects.filter(verb="looked", subject_kind="screening", subject="F-1").exists()
    assert "در معرض آسیب" in client.get("/files/F-1/screening/").content.decode()


def test_wrong_answers_come_back_with_what_was_written(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.worker)
    wrong = {code: value for code, value in CALM.items() if code != "fear"} | {"children": "many", "wish": "QKEPT"}
    answer = client.post("/files/F-1/screening/new/", filled(wrong))
    assert answer.status_code == 422
    assert {(fault.code, fault.where) for fault in answer.context["faults"]} == {
        ("missing", "fear"),
        ("no_number", "children"),
    }
    assert "QKEPT" in answer.content.decode()
    assert "data-error-summary" in answer.content.decode()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', answer.content.decode())
    assert key is not None
    assert key[1] == "k"
    assert not Screening.objects.exists()


def test_the_same_form_from_five_tabs_is_one_screening(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.worker)
    places = {client.post("/files/F-1/screening/new/", filled(CALM))["Location"] for _ in range(5)}
    assert (len(places), Screening.objects.count()) == (1, 1)
    other = client.post("/files/F-1/screening/new/", filled(CALM | {"ill": "yes"}))
    assert other.status_code == 409


def test_a_restricted_result_is_opened_from_the_room_with_a_reason(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.worker)
    answer = client.post("/files/F-1/screening/new/", filled(VIOLENT), headers={"accept-language": "en"})
    assert answer["Location"] == "/files/F-1/screening/"
    told = client.get("/files/F-1/screening/", headers={"accept-language": "en"}).content.decode()
    assert "call 123 (social emergency)" in told
    made, note = Screening.objects.get(), RestrictedNote.objects.get()
    assert "QSECRETWISH" not in client.get("/files/F-1/screening/").content.decode()
    client = sign_in(cast.county_head)
    opening = f"/files/F-1/screening/{made.pk}/opening/"
    assert "QSECRETWISH" not in client.post(opening, {"reason": "short"}).content.decode()
    opened = client.post(opening, {"reason": "to call the authority"}).content.decode()
    assert "QSECRETWISH" in opened
    assert "to call the authority" in opened
    today = timezone.localdate()
    way = {"authority": "بهزیستی", "on": format_date(today, "fa")}
    assert client.post(f"/files/F-1/restricted/{note.pk}/authority/", way).status_code == 302
    note.refresh_from_db()
    assert (note.authority, note.sent_on) == ("بهزیستی", today)
    assert Task.objects.get(title_en=QUIET).done_by == cast.county_head


def test_a_volunteer_reads_own_screenings_and_counselling_alone(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    CaseFile.objects.filter(pk=file.pk).update(aide=cast.volunteer)
    worker = sign_in(cast.worker)
    theirs = worker.post("/files/F-1/screening/new/", filled(CALM))["Location"]
    day = format_date(timezone.localdate(), "fa")
    words = {"topic": "grief", "minutes": "60", "held_on": day, "text": "QSAID", "codes": "F-1", "idempotency_key": "c"}
    session = worker.post("/counselling/new/", words)["Location"]
    client = sign_in(cast.volunteer)
    own = client.post("/files/F-1/screening/new/", filled(CALM) | {"idempotency_key": "own"})["Location"]
    assert [client.get(address).status_code for address in (theirs, session, own)] == [404, 404, 200]
    room = client.get("/files/F-1/screening/").content.decode()
    assert (theirs in room, session in room, own in room) == (False, False, True)
    assert theirs not in client.get("/files/F-1/timeline/").content.decode()
    worker = sign_in(cast.worker)
    assert [worker.get(address).status_code for address in (theirs, session, own)] == [200, 200, 200]


def test_counselling_of_a_group_is_written_and_counted(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    case_file("F-2", cast.kashan, centre=cast.mehr, opened_on=timezone.localdate())
    case_file("F-3", cast.kashan, centre=cast.noor, opened_on=timezone.localdate())
    client = sign_in(cast.worker)
    day = format_date(timezone.localdate(), "fa")
    words = {"topic": "parenting", "minutes": "۹۰", "held_on": day, "text": "QSAID", "idempotency_key": "c"}
    foreign = client.post("/counselling/new/", words | {"codes": "F-1، F-3", "group": "on"})
    assert foreign.status_code == 422
    assert "F-3" in foreign.content.decode()
    answer = client.post("/counselling/new/", words | {"codes": "f-1\nF-2", "group": "on"})
    session = Counselling.objects.get()
    assert answer["Location"] == f"/counselling/{session.pk}/"
    assert "QSAID" not in client.get(answer["Location"]).content.decode()
    assert "QSAID" in client.post(f"{answer['Location']}opening/").content.decode()
    page = client.get("/counselling/")
    assert (page.context["counts"].total, page.context["counts"].rows[0][2]) == (1, 1)
    assert client.get("/counselling/?topic=grief").context["counts"].total == 0
    assert client.get("/counselling/?q=F-2&group=yes").context["page"].rows == [session]


def test_the_list_of_sessions_costs_the_same_for_two_and_for_two_hundred(
    cast: Cast, sign_in: Any, file: CaseFile, django_assert_num_queries: Any
) -> None:
    client = sign_in(cast.worker)

    def asked(many: int) -> int:
        sessions = Counselling.objects.bulk_create(
            Counselling(
                topic="grief",
                minutes=30,
                held_on=timezone.localdate(),
                counsellor=cast.worker,
                sealed=b"",
                made_at=timezone.now(),
            )
            for _ in range(many)
        )
        through = Counselling.case_files.through
        through.objects.bulk_create(through(counselling=row, casefile=file) for row in sessions)
        with django_assert_num_queries(100, exact=False) as context:
            client.get("/counselling/")
        return len(context)

    assert asked(2) == asked(200)
