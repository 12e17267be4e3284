"""Whatever everybody tries in whatever order, what must hold about visits holds."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.accounts.models import Post
from hamdeli.casework.guards import CASEWORK_GUARDS
from hamdeli.casework.models import CaseFile, Decision, Visit
from hamdeli.casework.visiting import deciding, planning_visit, visiting
from hamdeli.casework.visiting.assigning import assign
from hamdeli.casework.visiting.deciding import redecide
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.planning_visit import cancel_visit, move_visit, plan_visit
from hamdeli.casework.visiting.visiting import finish_visit
from hamdeli.delegation.making import Line, carry
from hamdeli.journal.changing import Conflict
from hamdeli.journal.guards import lower_guards
from tests.casework.visiting.making import SEEN, TODAY, file_of
from tests.support.cast import Cast
from tests.support.machines import let_work, undo

FILES = 4
ROLES = ["worker", "volunteer", "centre_head", "other_centre_head", "county_head", "enquiring_worker", "supervisor"]
ROLES += ["admission_worker", "deputy", "stranger", "both"]
OUTCOMES = {"continue": "stable", "not_met": "absent", "give_aid": "food", "client": "stable", "end": "violence"}
numbers = st.integers(0, 10**6)
roles = st.sampled_from([*ROLES, *["worker", "centre_head", "both"] * 4])

# Written down a second time on purpose: who works, and who says who works, on a file carried by Mehr, Noor or nobody.
WORK = {
    "10-001": {"worker", "centre_head", "volunteer", "both", "county_head", "enquiring_worker"},
    "10-002": {"other_centre_head", "both", "county_head", "enquiring_worker"},
    "": {"county_head", "enquiring_worker"},
}
ASSIGN = {
    "10-001": {"centre_head", "county_head", "supervisor"},
    "10-002": {"other_centre_head", "county_head", "supervisor"},
    "": {"county_head", "supervisor"},
}


class Visiting(RuleBasedStateMachine):
    """Four files of two centres; everybody plans, visits, decides, assigns; posts end and files move."""

    cast: Cast
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.people = {name: getattr(self.cast, name) for name in ROLES if name != "both"}
        self.people["both"] = self.cast.participation
        Post.objects.create(
            user=self.people["both"], role="social_worker", place=self.cast.kashan, centre_code="10-001"
        )
        Post.objects.create(user=self.people["both"], role="volunteer", place=self.cast.kashan, centre_code="10-002")
        self.files = [file_of(self.cast, f"F-{number}") for number in range(FILES)]
        self.ended: set[str] = set()
        self.done: dict[int, Any] = {}
        self.key = 0
        for place, role in enumerate(("worker", "centre_head", "worker")):
            self.begin(self.files[place], self.people[role], finished=place == 2)

    def begin(self, file: CaseFile, who: Any, *, finished: bool) -> None:
        """Plan a visit, and make it, so that every rule has something to begin with."""
        values = {"case_file": file, "visitor": who, "by": self.cast.centre_head, "key": self.fresh()}
        visit = plan_visit(planned_on=TODAY, today=TODAY, **values)
        if finished:
            finish_visit(visit=visit, by=who, key=self.fresh(), **SEEN)

    def teardown(self) -> None:
        undo(self.savepoint)

    def attempt(self, verb: Any, **values: Any) -> bool:
        """Do it and say whether it was done."""
        Visiting.steps += 1
        try:
            verb(**values)
        except (VisitFault, Conflict):
            return False
        return True

    def works(self, role: str, file: CaseFile) -> bool:
        """Say whether the role may work on the file, by the second writing of the rules."""
        centre = file.centre.code if file.centre else ""
        if role in self.ended or role not in WORK[centre]:
            return False
        if role == "volunteer" or (role == "both" and centre == "10-002"):
            return bool(file.aide_id == self.people[role].pk)
        return True

    def assigns(self, role: str, file: CaseFile) -> bool:
        return role not in self.ended and role in ASSIGN[file.centre.code if file.centre else ""]

    def file(self, which: int) -> CaseFile:
        return CaseFile.objects.select_related("centre").get(pk=self.files[which % FILES].pk)

    def visit(self, which: int) -> Visit | None:
        rows = list(Visit.objects.select_related("case_file__centre").order_by("-pk")[:6])
        return rows[which % len(rows)] if rows else None

    def fresh(self) -> str:
        self.key += 1
        return f"key {self.key}"

    @rule(plans=st.lists(st.tuples(numbers, roles, roles, roles, st.integers(-1, 5)), min_size=2, max_size=6))
    def plan(self, plans: list[tuple[int, str, str, str, int]]) -> None:
        for which, by, visitor, supervisor, days in plans:
            file, people = self.file(which), self.people
            alone = visitor not in ("volunteer",) and not (visitor == "both" and file.centre_id == self.cast.noor.pk)
            watched = None if alone else people[supervisor]
            values = {"case_file": file, "visitor": people[visitor], "by": people[by], "supervisor": watched}
            day = TODAY + timedelta(days=days)
            done = self.attempt(plan_visit, planned_on=day, today=TODAY, key=self.fresh(), **values)
            if done:
                allowed = self.assigns(by, file) or (by == visitor and self.works(by, file))
                assert allowed, f"{by} planned for {visitor}"
                assert self.works(visitor, file), f"{visitor} is to visit"
                assert days >= 0
                assert watched is None or supervisor not in ("volunteer", "stranger", visitor)

    @rule(visits=st.lists(st.tuples(numbers, roles, st.sampled_from(list(OUTCOMES)), numbers), min_size=2, max_size=6))
    def finish(self, visits: list[tuple[int, str, str, int]]) -> None:
        for which, by, outcome, day in visits:
            visit = self.visit(which)
            if visit is None:
                return
            by = by if day % 3 == 0 else next(name for name, user in self.people.items() if user.pk == visit.visitor_id)
            before, told = visit.state, {"outcome": outcome, "reason": OUTCOMES[outcome]}
            when = TODAY + timedelta(days=day % 4 // 3 - day % 2)
            values = SEEN | told | {"done_on": when, "by": self.people[by], "key": self.fresh()}
            done = self.attempt(finish_visit, visit=visit, **values)
            if done and before != "done":
                assert before == "planned"
                assert self.people[by].pk == visit.visitor_id, f"{by} wrote down a visit of another"
                assert self.works(by, visit.case_file), f"{by} visited without a post"
                assert when <= TODAY
                assert outcome not in ("client", "end")

    @rule(which=numbers, by=roles, days=st.integers(0, 9), to=st.sampled_from(["", *ROLES]), seen=st.integers(0, 1))
    def move_or_cancel(self, which: int, by: str, days: int, to: str, seen: int) -> None:
        visit = self.visit(which)
        if visit is None:
            return
        values = {"visit": visit, "by": self.people[by], "seen_version": visit.version - seen}
        own = self.people[by].pk == visit.visitor_id and self.works(by, visit.case_file)
        if days % 2:
            done = self.attempt(cancel_visit, why="x", **values)
        else:
            more = {"visitor": self.people[to], "supervisor": self.cast.supervisor} if to else {}
            day = TODAY + timedelta(days=days)
            done = self.attempt(move_visit, planned_on=day, today=TODAY, **values, **more)
            own = own and (not to or self.people[to].pk == visit.visitor_id)
        if done:
            assert visit.state == "planned"
            assert own or self.assigns(by, visit.case_file), f"{by} changed a visit"
            assert not seen

    @rule(which=numbers, by=roles, outcome=st.sampled_from(list(OUTCOMES)))
    def decide_anew(self, which: int, by: str, outcome: str) -> None:
        decision = Decision.objects.select_related("visit__case_file__centre", "case_file").order_by("-pk").first()
        if decision is None or decision.visit is None:
            return
        values = {"outcome": outcome, "reason": OUTCOMES[outcome], "note": "x", "by": self.people[by]}
        done = self.attempt(redecide, decision=decision, key=self.fresh(), **values)
        visit = decision.visit
        own = self.people[by].pk == visit.visitor_id and self.works(by, visit.case_file)
        assert not done or own or self.assigns(by, visit.case_file), f"{by} decided anew"

    @rule(which=st.lists(numbers, min_size=1, max_size=3), by=roles, to=roles, ceiling=st.integers(1, 3))
    def assign(self, which: list[int], by: str, to: str, ceiling: int) -> None:
        files = [self.file(each) for each in which]
        worker = self.people[to]
        done = self.attempt(assign, case_files=files, worker=worker, by=self.people[by], ceiling=ceiling)
        if done:
            assert all(self.assigns(by, file) and self.works(to, file) for file in files), f"{by} gave files to {to}"
            assert to != "volunteer"
            changed = [file for file in files if file.worker_id != worker.pk]
            assert not changed or CaseFile.objects.filter(worker=worker).count() <= ceiling

    @rule(which=numbers, to=st.sampled_from(["mehr", "noor"]), aide=st.sampled_from(["volunteer", "both"]))
    def carry(self, which: int, to: str, aide: str) -> None:
        file = self.file(which)
        carry([Line(file, getattr(self.cast, to))])
        assert CaseFile.objects.filter(pk=file.pk, worker=None, aide=None).exists()
        CaseFile.objects.filter(pk=file.pk).update(aide=self.people[aide])

    @rule(role=st.sampled_from(["worker", "volunteer", "enquiring_worker", "centre_head", ""]))
    def end_a_post(self, role: str) -> None:
        if role and len(self.ended) < 2:
            Post.objects.filter(user=self.people[role]).update(until=timezone.now())
            self.ended.add(role)

    @invariant()
    def a_visit_that_is_done_has_its_decisions_in_one_chain(self) -> None:
        for visit in Visit.objects.all():
            chain = list(visit.decisions.order_by("pk"))
            assert bool(chain) == (visit.state == "done")
            assert [decision.replaces_id for decision in chain[1:]] == [decision.pk for decision in chain[:-1]]

    @invariant()
    def what_was_written_stays(self) -> None:
        now = {row["id"]: row for row in Visit.objects.filter(state="done").values()}
        assert self.done.items() <= now.items()
        self.done = now


def work(examples: int, **more: Any) -> None:
    """Let everybody work: `examples` times twenty-five rounds."""
    let_work(Visiting, examples, **more)


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    Visiting.cast = cast
    Visiting.steps = 0


def test_what_must_hold_holds() -> None:
    work(10, derandomize=True)
    assert Visiting.steps > 100


@pytest.mark.long
def test_what_must_hold_holds_for_long(record_property: Any) -> None:
    work(int(os.environ.get("HAMDELI_EXAMPLES", "2000")))
    record_property("figure", f"{Visiting.steps:,} steps, 0 illegal moves")


@pytest.mark.parametrize(
    ("where", "hole", "match"),
    [
        (planning_visit, "require_planner", "planned for|changed a visit"),
        (deciding, "require_decider", "decided anew"),
        (visiting, "require_visitor", "visited without a post"),
    ],
)
def test_a_planted_hole_is_found(monkeypatch: pytest.MonkeyPatch, where: Any, hole: str, match: str) -> None:
    lower_guards(CASEWORK_GUARDS)
    monkeypatch.setattr(where, hole, lambda *_what: None)
    with pytest.raises(AssertionError, match=match):
        work(60, derandomize=True)
