"""Handing over: all or nothing, within the rules, as one act."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre, Licence
from hamdeli.delegation import handing_over, making
from hamdeli.delegation.faults import SENTENCES, HandoverFault
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Handover, Mandate, MandateState, Notice, Reason
from hamdeli.delegation.overriding import Override
from hamdeli.journal.chain import digest_of
from hamdeli.journal.models import Entry
from tests.delegation.making import DEPUTY, files_of, handed, only_mandate
from tests.support.cast import Cast, case_file


def test_files_go_to_their_centres_in_one_act(cast: Cast) -> None:
    first, second = files_of(cast, 2)
    told: list[tuple[int, int]] = []
    handover = hand_over(
        lines=[(second.pk, cast.noor.pk), (first.pk, cast.mehr.pk)],
        actor=DEPUTY,
        made_by=cast.deputy,
        province=cast.isfahan,
        proposal_code="P-1",
        progress=lambda done, total: told.append((done, total)),
    )
    pairs = [[first.code, cast.mehr.code], [second.code, cast.noor.code]]
    assert handover.files_count == 2
    assert handover.digest == digest_of(pairs)
    assert told[-1] == (2, 2)
    assert {(m.case_file.code, m.centre.code, m.state) for m in handover.mandates.all()} == {
        (first.code, cast.mehr.code, "offered"),
        (second.code, cast.noor.code, "offered"),
    }
    first.refresh_from_db()
    assert (first.centre, first.version) == (cast.mehr, 2)
    entry = Entry.objects.get(verb="handed_over")
    assert (entry.subject, entry.details["digest"], entry.details["files"]) == (handover.code, handover.digest, 2)
    assert entry.details["proposal"] == "P-1"


def test_each_centre_and_county_gets_one_notice(cast: Cast) -> None:
    files = files_of(cast, 3)
    lines = [(files[0].pk, cast.mehr.pk), (files[1].pk, cast.mehr.pk), (files[2].pk, cast.noor.pk)]
    hand_over(lines=lines, actor=DEPUTY, made_by=cast.deputy, province=cast.isfahan)
    told = Notice.objects.values_list("place__code", "centre__code", "event", "files_count")
    assert set(told) == {
        ("1003", "10-001", "offered", 2),
        ("1003", "10-002", "offered", 1),
        ("1003", None, "offered", 3),
    }


def test_a_file_of_another_centre_is_transferred(cast: Cast) -> None:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr)
    before = only_mandate(file)
    handed(cast, [file], cast.noor)
    before.refresh_from_db()
    after = only_mandate(file)
    assert (before.state, before.reason) == (MandateState.TRANSFERRED, Reason.BETTER_CENTRE)
    assert (after.follows, after.centre) == (before, cast.noor)
    file.refresh_from_db()
    assert file.centre == cast.noor


def test_a_file_of_the_same_centre_is_left_as_it_is(cast: Cast) -> None:
    first, second = files_of(cast, 2)
    handed(cast, [first], cast.mehr)
    handover = handed(cast, [first, second], cast.mehr)
    assert handover.files_count == 1
    assert Mandate.objects.filter(case_file=first).count() == 1
    with pytest.raises(HandoverFault, match="nothing_to_do"):
        handed(cast, [first, second], cast.mehr)


def test_centres_may_swap_files_though_both_are_full(cast: Cast) -> None:
    cast.mehr.capacity = cast.noor.capacity = 2
    cast.mehr.save()
    cast.noor.save()
    files = files_of(cast, 4)
    handed(cast, files[:2], cast.mehr)
    handed(cast, files[2:], cast.noor)
    lines = [(files[0].pk, cast.noor.pk), (files[2].pk, cast.mehr.pk)]
    handover = hand_over(lines=lines, actor=DEPUTY, made_by=None, province=cast.isfahan)
    assert handover.files_count == 2


def faulty(cast: Cast) -> dict[str, tuple[list[tuple[int, int]], dict[str, Any]]]:
    """Return lists that must be refused, by the code of the fault."""
    files = files_of(cast, 11)
    closed = case_file("F-90001", cast.kashan, state="closed", closed_on="2025-01-01")
    foreign = case_file("F-90002", cast.dehloran)
    cast.noor.licence = Licence.SUSPENDED
    cast.noor.save()
    good = (files[0].pk, cast.mehr.pk)
    return {
        "nothing_to_do": ([], {}),
        "file_twice": ([good, (files[0].pk, cast.natanz_centre.pk)], {"file": "F-00001"}),
        "file_unknown": ([good, (987654, cast.mehr.pk)], {"count": 1}),
        "file_closed": ([good, (closed.pk, cast.mehr.pk)], {"file": "F-90001"}),
        "file_elsewhere": ([good, (foreign.pk, cast.mehr.pk)], {"file": "F-90002"}),
        "centre_unknown": ([good, (files[1].pk, 987654)], {"count": 1}),
        "centre_unlicensed": ([good, (files[1].pk, cast.noor.pk)], {"centre": "10-002"}),
        "centre_elsewhere": ([good, (files[1].pk, cast.ilam_centre.pk)], {"centre": "16-001"}),
        "centre_full": (
            [(file.pk, cast.mehr.pk) for file in files],
            {"centre": "10-001", "free": 10, "files": 11},
        ),
    }


def test_whatever_breaks_a_rule_is_refused_before_anything_is_stored(cast: Cast) -> None:
    for code, (lines, params) in faulty(cast).items():
        with pytest.raises(HandoverFault) as refused:
            hand_over(lines=lines, actor=DEPUTY, made_by=None, province=cast.isfahan)
        assert (refused.value.code, refused.value.params) == (code, params)
        assert "%(" not in refused.value.sentence
    assert not Handover.objects.exists()
    assert not Entry.objects.exists()
    assert not CaseFile.objects.filter(centre__isnull=False).exists()


def test_every_fault_has_its_sentence() -> None:
    sources = [path.read_text() for path in Path(str(handing_over.__file__)).parent.glob("*.py")]
    raised = {code for source in sources for code in re.findall(r'HandoverFault\(\s*"(\w+)"', source)}
    assert raised == set(SENTENCES)


def test_capacity_is_exceeded_only_when_signed(cast: Cast) -> None:
    files = files_of(cast, 11)
    handover = handed(cast, files, cast.mehr, override=Override(by="deputy", reason="earthquake"))
    assert handover.mandates.filter(override_by="deputy", override_reason="earthquake").count() == 11
    with pytest.raises(ValueError, match="who and why"):
        Override(by="deputy", reason=" ")


def test_no_signature_lifts_what_a_centre_on_probation_carries(cast: Cast) -> None:
    Centre.objects.filter(pk=cast.mehr.pk).update(probation_until=timezone.localdate(), probation_places=2)
    signed = Override(by="deputy", reason="earthquake")
    files = files_of(cast, 3)
    with pytest.raises(HandoverFault, match="centre_on_probation"):
        handed(cast, files, cast.mehr, override=signed)
    assert handed(cast, files[:2], cast.mehr, override=signed).mandates.count() == 2


def test_taken_as_accepted_when_the_centres_have_answered(cast: Cast) -> None:
    handover = handed(cast, files_of(cast, 2), cast.mehr, accepted=True)
    assert {(m.state, m.answered_by) for m in handover.mandates.all()} == {("accepted", "deputy")}


@pytest.mark.parametrize("where", ["carry", "tell_everybody", "write_down", "mandate"])
def test_a_failure_at_any_point_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    files = files_of(cast, 3)
    handed(cast, files[:1], cast.noor)
    before = list(Mandate.objects.values())

    def fail(*args: Any, **more: Any) -> None:
        raise IntegrityError("struck")

    monkeypatch.setattr(making if hasattr(making, where) else handing_over, where, fail)
    with pytest.raises(IntegrityError, match="struck"):
        handed(cast, files, cast.mehr)
    assert list(Mandate.objects.values()) == before
    assert Handover.objects.count() == 1
    assert CaseFile.objects.filter(centre=cast.noor).count() == 1
    assert not CaseFile.objects.filter(centre=cast.mehr).exists()
