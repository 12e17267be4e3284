"""Whatever everybody tries in whatever order, on whatever day: a licence moves by its table, or not at all."""

import os
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile
from hamdeli.centres.guards import CENTRE_GUARDS
from hamdeli.centres.licensing.access import may
from hamdeli.centres.licensing.appealing import appeal, hear
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.giving import give
from hamdeli.centres.licensing.measuring import Asked, decide, dismiss, lift, propose, withdraw
from hamdeli.centres.licensing.moves import MOVES, Move
from hamdeli.centres.licensing.passing import pass_days
from hamdeli.centres.licensing.policy import last_day
from hamdeli.centres.licensing.renewing import ask_renewal, renew
from hamdeli.centres.models import Appeal, Centre, Licence, LicenceAct, LicenceMove, LicenceTerm, Measure
from hamdeli.delegation.accepting import accept
from hamdeli.delegation.declining import decline
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.guards import MANDATE_GUARDS
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Mandate
from hamdeli.journal.guards import lower_guards
from hamdeli.journal.verifying import verify
from hamdeli.proposals.closing import close_due, take_effect
from tests.support.cast import Cast, case_file, centre, user
from tests.support.machines import let_work, undo

START = timezone.localdate()
"""Decisions are dated by the clock, so the calendar of the machine begins there."""
PEOPLE = [
    "participation",
    "second",
    "county_head",
    "inspector",
    "director",
    "centre_head",
    "worker",
    "both",
    "stranger",
]
# Written down a second time on purpose: from which state an act may lead to which.
LEGAL: dict[str, set[tuple[str, str]]] = {
    "approve": {("provisional", "provisional")},
    "give": {("provisional", "active"), ("active", "active")},
    "renew": {("active", "active"), ("expired", "active")},
    "expire": {("active", "expired"), ("provisional", "expired")},
    "suspend": {("active", "suspended"), ("provisional", "suspended")},
    "lift": {("suspended", "active"), ("suspended", "provisional")},
    "decide": {(state, "suspended") for state in ("active", "provisional", "expired", "suspended")},
    "revoke": {("suspended", "revoked")},
    "overturn": {
        *(("suspended", state) for state in ("active", "provisional", "expired", "suspended")),
        *(("revoked", state) for state in ("active", "provisional", "expired", "suspended", "revoked")),
        *((state, state) for state in ("active", "provisional", "expired")),
    },
}
# Strangers alone would seldom get anywhere: every other step is taken by one who may.
LIKELY = [
    *["second", "participation", "participation", "centre_head", "county_head", "inspector", "county_head"],
    *["participation", "second", "participation", "second", "centre_head", "director", "participation"],
]
STILL = {(state, state) for state in Licence.values}
# Who by the second writing: the roles that may do an act at all, whatever else is needed.
WHO: dict[str, set[str]] = {
    "propose": {"participation", "second", "county_head", "inspector"},
    "decide": {"participation", "second"},
    "hear": {"director"},
    "appeal": {"centre_head", "both"},
}


class Licensing(RuleBasedStateMachine):
    """Three centres, eight people, and a calendar that goes on."""

    cast: Cast
    others: dict[str, User]
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.today, self.key, self.seen = START, 0, 0
        new = centre("10-050", self.cast.kashan, licence="provisional")
        self.centres = [self.cast.mehr, self.cast.noor, new]
        self.people = {name: self.others.get(name) or getattr(self.cast, name) for name in PEOPLE}
        files = [case_file(f"F-{number}", self.cast.kashan) for number in range(4)]
        pairs = [(file.pk, self.centres[number % 2].pk) for number, file in enumerate(files)]
        hand_over(lines=pairs, actor=self.cast.deputy.actor, made_by=None, province=self.cast.isfahan)
        for one in self.centres[:2]:
            self.attempt(self.give_to, one, "full", self.cast.participation)

    def teardown(self) -> None:
        assert verify().sound
        undo(self.savepoint)

    def fresh(self) -> str:
        """Return a key that nobody has used."""
        self.key += 1
        return f"k{self.key}"

    def attempt(self, verb: Any, *more: Any, **values: Any) -> bool:
        """Do it and say whether it was done."""
        Licensing.steps += 1
        try:
            with transaction.atomic():
                verb(*more, **values)
        except (LicenceFault, HandoverFault):
            return False
        return True

    def give_to(self, one: Centre, kind: str, by: User) -> None:
        ends = last_day(self.today, provisional=kind == "provisional")
        give(centre=one, kind=kind, begins=self.today, ends=ends, by=by, key=self.fresh())

    def may(self, name: str, one: Centre, act: LicenceAct, who: str) -> bool:
        """Say whether the door is open, and check that it is open to nobody else."""
        allowed = may(self.people[name], one, act)
        belongs = name in ("centre_head", "both") and one.pk == self.cast.mehr.pk
        assert not allowed or name in WHO[who] | ({"both"} if who != "appeal" else set())
        assert not (allowed and belongs and who != "appeal"), f"{name} decides about a centre of their own"
        return allowed

    @rule(steps=st.lists(st.tuples(st.integers(0, 13), st.integers(0, 17), st.integers(0, 2)), min_size=6, max_size=14))
    def act_some(self, steps: list[tuple[int, int, int]]) -> None:
        for what, who, where in steps:
            name = PEOPLE[who] if who < len(PEOPLE) else LIKELY[what]
            self.act(what, name, Centre.objects.get(pk=self.centres[where].pk))
            self.every_move_is_of_the_table()

    def act(self, what: int, name: str, one: Centre) -> None:
        by = self.people[name]
        if what == 0 and self.may(name, one, LicenceAct.GIVE, "decide"):
            self.attempt(self.give_to, one, "full", by)
        elif what == 1 and self.may(name, one, LicenceAct.APPROVE, "decide"):
            self.attempt(self.give_to, one, "provisional", by)
        elif what == 2 and self.may(name, one, LicenceAct.RENEW, "decide"):
            self.attempt(renew, centre=one, by=by, today=self.today, key=self.fresh())
        elif what == 3 and self.may(name, one, LicenceAct.APPEAL, "appeal"):
            self.attempt(ask_renewal, centre=one, words="", by=by, today=self.today, key=self.fresh())
        elif what in (4, 5, 6) and self.may(name, one, LicenceAct.PROPOSE, "propose"):
            self.propose(Measure.Kind.values[what - 4], by, one)
        else:
            self.answer(what, name, one)

    def propose(self, kind: str, by: User, one: Centre) -> None:
        until = self.today + timedelta(days=60) if kind == "suspension" else None
        asked = Asked(kind, "findings", "seen", until)
        if not self.attempt(propose, centre=one, asked=asked, by=by, today=self.today, key=self.fresh()):
            self.withdraw(by, one)

    def withdraw(self, by: User, one: Centre) -> None:
        measure = Measure.objects.filter(centre=one).select_related("centre", "proposed_by").order_by("-pk").first()
        if measure and self.attempt(withdraw, measure=measure, by=by, note="no"):
            assert measure.proposed_by == by, "another withdrew it"
            assert measure.state == Measure.State.PROPOSED, "what was decided was withdrawn"

    def answer(self, what: int, name: str, one: Centre) -> None:
        by = self.people[name]
        measure = Measure.objects.filter(centre=one).select_related("centre").order_by("-pk").first()
        if measure is None:
            return
        if what in (7, 8, 13) and self.may(name, one, LicenceAct.DECIDE, "decide"):
            done = self.attempt(decide, measure=measure, by=by, today=self.today)
            assert not done or measure.proposed_by != by, "one person proposed and decided"
        elif what == 9 and self.may(name, one, LicenceAct.LIFT, "decide"):
            self.attempt(lift, measure=measure, by=by, today=self.today)
        elif what == 10 and self.may(name, one, LicenceAct.REVOKE, "decide"):
            if self.attempt(take_effect, measure=measure, by=by, today=self.today):
                self.nobody_was_left(measure)
        elif what == 11 and self.may(name, one, LicenceAct.APPEAL, "appeal"):
            self.attempt(appeal, measure=measure, words="no", by=by, today=self.today, key=self.fresh())
        elif what == 12:
            self.end(name, measure, one)

    def nobody_was_left(self, measure: Measure) -> None:
        """Check, file by file, that whoever left the centre since the decision is accepted by another."""
        left = Mandate.objects.filter(centre=measure.centre, ended_at__gte=measure.decided_at)
        for file in set(left.values_list("case_file", flat=True)):
            assert Mandate.objects.filter(case_file=file, state="accepted").exists(), "a family has nobody"
        assert not Appeal.objects.filter(measure=measure, state="made").exists(), "the appeal waits"

    def end(self, name: str, measure: Measure, one: Centre) -> None:
        by = self.people[name]
        made = Appeal.objects.filter(measure=measure).select_related("measure__centre").first()
        if made and self.may(name, one, LicenceAct.UPHOLD, "hear"):
            overturn = self.key % 3 > 0
            self.attempt(hear, appeal=made, overturn=overturn, decision="so", by=by, today=self.today)
        elif self.may(name, one, LicenceAct.DISMISS, "decide"):
            self.attempt(dismiss, measure=measure, by=by, note="no")

    @rule(days=st.sampled_from([1, 20, 40, 100, 400]), tended=st.sampled_from([True, True, False]))
    def wait(self, days: int, tended: bool) -> None:
        self.today += timedelta(days=days)
        if tended:
            self.attempt(pass_days, self.today)
            assert pass_days(self.today).all == 0
            self.attempt(close_due, self.today)
            self.every_move_is_of_the_table()

    @rule(where=st.integers(0, 2))
    def move_files_away(self, where: int) -> None:
        target = self.centres[where].pk
        lines = [(file.pk, target) for file in CaseFile.objects.filter(code__startswith="F-")]
        self.attempt(hand_over, lines=lines, actor=self.cast.deputy.actor, made_by=None, province=self.cast.isfahan)

    @rule(where=st.integers(0, 2), accepted=st.booleans())
    def answer_for_files(self, where: int, accepted: bool) -> None:
        offered = Mandate.objects.filter(state="offered", centre=self.centres[where])
        keys = list(offered.values_list("pk", flat=True))
        if accepted:
            self.attempt(accept, mandates=keys, actor=self.cast.deputy.actor)
        else:
            self.attempt(decline, mandates=keys[:1], reason="no_capacity", actor=self.cast.deputy.actor)

    def every_move_is_of_the_table(self) -> None:
        fresh = LicenceMove.objects.filter(pk__gt=self.seen).order_by("pk")
        for move in fresh:
            edge = (move.before, move.after)
            assert edge in LEGAL.get(move.act, STILL), f"{move.act} led from {move.before} to {move.after}"
            self.seen = move.pk

    @invariant()
    def the_licence_is_where_its_last_move_led(self) -> None:
        for one in Centre.objects.filter(pk__in=[each.pk for each in self.centres]):
            last = LicenceMove.objects.filter(centre=one).order_by("-pk").first()
            assert last is None or last.after == one.licence

    @invariant()
    def who_is_revoked_carries_nothing_and_terms_stand_apart(self) -> None:
        assert not Mandate.objects.open().filter(centre__licence="revoked").exists()
        assert not LicenceTerm.objects.filter(centre__licence="revoked", ended_at__isnull=True).exists()
        for one in self.centres:
            terms = list(LicenceTerm.objects.filter(centre=one, ended_at__isnull=True).order_by("begins"))
            assert all(before.ends < after.begins for before, after in pairwise(terms))


def work(examples: int, **more: Any) -> None:
    let_work(Licensing, examples, **more)


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    Licensing.cast = cast
    both = user("both", "participation_deputy", cast.isfahan)
    both.posts.create(role="centre_head", place=cast.kashan, centre_code=cast.mehr.code)
    second = user("second", "participation_deputy", cast.isfahan)
    Licensing.others = {"second": second, "both": both}
    Licensing.steps = 0


def test_a_licence_moves_by_its_table_alone() -> None:
    work(20, derandomize=True)
    assert Licensing.steps > 500
    print(f"{Licensing.steps} steps, 0 illegal moves")


@pytest.mark.long
def test_a_licence_moves_by_its_table_alone_for_long(record_property: Any) -> None:
    work(int(os.environ.get("HAMDELI_EXAMPLES", "2100")))
    record_property("figure", f"{Licensing.steps:,} steps, 0 illegal moves")


@pytest.mark.long
def test_a_hole_in_the_table_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_guards([*CENTRE_GUARDS, *MANDATE_GUARDS])
    right = MOVES[LicenceAct.RENEW]
    hole = Move(right.before | {"suspended", "revoked"}, right.after, right.rights, needs=right.needs)
    monkeypatch.setitem(MOVES, LicenceAct.RENEW, hole)
    monkeypatch.setattr("hamdeli.centres.licensing.renewing.require_renewable", latest)
    with pytest.raises(AssertionError, match="renew led from"):
        work(80, derandomize=True)


def latest(one: Centre, today: date) -> LicenceTerm:
    term = one.terms.order_by("-ends").first()
    if term is None:
        raise LicenceFault("no_term")
    return term
