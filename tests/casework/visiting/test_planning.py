"""Planning, moving and cancelling a visit: by posts held now, on days that can be."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.planning_visit import cancel_visit, move_visit, plan_visit, plan_visits
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from hamdeli.journal.once import KeyUsedOtherwise
from tests.casework.visiting.making import TODAY, WEEK, done, file_of, planned
from tests.support.cast import Cast

PLAN: dict[str, Any] = {"planned_on": TODAY + WEEK, "today": TODAY, "key": "k"}


def refused(code: str) -> Any:
    """Return a context in which a fault of this code is expected."""
    return pytest.raises(VisitFault, match=f"^{code} ")


def test_a_visit_is_planned_once_however_often_it_is_asked_for(cast: Cast) -> None:
    file = file_of(cast)
    plans = {plan_visit(case_file=file, visitor=cast.worker, by=cast.worker, **PLAN).pk for _time in range(5)}
    assert plans == {Visit.objects.get().pk}
    assert Entry.objects.get(verb="visit_planned").subject == "F-1"
    with pytest.raises(KeyUsedOtherwise):
        plan_visit(case_file=file, visitor=cast.worker, by=cast.worker, **{**PLAN, "planned_on": TODAY})
    with refused("planned_already"):
        plan_visit(case_file=file, visitor=cast.worker, by=cast.worker, **{**PLAN, "key": "other"})


def test_many_are_planned_in_one_act_or_none(cast: Cast) -> None:
    files = [file_of(cast, f"F-{number}") for number in range(4)]
    visits = plan_visits(case_files=files, visitor=cast.worker, by=cast.centre_head, official="آقای رستمی", **PLAN)
    assert [visit.case_file.code for visit in visits] == [file.code for file in files]
    entry = Entry.objects.get(verb="visit_planned")
    assert entry.details["subjects"] == [file.code for file in files]
    files = [file_of(cast, "F-8"), file_of(cast, "F-9", centre=cast.noor)]
    with refused("may_not"):
        plan_visits(case_files=files, visitor=cast.worker, by=cast.centre_head, **{**PLAN, "key": "b"})
    assert Visit.objects.count() == 4


@pytest.mark.parametrize("days", [-1, 367, -40_000])
def test_a_visit_is_planned_for_a_day_that_comes(cast: Cast, days: int) -> None:
    with refused("day_past" if days < 0 else "day_far"):
        plan_visit(
            case_file=file_of(cast),
            visitor=cast.worker,
            by=cast.worker,
            **{**PLAN, "planned_on": TODAY + timedelta(days=days)},
        )


@pytest.mark.parametrize(
    ("visitor", "by", "fault"),
    [
        ("worker", "worker", ""),
        ("worker", "centre_head", ""),
        ("centre_head", "centre_head", ""),
        ("enquiring_worker", "enquiring_worker", ""),
        ("county_head", "county_head", ""),
        ("worker", "supervisor", ""),
        ("centre_head", "worker", "may_not"),
        ("admission_worker", "admission_worker", "may_not"),
        ("supervisor", "supervisor", "no_post"),
        ("other_centre_head", "centre_head", "no_post"),
        ("other_centre_head", "other_centre_head", "may_not"),
        ("worker", "deputy", "may_not"),
        ("stranger", "stranger", "may_not"),
        ("volunteer", "volunteer", "supervisor_missing"),
        ("volunteer", "centre_head", "supervisor_missing"),
    ],
)
def test_who_plans_for_whom(cast: Cast, visitor: str, by: str, fault: str) -> None:
    people = cast.staff
    values = {"case_file": file_of(cast), "visitor": people[visitor], "by": people[by], **PLAN}
    if not fault:
        assert plan_visit(**values).visitor == people[visitor]
        return
    with refused(fault):
        plan_visit(**values)


@pytest.mark.parametrize(
    ("supervisor", "fits"),
    [
        ("worker", True),
        ("centre_head", True),
        ("supervisor", True),
        ("volunteer", False),
        ("other_centre_head", False),
        ("admission_worker", False),
    ],
)
def test_a_volunteer_visits_under_somebody_with_a_post_over_the_file(cast: Cast, supervisor: str, fits: bool) -> None:
    values = {"case_file": file_of(cast), "visitor": cast.volunteer, "by": cast.volunteer, **PLAN}
    if fits:
        assert plan_visit(supervisor=cast.staff[supervisor], **values).supervisor == cast.staff[supervisor]
        return
    with refused("supervisor_unfit"):
        plan_visit(supervisor=cast.staff[supervisor], **values)


def test_a_volunteer_visits_only_the_files_that_are_his(cast: Cast) -> None:
    file = file_of(cast, aide=None)
    with refused("no_post"):
        plan_visit(case_file=file, visitor=cast.volunteer, supervisor=cast.worker, by=cast.centre_head, **PLAN)


@pytest.mark.parametrize(
    ("purpose", "state", "fits"),
    [
        ("regular", "active", True),
        ("regular", "closed", False),
        ("regular", "admission", False),
        ("enquiry", "admission", True),
        ("enquiry", "active", False),
        ("urgent", "listed", True),
        ("exit", "active", True),
        ("exit", "closed", False),
        ("follow_up", "closed", True),
        ("follow_up", "active", False),
        ("tea", "active", False),
    ],
)
def test_a_purpose_fits_the_state_of_the_file(cast: Cast, purpose: str, state: str, fits: bool) -> None:
    closed: dict[str, Any] = {"closed_on": TODAY} if state == "closed" else {}
    carried: dict[str, Any] = {"centre": cast.mehr if state == "active" else None}
    file = file_of(cast, state=state, **closed, **carried)
    values = {"case_file": file, "visitor": cast.county_head, "by": cast.county_head, "purpose": purpose, **PLAN}
    if fits:
        assert plan_visit(**values).purpose == purpose
        return
    with refused("purpose_state"):
        plan_visit(**values)


def test_whose_post_ended_this_morning_plans_nothing(cast: Cast) -> None:
    file = file_of(cast)
    assert cast.worker.posts_now
    Post.objects.filter(user=cast.worker).update(until=timezone.now())
    with refused("may_not"):
        plan_visit(case_file=file, visitor=cast.worker, by=cast.worker, **PLAN)
    with refused("no_post"):
        plan_visit(case_file=file, visitor=cast.worker, by=cast.centre_head, **PLAN)


def test_a_visit_moves_to_another_day_and_to_another_visitor(cast: Cast) -> None:
    visit = planned(cast)
    moved = move_visit(visit=visit, planned_on=TODAY + WEEK, by=cast.worker, seen_version=1, today=TODAY)
    assert (moved.planned_on, moved.visitor, moved.version) == (TODAY + WEEK, cast.worker, 2)
    values: dict[str, Any] = {"visit": visit, "planned_on": TODAY, "today": TODAY, "seen_version": 2}
    with refused("may_not"):
        move_visit(visitor=cast.centre_head, by=cast.worker, **values)
    with refused("supervisor_missing"):
        move_visit(visitor=cast.volunteer, by=cast.centre_head, **values)
    with refused("no_post"):
        move_visit(visitor=cast.other_centre_head, by=cast.centre_head, **values)
    moved = move_visit(visitor=cast.volunteer, supervisor=cast.worker, by=cast.centre_head, **values)
    assert (moved.visitor, moved.supervisor) == (cast.volunteer, cast.worker)


def test_who_was_faster_is_seen_before_anything_is_overwritten(cast: Cast) -> None:
    visit = planned(cast)
    move_visit(visit=visit, planned_on=TODAY + WEEK, by=cast.worker, seen_version=1, today=TODAY)
    with pytest.raises(Conflict) as clash:
        move_visit(visit=visit, planned_on=TODAY + 2 * WEEK, by=cast.centre_head, seen_version=1, today=TODAY)
    (day,) = [change for change in clash.value.changes if change.field == "planned_on"]
    assert (day.theirs, clash.value.actor) == (TODAY + WEEK, "worker")
    with pytest.raises(Conflict):
        cancel_visit(visit=visit, why="rain", by=cast.worker, seen_version=1)
    assert Visit.objects.get().planned_on == TODAY + WEEK


def test_a_visit_is_cancelled_with_its_reason_and_then_rests(cast: Cast) -> None:
    visit = planned(cast)
    with refused("why_missing"):
        cancel_visit(visit=visit, why=" ", by=cast.worker, seen_version=1)
    with refused("may_not"):
        cancel_visit(visit=visit, why="x", by=cast.volunteer, seen_version=1)
    cancelled = cancel_visit(visit=visit, why="سفر خانواده", by=cast.worker, seen_version=1)
    assert (cancelled.state, cancelled.cancelled_why) == ("cancelled", "سفر خانواده")
    with refused("cancelled"):
        done(cast, visit)
    with refused("cancelled"):
        cancel_visit(visit=visit, why="x", by=cast.worker, seen_version=2)
    assert plan_visit(
        case_file=CaseFile.objects.get(), visitor=cast.worker, by=cast.worker, **{**PLAN, "planned_on": TODAY}
    )


def test_a_visit_that_is_done_neither_moves_nor_is_cancelled(cast: Cast) -> None:
    visit = done(cast)
    with refused("done_already"):
        move_visit(visit=visit, planned_on=TODAY, by=cast.worker, seen_version=2, today=TODAY)
    with refused("done_already"):
        cancel_visit(visit=visit, why="x", by=cast.worker, seen_version=2)
