"""Whatever everybody tries in whatever order, what must hold about onward referrals holds."""

import os
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.casework.models import CaseFile, Onward
from hamdeli.casework.onward import answering, sharing
from hamdeli.casework.onward.access import may_do
from hamdeli.casework.onward.expiring import expire_and_remind
from hamdeli.casework.onward.faults import OnwardFault
from hamdeli.casework.onward.moves import MOVES, Act, Move
from hamdeli.casework.onward.sending import Request, send
from hamdeli.casework.onward.sharing import Sharing, sheet_of
from hamdeli.journal.verifying import verify
from tests.casework.onward.making import TODAY, able, marked
from tests.support.cast import Cast
from tests.support.machines import let_work, undo

FILES = 3

# Written down a second time on purpose: the states from which, where to, and the people by whom.
LEGAL: dict[str, tuple[set[str], str, str]] = {
    "accept": ({"sent", "asked"}, "accepted", "receiver"),
    "ask": ({"sent"}, "asked", "receiver"),
    "reply": ({"asked"}, "sent", "sender"),
    "decline": ({"sent", "asked"}, "declined", "receiver"),
    "finish": ({"accepted"}, "done", "receiver"),
    "withdraw": ({"sent", "asked", "accepted"}, "withdrawn", "sender"),
}
PEOPLE = {"10-001": {"centre_head", "worker"}, "10-002": {"other_centre_head"}, "10-003": set()}
ROLES = (
    *("centre_head", "worker", "other_centre_head", "county_head", "other_county_head", "deputy", "volunteer"),
    *("supervisor", "admission_worker", "stranger"),
)
OPEN_STATES = ("sent", "asked", "accepted")
numbers = st.integers(min_value=0, max_value=10**6)
# The empty role stands for one who may: strangers alone would seldom get anywhere.
roles = st.sampled_from(["", *ROLES, *[""] * len(ROLES)])

sendings = st.tuples(
    st.integers(0, FILES - 1),
    st.sampled_from([0, 0, 0, 1, 1, 1, 2]),
    st.booleans(),
    st.sampled_from([7, 7, 7, 1, 0, -1, 90, 91]),
)


class Referring(RuleBasedStateMachine):
    """Three families, three centres, everybody at work, and the days that pass."""

    cast: Cast
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.today: date = TODAY
        self.centres = [able(getattr(self.cast, name)) for name in ("mehr", "noor", "natanz_centre")]
        self.files = [marked(self.cast, f"10-90{number}", centre=self.centres[number % 2]) for number in range(FILES)]
        self.ended: dict[int, Any] = {}

    def teardown(self) -> None:
        assert verify().sound
        undo(self.savepoint)

    def attempt(self, verb: Any, **values: Any) -> bool:
        """Do it and say whether it was done."""
        Referring.steps += 1
        try:
            verb(**values)
        except OnwardFault:
            return False
        return True

    @rule(
        sends=st.lists(sendings, min_size=1, max_size=3),
        moves=st.lists(st.tuples(numbers, roles, st.sampled_from(list(LEGAL))), min_size=4, max_size=12),
    )
    def send_and_move(self, sends: list[tuple[int, int, bool, int]], moves: list[tuple[int, str, str]]) -> None:
        for file, to, name, days in sends:
            self.send(file, to, name, days)
        for which, role, act in moves:
            self.move(which, role, act)

    def send(self, file: int, to: int, name: bool, days: int) -> None:
        asked = Request(
            receiver=self.centres[to],
            speciality="social_work",
            asked_for="counselling",
            answer_by=self.today + timedelta(days=days),
            sharing=Sharing(name=name),
        )
        case_file = CaseFile.objects.get(pk=self.files[file].pk)
        done = self.attempt(send, case_file=case_file, request=asked, by=self.cast.worker, today=self.today)
        if done:
            assert case_file.centre_id not in (None, asked.receiver.pk)
            assert self.today < asked.answer_by <= self.today + timedelta(days=90)

    def move(self, which: int, role: str, act: str) -> None:
        rows = list(Onward.objects.select_related("case_file__centre", "receiver").order_by("-pk")[:6])
        if not rows:
            return
        onward = rows[which % len(rows)]
        states, after, side = LEGAL[act]
        centre = onward.receiver if side == "receiver" else onward.case_file.centre
        people = PEOPLE.get(centre.code, set()) if centre else set()
        user = getattr(self.cast, role or max(people, default="stranger"))
        allowed = may_do(user, onward, MOVES[act].side)
        assert allowed == ((role or max(people, default="")) in people)
        if not allowed:
            return
        over = onward.state in ("sent", "asked") and onward.answer_by < self.today and act != "withdraw"
        done = self.attempt(self.do, onward=onward, act=act, user=user)
        assert done == (onward.state in states and not over), f"{act} of a referral that was {onward.state}"
        if done:
            assert Onward.objects.get(pk=onward.pk).state == after

    def do(self, onward: Onward, act: str, user: Any) -> None:
        """Call the verb of `act`."""
        words = {"ask": {"words": "?"}, "reply": {"words": "!"}, "decline": {"reason": "too_far"}}
        more: dict[str, Any] = {"finish": {"outcome": "done"}, **words}.get(act, {})
        getattr(answering, act)(onward=onward, by=user, today=self.today, **more)

    @rule(days=st.sampled_from([1, 1, 3, 8, 30]))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)
        expire_and_remind(self.today)
        assert not Onward.objects.filter(state__in=["sent", "asked"], answer_by__lt=self.today).exists()

    @rule(file=st.integers(0, FILES - 1), to=st.sampled_from([0, 0, 1, 1, None]))
    def transfer(self, file: int, to: int | None) -> None:
        CaseFile.objects.filter(pk=self.files[file].pk).update(centre=None if to is None else self.centres[to])

    @invariant()
    def the_carrying_centre_is_nobody_elses_matter(self) -> None:
        for onward in Onward.objects.exclude(state__in=OPEN_STATES).select_related("case_file__household"):
            sheet = sheet_of(onward, self.today)
            assert not sheet.identifies, "an ended referral tells a name"

    @invariant()
    def nothing_is_told_that_was_not_chosen(self) -> None:
        for onward in Onward.objects.select_related("case_file__household"):
            sheet = sheet_of(onward, self.today)
            assert onward.name_shared or "Q" not in sheet.name, "a name that was not shared"
            assert not sheet.phone

    @invariant()
    def what_ended_stays_as_it_ended(self) -> None:
        rows = Onward.objects.exclude(state__in=OPEN_STATES).values("id", "state", "reason", "outcome", "ended_at")
        now = {row["id"]: row for row in rows}
        assert self.ended.items() <= now.items(), "an ended referral moved"
        self.ended = now


def work(examples: int, **more: Any) -> None:
    """Let everybody work: `examples` times twenty-five rounds."""
    let_work(Referring, examples, **more)


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    Referring.cast = cast
    Referring.steps = 0


def test_what_must_hold_holds() -> None:
    work(12, derandomize=True)
    assert Referring.steps > 200


@pytest.mark.long
def test_what_must_hold_holds_for_long(record_property: Any) -> None:
    work(int(os.environ.get("HAMDELI_EXAMPLES", "1500")))
    record_property("figure", f"{Referring.steps:,} steps, 0 illegal moves")
    assert Referring.steps > 100 or "HAMDELI_EXAMPLES" in os.environ


@pytest.mark.parametrize(("act", "state"), [(Act.FINISH, "sent"), (Act.ACCEPT, "withdrawn"), (Act.REPLY, "accepted")])
def test_a_hole_in_the_table_of_moves_is_found(monkeypatch: pytest.MonkeyPatch, act: Act, state: str) -> None:
    hole = Move(MOVES[act].before | {state}, MOVES[act].after, MOVES[act].side)
    monkeypatch.setitem(MOVES, act, hole)
    with pytest.raises(AssertionError, match=rf"{act.value} of a referral|an ended referral moved"):
        work(60, derandomize=True)


def test_a_sheet_that_tells_too_much_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sharing.Sheet(speciality="", asked_for="", name="Qgiven")
    monkeypatch.setitem(globals(), "sheet_of", lambda _onward, _today: whole)
    with pytest.raises(AssertionError, match=r"tells a name|not shared"):
        work(20, derandomize=True)
