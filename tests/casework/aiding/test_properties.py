"""Whatever everybody tries in whatever order, what must hold about aid holds: once in a period, money by three."""

import os
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Role
from hamdeli.casework.aiding import giving, proposing
from hamdeli.casework.aiding.checking_in import Door, check_in
from hamdeli.casework.aiding.doubling import standing
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.giving import Gift, give
from hamdeli.casework.aiding.proposing import PROPOSAL_MOVES, ProposalAct, ProposalMove
from hamdeli.casework.aiding.taking_back import take_back
from hamdeli.casework.guards import CASEWORK_GUARDS
from hamdeli.casework.models import Aid, AidProposal, CaseFile
from hamdeli.journal.guards import lower_guards
from hamdeli.journal.verifying import verify
from tests.casework.aiding.making import TODAY, carried, food_list, kind, third
from tests.support.cast import Cast
from tests.support.machines import let_work, undo

FILES = 3
# Written down a second time on purpose: from which states, and whether by the author himself.
LEGAL: dict[str, tuple[set[str], bool]] = {
    "approve": ({"proposed"}, False),
    "refuse": ({"proposed"}, False),
    "withdraw": ({"proposed", "approved"}, True),
    "pay": ({"approved"}, False),
}
numbers = st.integers(min_value=0, max_value=10**6)
people = st.integers(0, 3)
kinds = st.sampled_from(["food", "food", "clothes", "medicine", "cash"])
reasons = st.sampled_from(["", "", "", "fire"])
showings = st.tuples(st.sampled_from(["food", "cash"]), numbers, people, reasons)


class Giving(RuleBasedStateMachine):
    """Three families, four givers (one with two posts), one list at the door, and the days that pass."""

    cast: Cast
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.today: date = TODAY
        self.files = [carried(self.cast, f"F-{number}") for number in range(FILES)]
        two = third(self.cast)
        Post.objects.create(user=two, role=Role.COUNTY_HEAD, place=self.cast.kashan)
        self.givers: list[User] = [self.cast.worker, self.cast.centre_head, two, self.cast.county_head]
        self.lists = {code: food_list(self.cast, code) for code in ("food", "cash")}
        self.known: dict[int, Any] = {}

    def teardown(self) -> None:
        assert verify().sound
        undo(self.savepoint)

    def attempt(self, verb: Any, **values: Any) -> Any:
        """Do it and return what came of it, or the code of the fault."""
        Giving.steps += 1
        try:
            with transaction.atomic():
                return verb(**values)
        except AidFault as fault:
            return fault.code

    def gift(self, code: str, override: str, back: int) -> Gift:
        """Return a gift, some days ago."""
        on = self.today - timedelta(days=back)
        return Gift(kind=kind(code), worth=5, source="mosque", given_on=on, override=override)

    @rule(gifts=st.lists(st.tuples(st.integers(0, FILES - 1), people, kinds, reasons, st.integers(-1, 20)), min_size=2))
    def give_some(self, gifts: list[tuple[int, int, str, str, int]]) -> None:
        for file, who, code, override, back in gifts[:6]:
            gift, by = self.gift(code, override, back), self.givers[who]
            expected = gift.kind.money or back < 0 or (self.had(file, gift) and not override)
            came = self.attempt(
                give, case_file=self.files[file], gift=gift, centre=self.cast.mehr, giver=by, today=self.today
            )
            assert isinstance(came, Aid) != bool(expected), f"{code} on {gift.given_on}: {came}"

    def had(self, file: int, gift: Gift) -> bool:
        """Say, by the second writing of the rule, whether the household has had the kind in its period."""
        days = Aid.objects.filter(case_file=self.files[file], kind=gift.kind, takes_back=None, taken_back_by=None)
        return any(
            abs((day - gift.given_on).days) < gift.kind.period_days for day in days.values_list("given_on", flat=True)
        )

    @rule(
        asked=st.lists(st.tuples(st.integers(0, FILES - 1), people, reasons), min_size=1, max_size=3),
        moves=st.lists(st.tuples(numbers, people, st.sampled_from(list(LEGAL))), min_size=4, max_size=12),
    )
    def money(self, asked: list[tuple[int, int, str]], moves: list[tuple[int, int, str]]) -> None:
        for file, who, override in asked:
            gift, by = self.gift("cash", override, 0), self.givers[who]
            file_of, centre = self.files[file], self.cast.mehr
            common: dict[str, Any] = {"gift": gift, "centre": centre, "author": by, "today": self.today}
            self.attempt(proposing.propose, case_file=file_of, **common)
        for which, who, act in moves:
            self.move(which, self.givers[who], act)

    def move(self, which: int, by: User, act: str) -> None:
        rows = list(AidProposal.objects.select_related("case_file").order_by("-pk")[:5])
        if not rows:
            return
        proposal = rows[which % len(rows)]
        states, own = LEGAL[act]
        given: dict[str, Any] = {"given_on": self.today, "today": self.today}
        more: dict[str, dict[str, Any]] = {"pay": given, "refuse": {"reason": "no"}}
        came = self.attempt(getattr(proposing, act), proposal=proposal, by=by, **more.get(act, {}))
        mine = by.pk == proposal.author_id
        fits = proposal.state in states and mine == own and not (act == "pay" and by.pk == proposal.approver_id)
        assert fits or isinstance(came, str), f"{act} of money that was {proposal.state} by one of the others"
        assert came == "doubled" or isinstance(came, str) != fits, f"{act} of money: {came}"

    @rule(
        shown=st.lists(st.tuples(st.sampled_from(["food", "cash"]), numbers, people, reasons), min_size=2, max_size=8)
    )
    def door(self, shown: list[tuple[str, int, int, str]]) -> None:
        for code, which, who, reason in shown:
            delivery = self.lists[code]
            line = delivery.lines.order_by("pk")[which % FILES]
            before = standing(line.aid.all()).exists()
            came = self.attempt(
                check_in, delivery=delivery, code=line.code, by=self.givers[who], today=self.today, reason=reason
            )
            assert not isinstance(came, str) or (code == "cash" and who in (0, 1)), came
            assert before == (not isinstance(came, str) and came.door == Door.ALREADY) or isinstance(came, str)

    @rule(which=numbers, who=people)
    def take_one_back(self, which: int, who: int) -> None:
        rows = list(Aid.objects.order_by("-pk")[:6])
        if rows:
            self.attempt(take_back, aid=rows[which % len(rows)], reason="mistake", by=self.givers[who])

    @rule(days=st.sampled_from([1, 10, 26, 40]))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @invariant()
    def nobody_received_twice_without_a_reason(self) -> None:
        rows = standing().select_related("kind").order_by("pk")
        by_kind: dict[tuple[int, int], list[Aid]] = {}
        for row in rows:
            earlier = by_kind.setdefault((row.household_id, row.kind_id), [])
            near = [one for one in earlier if abs((one.given_on - row.given_on).days) < row.kind.period_days]
            assert not near or row.override_reason, "twice in a period without a reason"
            earlier.append(row)

    @invariant()
    def three_people_stand_behind_money(self) -> None:
        money = Aid.objects.filter(kind__money=True, takes_back=None)
        two = Q(author=F("giver")) | Q(author=F("approver")) | Q(approver=F("giver")) | Q(approver=None)
        assert not money.filter(two).exists(), "money of two"

    @invariant()
    def a_line_is_served_once(self) -> None:
        lines = list(standing().filter(line__isnull=False).values_list("line", flat=True))
        assert len(lines) == len(set(lines))

    @invariant()
    def what_was_written_stays(self) -> None:
        now: dict[int, Any] = {row["id"]: row for row in Aid.objects.values()}
        assert self.known.items() <= now.items()
        self.known = now


def work(examples: int, **more: Any) -> None:
    """Let everybody work: `examples` times twenty-five rounds."""
    let_work(Giving, examples, **more)


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    Giving.cast = cast
    Giving.steps = 0
    assert not CaseFile.objects.exists()


def test_what_must_hold_holds() -> None:
    work(10, derandomize=True)
    assert Giving.steps > 300


@pytest.mark.long
def test_what_must_hold_holds_for_long(record_property: Any) -> None:
    work(int(os.environ.get("HAMDELI_EXAMPLES", "1000")))
    record_property("figure", f"{Giving.steps:,} steps, 0 illegal moves")


def test_a_hole_in_the_table_of_moves_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    move = PROPOSAL_MOVES[ProposalAct.REFUSE]
    hole = ProposalMove(move.before | {"approved"}, move.after, move.right)
    monkeypatch.setitem(PROPOSAL_MOVES, ProposalAct.REFUSE, hole)
    with pytest.raises(AssertionError, match="refuse of money that was approved"):
        work(60, derandomize=True)


def test_one_who_plays_two_parts_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_guards(CASEWORK_GUARDS)
    move = PROPOSAL_MOVES[ProposalAct.PAY]
    monkeypatch.setitem(PROPOSAL_MOVES, ProposalAct.PAY, ProposalMove(move.before, move.after, move.right, own=True))
    with pytest.raises(AssertionError, match=r"pay of money|money of two"):
        work(60, derandomize=True)


def test_a_giver_who_does_not_look_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving, "last_month_of", lambda *_what: None)
    with pytest.raises(AssertionError, match=r"twice in a period|food on|clothes on"):
        work(30, derandomize=True)
