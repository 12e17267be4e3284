"""Screening: stored once, sealed, scored, and turned into tasks for the right person."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hamdeli.casework.models import CaseFile, Screening, State, Task
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.config.guards import GUARDS
from hamdeli.households.models import Person
from hamdeli.journal.guards import lower_guards, raise_guards
from hamdeli.journal.models import Entry
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.journal.sealing import unseal
from hamdeli.questionnaires.choosing import edition_in_use
from hamdeli.questionnaires.loading import load_defaults
from hamdeli.questionnaires.models import Edition
from tests.casework.screening.making import CALM, TODAY, WORRIED, edition, screened
from tests.support.cast import Cast, case_file


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries, with the questionnaires loaded."""
    load_defaults(at=timezone.now())
    return case_file("F-1", cast.kashan, centre=cast.mehr, worker=cast.worker)


def test_a_calm_family_has_a_level_and_no_task(cast: Cast, file: CaseFile) -> None:
    made = screened(file, cast.worker, CALM)
    assert (made.level, made.score, made.restricted) == ("none", 0, False)
    assert json.loads(unseal(made.sealed)) == CALM
    assert not Task.objects.exists()
    entry = Entry.objects.get(verb="screened")
    assert (entry.subject_kind, entry.subject) == ("case_file", "F-1")


def test_a_level_and_its_signs_raise_tasks_for_the_worker_of_the_file(cast: Cast, file: CaseFile) -> None:
    made = screened(file, cast.enquiring_worker, WORRIED)
    assert made.level == "high"
    tasks = list(Task.objects.order_by("due_on", "pk"))
    assert {task.owner for task in tasks} == {cast.worker}
    assert {task.source_id for task in tasks} == {made.pk}
    assert (tasks[0].due_on, tasks[0].urgent) == (TODAY + timedelta(days=7), True)
    assert all(task.source == Task.Source.SCREENING for task in tasks)


def test_the_same_need_is_not_asked_twice_while_it_waits(cast: Cast, file: CaseFile) -> None:
    screened(file, cast.worker, WORRIED, key="a")
    count = Task.objects.count()
    screened(file, cast.worker, WORRIED, key="b")
    assert (Screening.objects.count(), Task.objects.count()) == (2, count)


@pytest.mark.parametrize(
    ("gone", "owner"),
    [((), "worker"), (("worker",), "centre_head"), (("worker", "centre_head"), "county_head")],
)
def test_the_task_goes_up_when_the_worker_is_no_longer_in_office(
    cast: Cast, file: CaseFile, gone: tuple[str, ...], owner: str
) -> None:
    for name in gone:
        cast.staff[name].posts.update(until=timezone.now())
    screened(CaseFile.objects.get(pk=file.pk), cast.enquiring_worker, WORRIED)
    assert {task.owner for task in Task.objects.all()} == {cast.staff[owner]}


def test_a_form_of_long_ago_asks_for_today_at_the_earliest(cast: Cast, file: CaseFile) -> None:
    screened(file, cast.worker, WORRIED, done_on=TODAY - timedelta(days=60))
    assert min(Task.objects.values_list("due_on", flat=True)) == TODAY


def test_the_same_form_five_times_is_one_screening(cast: Cast, file: CaseFile) -> None:
    rows = {screened(file, cast.worker, WORRIED, key="same").pk for _ in range(5)}
    assert (len(rows), Screening.objects.count()) == (1, 1)
    with pytest.raises(KeyUsedOtherwise):
        screened(file, cast.worker, CALM, key="same")


def test_hidden_answers_are_dropped_and_days_and_digits_of_a_phone_are_read(cast: Cast, file: CaseFile) -> None:
    made = screened(file, cast.worker, CALM | {"children": "۰", "child_work": "instead"})
    kept = json.loads(unseal(made.sealed))
    assert kept["children"] == 0
    assert "child_work" not in kept


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("answers", {"answers": CALM | {"peace": "stormy"}}),
    ("answers", {"answers": {}}),
    ("answers", {"answers": CALM | {"shoe_size": 42}}),
    ("future", {"done_on": TODAY + timedelta(days=1)}),
    ("before_file", {"done_on": date(2024, 4, 30)}),
]


@pytest.mark.parametrize(("code", "how"), REFUSED)
def test_bad_input_is_refused_and_nothing_is_stored(cast: Cast, file: CaseFile, code: str, how: dict[str, Any]) -> None:
    answers = how.pop("answers", CALM)
    with pytest.raises(ScreeningFault) as refused:
        screened(file, cast.worker, answers, **how)
    assert refused.value.code == code
    assert not Screening.objects.exists()
    assert not Task.objects.exists()


def test_who_is_not_of_the_family_is_refused(cast: Cast, file: CaseFile) -> None:
    stranger = Person.objects.get(household=case_file("F-2", cast.kashan).household)
    member = Person.objects.get(household=file.household)
    Person.objects.filter(pk=member.pk).update(birth_date=TODAY + timedelta(days=-1))
    Person.objects.filter(pk=stranger.pk).update(birth_date=TODAY)
    fresh = Person.objects.get(pk=member.pk)
    with pytest.raises(ScreeningFault, match="other_family"):
        screened(file, cast.worker, CALM, person=stranger)
    with pytest.raises(ScreeningFault, match="before_birth"):
        screened(file, cast.worker, CALM, person=fresh, done_on=TODAY - timedelta(days=2))
    Person.objects.filter(pk=member.pk).update(left_on=TODAY - timedelta(days=3), left_why="moved", birth_date=None)
    with pytest.raises(ScreeningFault, match="left"):
        screened(file, cast.worker, CALM, person=Person.objects.get(pk=member.pk))


def test_a_closed_file_and_a_foreign_questionnaire_are_refused(cast: Cast, file: CaseFile) -> None:
    foreign = edition("social-harms").questionnaire
    foreign.pk, foreign.province = None, cast.ilam
    foreign._state.adding = True
    foreign.save()
    other = Edition.objects.create(
        questionnaire=foreign, number=1, content={}, digest="0" * 64, published_at=timezone.now()
    )
    with pytest.raises(ScreeningFault, match="other_questionnaire"):
        screened(file, cast.worker, CALM, edition=other)
    observations = edition_in_use("visit-observations", "visit", None)
    with pytest.raises(ScreeningFault, match="other_questionnaire"):
        screened(file, cast.worker, CALM, edition=observations)
    CaseFile.objects.filter(pk=file.pk).update(state=State.CLOSED, centre=None, closed_on=TODAY)
    with pytest.raises(ScreeningFault, match="closed"):
        screened(CaseFile.objects.get(pk=file.pk), cast.worker, CALM)


def test_a_fault_midway_leaves_nothing(cast: Cast, file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr("hamdeli.casework.screening.screening.write", broken)
    with pytest.raises(RuntimeError):
        screened(file, cast.worker, WORRIED)
    assert not Screening.objects.exists()
    assert not Task.objects.exists()


def test_the_database_itself_keeps_a_screening(cast: Cast, file: CaseFile) -> None:
    made = screened(file, cast.worker, CALM)
    raise_guards(GUARDS)
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            Screening.objects.filter(pk=made.pk).update(level="top")
        with pytest.raises(DatabaseError), transaction.atomic():
            Screening.objects.filter(pk=made.pk).delete()
    finally:
        lower_guards(GUARDS)
