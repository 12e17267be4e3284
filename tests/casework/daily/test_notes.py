"""Notes are sealed, never changed, corrected by another; drafts are their writer's alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from hamdeli.casework.daily.drafts import (
    KEEP,
    LONGEST,
    forget_draft,
    forget_old_drafts,
    keep_draft,
    read_draft,
)
from hamdeli.casework.daily.faults import DailyFault
from hamdeli.casework.daily.notes import may_read_notes, read_notes, write_note
from hamdeli.casework.models import CaseFile, Draft, Note
from hamdeli.journal.models import Entry
from tests.support.cast import Cast, case_file

TODAY = date(2026, 5, 1)
NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
TEXT = "مادر گفت پسرش\nمدرسه را رها کرده"


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries."""
    return case_file("10-1", cast.kashan, centre=cast.mehr)


def noted(cast: Cast, file: CaseFile, **other: Any) -> Note:
    return write_note(case_file=file, **{"text": TEXT, "about_on": TODAY, "by": cast.worker, "today": TODAY, **other})


def test_a_note_is_sealed_and_stays_out_of_the_journal(cast: Cast, file: CaseFile) -> None:
    note = Note.objects.get(pk=noted(cast, file).pk)
    assert "مدرسه".encode() not in bytes(note.sealed)
    assert read_notes([note])[0].text == TEXT
    assert "مدرسه" not in str(Entry.objects.get(verb="noted").details)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_change_a_note(cast: Cast) -> None:
    note = noted(cast, case_file("10-1", cast.kashan, centre=cast.mehr))
    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(about_on=TODAY - timedelta(1))
    with pytest.raises(DatabaseError), transaction.atomic():
        note.delete()


def test_a_correction_names_the_note_that_it_corrects(cast: Cast, file: CaseFile) -> None:
    first = noted(cast, file)
    second = noted(cast, file, text="دخترش", corrects=first)
    told = {read.note.pk: read for read in read_notes(Note.objects.all())}
    assert told[first.pk].corrected_by == second.pk
    assert told[second.pk].note.corrects_id == first.pk
    with pytest.raises(DailyFault, match="other_file"):
        noted(cast, case_file("10-2", cast.kashan, centre=cast.mehr), corrects=first)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"text": "\u200c \n "}, "text_missing"),
        ({"text": "x" * 10_001}, "text_long"),
        ({"about_on": TODAY + timedelta(1)}, "day_ahead"),
    ],
)
def test_bad_notes_are_refused(cast: Cast, file: CaseFile, other: dict[str, Any], code: str) -> None:
    with pytest.raises(DailyFault, match=code):
        noted(cast, file, **other)


def test_those_who_work_on_a_file_or_supervise_that_read_its_notes(cast: Cast, file: CaseFile) -> None:
    readers = {name for name, user in cast.staff.items() if may_read_notes(user, file)}
    assert readers == {"deputy", "county_head", "centre_head", "worker", "enquiring_worker", "supervisor"}


def test_a_draft_is_kept_read_and_forgotten_by_its_writer_alone(cast: Cast) -> None:
    values = {"text": ["ناتمام"], "tags": ["a", "b"]}
    keep_draft(cast.worker, "note", "10-1", {"text": ["older"]}, at=NOW - timedelta(1))
    draft = keep_draft(cast.worker, "note", "10-1", values, at=NOW)
    assert "ناتمام".encode() not in bytes(Draft.objects.get(pk=draft.pk).sealed)
    kept = read_draft(cast.worker, "note", "10-1", at=NOW)
    assert kept is not None
    assert (kept.values, kept.saved_at) == (values, NOW)
    assert read_draft(cast.centre_head, "note", "10-1", at=NOW) is None
    assert read_draft(cast.worker, "note", "10-2", at=NOW) is None
    assert not forget_draft(cast.centre_head, "note", "10-1")
    assert forget_draft(cast.worker, "note", "10-1")
    assert read_draft(cast.worker, "note", "10-1", at=NOW) is None


def test_drafts_are_forgotten_after_sixty_days(cast: Cast) -> None:
    keep_draft(cast.worker, "note", "10-1", {}, at=NOW)
    later = NOW + KEEP + timedelta(seconds=1)
    assert read_draft(cast.worker, "note", "10-1", at=later) is None
    assert forget_old_drafts(NOW + KEEP) == 0
    assert forget_old_drafts(later) == 1


def test_a_draft_without_end_is_refused(cast: Cast) -> None:
    with pytest.raises(DailyFault, match="draft_long"):
        keep_draft(cast.worker, "note", "10-1", {"text": ["x" * LONGEST]}, at=NOW)
