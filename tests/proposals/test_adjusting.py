"""Adjusting and running again: the second run starts from the first, and says how many files moved."""

import pytest

from hamdeli.casework.models import CaseFile
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from hamdeli.proposals.adjusting import CAPACITY, CLOSE, FORBID, PIN, adjust, take_back
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.proposing import run_again
from hamdeli.proposals.sentences import SENTENCES, sentence
from tests.proposals.making import proposed, ready, worked
from tests.support.cast import Cast


def again(proposal: Proposal, cast: Cast) -> Proposal:
    fresh = Proposal.objects.get(pk=proposal.pk)
    return worked(run_again(proposal=fresh, seen_version=fresh.version, by=cast.deputy, key="again"))


def adjusted(
    proposal: Proposal, cast: Cast, kind: str, centre: str, file: str = "", value: int | None = None
) -> Proposal:
    return adjust(
        proposal=proposal,
        seen_version=proposal.version,
        kind=kind,
        by=cast.deputy,
        centre=centre,
        file=file,
        value=value,
    )


def test_a_pin_is_kept_and_the_moved_are_counted(cast: Cast) -> None:
    first = ready(cast)
    line = first.lines.exclude(centre=cast.natanz_centre).first()
    assert line is not None
    adjusted(first, cast, PIN, cast.natanz_centre.code, line.file_code)
    second = again(first, cast)
    assert second.proved
    assert second.adjustments[0]["by"] == cast.deputy.username
    assert second.lines.get(file_code=line.file_code).centre == cast.natanz_centre
    assert second.lines.get(file_code=line.file_code).pinned
    assert second.figures["moved"] == second.lines.filter(moved=True).count() >= 1
    first.refresh_from_db()
    assert first.state == Proposal.State.SUPERSEDED
    assert Entry.objects.filter(verb="adjusted", subject=first.code).exists()


def test_the_second_run_has_the_cost_of_one_from_zero(cast: Cast) -> None:
    first = ready(cast, 30)
    adjusted(first, cast, CLOSE, cast.mehr.code)
    second = again(first, cast)
    zero = Proposal.objects.create(
        code="zero", province=cast.isfahan, policy=second.policy, adjustments=second.adjustments, made_by=cast.deputy
    )
    zero.job = second.job
    zero.save()
    second.job.arguments["proposal"] = zero.pk  # type: ignore[union-attr]
    second.job.state = "waiting"  # type: ignore[union-attr]
    second.job.ended_at = None  # type: ignore[union-attr]
    second.job.save()  # type: ignore[union-attr]
    assert worked(zero).certificate["cost"] == second.certificate["cost"]
    assert not second.lines.filter(centre=cast.mehr).exists()


def test_forbid_and_capacity_are_kept(cast: Cast) -> None:
    first = ready(cast)
    line = first.lines.filter(centre=cast.noor).first()
    assert line is not None
    first = adjusted(first, cast, FORBID, cast.noor.code, line.file_code)
    adjusted(first, cast, CAPACITY, cast.mehr.code, value=2)
    second = again(first, cast)
    assert second.lines.get(file_code=line.file_code).centre != cast.noor
    assert second.lines.filter(centre=cast.mehr).count() <= 2


def test_a_later_adjustment_replaces_the_earlier_one_and_can_be_taken_back(cast: Cast) -> None:
    first = ready(cast)
    first = adjusted(first, cast, CAPACITY, cast.mehr.code, value=2)
    first = adjusted(first, cast, CAPACITY, cast.mehr.code, value=3)
    assert [each["value"] for each in first.draft] == [3]
    first = take_back(proposal=first, seen_version=first.version, number=0, by=cast.deputy)
    assert first.draft == []
    assert not first.adjusted_since


def test_the_second_writer_sees_the_first(cast: Cast) -> None:
    first = ready(cast)
    adjusted(first, cast, CLOSE, cast.mehr.code)
    with pytest.raises(Conflict):
        adjusted(first, cast, CLOSE, cast.noor.code)


@pytest.mark.parametrize(
    ("kind", "centre", "file", "value", "code"),
    [
        (PIN, "10-001", "no-such-file", None, "file_not_in_run"),
        (PIN, "16-001", "1003-00001", None, "centre_not_in_run"),
        (CAPACITY, "10-001", "", None, "capacity"),
        (CAPACITY, "10-001", "", -1, "capacity"),
        ("guess", "10-001", "", None, "centre_not_in_run"),
    ],
)
def test_an_adjustment_that_makes_no_sense_is_refused(
    cast: Cast, kind: str, centre: str, file: str, value: int | None, code: str
) -> None:
    first = ready(cast)
    with pytest.raises(ProposalFault) as fault:
        adjusted(first, cast, kind, centre, file, value)
    assert fault.value.code == code
    assert "%(" not in sentence(fault.value.code, fault.value.params)
    assert code in SENTENCES
    first.refresh_from_db()
    assert first.draft == []


def test_adjustments_that_clash_are_refused(cast: Cast) -> None:
    first = ready(cast)
    file = "1003-00001"
    first = adjusted(first, cast, PIN, cast.mehr.code, file)
    for kind in (CLOSE, FORBID):
        with pytest.raises(ProposalFault) as fault:
            adjusted(first, cast, kind, cast.mehr.code, file if kind == FORBID else "")
        assert fault.value.code in ("pin_to_closed", "pin_of_forbidden")


def test_a_pin_of_a_file_that_left_fails_with_its_sentence(cast: Cast) -> None:
    first = ready(cast)
    adjusted(first, cast, PIN, cast.mehr.code, "1003-00001")
    CaseFile.objects.filter(code="1003-00001").update(state="closed", closed_on="2025-01-01")
    second = again(first, cast)
    assert second.state == Proposal.State.FAILED
    assert second.job is not None
    assert second.job.fault == "file_not_in_run"
    assert sentence(second.job.fault, second.job.result)
    first.refresh_from_db()
    assert first.state == Proposal.State.READY


def test_too_many_pins_fail_with_their_sentence(cast: Cast) -> None:
    first = ready(cast)
    for number in (1, 2, 3):
        first = adjusted(first, cast, PIN, cast.mehr.code, f"1003-0000{number}")
    adjusted(first, cast, CAPACITY, cast.mehr.code, value=2)
    second = again(first, cast)
    assert second.job is not None
    assert (second.job.fault, second.job.result["pins"], second.job.result["places"]) == ("too_many_pins", 3, 2)


def test_nothing_to_place_is_said_before_anything_is_stored(cast: Cast) -> None:
    with pytest.raises(ProposalFault) as fault:
        proposed(cast.deputy, cast.isfahan)
    assert fault.value.code == "no_files"
    assert not Proposal.objects.exists()
