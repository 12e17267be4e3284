"""Undoing: as one unit while nobody answered, afterwards file by file."""

import pytest

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Licence
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.models import Handover, Mandate, MandateState
from hamdeli.delegation.undoing import undo_handover, undo_mandate
from hamdeli.journal.models import Entry
from tests.delegation.making import DEPUTY, files_of, handed, only_mandate
from tests.support.cast import Cast


def undone(handover: Handover) -> Handover:
    return undo_handover(handover=handover, actor=DEPUTY, reason="wrong policy", seen_version=handover.version)


def test_the_whole_handover_is_taken_back_as_one(cast: Cast) -> None:
    waiting, carried = files_of(cast, 2)
    handed(cast, [carried], cast.noor, accepted=True)
    handover = handed(cast, [waiting, carried], cast.mehr)
    after = undone(handover)
    assert after.state == Handover.State.UNDONE
    assert not Mandate.objects.open().filter(case_file=waiting).exists()
    restored = only_mandate(carried)
    assert (restored.centre, restored.state) == (cast.noor, MandateState.ACCEPTED)
    assert restored.follows is not None
    assert restored.follows.handover == handover
    assert dict(CaseFile.objects.values_list("code", "centre__code")) == {"F-00001": None, "F-00002": "10-002"}
    entry = Entry.objects.get(verb="undid_handover")
    assert (entry.subject, entry.reason) == (handover.code, "wrong policy")
    assert (entry.details["files"], entry.details["restored"]) == (2, 1)


def test_an_earlier_centre_that_had_not_answered_is_asked_again(cast: Cast) -> None:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.noor)
    undone(handed(cast, [file], cast.mehr))
    assert only_mandate(file).state == MandateState.OFFERED


def test_no_more_as_one_when_a_centre_has_answered(cast: Cast) -> None:
    handover = handed(cast, files_of(cast, 3), cast.mehr)
    handover.mandates.filter(case_file__code="F-00002").update(state="accepted")
    with pytest.raises(HandoverFault) as refused:
        undone(handover)
    assert (refused.value.code, refused.value.params) == ("acted_on", {"count": 1, "files": 3})
    assert handover.mandates.filter(state="undone").count() == 0


def test_the_others_are_undone_file_by_file(cast: Cast) -> None:
    first, second = files_of(cast, 2)
    handover = handed(cast, [first, second], cast.mehr)
    handover.mandates.filter(case_file=second).update(state="accepted")
    assert undo_mandate(mandate=only_mandate(first), actor=DEPUTY, reason="moved").state == MandateState.UNDONE
    with pytest.raises(HandoverFault, match="already"):
        undo_mandate(mandate=only_mandate(second), actor=DEPUTY, reason="moved")
    assert Entry.objects.get(verb="undid_mandate").subject == first.code


def test_a_handover_is_undone_once(cast: Cast) -> None:
    handover = handed(cast, files_of(cast, 1), cast.mehr)
    undone(handover)
    with pytest.raises(HandoverFault, match="handover_undone") as refused:
        undone(handover)
    assert refused.value.params["by"] == "deputy"


def test_an_earlier_centre_that_cannot_take_its_file_back_stops_the_undoing(cast: Cast) -> None:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.noor)
    handover = handed(cast, [file], cast.mehr)
    cast.noor.licence = Licence.SUSPENDED
    cast.noor.save()
    with pytest.raises(HandoverFault, match="centre_unlicensed"):
        undone(handover)
    assert only_mandate(file).centre == cast.mehr


def test_undoing_needs_a_reason(cast: Cast) -> None:
    handover = handed(cast, files_of(cast, 1), cast.mehr)
    with pytest.raises(HandoverFault, match="reason_missing"):
        undo_handover(handover=handover, actor=DEPUTY, reason=" ", seen_version=1)
