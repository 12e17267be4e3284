"""Whatever everybody tries in whatever order, an application goes its way by the table, by two people outside it."""

import os
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right, Role
from hamdeli.centres.founding import approving, deciding
from hamdeli.centres.founding.approving import approve, lapse, open_centre
from hamdeli.centres.founding.checklist import load_checks
from hamdeli.centres.founding.deciding import endorse, hand_back, refuse, submit, take_up, withdraw
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.guards import FOUNDING_GUARDS
from hamdeli.centres.founding.moves import MOVES, Act, Move, State
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.models import Centre, Founding, FoundingCheck, FoundingStep
from hamdeli.journal.guards import lower_guards
from tests.centres.founding.making import TODAY, code, fresh, tick_all, whole
from tests.support.cast import Cast, user
from tests.support.machines import let_work, undo

# Written down a second time on purpose: from which states an act leads where, and who may.
LEGAL: dict[Act, dict[str, tuple[str, set[str]]]] = {
    Act.SUBMIT: {"draft": ("submitted", {"founder"}), "returned": ("submitted", {"founder"})},
    Act.TAKE_UP: {"submitted": ("checking", {"county_head", "both"})},
    Act.HAND_BACK: {
        "checking": ("returned", {"county_head", "both"}),
        "endorsed": ("returned", {"participation", "both"}),
    },
    Act.ENDORSE: {"checking": ("endorsed", {"county_head", "both"})},
    Act.APPROVE: {"endorsed": ("provisional", {"participation", "both", "twin"})},
    Act.OPEN: {"provisional": ("opened", {"participation", "both", "twin"})},
    Act.LAPSE: {"provisional": ("lapsed", set())},
    Act.REFUSE: {
        "checking": ("refused", {"county_head", "both"}),
        "endorsed": ("refused", {"participation", "both", "twin"}),
    },
    Act.WITHDRAW: {
        state: ("withdrawn", {"founder"}) for state in ("draft", "submitted", "checking", "returned", "endorsed")
    },
}
LEGAL[Act.HAND_BACK]["endorsed"][1].add("twin")
CODES = {"county_head": 900, "participation": 901, "both": 902, "twin": 900, "greedy": 903}
"""The twin is the county head under another account; the greedy founder has the posts of both offices too."""
OTHERS = ("other_county_head", "director", "inspector", "centre_head", "stranger", "greedy")
PEOPLE = ("founder", "county_head", "participation", "both", "twin", *OTHERS)
numbers = st.integers(min_value=0, max_value=10**6)


class Foundings(RuleBasedStateMachine):
    """Three applications, the offices of county and province, people with two posts, people with two accounts."""

    cast: Cast
    users: dict[str, User]
    made: list[Founding]
    steps = 0
    reached: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.seen = {each.pk: "draft" for each in self.made}

    def teardown(self) -> None:
        undo(self.savepoint)

    def verb(self, act: Act, by: User, founding: Founding, name: str) -> Any:
        """Do it."""
        told: dict[str, Any] = {"founding": founding, "by": by, "today": TODAY, "seen_version": founding.version}
        signed = {"national_code": code(CODES.get(name, 950))}
        verbs: dict[Act, tuple[Any, dict[str, Any]]] = {
            Act.SUBMIT: (submit, {}),
            Act.TAKE_UP: (take_up, {}),
            Act.HAND_BACK: (hand_back, {"missing": "نشانی"}),
            Act.ENDORSE: (endorse, signed),
            Act.APPROVE: (approve, signed),
            Act.OPEN: (open_centre, {"on": TODAY}),
            Act.REFUSE: (refuse, {"why": "need", "note": ""}),
            Act.WITHDRAW: (withdraw, {}),
        }
        if act == Act.LAPSE:
            return lapse(founding=founding, today=TODAY)
        verb, more = verbs[act]
        return verb(**told, **more)

    @rule(seed=numbers)
    def act(self, seed: int) -> None:
        # A list of moves drawn by hypothesis is short, and its first choices come too often to get anywhere.
        chance = Random(seed)
        for _time in range(12):
            founding = fresh(chance.choice(self.made))
            acts = [act for act in LEGAL if founding.state in LEGAL[act]]
            act = chance.choice(acts if acts and chance.random() < 0.6 else list(LEGAL))
            self.attempt(founding, chance.choice(["", "", *PEOPLE]), act, chance.randrange(6))

    @rule(which=numbers)
    def go_on(self, which: int) -> None:
        founding = fresh(self.made[which % len(self.made)])
        usual = {"draft": Act.SUBMIT, "returned": Act.SUBMIT, "submitted": Act.TAKE_UP, "checking": Act.ENDORSE}
        usual |= {"endorsed": Act.APPROVE, "provisional": Act.OPEN}
        # Whoever goes the usual way has mostly ticked what was to be looked at.
        if which % 4 and founding.state in ("checking", "endorsed"):
            self.tick_both(founding, "both")
        if founding.state in usual:
            self.attempt(founding, "", usual[State(founding.state)], which)

    @rule(which=numbers, name=st.sampled_from(["county_head", "participation", "both"]))
    def tick(self, which: int, name: str) -> None:
        self.tick_both(fresh(self.made[which % len(self.made)]), name)

    def tick_both(self, founding: Founding, name: str) -> None:
        """Tick the lines of both offices, as far as this person may."""
        for right in (Right.CHECK_FOUNDING, Right.LICENSE):
            try:
                tick_all(founding, self.users[name], right)
            except FoundingFault:
                continue

    def attempt(self, founding: Founding, name: str, act: Act, turn: int) -> None:
        """Try the act and hold what came of it against the second writing of the rules."""
        Foundings.steps += 1
        before = State(founding.state)
        after, allowed = LEGAL[act].get(before, ("", set()))
        own = "greedy" if founding.applicant_id == self.users["greedy"].pk else "founder"
        allowed = {own if each == "founder" else each for each in allowed}
        if own == "founder" and "both" in allowed:
            allowed.add("greedy")
        able = sorted(allowed) or ["participation"]
        name = name or able[turn % len(able)]
        first = founding.endorsed_by
        try:
            self.verb(act, self.users[name], founding, name)
        except (FoundingFault, LicenceFault):
            assert fresh(founding).state == before
            return
        now = fresh(founding)
        assert after == now.state, f"{act} led from {before} to {now.state}"
        assert name in allowed, f"{act} by {name}"
        if act == Act.APPROVE:
            assert first is not None
            apart = {CODES[each] for each in CODES if self.users[each].pk in (first.pk, now.approved_by_id)}
            assert len(apart) == 2, "one person approved twice"
        self.seen[founding.pk] = now.state
        Foundings.reached.add(now.state)

    @invariant()
    def nothing_moves_but_by_a_step(self) -> None:
        for founding in Founding.objects.all():
            assert founding.state == self.seen[founding.pk]
            last = FoundingStep.objects.filter(founding=founding).order_by("-pk")[0]
            assert last.after == founding.state
            assert (founding.centre_id is not None) == (founding.state in ("provisional", "opened", "lapsed"))

    @invariant()
    def a_centre_opens_only_by_two_approvals_and_its_licence(self) -> None:
        for centre in Centre.objects.filter(founding__isnull=False).select_related("founding"):
            assert centre.founding.endorsed_by_id
            assert centre.founding.approved_by_id
            assert (centre.licence == "active") == (centre.founding.state == "opened")


def work(examples: int, **more: Any) -> None:
    """Let everybody work: `examples` times twenty-five rounds."""
    let_work(Foundings, examples, **more)


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    both = user("both", Role.COUNTY_HEAD, cast.kashan)
    greedy = user("greedy", Role.FOUNDER, cast.kashan)
    for each in (both, greedy):
        Post.objects.create(user=each, role=Role.PARTICIPATION_DEPUTY, place=cast.isfahan)
    Post.objects.create(user=greedy, role=Role.COUNTY_HEAD, place=cast.kashan)
    twin = user("twin", Role.PARTICIPATION_DEPUTY, cast.isfahan)
    Foundings.cast = cast
    Foundings.users = cast.staff | {"both": both, "twin": twin, "greedy": greedy}
    Foundings.steps, Foundings.reached = 0, set()
    Foundings.made = [whole(cast, name="یک"), whole(cast, start=10, name="دو")]
    Foundings.made.append(whole(cast, start=20, name="سه", by=greedy))
    load_checks()
    FoundingCheck.objects.exclude(code__in=["identity", "statute"]).update(active=False)


def test_an_application_goes_only_its_way() -> None:
    work(20, derandomize=True)
    assert Foundings.steps > 800
    assert Foundings.reached == set(State) - {State.DRAFT, State.LAPSED}


@pytest.mark.long
def test_an_application_goes_only_its_way_for_long(record_property: Any) -> None:
    work(int(os.environ.get("HAMDELI_EXAMPLES", "1100")))
    record_property("figure", f"{Foundings.steps:,} steps, 0 illegal moves")


@pytest.mark.long
def test_a_hole_in_the_table_of_moves_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_guards(FOUNDING_GUARDS)
    rights: dict[State, Right | None] = {State.SUBMITTED: Right.CHECK_FOUNDING, State.REFUSED: Right.CHECK_FOUNDING}
    monkeypatch.setitem(MOVES, Act.TAKE_UP, Move(State.CHECKING, rights))
    with pytest.raises(AssertionError, match="led from refused"):
        work(40, derandomize=True)


def test_one_person_who_approves_twice_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approving, "require_second", lambda *_who: None)
    with pytest.raises((AssertionError, IntegrityError)):
        work(40, derandomize=True)


def test_a_founder_who_decides_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "require_outside", lambda *_who: None)
    with pytest.raises(AssertionError, match="by greedy"):
        work(40, derandomize=True)
