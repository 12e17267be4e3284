"""The commission's decisions: by two people, on what they rest on, never edited; and appeals."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.casework.admission.appealing import decide_anew, receive_appeal, uphold
from hamdeli.casework.admission.deciding import approve_decision, propose_decision, return_draft, withdraw_draft
from hamdeli.casework.admission.decision_faults import SENTENCES, DecisionFault
from hamdeli.casework.admission.rulings import FOLLOWING, RULINGS
from hamdeli.casework.models import Appeal, CaseFile, Decision, DecisionDraft
from hamdeli.casework.models.decision import OF_COMMISSION
from hamdeli.casework.scoring.scoring import score_file
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from tests.casework.admission.deciding_world import (
    CLIENT,
    TODAY,
    WAITING,
    admitted,
    ago,
    family,
    in_days,
    ready,
    visited,
)
from tests.support.cast import Cast


def propose(file: CaseFile, by: User, **decided: Any) -> DecisionDraft:
    return propose_decision(case_file=file, author=by, today=TODAY, **(CLIENT | decided))


def approve(draft: DecisionDraft, by: User) -> Decision:
    return approve_decision(draft=draft, approver=by, today=TODAY, seen_version=draft.version)


def decided(file: CaseFile, cast: Cast, **what: Any) -> Decision:
    return approve(propose(file, cast.admission_worker, **what), cast.county_head)


def refused(code: str) -> Any:
    return pytest.raises(DecisionFault, match=f"^{code} ")


@pytest.mark.parametrize(
    ("what", "state", "coverage"),
    [
        (CLIENT, "active", "client"),
        ({"outcome": "own", "reason": "standing"}, "active", "own"),
        (WAITING | {"until": in_days(90)}, "listed", "client"),
        ({"outcome": "refuse", "reason": "means"}, "closed", "client"),
        ({"outcome": "elsewhere", "reason": "other_body", "note": "the pension fund"}, "closed", "client"),
    ],
)
def test_what_is_decided_takes_effect(cast: Cast, what: dict[str, Any], state: str, coverage: str) -> None:
    file = ready("F-1", cast)
    decision = decided(file, cast, **what)
    file.refresh_from_db()
    assert (file.state, file.coverage, file.closed_on) == (state, coverage, TODAY if state == "closed" else None)
    assert (file.next_visit_on is not None) == (state == "active")
    assert decision.author == cast.admission_worker
    assert decision.approver == cast.county_head
    assert file.admissions.get().ended_at
    assert decision.details["score"]["total"] == file.scores.get().total
    verbs = list(Entry.objects.filter(subject="F-1").order_by("number").values_list("verb", flat=True))
    assert verbs == ["scored", "wrote_decision", "draft_approved", "decided"]


def test_who_writes_does_not_approve_even_with_two_posts(cast: Cast) -> None:
    file = ready("F-1", cast)
    Post.objects.create(user=cast.admission_worker, role="county_head", place=cast.kashan)
    both = User.objects.get(pk=cast.admission_worker.pk)
    draft = propose(file, both)
    with refused("same_person"):
        approve(draft, both)
    draft.refresh_from_db()
    assert draft.state == "open"
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            case_file=file,
            admission=draft.admission,
            **CLIENT,
            digest="",
            decided_at=timezone.now(),
            author=both,
            approver=both,
        )


@pytest.mark.parametrize(
    "role",
    ["director", "deputy", "other_county_head", "centre_head", "worker", "volunteer", "enquiring_worker", "supervisor"],
)
def test_only_who_decides_there_writes_and_approves(cast: Cast, role: str) -> None:
    file = ready("F-1", cast)
    with refused("no_right"):
        propose(file, getattr(cast, role))
    draft = propose(file, cast.admission_worker)
    with refused("no_right"):
        approve(draft, getattr(cast, role))


def test_a_post_that_ended_decides_nothing(cast: Cast) -> None:
    file = ready("F-1", cast)
    draft = propose(file, cast.admission_worker)
    Post.objects.filter(user=cast.county_head).update(until=timezone.now())
    with refused("no_right"):
        approve(draft, User.objects.get(pk=cast.county_head.pk))


def test_without_a_visit_a_score_or_a_step_nothing_is_decided(cast: Cast) -> None:
    file = family("F-1", cast)
    with refused("no_admission"):
        propose(file, cast.admission_worker)
    admission = admitted(file, cast, steps=False)
    with refused("no_visit"):
        propose(file, cast.admission_worker)
    visited(file, cast, outcome="not_met")
    with refused("no_visit"):
        propose(file, cast.admission_worker)
    visited(file, cast)
    with refused("no_score"):
        propose(file, cast.admission_worker)
    score_file(case_file=file, by=cast.admission_worker, today=TODAY)
    with refused("not_ready"):
        propose(file, cast.admission_worker)
    assert propose(file, cast.admission_worker, outcome="refuse", reason="withdrawn").admission == admission


def test_a_visit_before_the_admission_or_too_old_does_not_count(cast: Cast) -> None:
    file = family("F-1", cast)
    admitted(file, cast)
    visited(file, cast, days=25)
    with refused("no_visit"):
        propose(file, cast.admission_worker)
    other = family("F-2", cast)
    admission = admitted(other, cast)
    admission.begun_at = ago(600)
    admission.save()
    visited(other, cast, days=400)
    with refused("visit_old"):
        propose(other, cast.admission_worker)


def test_a_score_of_another_family_than_today_does_not_count(cast: Cast) -> None:
    file = ready("F-1", cast)
    head = file.household.members.get()
    head.income = 90_000_000
    head.save()
    with refused("score_old"):
        propose(file, cast.admission_worker)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"outcome": "continue"}, "outcome_unknown"),
        ({"outcome": ""}, "outcome_unknown"),
        ({"reason": "means"}, "reason_unknown"),
        ({"reason": ""}, "reason_unknown"),
        ({"reason": "other"}, "note_missing"),
        ({"reason": "other", "note": "  "}, "note_missing"),
        ({"until": TODAY}, "term_past"),
        ({"until": in_days(5000)}, "term_long"),
        (WAITING, "term_missing"),
        ({"outcome": "refuse", "reason": "means", "until": in_days(5)}, "term_none"),
    ],
)
def test_what_the_table_does_not_know_is_refused(cast: Cast, what: dict[str, Any], code: str) -> None:
    with refused(code):
        propose(ready("F-1", cast), cast.admission_worker, **what)


def test_a_draft_is_void_when_something_changed_since(cast: Cast) -> None:
    file = ready("F-1", cast)
    draft = propose(file, cast.admission_worker)
    head = file.household.members.get()
    head.health = "disabled"
    head.save()
    with pytest.raises(DecisionFault) as caught:
        approve(draft, cast.county_head)
    assert caught.value.code == "changed_since"
    draft.refresh_from_db()
    assert (draft.state, draft.ended_why) == ("void", "family")
    assert not Decision.objects.filter(visit__isnull=True).exists()
    score_file(case_file=file, by=cast.admission_worker, today=TODAY)
    assert approve(propose(file, cast.admission_worker), cast.county_head)


@pytest.mark.parametrize("part", ["score", "visit", "text"])
def test_each_part_is_seen_to_change(cast: Cast, part: str) -> None:
    file = ready("F-1", cast)
    draft = propose(file, cast.admission_worker)
    if part == "visit":
        visited(file, cast, days=1)
    elif part == "text":
        DecisionDraft.objects.filter(pk=draft.pk).update(reason="illness")
    else:
        basis = draft.basis | {"score": {"total": 1}}
        DecisionDraft.objects.filter(pk=draft.pk).update(basis=basis)
    with refused("changed_since"):
        approve(draft, cast.county_head)
    draft.refresh_from_db()
    assert draft.ended_why == part


def test_a_score_made_again_with_the_same_lines_does_not_void(cast: Cast) -> None:
    file = ready("F-1", cast)
    draft = propose(file, cast.admission_worker)
    score_file(case_file=file, by=cast.admission_worker, today=TODAY)
    assert approve(draft, cast.county_head)


def test_a_draft_waits_alone_and_can_be_returned_and_taken_back(cast: Cast) -> None:
    file = ready("F-1", cast)
    draft = propose(file, cast.admission_worker)
    with refused("waits_already"):
        propose(file, cast.county_head)
    with refused("comment_missing"):
        return_draft(draft=draft, by=cast.county_head, comment=" ", seen_version=1)
    with refused("same_person"):
        return_draft(draft=draft, by=cast.admission_worker, comment="x", seen_version=1)
    return_draft(draft=draft, by=cast.county_head, comment="the lease is missing", seen_version=1)
    with refused("ended"):
        approve(draft, cast.county_head)
    again = propose(file, cast.admission_worker)
    with refused("not_author"):
        withdraw_draft(draft=again, by=cast.county_head, seen_version=1)
    with pytest.raises(Conflict):
        approve_decision(draft=again, approver=cast.county_head, today=TODAY, seen_version=7)
    withdraw_draft(draft=again, by=cast.admission_worker, seen_version=1)
    assert list(DecisionDraft.objects.order_by("pk").values_list("state", flat=True)) == ["returned", "withdrawn"]


def test_a_later_decision_replaces_the_one_that_put_the_family_on_the_list(cast: Cast) -> None:
    file = ready("F-1", cast)
    first = decided(file, cast, **WAITING, until=in_days(30))
    second = decided(file, cast)
    assert second.replaces == first
    with refused("decided"):
        propose(file, cast.admission_worker, outcome="refuse", reason="means")
    third = decided(file, cast, outcome="own", reason="temporary")
    assert third.replaces == second
    file.refresh_from_db()
    assert (file.state, file.coverage) == ("active", "own")


def test_an_active_file_without_an_admission_is_not_admitted(cast: Cast) -> None:
    file = ready("F-1", cast)
    CaseFile.objects.filter(pk=file.pk).update(state="active")
    with refused("not_in_admission"):
        propose(file, cast.admission_worker)


def test_a_carried_file_is_not_closed_by_an_appeal(cast: Cast) -> None:
    file = ready("F-1", cast)
    appeal = receive_appeal(decision=decided(file, cast), words="too little", by=cast.admission_worker, today=TODAY)
    CaseFile.objects.filter(pk=file.pk).update(centre=cast.mehr)
    with refused("carried"):
        decide_anew(appeal=appeal, answer="no", outcome="refuse", reason="means", by=cast.supervisor, today=TODAY)


@pytest.fixture
def appeal(cast: Cast) -> Appeal:
    """A refused family objects."""
    decision = decided(ready("F-1", cast), cast, outcome="refuse", reason="means")
    return receive_appeal(decision=decision, words="we have nothing", by=cast.enquiring_worker, today=TODAY)


def test_an_appeal_is_answered_by_a_third(cast: Cast, appeal: Appeal) -> None:
    for one in (cast.admission_worker, cast.county_head):
        with refused("own_decision"):
            uphold(appeal=appeal, answer="no", by=one)
    for one in (cast.enquiring_worker, cast.worker, cast.other_county_head):
        with refused("no_right"):
            uphold(appeal=appeal, answer="no", by=one)
    with refused("answer_missing"):
        uphold(appeal=appeal, answer=" ", by=cast.supervisor)
    uphold(appeal=appeal, answer="the pension is enough", by=cast.supervisor)
    with refused("appeal_answered"):
        uphold(appeal=appeal, answer="again", by=cast.deputy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(answer="another")


def test_an_appeal_that_changes_the_decision_replaces_it(cast: Cast, appeal: Appeal) -> None:
    with refused("same_outcome"):
        decide_anew(appeal=appeal, answer="still", outcome="refuse", reason="untrue", by=cast.deputy, today=TODAY)
    draft = decide_anew(appeal=appeal, answer="we erred", by=cast.deputy, today=TODAY, **CLIENT)
    with refused("waits_already"):
        uphold(appeal=appeal, answer="no", by=cast.supervisor)
    decision = approve(draft, cast.county_head)
    appeal.refresh_from_db()
    assert (appeal.result, appeal.answer, appeal.answered_by) == ("changed", "we erred", cast.deputy)
    assert decision.replaces == appeal.decision
    file = CaseFile.objects.get(code="F-1")
    assert (file.state, file.closed_on) == ("active", None)


def test_an_appeal_comes_once_in_time_and_in_words(cast: Cast) -> None:
    decision = decided(ready("F-1", cast), cast, outcome="refuse", reason="means")
    with refused("words_missing"):
        receive_appeal(decision=decision, words="", by=cast.county_head, today=TODAY)
    with refused("no_right"):
        receive_appeal(decision=decision, words="x", by=cast.supervisor, today=TODAY)
    with refused("appeal_late"):
        receive_appeal(decision=decision, words="x", by=cast.county_head, today=TODAY + timedelta(days=31))
    receive_appeal(decision=decision, words="x", by=cast.county_head, today=TODAY)
    with refused("appealed"):
        receive_appeal(decision=decision, words="y", by=cast.county_head, today=TODAY)


def test_the_database_keeps_what_was_decided(cast: Cast) -> None:
    decision = decided(ready("F-1", cast), cast)
    for rows in (Decision.objects.all(), DecisionDraft.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(note="other")
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete("default")
    assert Decision.objects.filter(pk=decision.pk, note="").exists()


def test_the_tables_are_whole() -> None:
    assert set(RULINGS) == set(FOLLOWING) - {""} == {str(each) for each in OF_COMMISSION}
    assert all("%" not in str(SENTENCES[code]) or "%(" in str(SENTENCES[code]) for code in SENTENCES)
    for ruling in RULINGS.values():
        assert all(len(why.code) <= 20 for why in ruling.reasons)
