"""Aid in money: proposed by one, approved by another, handed out by a third."""

from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.aiding.doubling import held, last_month_of
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.giving import Gift, Hands, require_at, require_sound, write_down
from hamdeli.casework.models import Aid, AidProposal, CaseFile
from hamdeli.centres.models import Centre
from hamdeli.journal.writing import write

States = AidProposal.State


class ProposalAct(models.TextChoices):
    """What somebody does with a proposal of aid."""

    APPROVE = "approve", _("approve")
    REFUSE = "refuse", _("refuse")
    WITHDRAW = "withdraw", _("withdraw")
    PAY = "pay", _("hand out")


@dataclass(frozen=True)
class ProposalMove:
    """From which states an act leads where, by which right; `own` says that the author does it, otherwise another."""

    before: frozenset[str]
    after: str
    right: Right
    own: bool = False


WAITING = frozenset({States.PROPOSED.value})
PROPOSAL_MOVES: dict[str, ProposalMove] = {
    ProposalAct.APPROVE: ProposalMove(WAITING, States.APPROVED.value, Right.APPROVE_AID),
    ProposalAct.REFUSE: ProposalMove(WAITING, States.REFUSED.value, Right.APPROVE_AID),
    ProposalAct.WITHDRAW: ProposalMove(WAITING | {States.APPROVED.value}, States.WITHDRAWN.value, Right.GIVE, own=True),
    ProposalAct.PAY: ProposalMove(frozenset({States.APPROVED.value}), States.PAID.value, Right.GIVE),
}


def propose(*, case_file: CaseFile, gift: Gift, centre: Centre | None, author: User, today: date) -> AidProposal:
    """Propose money for a family. Double aid needs its reason here, where the approver reads it."""
    if not gift.kind.money:
        raise AidFault("in_kind")
    require_sound(case_file, gift, today)
    require_at(case_file, centre)
    with held(case_file.household_id):
        last = last_month_of(case_file.household_id, gift.kind, gift.given_on)
        if last and not gift.override.strip():
            raise AidFault("doubled", kind=gift.kind.name, month=last.isoformat())
        proposal = AidProposal.objects.create(
            case_file=case_file,
            person=gift.person,
            kind=gift.kind,
            worth=gift.worth,
            source=gift.source.strip(),
            centre=centre,
            override_reason=gift.override.strip(),
            author=author,
            made_at=timezone.now(),
        )
        note(proposal, "proposed_aid", author)
    return proposal


def approve(*, proposal: AidProposal, by: User, seen_version: int | None = None) -> AidProposal:
    """Approve the proposal: another than its author."""
    return answer(proposal, ProposalAct.APPROVE, by, "", seen_version)


def refuse(*, proposal: AidProposal, by: User, reason: str, seen_version: int | None = None) -> AidProposal:
    """Refuse the proposal, and say why."""
    if not reason.strip():
        raise AidFault("reason_missing")
    return answer(proposal, ProposalAct.REFUSE, by, reason.strip(), seen_version)


def withdraw(*, proposal: AidProposal, by: User, seen_version: int | None = None) -> AidProposal:
    """Withdraw one's own proposal before it is handed out."""
    return answer(proposal, ProposalAct.WITHDRAW, by, "", seen_version)


@transaction.atomic
def pay(*, proposal: AidProposal, by: User, given_on: date, today: date) -> Aid:
    """Hand the money out: a third person, and once. Double aid is stopped now, unless it was approved as double."""
    fresh = locked(proposal, ProposalAct.PAY, by, None)
    hands = Hands(author=fresh.author, approver=fresh.approver, giver=by)
    gift = Gift(
        kind=fresh.kind,
        worth=fresh.worth,
        source=fresh.source,
        given_on=given_on,
        person=fresh.person,
        override=fresh.override_reason,
    )
    aid = write_down(case_file=fresh.case_file, gift=gift, centre=fresh.centre, hands=hands, today=today)
    fresh.aid = aid
    keep(fresh, States.PAID)
    return aid


@transaction.atomic
def answer(proposal: AidProposal, act: ProposalAct, by: User, reason: str, seen_version: int | None) -> AidProposal:
    """Move the proposal by `act`."""
    fresh = locked(proposal, act, by, seen_version)
    if not PROPOSAL_MOVES[act].own:
        fresh.approver, fresh.answer, fresh.answered_at = by, reason, timezone.now()
    keep(fresh, PROPOSAL_MOVES[act].after)
    note(fresh, f"{act.value}_aid", by, reason)
    return fresh


def locked(proposal: AidProposal, act: ProposalAct, by: User, seen_version: int | None) -> AidProposal:
    """Return the proposal as it is now, held until the end; `AidFault` when `act` is not a move of `by` from here."""
    rows = AidProposal.objects.select_for_update(of=("self",))
    fresh = rows.select_related("kind", "case_file", "centre", "author", "approver").get(pk=proposal.pk)
    move = PROPOSAL_MOVES[act]
    if fresh.state not in move.before or seen_version not in (None, fresh.version):
        raise AidFault("proposal_state", state=fresh.state)
    mine = by.pk == fresh.author_id
    if mine != move.own or (act == ProposalAct.PAY and by.pk == fresh.approver_id):
        raise AidFault("same_person")
    return fresh


def keep(proposal: AidProposal, state: str) -> None:
    """Save the proposal in its new state."""
    proposal.state = state
    proposal.version += 1
    proposal.save()


def note(proposal: AidProposal, verb: str, by: User, reason: str = "") -> None:
    """Tell the journal."""
    details = {"aid_proposal": proposal.pk, "kind": proposal.kind.code, "worth": proposal.worth}
    subject = proposal.case_file.code
    write(actor=by.actor, verb=verb, kind="case_file", subject=subject, reason=reason, details=details)
