"""A decision in the browser: written by one, approved by another, objected to, answered by a third."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.casework.models import Appeal, CaseFile, Decision, DecisionDraft
from hamdeli.persian.calendar import months_after
from tests.casework.admission.deciding_world import draft_of, family, ready
from tests.support.cast import Cast

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A family on which the commission may decide."""
    return ready("F-1", cast)


def write(client: Any, **changes: Any) -> Any:
    filled = {"outcome": "client", "reason": "poverty", "idempotency_key": "w"} | changes
    return client.post("/files/F-1/decision/", filled, headers=ENGLISH)


def decide(cast: Cast, sign_in: Any, **changes: Any) -> Decision:
    assert write(sign_in(cast.admission_worker), **changes).status_code == 302
    draft = DecisionDraft.objects.get(state="open")
    assert sign_in(cast.county_head).post(f"/decisions/{draft.pk}/approval/", {"version": 1}).status_code == 302
    return Decision.objects.get(visit__isnull=True, replaced_by__isnull=True)


def test_from_writing_to_approval(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.admission_worker)
    form = client.get("/files/F-1/decision/?outcome=waiting", headers=ENGLISH).content.decode()
    assert "entitled; no place is free this period" in form
    assert "poverty by the score" not in form
    for _time in range(3):
        assert write(client).status_code == 302
    draft = DecisionDraft.objects.get()
    mine = client.get(f"/decisions/{draft.pk}/", headers=ENGLISH).content.decode()
    assert "You wrote this; another person approves it." in mine
    refused = client.post(f"/decisions/{draft.pk}/approval/", {"version": 1}, headers=ENGLISH)
    assert refused.status_code == 422
    assert "Whoever writes a decision cannot approve it" in refused.content.decode()
    head = sign_in(cast.county_head)
    page = head.get(f"/decisions/{draft.pk}/", headers=ENGLISH).content.decode()
    assert "one room" in page
    assert head.post(f"/decisions/{draft.pk}/approval/", {"version": 1}).status_code == 302
    assert head.post(f"/decisions/{draft.pk}/approval/", {"version": 1}).status_code == 422
    file.refresh_from_db()
    assert (file.state, Decision.objects.filter(visit__isnull=True).count()) == ("active", 1)
    assert "accept as a client" in head.get("/files/F-1/decision/", headers=ENGLISH).content.decode()


def test_a_term_is_proposed_for_a_discreet_family(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    CaseFile.objects.filter(pk=file.pk).update(discreet=True, keeper=cast.county_head)
    client = sign_in(cast.county_head)
    asked = client.get("/files/F-1/decision/?outcome=own").context["decision"]
    assert asked.initial["until"] == months_after(timezone.localdate(), 6)
    CaseFile.objects.filter(pk=file.pk).update(discreet=False, keeper=None)
    assert client.get("/files/F-1/decision/?outcome=own").context["decision"].initial["until"] is None


@pytest.mark.parametrize(
    "bad",
    [
        {"reason": "means"},
        {"outcome": "continue"},
        {"outcome": "waiting", "reason": "no_quota"},
        {"outcome": "waiting", "reason": "no_quota", "until": "1404/12/35"},
        {"reason": "other"},
    ],
)
def test_what_the_table_does_not_know_is_refused(cast: Cast, sign_in: Any, file: CaseFile, bad: dict[str, str]) -> None:
    assert write(sign_in(cast.admission_worker), **bad).status_code == 422
    assert not DecisionDraft.objects.exists()


def test_without_a_visit_the_sentence_says_so(cast: Cast, sign_in: Any) -> None:
    family("F-1", cast)
    page = write(sign_in(cast.admission_worker))
    assert page.status_code == 422
    assert "There is no admission of this family to decide on." in page.content.decode()


def test_an_approval_after_a_change_is_refused_and_voids(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    write(sign_in(cast.admission_worker))
    file.household.members.update(health="disabled")
    client = sign_in(cast.county_head)
    address = f"/decisions/{draft_of(file).pk}/"
    before = client.get(address, headers=ENGLISH).content.decode()
    assert "Something changed since this was written" in before
    assert "Not as it was: what is known of the family. The draft cannot be approved any more" in before
    assert f"{address}approval/" not in before
    assert f"{address}returning/" in before
    page = client.post(f"{address}approval/", {"version": 1}, headers=ENGLISH)
    assert page.status_code == 422
    after = page.content.decode()
    assert "what is known of the family. The draft was ended as void" in after
    assert "Nothing was saved" not in after
    assert draft_of(file).state == "void"


def test_a_draft_is_returned_with_words_or_taken_back(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    write(sign_in(cast.admission_worker))
    draft = draft_of(file)
    head = sign_in(cast.county_head)
    assert head.post(f"/decisions/{draft.pk}/returning/", {"version": 1, "comment": ""}).status_code == 422
    assert head.post(f"/decisions/{draft.pk}/withdrawal/", {"version": 1}).status_code == 422
    assert head.post(f"/decisions/{draft.pk}/returning/", {"version": 1, "comment": "the lease"}).status_code == 302
    worker = sign_in(cast.admission_worker)
    assert "the lease" in worker.get(f"/decisions/{draft.pk}/").content.decode()
    assert write(worker, idempotency_key="again").status_code == 302
    assert worker.post(f"/decisions/{draft_of(file).pk}/withdrawal/", {"version": 1}).status_code == 302
    assert [row.state for row in DecisionDraft.objects.order_by("pk")] == ["returned", "withdrawn"]


def test_the_list_shows_first_what_waits_with_the_same_queries(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    write(sign_in(cast.admission_worker))
    client = sign_in(cast.county_head)
    client.get("/decisions/")
    with CaptureQueriesContext(connection) as one:
        assert "F-1" in client.get("/decisions/", headers=ENGLISH).content.decode()
    draft = draft_of(file)
    rows = []
    for number in range(2, 22):
        draft.pk, draft.case_file = None, family(f"F-{number}", cast)
        draft._state.adding = True
        draft.save(force_insert=True)
        rows.append(draft.case_file.code)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/decisions/")
    assert len(one) == len(many)
    assert len(page.context["rows"]) == 21
    assert len(client.get("/decisions/", {"mine": "yes"}).context["rows"]) == 0
    assert len(client.get("/decisions/", {"state": "void"}).context["rows"]) == 0
    assert len(client.get("/decisions/", {"q": "f-۲", "state": ""}).context["rows"]) == 3
    fragment = client.get("/decisions/", headers={"hx-request": "true"}).content.decode()
    assert fragment.strip() in page.content.decode()


def object_to(client: Any, decision: Decision, words: str = "we have nothing") -> int:
    data = {"decision": decision.pk, "words": words, "idempotency_key": "a"}
    return int(client.post("/files/F-1/appeal/", data).status_code)


def test_an_appeal_from_its_receipt_to_another_decision(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    decision = decide(cast, sign_in, outcome="refuse", reason="means")
    assert object_to(sign_in(cast.admission_worker), decision, "") == 422
    for _time in range(2):
        assert object_to(sign_in(cast.admission_worker), decision) == 302
    appeal = Appeal.objects.get()
    own = sign_in(cast.county_head)
    assert "You took part in the decision" in own.get(f"/appeals/{appeal.pk}/", headers=ENGLISH).content.decode()
    assert own.post(f"/appeals/{appeal.pk}/answer/", {"answer": "no", "idempotency_key": "x"}).status_code == 422
    deputy = sign_in(cast.deputy)
    assert "F-1" in deputy.get("/appeals/", headers=ENGLISH).content.decode()
    form = deputy.get(f"/appeals/{appeal.pk}/?outcome=waiting", headers=ENGLISH).content.decode()
    assert "entitled; no place" in form
    anew = {"outcome": "client", "reason": "poverty", "answer": "we erred", "idempotency_key": "n"}
    for _time in range(2):
        assert deputy.post(f"/appeals/{appeal.pk}/decision/", anew).status_code == 302
    draft = draft_of(file)
    assert sign_in(cast.county_head).post(f"/decisions/{draft.pk}/approval/", {"version": 1}).status_code == 302
    appeal.refresh_from_db()
    file.refresh_from_db()
    assert (appeal.result, appeal.answered_by, file.state) == ("changed", cast.deputy, "active")
    assert appeal.decision.replaced_by.outcome == "client"
    assert "F-1" not in sign_in(cast.deputy).get("/appeals/", headers=ENGLISH).content.decode()


def test_an_appeal_that_is_upheld(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    decision = decide(cast, sign_in, outcome="refuse", reason="means")
    object_to(sign_in(cast.enquiring_worker), decision)
    appeal = Appeal.objects.get()
    data = {"answer": "the pension is enough", "idempotency_key": "u"}
    assert sign_in(cast.supervisor).post(f"/appeals/{appeal.pk}/answer/", data).status_code == 302
    page = sign_in(cast.supervisor).get(f"/appeals/{appeal.pk}/").content.decode()
    assert "the pension is enough" in page
    assert "<textarea" not in page
