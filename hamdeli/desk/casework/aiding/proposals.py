"""Proposals of money: the list of those that wait, and what is done with them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.aiding import proposing
from hamdeli.casework.aiding.access import access_proposal, may_move, visible_proposals
from hamdeli.casework.aiding.proposing import PROPOSAL_MOVES, ProposalAct
from hamdeli.casework.models import AidProposal, CaseFile
from hamdeli.desk.casework.aiding.forms import ProposalFilter, WhyForm
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii

NAMES = {
    ProposalAct.APPROVE: "desk:aid_approval",
    ProposalAct.REFUSE: "desk:aid_refusal",
    ProposalAct.WITHDRAW: "desk:aid_withdrawal",
    ProposalAct.PAY: "desk:aid_payment",
}


@dataclass(frozen=True)
class Shown:
    """A proposal, and which acts the reader may do with it now."""

    proposal: AidProposal
    acts: frozenset[str]
    sees_file: bool


def acts_of(user: User, proposal: AidProposal) -> frozenset[str]:
    """Return what `user` may do with the proposal: nobody plays two of the three parts."""
    mine = user.pk == proposal.author_id
    return frozenset(
        str(act)
        for act, move in PROPOSAL_MOVES.items()
        if proposal.state in move.before
        and move.own == mine
        and may_move(user, proposal, move.right)
        and not (act == ProposalAct.PAY and user.pk == proposal.approver_id)
    )


def with_acts(user: User, rows: list[AidProposal]) -> list[Shown]:
    """Return the proposals as they are shown to `user`."""
    files = CaseFile.objects.visible_to(user).filter(pk__in={row.case_file_id for row in rows})
    seen = set(files.values_list("pk", flat=True))
    return [Shown(row, acts_of(user, row), row.case_file_id in seen) for row in rows]


def panel(user: User, case_file: CaseFile) -> list[Shown]:
    """Return the proposals of a file that wait, and the last answers."""
    rows = known(visible_proposals(user).filter(case_file=case_file)).exclude(state=AidProposal.State.PAID)
    return with_acts(user, list(rows.order_by("-id")[:10]))


def known(rows: QuerySet[AidProposal]) -> QuerySet[AidProposal]:
    """Return the rows with what their line shows."""
    return rows.select_related("case_file__centre", "kind", "centre", "author", "approver", "person")


@require_safe
def proposal_list(request: Request) -> HttpResponse:
    """List the proposals of money, the newest first."""
    form = ProposalFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "-id")
    words = {"form": form, "page": page, "rows": with_acts(request.user, page.rows)}
    template = "_proposals" if request.htmx else "proposals"
    return render(request, f"desk/casework/aiding/{template}.html", words)


@require_safe
def proposal_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook, without names."""
    rows = chosen(request, ProposalFilter(request.GET))
    write(actor=request.user.actor, verb="exported", kind="aid", subject="list", details={"rows": rows.count()})
    columns = [_("File"), _("Kind of aid"), _("Worth (rials)"), _("State"), _("Proposed on")]
    language = get_language() or "fa"
    cells = (
        [
            row.case_file.code,
            row.kind.name,
            row.worth,
            row.get_state_display(),
            format_date(row.made_at.date(), language),
        ]
        for row in rows.order_by("-id").iterator(500)
    )
    return workbook("aid-proposals.xlsx", _("Money for families"), columns, cells)


def chosen(request: Request, form: ProposalFilter) -> QuerySet[AidProposal]:
    """Return the visible proposals that the form asks for; 404 for who has nothing to do with giving."""
    require_right(request.user, Right.GIVE)
    rows = known(visible_proposals(request.user))
    if not form.is_valid():
        return rows
    asked: dict[str, Any] = form.cleaned_data
    if asked["q"]:
        rows = rows.filter(case_file__code__istartswith=to_ascii(asked["q"]).strip())
    return rows.filter(state=asked["state"]) if asked["state"] else rows


@require_POST
def aid_approval(request: Request, pk: int) -> HttpResponse:
    """Approve money that another proposed."""
    return act(request, pk, ProposalAct.APPROVE, _("Approved; a third person hands it out."))


@require_POST
def aid_refusal(request: Request, pk: int) -> HttpResponse:
    """Refuse it, and say why."""
    return act(request, pk, ProposalAct.REFUSE, _("Refused; the reason stands beside it."))


@require_POST
def aid_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Withdraw one's own proposal."""
    return act(request, pk, ProposalAct.WITHDRAW, _("Withdrawn."))


@require_POST
def aid_payment(request: Request, pk: int) -> HttpResponse:
    """Hand it out."""
    return act(request, pk, ProposalAct.PAY, _("Handed out and written down."))


def act(request: Request, pk: int, deed: ProposalAct, said: str) -> HttpResponse:
    """Do it once, and return to the file or to the list."""
    proposal = access_proposal(request.user, pk, PROPOSAL_MOVES[deed].right)
    form = WhyForm(request.POST if deed == ProposalAct.REFUSE else {"reason": deed.value})
    version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else None
    status = attempt_once(request, form, f"aid proposal {pk}", lambda: do(request.user, proposal, deed, form, version))
    if status == 302:
        messages.success(request, said)
    else:
        messages.error(request, faults_of(form))
    sees = CaseFile.objects.visible_to(request.user).filter(pk=proposal.case_file_id).exists()
    return redirect("desk:file_aid", code=proposal.case_file.code) if sees else redirect("desk:aid_proposals")


def do(user: User, proposal: AidProposal, deed: ProposalAct, form: WhyForm, version: int | None) -> int:
    """Call the verb of `deed`; return the primary key of what was written."""
    if deed == ProposalAct.PAY:
        today = timezone.localdate()
        return proposing.pay(proposal=proposal, by=user, given_on=today, today=today).pk
    if deed == ProposalAct.REFUSE:
        reason = form.cleaned_data["reason"]
        return proposing.refuse(proposal=proposal, by=user, reason=reason, seen_version=version).pk
    verb = proposing.approve if deed == ProposalAct.APPROVE else proposing.withdraw
    return verb(proposal=proposal, by=user, seen_version=version).pk
