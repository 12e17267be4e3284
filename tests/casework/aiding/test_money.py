"""Money: one proposes, another approves, a third hands out."""

from datetime import date
from typing import Any

import pytest

from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.proposing import approve, pay, propose, refuse, withdraw
from hamdeli.casework.aiding.taking_back import take_back
from hamdeli.casework.models import Aid, AidProposal
from hamdeli.journal.models import Entry
from tests.casework.aiding.making import TODAY, carried, gift, third
from tests.support.cast import Cast


def proposed(cast: Cast, file: Any = None, **more: Any) -> AidProposal:
    return propose(
        case_file=file or carried(cast), gift=gift("cash", **more), centre=cast.mehr, author=cast.worker, today=TODAY
    )


def paid(cast: Cast, proposal: AidProposal, by: Any = None) -> Aid:
    return pay(proposal=proposal, by=by or third(cast), given_on=TODAY, today=TODAY)


def test_three_people_stand_behind_money(cast: Cast) -> None:
    proposal = proposed(cast)
    approve(proposal=proposal, by=cast.centre_head)
    aid = paid(cast, proposal)
    assert (aid.author, aid.approver, aid.giver) == (cast.worker, cast.centre_head, third(cast))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.aid) == ("paid", aid)
    verbs = set(Entry.objects.filter(subject="F-1").values_list("verb", flat=True))
    assert verbs == {"proposed_aid", "approve_aid", "gave"}


def test_nobody_plays_two_parts(cast: Cast) -> None:
    proposal = proposed(cast)
    with pytest.raises(AidFault, match="same_person"):
        approve(proposal=proposal, by=cast.worker)
    approve(proposal=proposal, by=cast.centre_head)
    for two in (cast.worker, cast.centre_head):
        with pytest.raises(AidFault, match="same_person"):
            paid(cast, proposal, two)
    with pytest.raises(AidFault, match="same_person"):
        withdraw(proposal=proposal, by=cast.centre_head)
    assert not Aid.objects.exists()


def test_money_is_handed_out_once_and_only_when_approved(cast: Cast) -> None:
    proposal = proposed(cast)
    with pytest.raises(AidFault, match="proposal_state"):
        paid(cast, proposal)
    approve(proposal=proposal, by=cast.centre_head)
    paid(cast, proposal)
    with pytest.raises(AidFault, match="proposal_state"):
        paid(cast, proposal)
    assert Aid.objects.count() == 1


def test_a_refusal_says_why_and_ends_it(cast: Cast) -> None:
    proposal = proposed(cast)
    with pytest.raises(AidFault, match="reason_missing"):
        refuse(proposal=proposal, by=cast.centre_head, reason=" ")
    refuse(proposal=proposal, by=cast.centre_head, reason="the rent is paid")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("refused", "the rent is paid")
    with pytest.raises(AidFault, match="proposal_state"):
        approve(proposal=proposal, by=cast.county_head)


def test_who_answers_has_seen_the_latest(cast: Cast) -> None:
    proposal = proposed(cast)
    withdraw(proposal=proposal, by=cast.worker)
    with pytest.raises(AidFault, match="proposal_state"):
        approve(proposal=proposal, by=cast.centre_head, seen_version=1)


def test_double_money_is_stopped_when_proposed_and_when_handed_out(cast: Cast) -> None:
    file = carried(cast)
    first, second = proposed(cast, file), proposed(cast, file)
    for each in (first, second):
        approve(proposal=each, by=cast.centre_head)
    paid(cast, first)
    with pytest.raises(AidFault, match="doubled"):
        paid(cast, second)
    with pytest.raises(AidFault, match="doubled"):
        proposed(cast, file)
    again = proposed(cast, file, override="the landlord asks for two months")
    approve(proposal=again, by=cast.centre_head)
    assert paid(cast, again).override_reason == "the landlord asks for two months"


def test_only_money_is_proposed(cast: Cast) -> None:
    with pytest.raises(AidFault, match="in_kind"):
        propose(case_file=carried(cast), gift=gift("food"), centre=cast.mehr, author=cast.worker, today=TODAY)
    with pytest.raises(AidFault, match="nothing"):
        proposed(cast, carried(cast, "F-2"), worth=0)
    with pytest.raises(AidFault, match="future"):
        proposed(cast, carried(cast, "F-3"), on=date(2026, 1, 1))


def test_who_handed_money_out_does_not_take_it_back(cast: Cast) -> None:
    proposal = proposed(cast)
    approve(proposal=proposal, by=cast.centre_head)
    aid = paid(cast, proposal)
    with pytest.raises(AidFault, match="same_person"):
        take_back(aid=aid, reason="a mistake", by=third(cast))
    take_back(aid=aid, reason="a mistake", by=cast.centre_head)
