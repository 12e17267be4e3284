"""The way of a proposal through the pages: propose, look, adjust, run again, approve."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hamdeli.delegation.models import Handover, Mandate
from hamdeli.jobs.models import Job
from hamdeli.jobs.running import run
from hamdeli.proposals.models import Proposal
from tests.proposals.making import files_around, proposed, ready
from tests.support.cast import Cast

POLICY = {
    "which": "waiting",
    "lack_of_speciality": "20",
    "moving": "۱۰",
    "other_county": "50",
    "may_leave_county": "on",
    "evenness": "default",
    "stay_base": "40",
    "stay_per_priority": "20",
    "distance_weight": "1",
    "idempotency_key": "new-1",
}


def at(name: str, proposal: Proposal, **more: Any) -> str:
    return reverse(f"desk:{name}", kwargs={"code": proposal.code, **more})


def work(proposal: Proposal) -> None:
    proposal.refresh_from_db()
    job = proposal.approval_job or proposal.job
    assert job is not None
    run.call(job.pk)
    proposal.refresh_from_db()


def begun(client: Client) -> Proposal:
    answer = client.post(reverse("desk:proposal_new"), {**POLICY, "place": "10"})
    proposal = Proposal.objects.get()
    assert answer.headers["Location"] == at("proposal", proposal)
    assert proposal.policy["moving"] == 10_000
    assert b"<progress" in client.get(at("proposal", proposal)).content
    work(proposal)
    assert "rosette-discount-check" in client.get(at("proposal", proposal)).content.decode()
    return proposal


def pinned_again(client: Client, first: Proposal, file: str, centre: str) -> Proposal:
    told = {"version": first.version, "kind": "pin", "file": file, "centre": centre}
    assert client.post(at("proposal_adjustments", first), told).status_code == 302
    first.refresh_from_db()
    answer = client.post(at("proposal_run", first), {"version": first.version, "idempotency_key": "again"})
    second = Proposal.objects.get(follows=first)
    assert answer.headers["Location"] == at("proposal", second)
    work(second)
    return second


def test_from_the_form_to_the_handover(cast: Cast, sign_in: Any) -> None:
    files_around(cast.kashan, 12)
    client: Client = sign_in(cast.deputy)
    first = begun(client)
    line = first.lines.exclude(centre=cast.natanz_centre).first()
    assert line is not None
    second = pinned_again(client, first, line.file_code, "۱۰-۰۰۳")
    assert second.lines.get(file_code=line.file_code).centre == cast.natanz_centre

    assert second.records_digest in client.get(at("proposal_approval", second)).content.decode()
    word = {"version": second.version, "idempotency_key": "approve"}
    for _ in range(2):
        assert client.post(at("proposal_approval", second), word).status_code == 302
    work(second)
    handover = Handover.objects.get()
    assert handover.proposal_code == second.code
    assert Mandate.objects.open().count() == 12
    assert reverse("desk:handover", args=[handover.code]) in client.get(at("proposal", second)).content.decode()


def test_a_double_click_makes_one_proposal(cast: Cast, sign_in: Any) -> None:
    files_around(cast.kashan, 2)
    client = sign_in(cast.deputy)
    for _ in range(2):
        assert client.post(reverse("desk:proposal_new"), {**POLICY, "place": "10"}).status_code == 302
    assert Proposal.objects.count() == Job.objects.count() == 1
    answer = client.post(reverse("desk:proposal_new"), {**POLICY, "place": "10", "moving": "11"})
    assert answer.status_code == 422
    assert Proposal.objects.count() == 1


def test_an_empty_list_is_said(cast: Cast, sign_in: Any) -> None:
    answer = sign_in(cast.deputy).post(reverse("desk:proposal_new"), {**POLICY, "place": "10"})
    assert answer.status_code == 422
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", "16"),
        ("place", "IR"),
        ("which", "some"),
        ("moving", "-1"),
        ("moving", "far"),
        ("moving", "1e9"),
        ("distance_weight", "0"),
        ("ceiling_per_centre", "1.5"),
        ("evenness", "own"),
        ("idempotency_key", ""),
    ],
)
def test_bad_input_is_refused_with_a_sentence(cast: Cast, sign_in: Any, field: str, value: str) -> None:
    files_around(cast.kashan, 2)
    answer = sign_in(cast.deputy).post(reverse("desk:proposal_new"), {**POLICY, "place": "10", field: value})
    assert answer.status_code == 422
    assert b"h-tone-bad" in answer.content
    assert not Proposal.objects.exists()


def test_a_county_head_proposes_for_the_own_county_only(cast: Cast, sign_in: Any) -> None:
    files_around(cast.kashan, 2)
    client = sign_in(cast.county_head)
    assert client.post(reverse("desk:proposal_new"), {**POLICY, "place": "10"}).status_code == 422
    assert client.post(reverse("desk:proposal_new"), {**POLICY, "place": "1013"}).status_code == 422
    assert client.post(reverse("desk:proposal_new"), {**POLICY, "place": "1003"}).status_code == 302
    proposal = Proposal.objects.get()
    work(proposal)
    assert client.get(at("proposal", proposal)).status_code == 200
    assert client.get(at("proposal_approval", proposal)).status_code == 403
    word = {"version": proposal.version, "idempotency_key": "x"}
    assert client.post(at("proposal_approval", proposal), word).status_code == 403
    assert b"/approval/" not in client.get(at("proposal", proposal)).content


def test_the_second_writer_is_told(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast)
    client = sign_in(cast.deputy)
    told = {"version": proposal.version, "kind": "close", "centre": "10-001"}
    assert client.post(at("proposal_adjustments", proposal), told).status_code == 302
    answer = client.post(at("proposal_adjustments", proposal), {**told, "centre": "10-002"})
    assert answer.status_code == 409
    assert "deputy" in answer.content.decode()
    word = {"version": proposal.version, "idempotency_key": "x"}
    for name in ("proposal_run", "proposal_approval"):
        assert client.post(at(name, proposal), word).status_code in (409, 422)
    proposal.refresh_from_db()
    assert [each["centre"] for each in proposal.draft] == ["10-001"]


def test_changed_records_are_shown_before_the_word_is_given(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast)
    files_around(cast.kashan, 1, first=77)
    page = sign_in(cast.deputy).get(at("proposal_approval", proposal)).content.decode()
    assert "۱۰۰۳-۰۰۰۷۷" in page
    assert at("proposal_run", proposal) in page
    assert "proposal_approval" not in page


def test_an_approval_that_failed_says_why_and_can_be_tried_again(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast)
    client = sign_in(cast.deputy)
    client.post(at("proposal_approval", proposal), {"version": proposal.version, "idempotency_key": "x"})
    files_around(cast.kashan, 1, first=77)
    work(proposal)
    assert proposal.state == Proposal.State.READY
    page = client.get(at("proposal", proposal)).content.decode()
    assert "۱۰۰۳-۰۰۰۷۷" in page
    assert "%(" not in page


def test_a_proposal_without_its_proof_is_never_called_optimal(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast)
    Proposal.objects.filter(pk=proposal.pk).update(certificate={**proposal.certificate, "optimal": False})
    client = sign_in(cast.deputy)
    page = client.get(at("proposal", proposal)).content.decode()
    assert "rosette-discount-check" not in page
    answer = client.post(at("proposal_approval", proposal), {"version": proposal.version, "idempotency_key": "x"})
    assert answer.status_code == 422


def test_a_run_that_was_cancelled_says_so(cast: Cast, sign_in: Any) -> None:
    files_around(cast.kashan, 2)
    client = sign_in(cast.deputy)
    client.post(reverse("desk:proposal_new"), {**POLICY, "place": "10"})
    proposal = Proposal.objects.get()
    client.post(reverse("desk:job_cancellation", kwargs={"pk": proposal.job_id}))
    answer = client.get(at("proposal", proposal))
    assert answer.status_code == 200
    assert b"<progress" not in answer.content
    assert b"h-tone-bad" in client.get(reverse("desk:proposals")).content


def test_a_proposal_of_nothing_placed_cannot_be_approved(cast: Cast, sign_in: Any) -> None:
    cast.ilam_centre.licence = "expired"
    cast.ilam_centre.save()
    files_around(cast.dehloran, 3)
    proposal = proposed(cast.stranger, cast.ilam)
    assert proposal.state == Proposal.State.READY
    client = sign_in(cast.stranger)
    assert client.get(at("proposal", proposal)).status_code == 200
    assert b"h-tone-bad" in client.get(at("proposal_approval", proposal)).content
    page = client.get(at("proposal_file", proposal, file="1602-00001"))
    assert page.status_code == 200
