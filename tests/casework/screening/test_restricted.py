"""What is restricted: who is told, in which words, and that nobody else learns that there is anything."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hamdeli.casework.models import CaseFile, RestrictedNote, Screening, Task
from hamdeli.casework.screening.access import visible_notes, visible_screenings, waiting_notes
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.opening import open_restricted, open_screening
from hamdeli.casework.screening.raising import QUIET
from hamdeli.casework.screening.restricting import bring, restrict
from hamdeli.config.guards import GUARDS
from hamdeli.journal.guards import lower_guards, raise_guards
from hamdeli.journal.models import Entry
from hamdeli.questionnaires.loading import load_defaults
from tests.casework.screening.making import CALM, CHILD, TODAY, VIOLENT, screened
from tests.support.cast import Cast, case_file

MAY_KNOW = {"county_head", "supervisor", "worker"}


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries, helped by the volunteer."""
    load_defaults(at=timezone.now())
    return case_file("F-1", cast.kashan, centre=cast.mehr, worker=cast.worker, aide=cast.volunteer)


@pytest.mark.parametrize(("answers", "subject"), [(VIOLENT, "violence"), (CHILD, "child")])
def test_violence_and_a_child_at_risk_go_to_the_county_head_in_words_that_tell_nothing(
    cast: Cast, file: CaseFile, answers: dict[str, Any], subject: str
) -> None:
    made = screened(file, cast.worker, answers)
    assert made.restricted
    note = RestrictedNote.objects.get()
    assert (note.subject, note.screening, note.made_by) == (subject, made, cast.worker)
    task = Task.objects.get()
    assert (task.owner, task.urgent, task.source, task.source_id) == (cast.county_head, True, Task.Source.OWN, None)
    assert task.title_en == QUIET


def test_several_subjects_each_have_their_section(cast: Cast, file: CaseFile) -> None:
    screened(file, cast.worker, VIOLENT | {"mood": "most", "despair": "yes"})
    assert set(RestrictedNote.objects.values_list("subject", flat=True)) == {"violence", "suicide"}


def test_a_restricted_questionnaire_stays_so_even_when_nothing_is_found(cast: Cast, file: CaseFile) -> None:
    made = screened(file, cast.worker, CHILD | {"injury": "no", "now": "none"})
    assert (made.level, made.restricted) == ("calm", True)
    assert not Task.objects.exists()
    assert not RestrictedNote.objects.exists()


def test_only_named_posts_and_the_writer_know_of_it(cast: Cast, file: CaseFile) -> None:
    screened(file, cast.enquiring_worker, CALM, key="open")
    screened(file, cast.worker, VIOLENT)
    readers = [name for name, user in cast.staff.items() if CaseFile.objects.visible_to(user).exists()]
    assert len(readers) > len(MAY_KNOW) + 2
    assert {name for name in readers if visible_screenings(cast.staff[name], file).filter(restricted=True)} == MAY_KNOW
    assert {name for name in readers if visible_notes(cast.staff[name], file)} == MAY_KNOW
    open_to = {name for name in readers if visible_screenings(cast.staff[name], file).filter(restricted=False)}
    assert open_to == set(readers) - {"volunteer"}
    assert {name for name, user in cast.staff.items() if waiting_notes(user)} == {"county_head", "supervisor"}


def test_the_journal_names_neither_the_file_nor_the_matter(cast: Cast, file: CaseFile) -> None:
    made = screened(file, cast.worker, VIOLENT)
    open_screening(made, user=cast.county_head, reason="to speak with the authority")
    told = json.dumps(list(Entry.objects.values("verb", "subject_kind", "subject", "reason", "details")))
    assert "F-1" not in told
    assert "violence" not in told
    assert Entry.objects.filter(subject_kind="restricted", subject=f"s{made.pk}", verb="looked").exists()


def test_nothing_is_opened_without_a_reason_and_every_opening_is_recorded(cast: Cast, file: CaseFile) -> None:
    made = screened(file, cast.worker, VIOLENT)
    note = RestrictedNote.objects.get()
    with pytest.raises(ScreeningFault, match="no_reason"):
        open_screening(made, user=cast.county_head, reason="  x ")
    with pytest.raises(ScreeningFault, match="no_reason"):
        open_restricted(note, user=cast.county_head, reason="")
    assert not Entry.objects.filter(verb="looked").exists()
    assert open_screening(made, user=cast.county_head, reason="call of the authority") == VIOLENT
    assert open_restricted(note, user=cast.county_head, reason="call of the authority") == ""
    looks = Entry.objects.filter(verb="looked").values_list("subject", "reason", "actor")
    assert set(looks) == {
        (f"s{made.pk}", "call of the authority", "county-head"),
        (f"n{note.pk}", "call of the authority", "county-head"),
    }


def test_a_section_by_hand_is_written_once_and_brought_once(cast: Cast, file: CaseFile) -> None:
    words: dict[str, Any] = {"case_file": file, "subject": "child", "by": cast.worker, "today": TODAY}
    today = timezone.localdate()
    note = restrict(**words, text="told by the school", key="k")
    assert restrict(**words, text="told by the school", key="k") == note
    assert open_restricted(note, user=cast.worker, reason="to read it again") == "told by the school"
    with pytest.raises(ScreeningFault, match="no_text"):
        restrict(**words, text="  ", key="k2")
    for fault, authority, on in (
        ("no_authority", " ", today),
        ("future", "Behzisti", today + timedelta(days=1)),
        ("before_note", "Behzisti", today - timedelta(days=1)),
    ):
        with pytest.raises(ScreeningFault, match=fault):
            bring(note=note, authority=authority, on=on, by=cast.county_head, today=today)
    bring(note=note, authority="Behzisti", on=today, by=cast.county_head, today=today)
    assert Task.objects.get().done_by == cast.county_head
    with pytest.raises(ScreeningFault, match="brought_already"):
        bring(note=note, authority="Behzisti", on=today, by=cast.county_head, today=today)


def test_the_database_itself_keeps_a_section(cast: Cast, file: CaseFile) -> None:
    screened(file, cast.worker, VIOLENT)
    rows = RestrictedNote.objects.all()
    raise_guards(GUARDS)
    try:
        for change in ({"sealed": b"x"}, {"subject": "other"}, {"made_by": cast.stranger}):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
        rows.update(sent_on=TODAY, authority="Behzisti")
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(sent_on=None)
    finally:
        lower_guards(GUARDS)
    assert Screening.objects.count() == 1
