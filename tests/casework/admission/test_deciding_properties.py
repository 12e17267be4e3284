"""Whoever decides, approves, returns and objects in whatever order: no illegal decision stands."""

import os
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.admission import deciding
from hamdeli.casework.admission.appealing import decide_anew, receive_appeal, uphold
from hamdeli.casework.admission.deciding import approve_decision, propose_decision, return_draft, withdraw_draft
from hamdeli.casework.admission.decision_faults import DecisionFault
from hamdeli.casework.guards import CASEWORK_GUARDS
from hamdeli.casework.models import Appeal, CaseFile, Decision, DecisionDraft, Visit
from hamdeli.casework.scoring.scoring import score_file
from hamdeli.journal.guards import lower_guards
from hamdeli.journal.verifying import verify
from tests.casework.admission.deciding_world import TODAY, admitted, family, in_days, ready, visited
from tests.support.cast import Cast
from tests.support.machines import let_work, undo

# Written down a second time on purpose: which decision may follow which, and the state that each leaves behind.
AFTER: dict[str, set[str]] = {
    "": {"client", "own", "waiting", "elsewhere", "refuse"},
    "waiting": {"client", "own", "waiting", "elsewhere", "refuse"},
    "own": {"client"},
    "client": {"own"},
    "elsewhere": set(),
    "refuse": set(),
}
LEAVES = {"client": "active", "own": "active", "waiting": "listed", "elsewhere": "closed", "refuse": "closed"}
REASONS = {"client": "poverty", "own": "standing", "waiting": "no_quota", "elsewhere": "other_body", "refuse": "means"}
WITHOUT_VISIT = {"elsewhere"}
MAY_DECIDE = {"county_head", "admission_worker", "both", "second"}
MAY_ANSWER = MAY_DECIDE | {"deputy", "supervisor"}
ROLES = sorted(MAY_ANSWER | {"other_county_head", "enquiring_worker", "centre_head", "worker", "stranger", "director"})
LIKELY = [*ROLES, *sorted(MAY_DECIDE) * 3]
numbers = st.integers(0, 10**6)
roles = st.sampled_from(LIKELY)
outcomes = st.sampled_from(sorted(LEAVES))


class Commission(RuleBasedStateMachine):
    """Five families in admission, everybody at work; two of the people hold two posts."""

    cast: Cast
    people: dict[str, User]
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.files = [ready(f"F-{number}", self.cast) for number in range(3)]
        unvisited = family("F-8", self.cast)
        admitted(unvisited, self.cast)
        score_file(case_file=unvisited, by=self.cast.admission_worker, today=TODAY)
        self.files += [unvisited, family("F-9", self.cast)]
        self.changed: set[int] = set()

    def teardown(self) -> None:
        assert verify().sound
        undo(self.savepoint)

    def attempt(self, verb: Any, **values: Any) -> bool:
        """Do it and say whether it was done."""
        Commission.steps += 1
        try:
            verb(**values)
        except DecisionFault:
            return False
        except IntegrityError as refusal:
            raise AssertionError("only the database refused") from refusal
        return True

    @rule(which=numbers, role=roles, outcome=outcomes)
    def propose(self, which: int, role: str, outcome: str) -> None:
        file = self.files[which % len(self.files)]
        fresh = CaseFile.objects.get(pk=file.pk)
        standing = self.standing(fresh)
        until = in_days(30) if outcome == "waiting" else None
        values = {"outcome": outcome, "reason": REASONS[outcome], "note": "why", "until": until, "today": TODAY}
        done = self.attempt(propose_decision, case_file=fresh, author=self.people[role], **values)
        if not done:
            return
        assert role in MAY_DECIDE, f"{role} wrote a decision"
        assert outcome in AFTER[standing], f"{outcome} after {standing}"
        assert outcome in WITHOUT_VISIT or self.was_visited(fresh), "a decision without a visit"

    @rule(which=numbers, role=roles)
    def approve(self, which: int, role: str) -> None:
        draft = self.draft(which)
        if draft is None:
            return
        user, before = self.people[role], draft.state
        stale = draft.case_file_id in self.changed
        done = self.attempt(approve_decision, draft=draft, approver=user, today=TODAY, seen_version=draft.version)
        if done:
            assert role in MAY_DECIDE, f"{role} approved"
            assert draft.author_id != user.pk, "the author approved"
            assert before == "open", f"approved a draft that was {before}"
            assert not stale, "approved although the family changed"
        elif stale and before == "open" and role in MAY_DECIDE and draft.author_id != user.pk:
            draft.refresh_from_db()
            assert draft.state == "void"

    @rule(which=numbers, role=roles, back=st.booleans())
    def end_a_draft(self, which: int, role: str, back: bool) -> None:
        draft = self.draft(which)
        if draft is None:
            return
        user, before, seen = self.people[role], draft.state, draft.version
        if back:
            done = self.attempt(return_draft, draft=draft, by=user, comment="once more", seen_version=seen)
            assert not done or (role in MAY_DECIDE and user.pk != draft.author_id)
        else:
            done = self.attempt(withdraw_draft, draft=draft, by=user, seen_version=seen)
            assert not done or user.pk == draft.author_id
        assert not done or before == "open"

    @rule(which=numbers, role=roles)
    def object(self, which: int, role: str) -> None:
        decisions = list(Decision.objects.filter(visit__isnull=True).order_by("-pk")[:6])
        if not decisions:
            return
        decision = decisions[which % len(decisions)]
        user = self.people[role]
        done = self.attempt(receive_appeal, decision=decision, words="we object", by=user, today=TODAY)
        if done:
            assert not Decision.objects.filter(replaces=decision).exists()
            assert has_right(user, decision.case_file, Right.REFER) or role in MAY_DECIDE

    @rule(which=numbers, role=roles, outcome=st.none() | outcomes)
    def answer(self, which: int, role: str, outcome: str | None) -> None:
        appeals = list(Appeal.objects.select_related("decision__case_file").order_by("-pk")[:4])
        if not appeals:
            return
        appeal, user = appeals[which % len(appeals)], self.people[role]
        values: dict[str, Any] = {"appeal": appeal, "answer": "we looked again", "by": user}
        if outcome:
            until = in_days(30) if outcome == "waiting" else None
            values |= {"outcome": outcome, "reason": REASONS[outcome], "note": "why", "until": until, "today": TODAY}
        done = self.attempt(decide_anew if outcome else uphold, **values)
        if done:
            assert role in MAY_ANSWER
            assert user.pk not in (appeal.decision.author_id, appeal.decision.approver_id), "answered an own decision"
            assert not appeal.result
            assert outcome != appeal.decision.outcome

    @rule(which=numbers)
    def the_family_changes(self, which: int) -> None:
        file = self.files[which % len(self.files)]
        head = file.household.members.get()
        head.income = (head.income or 0) + 1_000_000
        head.save()
        for draft in DecisionDraft.objects.filter(case_file=file, state="open"):
            self.changed.add(draft.case_file_id)

    @rule(which=numbers)
    def score_again(self, which: int) -> None:
        file = self.files[which % len(self.files)]
        if CaseFile.objects.get(pk=file.pk).state != "closed":
            score_file(case_file=file, by=self.cast.admission_worker, today=TODAY)

    def draft(self, which: int) -> DecisionDraft | None:
        """Return one of the last drafts; what is no longer open cannot be stale any more."""
        drafts = list(DecisionDraft.objects.select_related("case_file__centre").order_by("-pk")[:6])
        waiting = {draft.case_file_id for draft in DecisionDraft.objects.filter(state="open")}
        self.changed &= waiting
        return drafts[which % len(drafts)] if drafts else None

    def standing(self, file: CaseFile) -> str:
        last = file.decisions.filter(visit__isnull=True, replaced_by__isnull=True).order_by("-pk").first()
        return last.outcome if last else ""

    def was_visited(self, file: CaseFile) -> bool:
        return Visit.objects.filter(case_file=file, purpose="enquiry", state="done").exists()

    @invariant()
    def every_decision_has_two_people_and_stands_or_is_replaced_once(self) -> None:
        rows = list(Decision.objects.filter(visit__isnull=True).order_by("pk"))
        for row in rows:
            assert row.approver_id
            assert row.approver_id != row.author_id
        for file in {row.case_file_id for row in rows}:
            mine = [row for row in rows if row.case_file_id == file]
            assert [row.replaces_id for row in mine] == [None, *(row.pk for row in mine[:-1])]

    @invariant()
    def a_file_is_what_its_last_decision_says(self) -> None:
        for file in CaseFile.objects.filter(pk__in=[file.pk for file in self.files]):
            outcome = self.standing(file)
            assert file.state == (LEAVES[outcome] if outcome else "admission")
            assert outcome not in ("client", "own") or file.coverage == outcome

    @invariant()
    def at_most_one_draft_waits(self) -> None:
        waiting = list(DecisionDraft.objects.filter(state="open").values_list("case_file", flat=True))
        assert len(waiting) == len(set(waiting))


def work(examples: int, **more: Any) -> None:
    """Let everybody work: `examples` times twenty-five steps."""
    let_work(Commission, examples, **more)


@pytest.fixture(autouse=True)
def _world(cast: Cast) -> None:
    both = User.objects.create_user(username="both", password="correct horse battery")
    second = User.objects.create_user(username="second", password="correct horse battery")
    for role in ("county_head", "admission_worker", "supervisor"):
        Post.objects.create(user=both, role=role, place=cast.kashan)
    Post.objects.create(user=second, role="admission_worker", place=cast.kashan)
    Post.objects.create(user=second, role="county_head", place=cast.natanz)
    visited(family("F-7", cast), cast)
    Commission.cast = cast
    Commission.people = cast.staff | {"both": both, "second": second}
    Commission.steps = 0


def test_no_illegal_decision_stands() -> None:
    work(20, derandomize=True)
    assert Commission.steps > 60


@pytest.mark.long
def test_no_illegal_decision_stands_for_long(record_property: Any) -> None:
    work(int(os.environ.get("HAMDELI_EXAMPLES", "4000")))
    record_property("figure", f"{Commission.steps} steps, 0 illegal")


@pytest.mark.long
def test_an_approval_that_forgets_what_changed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "stale_parts", lambda _draft: [])
    with pytest.raises(AssertionError, match="although the family changed"):
        work(400, derandomize=True)


def test_a_commission_that_forgets_the_visit_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "require_rest", lambda *_what: None)
    with pytest.raises(AssertionError, match="a decision without a visit"):
        work(100, derandomize=True)


def test_a_hole_in_the_rights_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    lower_guards(CASEWORK_GUARDS)
    monkeypatch.setattr(deciding, "require_right", lambda *_what: None)
    with pytest.raises(AssertionError, match=r"wrote a decision|approved"):
        work(100, derandomize=True)
