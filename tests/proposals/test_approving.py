"""Approving: all mandates in one act, or none; and only what is still true and still proved."""

from typing import Any

import pytest
from django.db.models import F

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Handover, Mandate
from hamdeli.jobs.models import Job
from hamdeli.jobs.running import run
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from hamdeli.proposals import executing
from hamdeli.proposals.adjusting import CLOSE, adjust
from hamdeli.proposals.approving import approve, summary_of
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.models import Proposal
from tests.proposals.making import files_around, proposed, ready
from tests.support.cast import Cast

CLOSED = {"state": "closed", "closed_on": "2025-01-01"}


def approved(proposal: Proposal, cast: Cast, key: str = "yes") -> Job:
    job = approve(proposal=proposal, seen_version=proposal.version, by=cast.deputy, key=key)
    run.call(job.pk)
    job.refresh_from_db()
    return job


def test_approval_makes_all_mandates_in_one_act(cast: Cast) -> None:
    proposal = ready(cast)
    summary = summary_of(proposal)
    job = approved(proposal, cast)
    assert job.state == Job.State.DONE
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.APPROVED
    handover = proposal.handover
    assert handover is not None
    assert handover.files_count == Mandate.objects.open().count() == summary.mandates == 12
    assert CaseFile.objects.waiting().count() == 0
    assert Entry.objects.filter(verb="handed_over", subject=handover.code).count() == 1
    given = dict(proposal.lines.values_list("case_file_id", "centre_id"))
    assert dict(Mandate.objects.values_list("case_file_id", "centre_id")) == given


def test_a_rebalance_sends_no_file_back_to_the_office(cast: Cast) -> None:
    """Staying weighs nothing here, so the plan would empty every centre; and the places that it counted on are full."""
    first = ready(cast)
    approved(first, cast)
    proposal = proposed(cast.deputy, cast.isfahan, which="all", key="again", stay_base=0, stay_per_priority=0)
    assert not proposal.lines.filter(centre=None).exclude(today=None).exists()
    assert proposal.proved


def test_a_second_click_makes_no_second_handover(cast: Cast) -> None:
    proposal = ready(cast)
    first = approve(proposal=proposal, seen_version=proposal.version, by=cast.deputy, key="one")
    second = approve(proposal=proposal, seen_version=proposal.version, by=cast.deputy, key="one")
    assert first.pk == second.pk
    fresh = Proposal.objects.get(pk=proposal.pk)
    with pytest.raises(ProposalFault) as fault:
        approve(proposal=proposal, seen_version=fresh.version, by=cast.deputy, key="two")
    assert fault.value.code == "being_approved"
    run.call(first.pk)
    run.call(first.pk)
    assert Handover.objects.count() == 1


def test_a_worker_that_died_after_the_handover_does_it_once(cast: Cast) -> None:
    proposal = ready(cast)
    job = approved(proposal, cast)
    Job.objects.filter(pk=job.pk).update(state="waiting", ended_at=None)
    run.call(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert Handover.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "files", "centres", "what"),
    [
        (lambda cast: CaseFile.objects.filter(code="1003-00001").update(need="general"), 1, 0, ["need"]),
        (lambda cast: CaseFile.objects.filter(code="1003-00001").update(**CLOSED), 1, 0, ["gone"]),
        (lambda cast: files_around(cast.kashan, 1, first=90), 1, 0, ["new"]),
        (lambda cast: Centre.objects.filter(pk=cast.mehr.pk).update(capacity=F("capacity") + 1), 0, 1, ["capacity"]),
        (lambda cast: Centre.objects.filter(pk=cast.mehr.pk).update(licence="suspended"), 0, 1, ["open"]),
    ],
)  # fmt: skip
def test_changed_records_are_refused_and_told(
    cast: Cast, change: Any, files: int, centres: int, what: list[str]
) -> None:
    proposal = ready(cast)
    change(cast)
    job = approved(proposal, cast)
    assert (job.state, job.fault) == (Job.State.FAILED, "records_changed")
    assert (job.result["files_count"], job.result["centres_count"]) == (files, centres)
    assert (job.result["files"] + job.result["centres"])[0][1] == what
    assert not Mandate.objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.READY


def test_a_planted_wrong_line_is_refused(cast: Cast) -> None:
    proposal = ready(cast)
    line = proposal.lines.filter(centre=cast.noor).first()
    assert line is not None
    proposal.lines.filter(pk=line.pk).update(centre=cast.natanz_centre)
    assert approved(proposal, cast).fault == "not_proved"
    assert not Mandate.objects.exists()


def test_a_planted_wrong_price_is_refused(cast: Cast) -> None:
    proposal = ready(cast)
    proposal.centres.filter(centre=cast.noor).update(price=F("price") + 700)
    assert approved(proposal, cast).fault == "not_proved"


def test_a_planted_certificate_is_not_believed(cast: Cast) -> None:
    proposal = ready(cast)
    proposal.lines.filter(centre=cast.noor).update(centre=cast.natanz_centre)
    Proposal.objects.filter(pk=proposal.pk).update(
        certificate={"cost": 1, "bound": 1, "gap": 0, "optimal": True, "feasible": True, "faults": []}
    )
    assert approved(proposal, cast).fault == "not_proved"


def test_an_unproved_proposal_is_refused_at_once(cast: Cast) -> None:
    proposal = ready(cast)
    Proposal.objects.filter(pk=proposal.pk).update(certificate={"optimal": False})
    with pytest.raises(ProposalFault) as fault:
        approve(proposal=proposal, seen_version=proposal.version, by=cast.deputy, key="k2")
    assert fault.value.code == "not_proved"


def test_adjustments_that_were_not_run_are_refused(cast: Cast) -> None:
    proposal = ready(cast)
    fresh = adjust(proposal=proposal, seen_version=proposal.version, kind=CLOSE, by=cast.deputy, centre=cast.mehr.code)
    with pytest.raises(ProposalFault) as fault:
        approve(proposal=fresh, seen_version=fresh.version, by=cast.deputy, key="k2")
    assert fault.value.code == "adjusted_since"


def test_a_stale_version_is_refused(cast: Cast) -> None:
    proposal = ready(cast)
    Proposal.objects.filter(pk=proposal.pk).update(version=F("version") + 1)
    with pytest.raises(Conflict):
        approve(proposal=proposal, seen_version=proposal.version, by=cast.deputy, key="k2")
    assert not Job.objects.filter(kind="proposals.approve").exists()


def test_killed_at_the_end_nothing_is_handed_over(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = ready(cast)
    whole = hand_over

    def dies(**given: Any) -> Any:
        whole(**given)
        raise SystemExit

    monkeypatch.setattr(executing, "hand_over", dies)
    with pytest.raises(SystemExit):
        approved(proposal, cast)
    assert not Mandate.objects.exists()
    assert not Handover.objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.READY


def test_rebalancing_transfers_and_leaves_the_rest(cast: Cast) -> None:
    approved(ready(cast, 12), cast)
    Centre.objects.filter(pk=cast.mehr.pk).update(licence="suspended")
    Centre.objects.filter(pk=cast.noor.pk).update(capacity=20)
    second = proposed(cast.deputy, cast.isfahan, which="all", key="two")
    assert second.state == Proposal.State.READY
    summary = summary_of(second)
    leaving = second.lines.filter(today=cast.mehr).count()
    assert summary.mandates == summary.leaving == leaving > 0
    assert approved(second, cast, "yes again").state == Job.State.DONE
    assert not Mandate.objects.open().filter(centre=cast.mehr).exists()
    assert Mandate.objects.open().count() == 12
