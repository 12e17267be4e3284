"""Whatever is tried with volunteers, files, hours and leaving, in whatever order and by whom, what must hold holds."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.accounts.appointing import appoint, end_post
from hamdeli.accounts.models import Post, User
from hamdeli.casework.helping import giving_files, leaving
from hamdeli.casework.helping.giving_files import give_file, take_file_back
from hamdeli.casework.helping.handing_on import Handed
from hamdeli.casework.helping.leaving import leave
from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.casework.visiting.planning_visit import plan_visit
from hamdeli.journal.changing import Conflict
from hamdeli.journal.guards import lower_guards
from hamdeli.journal.refusals import Refusal
from hamdeli.journal.verifying import verify
from hamdeli.volunteers import giving_time
from hamdeli.volunteers.activating import activate, change_terms
from hamdeli.volunteers.applying import apply
from hamdeli.volunteers.certifying import certify
from hamdeli.volunteers.choices import Leaving
from hamdeli.volunteers.choices import Refusal as Why
from hamdeli.volunteers.giving_time import confirm_hours, record_hours, take_back_hours
from hamdeli.volunteers.guards import VOLUNTEER_GUARDS
from hamdeli.volunteers.models import Hours, Volunteer, VolunteerStep
from hamdeli.volunteers.moves import MOVES, Act, State, pairs
from hamdeli.volunteers.training import qualify, train
from hamdeli.volunteers.vetting import refuse, vet
from tests.support.cast import Cast, case_file
from tests.support.machines import let_work, undo
from tests.volunteers.making import APPLIED, active, applicant

FILES, PEOPLE = 5, 4
numbers = st.integers(0, 10**6)
HANDS = (
    "centre_head",
    "centre_head",
    "centre_head",
    "centre_head",
    "county_head",
    "worker",
    "other_centre_head",
    "own",
)
hands = st.sampled_from(HANDS)


class Helping(RuleBasedStateMachine):
    """A centre with five files, four people who come and go, days that pass; and a neighbour who tries too."""

    cast: Cast
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.today = APPLIED + timedelta(days=3)
        self.key = 0
        self.states: dict[int, str] = {}
        self.confirmed: dict[int, Any] = {}
        self.written: set[int] = set()
        for number in range(FILES):
            discreet: dict[str, Any] = {"discreet": True, "keeper": self.cast.centre_head} if number == 0 else {}
            centre = self.cast.noor if number == 1 else self.cast.mehr
            case_file(f"F-{number}", self.cast.kashan, centre=centre, **discreet)
        active(self.cast, 0, ceiling=1)
        busy, last = active(self.cast, 1, ceiling=2), CaseFile.objects.get(code=f"F-{FILES - 1}")
        give_file(case_file=last, volunteer=busy, by=self.cast.centre_head, seen_version=last.version)
        self.a_volunteer_gets_visits_and_tasks(0, 5)

    def teardown(self) -> None:
        assert verify().sound
        undo(self.savepoint)

    def attempt(self, verb: Any, **values: Any) -> bool:
        """Do it and say whether it was done."""
        Helping.steps += 1
        try:
            with transaction.atomic():
                verb(**values)
        except (Refusal, Conflict):
            return False
        return True

    def one(self, which: int) -> Volunteer:
        """Return one of the volunteers, those who are not done yet more often."""
        rows = list(Volunteer.objects.order_by("-pk"))
        rows += [row for row in rows if row.state == State.ACTIVE] * 4
        return rows[which % len(rows)]

    def file(self, which: int) -> CaseFile:
        """Return one of the files."""
        rows = list(CaseFile.objects.order_by("pk"))
        return rows[which % len(rows)]

    def hand(self, name: str, volunteer: Volunteer) -> User:
        """Return who does it."""
        own = volunteer.user or self.cast.volunteer
        return User.objects.get(pk=(own if name == "own" else getattr(self.cast, name)).pk)

    def new_key(self) -> str:
        self.key += 1
        return f"key {self.key}"

    @rule(days=st.integers(0, 20))
    def days_go_by(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(who=numbers, hand=hands, there=st.sampled_from(["mehr", "mehr", "noor"]))
    def somebody_applies(self, who: int, hand: str, there: str) -> None:
        by = self.cast.volunteer if hand == "own" else getattr(self.cast, hand)
        told, centre = applicant(who % PEOPLE), getattr(self.cast, there)
        asked = {"applicant": told, "centre": centre, "on": self.today, "by": by, "key": self.new_key()}
        done = self.attempt(apply, **asked, today=self.today)
        leads = {"mehr": self.cast.centre_head, "noor": self.cast.other_centre_head}
        assert not done or by == leads[there], "somebody applied with a stranger"

    @rule(which=numbers, hand=hands, act=st.sampled_from(["vet", "train", "qualify", "begin", "refuse", "terms"]))
    def a_step_is_taken(self, which: int, hand: str, act: str) -> None:
        made = self.one(which)
        by = self.hand(hand, made)
        common: dict[str, Any] = {"volunteer": made, "by": by, "today": self.today, "seen_version": made.version}
        dated = common | {"on": self.today}
        supervisor = [self.cast.worker, self.cast.centre_head, self.cast.county_head][which % 3]
        terms = common | {"supervisor": supervisor, "ceiling": 1 + which % 3}
        before, move = State(made.state), Act.SUPERVISE
        match act:
            case "vet":
                done, move = self.attempt(vet, **dated, checked=["identity", "interview"]), Act.VET
            case "train":
                done, move = self.attempt(train, **dated, course="first", hours=2), Act.TRAIN
            case "qualify":
                done, move = (
                    self.attempt(qualify, **dated, grade=["aide", "qualified"][which % 2], degree="x"),
                    Act.QUALIFY,
                )
            case "begin":
                done, move = self.attempt(activate, **terms, username=f"vol-{made.pk}"), Act.ACTIVATE
            case "refuse":
                done = which % 4 == 0 and self.attempt(refuse, **dated, why=Why.TIME)
                move = Act.REFUSE
            case _:
                done = self.attempt(change_terms, **terms)
        assert not done or before in MOVES[move].before

    @rule(tries=st.lists(st.tuples(numbers, numbers, hands, st.booleans()), min_size=2, max_size=5))
    def files_are_given(self, tries: list[tuple[int, int, str, bool]]) -> None:
        for which, other, hand, with_visit in tries:
            self.give(self.one(which), self.file(other), hand, with_visit)

    def give(self, made: Volunteer, file: CaseFile, hand: str, with_visit: bool) -> None:
        by = self.hand(hand, made)
        visit = Visit.objects.filter(case_file=file, state="planned").first() if with_visit else None
        done = self.attempt(give_file, case_file=file, volunteer=made, by=by, seen_version=file.version, visit=visit)
        if done:
            assert made.state == State.ACTIVE
            assert made.centre_id == file.centre_id
            assert not file.discreet or file.keeper_id == made.user_id

    @rule(which=numbers, hand=hands)
    def a_file_is_taken_back(self, which: int, hand: str) -> None:
        file = self.file(which)
        by = self.cast.worker if hand == "own" else getattr(self.cast, hand)
        self.attempt(take_file_back, case_file=file, by=by, seen_version=file.version)

    @rule(which=numbers, ahead=st.integers(0, 30))
    def a_volunteer_gets_visits_and_tasks(self, which: int, ahead: int) -> None:
        held = list(CaseFile.objects.filter(aide__isnull=False).select_related("aide").order_by("pk"))
        if not held:
            return
        file = held[which % len(held)]
        assert file.aide is not None
        due = self.today + timedelta(days=ahead)
        asked: dict[str, Any] = {
            "case_file": file,
            "visitor": file.aide,
            "supervisor": self.cast.worker,
            "planned_on": due,
        }
        self.attempt(plan_visit, **asked, by=self.cast.centre_head, key=self.new_key(), today=self.today)
        at = timezone.now()
        common = {"made_by": self.cast.worker, "made_at": at}
        Task.objects.create(case_file=file, title="x", owner=file.aide, due_on=due, **common)

    @rule(which=numbers, hand=hands, minutes=st.integers(1, 1000), back=st.integers(0, 9))
    def hours_are_written(self, which: int, hand: str, minutes: int, back: int) -> None:
        made = self.one(which)
        back = min(back, (self.today - APPLIED).days)
        by, on = self.hand(hand, made), self.today - timedelta(days=back)
        asked = {"volunteer": made, "minutes": minutes, "what": "x", "on": on, "by": by, "key": self.new_key()}
        self.attempt(record_hours, **asked, today=self.today)

    @rule(which=numbers, hand=st.sampled_from(["own", "worker", "centre_head", "county_head"]), back=st.booleans())
    def hours_are_confirmed_or_taken_back(self, which: int, hand: str, back: bool) -> None:
        rows = list(Hours.objects.select_related("volunteer").order_by("-pk")[:6])
        if not rows:
            return
        row = rows[which % len(rows)]
        by = self.hand(hand, row.volunteer)
        if back:
            self.attempt(take_back_hours, row=row, by=by)
        else:
            self.attempt(confirm_hours, volunteer=row.volunteer, rows=[row.pk], by=by)

    @rule(which=numbers, hand=hands, days=st.integers(0, 60))
    def a_certificate_is_issued(self, which: int, hand: str, days: int) -> None:
        made = self.one(which)
        span = {"since": self.today - timedelta(days=days), "until": self.today}
        if self.attempt(certify, volunteer=made, **span, by=self.hand(hand, made), today=self.today):
            step = VolunteerStep.objects.filter(volunteer=made, step="certify").latest("pk")
            rows = Hours.objects.filter(volunteer=made, on__gte=span["since"], confirmed_by__isnull=False)
            assert step.details["minutes"] == rows.aggregate(sum=Sum("minutes"))["sum"]

    @rule(which=numbers, hand=hands, why=st.sampled_from(Leaving.values), other=st.booleans())
    def somebody_leaves(self, which: int, hand: str, why: str, other: bool) -> None:
        made = self.one(which)
        by, to = self.hand(hand, made), self.cast.centre_head if other else None
        asked = {"volunteer": made, "why": why, "by": by, "today": self.today, "seen_version": made.version}
        before = burden(made)
        if which % 2 == 0 and not self.attempt(leave, **asked, successor=to):
            assert burden(made) == before, "leaving was refused and yet half done"

    @rule(which=numbers, back=st.booleans())
    def a_worker_goes_and_comes(self, which: int, back: bool) -> None:
        held = list(Post.objects.held_at(timezone.now()).filter(user=self.cast.worker))
        actor = self.cast.deputy.actor
        if held and which % 4 == 0:
            end_post(post=held[0], actor=actor)
        elif not held and back:
            where: dict[str, Any] = {"place": self.cast.kashan, "centre_code": self.cast.mehr.code}
            appoint(user=self.cast.worker, role="social_worker", actor=actor, **where)

    @invariant()
    def nobody_helps_more_families_than_the_ceiling_allowed(self) -> None:
        held = CaseFile.objects.filter(aide__isnull=False).values("aide").annotate(files=Count("pk"))
        for row in held:
            ceilings = [
                step.details["ceiling"]
                for step in VolunteerStep.objects.filter(
                    volunteer__user=row["aide"], step__in=["activate", "supervise"]
                )
            ]
            assert row["files"] <= max(ceilings), "beyond the ceiling"

    @invariant()
    def who_left_holds_nothing(self) -> None:
        gone = Volunteer.objects.filter(state="left", user__isnull=False)
        still = Volunteer.objects.filter(state="active").values("user")
        users = list(gone.exclude(user__in=still).values_list("user", flat=True))
        assert not Post.objects.held_at(timezone.now()).filter(user__in=users).exists(), "a post after leaving"
        assert not CaseFile.objects.filter(Q(aide__in=users) | Q(keeper__in=users)).exists(), "a file after leaving"
        assert not Visit.objects.filter(visitor__in=users, state="planned").exists(), "a visit after leaving"
        assert not Task.objects.filter(owner__in=users, done_at=None).exists(), "a task after leaving"

    @invariant()
    def states_move_as_the_table_says(self) -> None:
        states = dict(Volunteer.objects.values_list("pk", "state"))
        for key, before in self.states.items():
            assert states[key] == before or (before, states[key]) in pairs(), "a move outside the table"
        self.states = states

    @invariant()
    def hours_are_confirmed_by_another_and_stay(self) -> None:
        assert not Hours.objects.filter(confirmed_by=F("volunteer__user")).exists(), "own hours confirmed"
        rows = {row["id"]: row for row in Hours.objects.filter(confirmed_by__isnull=False).values()}
        assert self.confirmed.items() <= rows.items()
        assert self.written <= set(Hours.objects.values_list("pk", flat=True))
        sums = Hours.objects.values("volunteer").annotate(sum=Sum("minutes"))
        assert all(row["sum"] >= 0 for row in sums)
        self.confirmed, self.written = rows, set(Hours.objects.values_list("pk", flat=True))


def burden(made: Volunteer) -> list[Any]:
    """Return everything that leaving touches."""
    user = made.user_id
    return [
        Volunteer.objects.filter(pk=made.pk).values().get(),
        list(Post.objects.filter(user=user).order_by("pk").values()),
        list(CaseFile.objects.filter(Q(aide=user) | Q(keeper=user)).order_by("pk").values()),
        list(Visit.objects.filter(visitor=user).order_by("pk").values()),
        list(Task.objects.filter(owner=user).order_by("pk").values()),
    ]


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    Helping.cast = cast
    Helping.steps = 0


def test_what_must_hold_holds() -> None:
    let_work(Helping, 10, derandomize=True)
    assert Helping.steps > 100


@pytest.mark.long
def test_what_must_hold_holds_for_long(record_property: Any) -> None:
    let_work(Helping, int(os.environ.get("HAMDELI_EXAMPLES", "1000")))
    record_property("figure", f"{Helping.steps} acts")


def test_a_hole_at_the_ceiling_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_files, "require_room", lambda *_what: None)
    with pytest.raises(AssertionError, match="beyond the ceiling"):
        let_work(Helping, 400, derandomize=True)


def test_a_leaving_that_forgets_the_tasks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "hand_on", lambda files, **_more: Handed())
    with pytest.raises(AssertionError, match="after leaving"):
        let_work(Helping, 400, derandomize=True)


@pytest.mark.long
def test_own_hours_confirmed_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_guards(VOLUNTEER_GUARDS)
    monkeypatch.setattr(giving_time, "may_confirm", lambda *_what: True)

    def confirm(*, volunteer: Volunteer, rows: list[int], by: User) -> None:
        found = Hours.objects.filter(pk__in=rows, confirmed_by=None, takes_back=None, taken_back_by=None)
        found.update(confirmed_by=by, confirmed_at=timezone.now())

    monkeypatch.setattr("tests.casework.helping.test_properties.confirm_hours", confirm)
    with pytest.raises(AssertionError, match="own hours confirmed"):
        let_work(Helping, 400, derandomize=True)
