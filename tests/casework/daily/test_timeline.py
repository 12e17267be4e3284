"""A family's life: every kind, newest first, whole days, nothing that a reader may not know; the same query count."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.casework.daily.happenings import HAPPENINGS
from hamdeli.casework.daily.notes import write_note
from hamdeli.casework.daily.tasks import finish_task, set_task
from hamdeli.casework.daily.timeline import events
from hamdeli.casework.models import CaseFile, Counselling, Document, Note, Plan, Screening, Visit
from hamdeli.questionnaires.models import Edition, Questionnaire
from tests.support.cast import Cast, case_file

TODAY = date(2026, 5, 1)
NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries."""
    return case_file("10-1", cast.kashan, centre=cast.mehr)


def noted(cast: Cast, file: CaseFile, on: date, text: str = "words") -> Note:
    return write_note(case_file=file, text=text, about_on=on, by=cast.worker, today=TODAY, at=NOW)


def visited(cast: Cast, file: CaseFile, on: date, facts: str = "سقف چکه می‌کرد") -> Visit:
    done = {"state": "done", "done_on": on, "done_at": NOW, "facts": facts, "planned_on": on, "made_at": NOW}
    return Visit.objects.create(case_file=file, visitor=cast.worker, made_by=cast.worker, **done)


def screened(cast: Cast, file: CaseFile, *, restricted: bool) -> None:
    asked, _made = Questionnaire.objects.get_or_create(
        code="harms", defaults={"purpose": "screening", "title_fa": "غربال", "title_en": "Harms"}
    )
    edition, _made = Edition.objects.get_or_create(
        questionnaire=asked,
        number=1,
        defaults={"content": {}, "digest": "x", "published_at": NOW, "published_by": cast.deputy},
    )
    common: dict[str, Any] = {"score": 3, "level": "high", "done_on": TODAY, "made_at": NOW, "made_by": cast.worker}
    Screening.objects.create(case_file=file, edition=edition, sealed=b"", restricted=restricted, **common)


def test_the_kinds_come_newest_first(cast: Cast, file: CaseFile) -> None:
    visited(cast, file, TODAY - timedelta(9))
    noted(cast, file, TODAY - timedelta(3))
    task = set_task(case_file=file, title="بیمه", owner=cast.worker, due_on=TODAY, by=cast.worker, today=TODAY)
    finish_task(task=task, result="شد", by=cast.worker, seen_version=1, at=NOW)
    Document.objects.create(
        case_file=file, kind="income", digest="d", size=1, added_at=NOW - timedelta(20), added_by=cast.worker
    )
    Plan.objects.create(
        case_file=file,
        begun_on=TODAY - timedelta(5),
        until=TODAY + timedelta(300),
        review_on=TODAY,
        made_by=cast.worker,
        made_at=NOW,
    )
    found = events(file, cast.worker)
    assert [event.kind for event in found] == ["task", "note", "plan", "visit", "document"]
    assert [event.text for event in found] == ["شد", "words", "", "سقف چکه می‌کرد", ""]
    assert {event.kind for event in events(file, cast.worker, kinds=["visit", "plan"])} == {"visit", "plan"}


def test_restricted_screenings_and_what_counsellors_heard_are_left_out(cast: Cast, file: CaseFile) -> None:
    screened(cast, file, restricted=True)
    assert events(file, cast.county_head) == []
    screened(cast, file, restricted=False)
    session = Counselling.objects.create(
        topic="grief", minutes=45, held_on=TODAY, counsellor=cast.worker, sealed=b"", made_at=NOW
    )
    session.case_files.add(file)
    found = events(file, cast.county_head)
    assert [event.kind for event in found] == ["screening", "counselling"]
    assert all(event.text == "" for event in found)


def test_what_was_written_is_for_those_who_read_notes_and_may_know_the_family(cast: Cast, file: CaseFile) -> None:
    noted(cast, file, TODAY, "secret")
    visited(cast, file, TODAY, "secret too")

    def texts(user: Any) -> set[str]:
        return {event.text for event in events(file, user)}

    assert texts(cast.worker) == {"secret", "secret too"}
    assert texts(cast.admission_worker) == {""}
    file.discreet, file.keeper = True, cast.centre_head
    file.save()
    assert texts(cast.supervisor) == {""}
    assert texts(cast.centre_head) == {"secret", "secret too"}


def test_pages_are_whole_days_and_nothing_is_lost_between_them(cast: Cast, file: CaseFile) -> None:
    days = [TODAY - timedelta(number // 3) for number in range(40)]
    kept = {noted(cast, file, day).pk for day in days}
    kept_visits = {visited(cast, file, TODAY - timedelta(number)).pk for number in range(12)}
    seen: list[Any] = []
    before = None
    while page := events(file, cast.worker, before=before, size=7):
        assert before is None or all(event.on < before for event in page)
        seen += page
        before = page[-1].on
    assert {event.subject_id for event in seen if event.kind == "note"} == kept
    assert {event.subject_id for event in seen if event.kind == "visit"} == kept_visits
    assert len(seen) == len(kept) + len(kept_visits)
    assert [event.on for event in seen] == sorted((event.on for event in seen), reverse=True)


def test_a_crowded_day_is_not_cut(cast: Cast, file: CaseFile) -> None:
    noted(cast, file, TODAY - timedelta(1))
    for _time in range(9):
        noted(cast, file, TODAY)
    first = events(file, cast.worker, size=4)
    assert len(first) == 9
    assert len(events(file, cast.worker, before=first[-1].on, size=4)) == 1


def test_one_query_a_kind_however_much_happened(cast: Cast, file: CaseFile) -> None:
    counts = []
    for number in (1, 30):
        for _time in range(number):
            noted(cast, file, TODAY)
            visited(cast, file, TODAY)
        worker = type(cast.worker).objects.get(pk=cast.worker.pk)
        fresh = CaseFile.objects.select_related("centre").get(pk=file.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            events(fresh, worker)
        counts.append(len(queries))
    assert counts[0] == counts[1] == len(HAPPENINGS) + 1
