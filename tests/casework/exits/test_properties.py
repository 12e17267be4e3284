"""Whatever is tried with a plan, an exit and a reopening, in whatever order, what must hold about them holds."""

import os
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, F, Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.casework.exits.faults import ExitFault
from hamdeli.casework.exits.following_up import follow_up
from hamdeli.casework.exits.reasons import RULES
from hamdeli.casework.guards import CASEWORK_GUARDS
from hamdeli.casework.models import CaseFile, Exit, FollowUp, Goal, Plan, State, Step, Visit
from hamdeli.casework.planning import making, steps
from hamdeli.casework.planning.ending import end_plan
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.finishing import finish_step
from hamdeli.casework.planning.goals import add_goal, drop_goal, reach_goal
from hamdeli.casework.planning.making import make_plan
from hamdeli.casework.planning.reviewing import review
from hamdeli.casework.planning.steps import add_step, change_step, drop_step, order_steps
from hamdeli.centres.models import Centre
from hamdeli.delegation.closing import close
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Mandate
from hamdeli.delegation.reopening import reopen_file
from hamdeli.journal.changing import Conflict
from hamdeli.journal.guards import lower_guards
from hamdeli.journal.verifying import verify
from tests.casework.planning.making import exit_visit, key
from tests.support.cast import Cast, case_file
from tests.support.machines import let_work, undo

FILES = 3
BEGUN = date(2024, 6, 1)
numbers = st.integers(0, 10**6)
few = st.integers(0, 400).map(lambda days: timedelta(days=days))


class Lives(RuleBasedStateMachine):
    """Three files, two centres with two places each, days that go by."""

    cast: Cast
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.files = [case_file(f"F-{number}", self.cast.kashan) for number in range(FILES)]
        Centre.objects.update(capacity=2)
        self.today = BEGUN
        self.history: dict[int, Any] = {}
        self.done: dict[int, Any] = {}
        self.hand_over(0, False)

    def teardown(self) -> None:
        assert verify().sound
        undo(self.savepoint)

    def attempt(self, verb: Any, **values: Any) -> bool:
        """Do it and say whether it was done."""
        Lives.steps += 1
        try:
            with transaction.atomic():
                verb(**values)
        except (PlanFault, ExitFault, HandoverFault, Conflict):
            return False
        return True

    def pick(self, rows: Any, which: int) -> Any:
        """Return one of the newest rows, or None."""
        found = list(rows.order_by("-pk")[:8])
        return found[which % len(found)] if found else None

    def seen(self, record: Any) -> dict[str, Any]:
        """Return what every change of a plan brings along."""
        return {"by": self.cast.worker, "seen_version": record.version}

    @rule(days=few)
    def days_go_by(self, days: timedelta) -> None:
        self.today += days / 4

    @rule(which=numbers, second=st.booleans())
    def hand_over(self, which: int, second: bool) -> None:
        centre = self.cast.noor if second else self.cast.mehr
        lines = [(self.files[which % FILES].pk, centre.pk)]
        common: dict[str, Any] = {"actor": self.cast.deputy.actor, "made_by": None, "province": self.cast.isfahan}
        self.attempt(hand_over, lines=lines, accepted=bool(which % 3), **common)

    @rule(which=numbers, back=few, templates=st.sets(st.sampled_from(["housing", "counselling", "business"])))
    def plan(self, which: int, back: timedelta, templates: set[str]) -> None:
        file = self.files[which % FILES]
        chosen = [(code, None) for code in sorted(templates)]
        begun = self.today - back / 8
        done = self.attempt(
            make_plan, case_file=file, by=self.cast.worker, begun_on=begun, today=self.today, key=key(), chosen=chosen
        )
        assert not done or self.was(file) == State.ACTIVE

    @rule(which=numbers, on=few)
    def goals_and_steps_are_added(self, which: int, on: timedelta) -> None:
        plan = self.pick(Plan.objects.all(), which)
        goal = self.pick(Goal.objects.all(), which)
        if plan:
            self.attempt(add_goal, plan=plan, title="x", need="health", by=self.cast.worker, key=key())
        if goal:
            after = self.pick(Step.objects.all(), which // 7)
            due = goal.plan.begun_on + on * 3
            common: dict[str, Any] = {"title": "x", "who": "family", "by": self.cast.worker, "key": key()}
            done = self.attempt(add_step, goal=goal, due_on=due, after=after, **common)
            assert not done or due <= goal.plan.until

    @rule(moves=st.lists(st.tuples(numbers, numbers, st.sampled_from("fcdora")), min_size=3, max_size=9))
    def steps_move(self, moves: list[tuple[int, int, str]]) -> None:
        for which, other, move in moves:
            self.move(which, other, move)

    def move(self, which: int, other: int, move: str) -> None:
        step = self.pick(Step.objects.select_related("goal__plan"), which)
        if step is None:
            return
        on = {"on": self.today, "today": self.today}
        match move:
            case "f" | "r":
                self.attempt(finish_step, step=step, evidence=f"seen {other}", **on, **self.seen(step))
            case "c":
                after = self.pick(Step.objects.filter(goal__plan=step.goal.plan), other)
                changed = {"title": "y", "who": "worker", "due_on": step.due_on, "after": after}
                self.attempt(change_step, step=step, **changed, **self.seen(step))
            case "d":
                self.attempt(drop_step, step=step, why="x", **on, **self.seen(step))
            case "o":
                keys = list(step.goal.steps.order_by(F("number").desc()).values_list("pk", flat=True))
                self.attempt(order_steps, goal=step.goal, steps=keys, **self.seen(step.goal))
            case "a":
                verb, why = (drop_goal, {"why": "x"}) if other % 3 == 0 else (reach_goal, {})
                self.attempt(verb, goal=step.goal, **why, **on, **self.seen(step.goal))

    @rule(which=numbers, end=st.sampled_from([False, False, True]))
    def a_plan_is_reviewed_or_ended(self, which: int, end: bool) -> None:
        plan = self.pick(Plan.objects.all(), which)
        if plan is None:
            return
        on = {"on": self.today, "today": self.today}
        if end:
            done = self.attempt(end_plan, plan=plan, reached=bool(which % 2), why="x", **on, **self.seen(plan))
            assert not done or plan.state == "open"
        else:
            self.attempt(review, plan=plan, words="x", key=key(), by=self.cast.worker, **on)

    @rule(which=numbers, reason=st.sampled_from(list(RULES)), visited=st.sampled_from([True, True, False]))
    def support_ends(self, which: int, reason: str, visited: bool) -> None:
        file = self.files[which % FILES]
        before, visit = self.was(file), None
        if visited and before == State.ACTIVE:
            visit = exit_visit(file, self.cast.worker, on=self.today)
        elif which % 2:
            visit = self.pick(Visit.objects.filter(case_file=file), which)
        used = visit is not None and Exit.objects.filter(visit=visit).exists()
        common: dict[str, Any] = {"on": self.today, "by": self.cast.centre_head, "today": self.today, "key": key()}
        done = self.attempt(close, case_file=file, reason=reason, visit=visit, **common)
        if done:
            assert before == State.ACTIVE
            assert not used
            assert visit or reason in ("death", "moved")
        else:
            assert self.was(file) == before

    @rule(which=numbers, back=st.booleans())
    def a_file_is_opened_again(self, which: int, back: bool) -> None:
        made = self.pick(Exit.objects.select_related("case_file"), which)
        if made is None:
            return
        before = self.was(made.case_file)
        on: dict[str, Any] = {"on": self.today, "by": self.cast.county_head, "today": self.today}
        done = self.attempt(reopen_file, exit=made, why="x", back=back, **on)
        assert not done or (before == State.CLOSED and made.reopened_on is None)

    @rule(which=numbers, found=st.sampled_from(FollowUp.Found.values))
    def a_family_is_looked_after(self, which: int, found: str) -> None:
        look = self.pick(FollowUp.objects.select_related("exit"), which)
        if look:
            on: dict[str, Any] = {"on": self.today, "by": self.cast.worker, "today": self.today}
            done = self.attempt(follow_up, look=look, found=found, note=f"x{which}", **on)
            assert not done or (look.done_on is None and look.exit.reopened_on is None)

    def was(self, file: CaseFile) -> str:
        """Return the state of the file now."""
        return str(CaseFile.objects.values_list("state", flat=True).get(pk=file.pk))

    @invariant()
    def a_closed_file_is_carried_by_nobody_and_has_its_exit_and_nothing_open(self) -> None:
        closed = set(CaseFile.objects.filter(state="closed").values_list("pk", flat=True))
        assert set(Exit.objects.filter(reopened_on=None).values_list("case_file", flat=True)) == closed
        assert not CaseFile.objects.filter(pk__in=closed, centre__isnull=False).exists()
        assert not Plan.objects.filter(case_file__in=closed, state="open").exists()
        assert not Visit.objects.filter(case_file__in=closed, state="planned").exists()
        carried = CaseFile.objects.filter(centre__isnull=False).values_list("pk", "centre")
        assert sorted(Mandate.objects.open().values_list("case_file", "centre")) == sorted(carried)

    @invariant()
    def no_steps_wait_in_a_circle_and_none_is_due_after_its_plan(self) -> None:
        after = dict(Step.objects.values_list("pk", "after"))
        for start in after:
            way, step = set(), after[start]
            while step is not None:
                assert step not in way, "a circle of steps"
                way.add(step)
                step = after[step]
        assert not Step.objects.filter(due_on__gt=F("goal__plan__until")).exists()
        assert not Step.objects.filter(~Q(after__goal__plan=F("goal__plan")), after__isnull=False).exists()

    @invariant()
    def a_family_has_one_open_plan(self) -> None:
        doubled = Plan.objects.filter(state="open").values("case_file").annotate(n=Count("pk")).filter(n__gt=1)
        assert not doubled.exists()

    @invariant()
    def what_was_done_stays(self) -> None:
        done = {
            row["id"]: row for row in Step.objects.filter(done_on__isnull=False).values("id", "done_on", "evidence")
        }
        assert self.done.items() <= done.items()
        exits = {row["id"]: row for row in Exit.objects.values("id", "kind", "reason", "on", "visit", "centre")}
        assert self.history.items() <= exits.items()
        self.done, self.history = done, exits


def live(examples: int, **more: Any) -> None:
    """Let the days go by: `examples` times twenty-five rounds."""
    let_work(Lives, examples, **more)


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    Lives.cast = cast
    Lives.steps = 0


def test_what_must_hold_holds() -> None:
    live(12, derandomize=True)
    assert Lives.steps > 100


@pytest.mark.long
def test_what_must_hold_holds_for_long(record_property: Any) -> None:
    live(int(os.environ.get("HAMDELI_EXAMPLES", "2000")))
    record_property("figure", f"{Lives.steps} acts")


def test_a_hole_for_circles_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_guards(CASEWORK_GUARDS)
    monkeypatch.setattr(steps, "require_no_circle", lambda _after: None)
    with pytest.raises(AssertionError, match="a circle of steps"):
        live(60, derandomize=True)


@pytest.mark.long
def test_a_closing_that_forgets_the_visit_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, Exit.Reason.EMPLOYMENT, RULES[Exit.Reason.MOVED].__class__("active", visit=False))  # type: ignore[arg-type]
    with pytest.raises(AssertionError):
        live(400, derandomize=True)


def test_a_plan_for_a_closed_file_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def any_file(case_file: CaseFile) -> CaseFile:
        if case_file.plans.filter(state=Plan.State.OPEN).exists():
            raise PlanFault("plan_there")
        return CaseFile.objects.get(pk=case_file.pk)

    monkeypatch.setattr(making, "locked_file", any_file)
    with pytest.raises(AssertionError):
        live(60, derandomize=True)
