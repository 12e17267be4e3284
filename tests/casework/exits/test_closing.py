"""Closing a file, looking after the family again, opening the file anew; and all that is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hamdeli.casework.exits.access import visible_exits, visible_looks
from hamdeli.casework.exits.closing import close_file, proposed_visits
from hamdeli.casework.exits.faults import ExitFault
from hamdeli.casework.exits.figures import exits_by_kind, exits_by_month
from hamdeli.casework.exits.following_up import follow_up
from hamdeli.casework.exits.reasons import RULES
from hamdeli.casework.models import CaseFile, Exit, FollowUp, Onward, Outcome, State, Task, Visit
from hamdeli.casework.planning.goals import reach_goal
from hamdeli.centres.models import Centre
from hamdeli.delegation.closing import close
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.models import Mandate, Notice
from hamdeli.delegation.reopening import reopen_file
from hamdeli.delegation.vacancies import loads_of
from hamdeli.journal.models import Entry
from hamdeli.journal.once import KeyUsedOtherwise
from tests.casework.exits.making import closed
from tests.casework.planning.making import TODAY, carried, exit_visit, finish_all, key, only_goal, planned
from tests.support.cast import Cast, case_file


def refused(code: str) -> Any:
    """Expect the fault `code`."""
    return pytest.raises(ExitFault, match=f"^{code} ")


def onward(cast: Cast, file: CaseFile) -> Onward:
    """Return an open referral of the file to another centre."""
    return Onward.objects.create(
        code="O-1",
        case_file=file,
        sender=cast.mehr,
        receiver=cast.noor,
        speciality="health",
        asked_for="x",
        answer_by=TODAY,
        made_by=cast.worker,
        made_at=timezone.now(),
    )


def test_everything_open_ends_with_the_support(cast: Cast) -> None:
    file = carried(cast, next_visit_on=TODAY, worker=cast.worker, aide=cast.volunteer)
    plan, referral = planned(cast, file), onward(cast, file)
    coming = exit_visit(file, cast.worker, state="planned", done_on=None, done_at=None, planned_on=date(2025, 10, 1))
    task = Task.objects.create(
        case_file=file, title="x", owner=cast.worker, due_on=TODAY, made_by=cast.worker, made_at=timezone.now()
    )
    Notice.objects.all().delete()
    made = closed(cast, file)
    for record in (file, plan, task, coming, referral):
        record.refresh_from_db()
    assert (file.state, file.closed_on, file.centre, file.worker, file.aide, file.next_visit_on) == (
        *(State.CLOSED, TODAY),
        *[None] * 4,
    )
    assert (plan.state, plan.ended_on, coming.state, referral.state) == ("ended", TODAY, "cancelled", "withdrawn")
    assert all([plan.ended_why, task.done_at, task.result, coming.cancelled_why, referral.messages.get().words])
    assert (made.kind, made.centre) == ("active", cast.mehr)
    mandate = Mandate.objects.get()
    assert (mandate.state, mandate.reason, mandate.ended_by) == ("closed", "support_ended", "centre-head")
    assert loads_of([cast.mehr.pk])[cast.mehr.pk] == 0
    assert set(Notice.objects.values_list("event", "centre__code")) == {("closed", "10-001"), ("closed", None)}
    assert Entry.objects.filter(verb="closed_file", subject=file.code).count() == 1


def test_two_looks_are_due_at_once(cast: Cast) -> None:
    made = closed(cast, carried(cast))
    assert list(made.follow_ups.values_list("months", "due_on")) == [(6, date(2026, 3, 1)), (12, date(2026, 9, 1))]
    assert not closed(cast, carried(cast, "F-2"), "death").follow_ups.exists()


def test_a_reached_plan_ends_as_reached(cast: Cast) -> None:
    file = carried(cast)
    plan = planned(cast, file)
    finish_all(plan, cast.worker)
    reach_goal(goal=only_goal(plan), on=TODAY, by=cast.worker, seen_version=1, today=TODAY)
    closed(cast, file)
    plan.refresh_from_db()
    assert plan.state == "reached"


def test_the_same_form_twice_closes_once_even_after_reopening(cast: Cast) -> None:
    file = carried(cast)
    again: dict[str, Any] = {"key": key(), "visit": exit_visit(file, cast.worker)}
    made = closed(cast, file, **again)
    assert closed(cast, file, **again) == made
    reopen_file(exit=made, why="lost the job", on=TODAY, by=cast.centre_head, today=TODAY, back=True)
    assert closed(cast, file, **again) == made
    file.refresh_from_db()
    assert (file.state, file.centre) == (State.ACTIVE, cast.mehr)
    with pytest.raises(KeyUsedOtherwise):
        closed(cast, file, "own_wish", **again)


@pytest.mark.parametrize("reason", RULES)
def test_each_reason_has_its_kind_and_its_rule_about_the_visit(cast: Cast, reason: str) -> None:
    file = carried(cast)
    if RULES[reason].visit:
        with refused("visit_missing"):
            closed(cast, file, reason, visit=None)
    made = closed(cast, file, reason)
    assert made.kind == ("active" if reason in ("employment", "business", "graduation", "pension") else "passive")


def test_the_table_knows_every_reason() -> None:
    assert set(RULES) == set(Exit.Reason)
    assert {reason for reason, rule in RULES.items() if not rule.visit} == {"death", "moved"}


BAD_VISITS: dict[str, Any] = {
    "visit_elsewhere": lambda cast, file: exit_visit(carried(cast, "F-9"), cast.worker),
    "visit_not_exit": lambda cast, file: exit_visit(file, cast.worker, purpose="regular"),
    "visit_not_done": lambda cast, file: exit_visit(file, cast.worker, state="planned", done_on=None, done_at=None),
    "visit_later": lambda cast, file: exit_visit(file, cast.worker, on=TODAY + timedelta(days=1)),
    "visit_not_end": lambda cast, file: exit_visit(file, cast.worker, outcome=Outcome.CONTINUE),
}


@pytest.mark.parametrize("code", BAD_VISITS)
def test_no_exit_rests_on_such_a_visit(cast: Cast, code: str) -> None:
    file = carried(cast)
    with refused(code):
        closed(cast, file, visit=BAD_VISITS[code](cast, file))
    assert Mandate.objects.get(case_file=file).is_open


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("day_ahead", {"on": TODAY + timedelta(days=1)}),
        ("before_opened", {"on": date(2020, 1, 1)}),
        ("text_long", {"note": "x" * 2001}),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, code: str, more: dict[str, Any]) -> None:
    file = carried(cast)
    with refused(code):
        closed(cast, file, "moved", **more)
    file.refresh_from_db()
    assert (file.state, file.centre) == (State.ACTIVE, cast.mehr)


def test_an_unknown_reason_is_refused(cast: Cast) -> None:
    with refused("reason_unknown"):
        close(case_file=carried(cast), reason="boredom", on=TODAY, by=cast.centre_head, today=TODAY, key=key())
    assert Mandate.objects.get().is_open


def test_only_an_active_file_is_closed_and_never_beside_its_mandate(cast: Cast) -> None:
    file = carried(cast)
    common: dict[str, Any] = {"reason": "moved", "on": TODAY, "by": cast.centre_head, "today": TODAY}
    with refused("file_carried"):
        close_file(case_file=file, key=key(), **common)
    closed(cast, file, "moved")
    with refused("file_not_active"):
        closed(cast, file, "moved")
    assert close_file(case_file=case_file("F-2", cast.kashan), key=key(), **common).centre is None


def test_a_closed_file_is_opened_again_and_waits(cast: Cast) -> None:
    file = carried(cast)
    made = closed(cast, file)
    again = reopen_file(exit=made, why="the shop closed", on=TODAY, by=cast.county_head, today=TODAY)
    file.refresh_from_db()
    assert (file.state, file.closed_on, file.centre, file.next_visit_on) == (State.ACTIVE, None, None, TODAY)
    assert (again.reopened_why, again.reopened_by) == ("the shop closed", cast.county_head)
    assert CaseFile.objects.waiting().get() == file
    assert not visible_looks(cast.county_head)
    with refused("reopened"):
        reopen_file(exit=made, why="x", on=TODAY, by=cast.county_head, today=TODAY)
    with refused("visit_used"):
        closed(cast, file, visit=made.visit)
    assert proposed_visits(file) == []
    assert closed(cast, file, visit=exit_visit(file, cast.worker, on=TODAY)).pk != made.pk


@pytest.mark.parametrize(("who", "state"), [("centre_head", "accepted"), ("county_head", "offered")])
def test_a_file_goes_back_to_its_centre(cast: Cast, who: str, state: str) -> None:
    file = carried(cast)
    by = getattr(cast, who)
    reopen_file(exit=closed(cast, file), why="ill again", on=TODAY, by=by, today=TODAY, back=True)
    file.refresh_from_db()
    assert file.centre == cast.mehr
    assert Mandate.objects.open().get().state == state
    assert Mandate.objects.count() == 2


def test_a_file_does_not_go_back_to_a_full_centre(cast: Cast) -> None:
    made = closed(cast, carried(cast))
    Centre.objects.update(capacity=0)
    with pytest.raises(HandoverFault, match="centre_full"):
        reopen_file(exit=made, why="x", on=TODAY, by=cast.county_head, today=TODAY, back=True)
    made.refresh_from_db()
    assert made.reopened_on is None


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("why_missing", {"why": " "}),
        ("text_long", {"why": "x" * 201}),
        ("day_ahead", {"on": TODAY + timedelta(days=1)}),
        ("before_exit", {"on": TODAY - timedelta(days=1)}),
    ],
)
def test_what_reopens_no_file(cast: Cast, code: str, more: dict[str, Any]) -> None:
    values: dict[str, Any] = {"why": "x", "on": TODAY, "by": cast.county_head, "today": TODAY}
    with refused(code):
        reopen_file(exit=closed(cast, carried(cast)), **{**values, **more})


def test_no_exit_lies_before_the_reopening(cast: Cast) -> None:
    file = carried(cast)
    reopen_file(exit=closed(cast, file, "moved"), why="back", on=TODAY, by=cast.county_head, today=TODAY)
    with refused("before_reopened"):
        closed(cast, file, "moved", on=TODAY - timedelta(days=1))


def test_a_look_is_written_down_once(cast: Cast) -> None:
    look = closed(cast, carried(cast)).follow_ups.order_by("months")[0]
    later = date(2026, 3, 1)
    common: dict[str, Any] = {"look": look, "on": later, "by": cast.worker, "today": later}
    for code, wrong in (
        ("found_unknown", {"found": "rich"}),
        ("note_missing", {"found": "fallen"}),
        ("day_ahead", {"found": "stands", "on": later + timedelta(days=1)}),
        ("before_exit", {"found": "stands", "on": date(2025, 1, 1)}),
        ("text_long", {"found": "stands", "note": "x" * 2001}),
    ):
        with refused(code):
            follow_up(**{**common, **wrong})
    done = follow_up(found="fallen", note="rent for two months", **common)
    assert follow_up(found="fallen", note="rent for two months", **common) == done
    with refused("look_done"):
        follow_up(found="stands", **common)


def test_the_centre_of_the_exit_and_its_county_see_it(cast: Cast) -> None:
    made = closed(cast, carried(cast))
    seen = {role for role, user in cast.staff.items() if made in visible_exits(user)}
    county = {"county_head", "admission_worker", "enquiring_worker", "supervisor"}
    assert seen == county | {"deputy", "centre_head", "worker"}
    assert visible_looks(cast.worker).count() == 2


def test_exits_are_counted_by_month_kind_and_reason(cast: Cast) -> None:
    days = {"F-1": date(2025, 8, 23), "F-2": date(2025, 8, 22), "F-3": TODAY, "F-4": TODAY}
    for code, on in days.items():
        closed(cast, carried(cast, code), "moved" if code == "F-4" else "employment", on=on)
    counts = exits_by_month(visible_exits(cast.centre_head), since=date(2025, 1, 1), until=TODAY)
    assert [(count.month, count.kind, count.exits) for count in counts] == [
        (5, "active", 1),
        (6, "active", 2),
        (6, "passive", 1),
    ]
    assert exits_by_kind(counts) == {"active": 3, "passive": 1}


DIRECT: dict[str, Any] = {
    "another kind": lambda made: Exit.objects.update(kind="passive", reason="moved"),
    "deleted": lambda made: FollowUp.objects.all().delete(),
    "a second standing one": lambda made: Exit.objects.create(
        case_file=made.case_file, kind="passive", reason="death", on=TODAY, author=made.author, made_at=made.made_at
    ),
    "reopened without a reason": lambda made: Exit.objects.update(reopened_on=TODAY, reopened_by=made.author),
    "kind against reason": lambda made: Exit.objects.create(
        case_file=CaseFile.objects.get(code="F-2"),
        kind="active",
        reason="death",
        on=TODAY,
        author=made.author,
        made_at=made.made_at,
    ),
    "closed and carried": lambda made: CaseFile.objects.update(centre=made.centre),
    "a look changed": lambda made: FollowUp.objects.filter(done_on__isnull=False).update(found="stands"),
}


@pytest.mark.parametrize("name", DIRECT)
def test_the_database_refuses_what_goes_past_the_verbs(cast: Cast, name: str) -> None:
    case_file("F-2", cast.kashan)
    made = closed(cast, carried(cast))
    look = made.follow_ups.order_by("months")[0]
    follow_up(look=look, found="shaky", on=TODAY, by=cast.worker, today=TODAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        DIRECT[name](made)


def test_visits_are_proposed_for_an_exit(cast: Cast) -> None:
    file = carried(cast)
    visit = exit_visit(file, cast.worker)
    exit_visit(file, cast.worker, outcome=Outcome.CONTINUE, on=date(2025, 8, 1))
    assert proposed_visits(file) == [visit]
    assert Visit.objects.count() == 2
