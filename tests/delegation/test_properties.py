"""Whatever everybody tries in whatever order, what must hold about mandates holds."""

import os
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, F, Q
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.delegation import handing_over
from hamdeli.delegation.accepting import accept
from hamdeli.delegation.access import has_right
from hamdeli.delegation.checklists import checklist
from hamdeli.delegation.declining import decline
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.guards import MANDATE_GUARDS
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Handover, Mandate
from hamdeli.delegation.moves import MOVES, Act, Move
from hamdeli.delegation.overriding import Override
from hamdeli.delegation.recalling import recall
from hamdeli.delegation.returning import return_file
from hamdeli.delegation.transferring import transfer
from hamdeli.delegation.undoing import undo_handover, undo_mandate
from hamdeli.journal.guards import lower_guards
from hamdeli.journal.verifying import verify
from tests.support.cast import Cast, case_file
from tests.support.machines import let_work, undo

FILES = 7
FILLED = checklist(tasks=[], papers=["birth certificate"], promises=[])
WHY: dict[str, Any] = {"reason": "family_wishes", "checklist": FILLED}

# Written down a second time on purpose: the states from which, and the people by whom.
LEGAL: dict[str, tuple[set[str], str]] = {
    Act.ACCEPT: ({"offered"}, "head"),
    Act.DECLINE: ({"offered"}, "head"),
    Act.RETURN: ({"accepted"}, "head"),
    Act.RECALL: ({"offered", "accepted"}, "office"),
    Act.TRANSFER: ({"offered", "accepted"}, "office"),
    Act.UNDO: ({"offered"}, "deputy"),
}
HEADS = {"10-001": "centre_head", "10-002": "other_centre_head"}
ROLES = ["deputy", "county_head", "other_county_head", "centre_head", "other_centre_head", "worker", "stranger"]
numbers = st.integers(min_value=0, max_value=10**6)
# The empty role stands for one who may: strangers alone would seldom get anywhere.
roles = st.sampled_from(["", *ROLES, *[""] * len(ROLES)])


def people(kind: str, mandate: Mandate) -> set[str]:
    """Return who may, by the second writing of the rules; all files are of Kashan."""
    if kind == "head":
        return {HEADS.get(mandate.centre.code, "")}
    return {"deputy"} if kind == "deputy" else {"deputy", "county_head"}


class Delegation(RuleBasedStateMachine):
    """Seven files, four centres of two provinces, everybody at work."""

    cast: Cast
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.files = [case_file(f"F-{number}", self.cast.kashan) for number in range(FILES)]
        names = ("mehr", "noor", "natanz_centre", "ilam_centre")
        self.centres = [getattr(self.cast, name) for name in names]
        Centre.objects.update(capacity=3)
        self.ended: dict[int, Any] = {}
        begun = [(file.pk, self.centres[place % 2].pk) for place, file in enumerate(self.files[:5])]
        hand_over(lines=begun, actor=self.cast.deputy.actor, made_by=None, province=self.cast.isfahan)

    def teardown(self) -> None:
        assert verify().sound
        undo(self.savepoint)

    def attempt(self, verb: Any, **values: Any) -> bool:
        """Do it and say whether it was done."""
        Delegation.steps += 1
        try:
            verb(**values)
        except HandoverFault:
            return False
        return True

    @rule(
        pairs=st.lists(
            st.tuples(st.integers(0, FILES - 1), st.sampled_from([0, 0, 0, 1, 1, 1, 2, 3])), min_size=1, max_size=4
        ),
        signed=st.sampled_from([False, False, False, True]),
        accepted=st.booleans(),
    )
    def hand_over(self, pairs: list[tuple[int, int]], signed: bool, accepted: bool) -> None:
        lines = [(self.files[file].pk, self.centres[centre].pk) for file, centre in pairs]
        override = Override(by="deputy", reason="flood") if signed else None
        before = Mandate.objects.count()
        common: dict[str, Any] = {"actor": self.cast.deputy.actor, "made_by": None, "province": self.cast.isfahan}
        done = self.attempt(hand_over, lines=lines, override=override, accepted=accepted, **common)
        if done:
            assert len({file for file, _centre in pairs}) == len(pairs)
            assert 3 not in {centre for _file, centre in pairs}
        assert (Mandate.objects.count() > before) == done

    @rule(
        moves=st.lists(
            st.tuples(numbers, roles, st.sampled_from(list(LEGAL)), st.integers(0, 3)), min_size=3, max_size=9
        )
    )
    def move_some(self, moves: list[tuple[int, str, Act, int]]) -> None:
        for which, role, act, to in moves:
            self.move(which, role, act, to)

    def move(self, which: int, role: str, act: Act, to: int) -> None:
        mandates = list(Mandate.objects.select_related("case_file__province", "centre").order_by("-pk")[:9])
        if not mandates:
            return
        mandate = mandates[which % len(mandates)]
        states, kind = LEGAL[act]
        role = role or max(people(kind, mandate)) or "worker"
        user = getattr(self.cast, role)
        allowed = has_right(user, mandate, MOVES[act].right)
        assert allowed == (role in people(kind, mandate))
        if not allowed:
            return
        licensed = Centre.objects.get(pk=mandate.centre_id).may_receive
        done = self.attempt(self.do, mandate=mandate, act=act, to=self.centres[to], actor=user.actor)
        assert not done or mandate.state in states, f"{act} of a mandate that was {mandate.state}"
        if act in (Act.DECLINE, Act.RETURN, Act.RECALL) or (act == Act.ACCEPT and licensed):
            assert done == (mandate.state in states)

    def do(self, mandate: Mandate, act: Act, to: Centre, actor: Any) -> None:
        """Call the verb of `act`."""
        match act:
            case Act.ACCEPT:
                accept(mandates=[mandate.pk], actor=actor)
            case Act.DECLINE:
                decline(mandates=[mandate.pk], reason="no_capacity", actor=actor)
            case Act.RETURN:
                return_file(mandate=mandate, actor=actor, **WHY)
            case Act.RECALL:
                recall(mandate=mandate, actor=actor, **WHY)
            case Act.TRANSFER:
                transfer(mandate=mandate, to_centre=to, actor=actor, **WHY)
            case Act.UNDO:
                undo_mandate(mandate=mandate, actor=actor, reason="mistake")

    @rule(which=numbers)
    def undo_a_handover(self, which: int) -> None:
        handovers = list(Handover.objects.filter(act="handover").order_by("-pk")[:4])
        if not handovers:
            return
        handover = handovers[which % len(handovers)]
        states = set(handover.mandates.values_list("state", flat=True))
        actor = self.cast.deputy.actor
        done = self.attempt(undo_handover, handover=handover, actor=actor, reason="x", seen_version=handover.version)
        assert not done or states <= {"offered", "undone"}
        if done:
            assert set(handover.mandates.values_list("state", flat=True)) == {"undone"}

    @rule(which=st.integers(0, 2), licence=st.sampled_from(["active", "active", "suspended"]))
    def license(self, which: int, licence: str) -> None:
        Centre.objects.filter(pk=self.centres[which].pk).update(licence=licence)

    @invariant()
    def a_file_has_at_most_one_open_mandate_and_the_centre_of_it(self) -> None:
        open_ones = list(Mandate.objects.open().values_list("case_file", "centre"))
        carried = CaseFile.objects.filter(centre__isnull=False).values_list("pk", "centre")
        assert sorted(open_ones) == sorted(carried)
        assert len(dict(open_ones)) == len(open_ones)

    @invariant()
    def no_centre_is_over_its_capacity_unsigned(self) -> None:
        unsigned = Count("mandates", filter=Q(mandates__state__in=["offered", "accepted"], mandates__override_by=""))
        assert not Centre.objects.annotate(unsigned=unsigned).filter(unsigned__gt=F("capacity")).exists()

    @invariant()
    def nothing_goes_to_another_province(self) -> None:
        assert not Mandate.objects.filter(centre=self.cast.ilam_centre).exists()

    @invariant()
    def history_is_kept(self) -> None:
        now: dict[int, Any] = {
            row["id"]: row for row in Mandate.objects.exclude(state__in=["offered", "accepted"]).values()
        }
        assert self.ended.items() <= now.items()
        self.ended = now


def work(examples: int, **more: Any) -> None:
    """Let everybody work: `examples` times twenty-five rounds."""
    let_work(Delegation, examples, **more)


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    Delegation.cast = cast
    Delegation.steps = 0


def test_what_must_hold_holds() -> None:
    work(25, derandomize=True)
    assert Delegation.steps > 500


@pytest.mark.long
def test_what_must_hold_holds_for_long(record_property: Any) -> None:
    work(int(os.environ.get("HAMDELI_EXAMPLES", "2000")))
    record_property("figure", f"{Delegation.steps:,} steps, 0 illegal moves")


def test_a_hole_in_the_table_of_moves_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_guards(MANDATE_GUARDS)
    hole = Move(frozenset({"offered", "accepted"}), MOVES[Act.RETURN].after, MOVES[Act.RETURN].right)
    monkeypatch.setitem(MOVES, Act.RETURN, hole)
    with pytest.raises(AssertionError, match="return of a mandate that was offered"):
        work(60, derandomize=True)


def test_a_handover_that_forgets_capacity_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_guards(MANDATE_GUARDS)
    monkeypatch.setattr(handing_over, "require_places", lambda *_what, **_signed: None)
    with pytest.raises(AssertionError):
        work(60, derandomize=True)
