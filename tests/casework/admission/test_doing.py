"""The way of an admission: who, after what, with what; each step a row that stays."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from hamdeli.casework.admission.beginning import begin
from hamdeli.casework.admission.documents import mark
from hamdeli.casework.admission.doing import answers_of
from hamdeli.casework.admission.faults import SENTENCES, AdmissionFault
from hamdeli.casework.admission.needs import NEEDS
from hamdeli.casework.admission.steps import BY_KEY, PAPERS, QUESTIONS, STEPS
from hamdeli.casework.admission.way import next_step, require_ready, way
from hamdeli.casework.models import Admission, AdmissionStep, CaseFile, Cause
from hamdeli.journal.changing import Conflict
from tests.casework.admission.making import ANSWERS, BEGUN, enquired, paper, scored, settle, step
from tests.casework.referral.making import referred, taken_up
from tests.support.cast import Cast


@pytest.fixture
def admission(cast: Cast) -> Admission:
    return Admission.objects.get(case_file=taken_up(cast))


def fault(code: str, *args: object, **how: object) -> None:
    with pytest.raises(AdmissionFault) as refused:
        step(*args, **how)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert refused.value.sentence


def test_the_table_is_whole() -> None:
    keys = [each.key for each in STEPS]
    assert len(set(keys)) == len(keys)
    for place, each in enumerate(STEPS):
        assert set(each.after) <= set(keys[:place])
        assert set(each.not_by) <= set(keys[:place])
        assert set(each.needs) <= set(NEEDS)
        assert set(each.asks) <= set(QUESTIONS)
    assert set(PAPERS) == {"", *Cause.values}


def test_the_whole_way(cast: Cast, admission: Admission) -> None:
    file, worker = admission.case_file, cast.admission_worker
    step(admission, "interview", worker)
    step(admission, "form", worker, at=2)
    settle(file)
    step(admission, "household", worker, at=3)
    paper(file, "identity", worker)
    paper(file, "death", worker, shade=1)
    step(admission, "documents", worker, at=4)
    with pytest.raises(AdmissionFault, match="before"):
        require_ready(admission)
    enquired(file, cast.enquiring_worker, at=5)
    scored(file, worker, at=6)
    require_ready(admission)
    rows = {row.step.key: row for row in way(admission)}
    assert [row.step.key for row in way(admission) if not row.done] == ["decision"]
    assert rows["enquiry"].done
    assert rows["enquiry"].done.by == cast.enquiring_worker
    assert next_step(admission) == "decision"
    file.refresh_from_db()
    assert (file.need, file.cause) == ("health", "death")


def test_what_the_family_says_is_sealed(cast: Cast, admission: Admission) -> None:
    row = step(admission, "interview", cast.admission_worker)
    assert "نان" not in str(row.answers)
    assert answers_of(row)["words"] == ANSWERS["interview"]["words"]


def test_steps_are_refused_to_other_roles(cast: Cast, admission: Admission) -> None:
    for name in ("enquiring_worker", "supervisor", "centre_head", "worker", "deputy", "other_county_head", "stranger"):
        fault("not_allowed", admission, "interview", cast.staff[name])


def test_steps_need_their_order_and_answers(cast: Cast, admission: Admission) -> None:
    worker = cast.admission_worker
    fault("unknown_step", admission, "prayer", worker)
    fault("before", admission, "form", worker)
    fault("answers", admission, "interview", worker, answers={"on": date(2026, 3, 1)})
    fault("day_future", admission, "interview", worker, answers={"on": date(2026, 3, 2), "words": "x"})
    step(admission, "interview", worker)
    fault("consent", admission, "form", worker, answers=ANSWERS["form"] | {"consent": False})
    step(admission, "form", worker)
    fault("home", admission, "household", worker)
    fault("paper", admission, "documents", worker)
    for key in ("enquiry", "score", "decision"):
        fault("done_elsewhere", admission, key, cast.county_head)


def test_a_marked_paper_does_not_count(cast: Cast, admission: Admission) -> None:
    file, worker = admission.case_file, cast.admission_worker
    step(admission, "interview", worker)
    step(admission, "form", worker, answers=ANSWERS["form"] | {"cause": "old_age"})
    found = paper(file, "identity", worker)
    mark(found, why="unreadable", user=worker, at=BEGUN)
    fault("paper", admission, "documents", worker)
    paper(file, "identity", worker, shade=9)
    step(admission, "documents", worker)


def test_two_people_must_have_seen_the_family(cast: Cast, admission: Admission) -> None:
    file, head = admission.case_file, cast.county_head
    step(admission, "interview", head)
    step(admission, "form", head, at=2)
    enquired(file, head, at=3)
    rows = {row.step.key: row for row in way(admission)}
    assert rows["enquiry"].done is None
    assert rows["enquiry"].hindrance
    assert rows["enquiry"].hindrance.code == "same_person"
    enquired(file, cast.enquiring_worker, at=4)
    assert {row.step.key: row for row in way(admission)}["enquiry"].done


def test_a_visit_at_which_nobody_was_met_is_no_enquiry(cast: Cast, admission: Admission) -> None:
    enquired(admission.case_file, cast.enquiring_worker, at=3, outcome="not_met")
    assert {row.step.key: row.done for row in way(admission)}["enquiry"] is None


def test_a_score_is_made_after_the_household(cast: Cast, admission: Admission) -> None:
    file, worker = admission.case_file, cast.admission_worker
    step(admission, "interview", worker)
    step(admission, "form", worker, at=2)
    settle(file)
    step(admission, "household", worker, at=3)
    scored(file, worker, at=4)
    assert {row.step.key: row.done for row in way(admission)}["score"]
    step(admission, "household", worker, at=5)
    assert {row.step.key: row.done for row in way(admission)}["score"] is None


def test_a_score_of_later_years_does_not_do_the_step_of_an_ended_admission(cast: Cast, admission: Admission) -> None:
    file, worker = admission.case_file, cast.admission_worker
    first = scored(file, worker, at=4)
    admission.ended_at = BEGUN + timedelta(minutes=5)
    scored(file, cast.county_head, at=6)
    done = {row.step.key: row.done for row in way(admission)}["score"]
    assert done
    assert (done.by, done.at) == (worker, first.made_at)


def test_five_tabs_make_one_step(cast: Cast, admission: Admission) -> None:
    worker = cast.admission_worker
    rows = {step(admission, "interview", worker, key="tab", seen_version=1).pk for _ in range(5)}
    assert len(rows) == AdmissionStep.objects.count() == 1
    with pytest.raises(Conflict) as clash:
        step(admission, "interview", cast.county_head, key="other", seen_version=1)
    assert clash.value.actor == worker.username
    assert AdmissionStep.objects.count() == 1


def test_a_discreet_family_is_interviewed_by_its_named_person(cast: Cast) -> None:
    row = referred(cast, discreet=True, keeper=cast.enquiring_worker)
    admission = Admission.objects.get(case_file=taken_up(cast, row, user=cast.county_head))
    fault("keeper_only", admission, "interview", cast.county_head)
    fault("not_allowed", admission, "interview", cast.admission_worker)
    step(admission, "interview", cast.enquiring_worker)
    fault("not_allowed", admission, "form", cast.enquiring_worker)
    fault("not_allowed", admission, "form", cast.admission_worker)
    step(admission, "form", cast.county_head)


def test_one_admission_is_open_and_an_ended_one_stays(cast: Cast, admission: Admission) -> None:
    with pytest.raises(AdmissionFault, match="open_already"):
        begin(admission.case_file, user=cast.admission_worker, at=BEGUN)
    Admission.objects.update(ended_at=BEGUN)
    fault("ended", admission, "interview", cast.admission_worker)
    begin(CaseFile.objects.get(), user=cast.admission_worker, at=BEGUN)


def test_steps_cannot_be_changed_even_by_hand(cast: Cast, admission: Admission) -> None:
    row = step(admission, "interview", cast.admission_worker)
    for act in (lambda: AdmissionStep.objects.update(step="form"), lambda: row.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_every_fault_has_its_sentence() -> None:
    values = {"step": "x", "question": "x", "count": 1, "kind": "x"}
    assert all(AdmissionFault(code, **values).sentence for code in SENTENCES)
    assert set(BY_KEY) == {each.key for each in STEPS}
