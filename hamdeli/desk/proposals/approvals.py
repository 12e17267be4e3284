"""Approving a proposal: what it will do, and the deputy's word."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.desk.proposals.forms import VersionForm
from hamdeli.desk.proposals.frames import crumbs, frame, obstacle
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.proposals.access import access_proposal
from hamdeli.proposals.approving import approve, changed_since, summary_of
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.gathering import gather_for
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.sentences import sentence


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: Request, code: str) -> HttpResponse:
    """Say what the approval will do; approve."""
    proposal = access_proposal(request.user, code, Right.APPROVE)
    if request.method != "POST":
        return confirmation(request, proposal)
    form = VersionForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["idempotency_key"]:
        return confirmation(request, proposal, refusal=_("The form came without its key."), status=422)
    asked = form.cleaned_data
    try:
        approve(proposal=proposal, seen_version=asked["version"], by=request.user, key=asked["idempotency_key"])
    except Conflict:
        told = _("Somebody changed this proposal since you opened this page. Look at it again, then approve.")
        return confirmation(request, access_proposal(request.user, code, Right.APPROVE), refusal=told, status=409)
    except (ProposalFault, KeyUsedOtherwise) as fault:
        told = sentence(fault.code, fault.params) if isinstance(fault, ProposalFault) else _("Sent before.")
        return confirmation(request, proposal, refusal=told, status=422)
    return redirect("desk:proposal", proposal.code)


def confirmation(request: Request, proposal: Proposal, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """Return the page that says what will happen, or why it cannot."""
    words = frame(request, proposal, "proposal") | {
        "title": _("Approve and hand over"),
        "breadcrumb": crumbs(proposal, (_("Approve and hand over"), "")),
        "url": reverse("desk:proposal_approval", args=[proposal.code]),
        "refusal": refusal or obstacle(proposal),
        "summary": summary_of(proposal),
    }
    if not words["refusal"]:
        words["changes"] = changed_since(proposal, gather_for(proposal))
    return render(request, "desk/proposals/approval.html", words, status=status)
