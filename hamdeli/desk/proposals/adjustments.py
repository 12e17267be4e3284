"""Adjusting a proposal, taking an adjustment back, and running again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.naming import display_names
from hamdeli.desk.conflicts import told
from hamdeli.desk.posting import posted
from hamdeli.desk.proposals.forms import AdjustmentForm, VersionForm
from hamdeli.desk.proposals.frames import frame
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.proposals import adjustment
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.proposals.access import access_proposal
from hamdeli.proposals.adjusting import Adjustment, adjust, take_back
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.proposing import run_again
from hamdeli.proposals.sentences import sentence

PAGE = "desk/proposals/adjustments.html"


@require_http_methods(["GET", "HEAD", "POST"])
def adjustments(request: Request, code: str) -> HttpResponse:
    """Show the adjustments for the next run; add one."""
    proposal = access_proposal(request.user, code)
    if request.method != "POST":
        return panel(request, proposal)
    form = AdjustmentForm(request.POST)
    if not form.is_valid():
        return panel(request, proposal, refusal=" ".join(first_errors(form)), status=422)
    asked = form.cleaned_data
    seen = asked.pop("version")
    about_file = asked["kind"] in ("pin", "forbid")
    asked |= {
        "file": asked["file"] if about_file else "",
        "value": asked["value"] if asked["kind"] == "capacity" else None,
    }
    return attempt(request, proposal, lambda: adjust(proposal=proposal, seen_version=seen, by=request.user, **asked))


def first_errors(form: AdjustmentForm) -> list[str]:
    """Return the first error of each field that is wrong."""
    return [f"{form.fields[name].label}: {errors[0]}" for name, errors in form.errors.items() if name in form.fields]


@posted("desk:proposal_adjustments", "code")
def adjustment_removal(request: Request, code: str, number: int) -> HttpResponse:
    """Take an adjustment back."""
    proposal = access_proposal(request.user, code)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return panel(request, proposal, refusal=_("The form came without its version."), status=422)
    seen = form.cleaned_data["version"]
    return attempt(
        request, proposal, lambda: take_back(proposal=proposal, seen_version=seen, number=number, by=request.user)
    )


@posted("desk:proposal_adjustments", "code")
def proposal_run(request: Request, code: str) -> HttpResponse:
    """Run again with the adjustments, starting from this proposal."""
    proposal = access_proposal(request.user, code)
    form = VersionForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["idempotency_key"]:
        return panel(request, proposal, refusal=_("The form came without its key."), status=422)
    asked = form.cleaned_data
    return attempt(
        request,
        proposal,
        lambda: run_again(
            proposal=proposal, seen_version=asked["version"], by=request.user, key=asked["idempotency_key"]
        ),
        then="desk:proposal",
    )


def attempt(
    request: Request, proposal: Proposal, act: Callable[[], Proposal], then: str = "desk:proposal_adjustments"
) -> HttpResponse:
    """Do `act` and go on; say on the page of adjustments why not."""
    try:
        done = act()
    except Conflict as conflict:
        fresh = access_proposal(request.user, proposal.code)
        return panel(request, fresh, conflict=conflict, status=409)
    except ProposalFault as fault:
        return panel(request, proposal, refusal=sentence(fault.code, fault.params), status=422)
    except KeyUsedOtherwise:
        return panel(request, proposal, refusal=_("This form was sent before with other values."), status=422)
    if then == "desk:proposal_adjustments":
        messages.success(request, _("Kept for the next run."))
    return redirect(then, done.code)


def panel(
    request: Request, proposal: Proposal, *, refusal: str = "", conflict: Conflict | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of adjustments."""
    words = frame(request, proposal, "proposal_adjustments") | {"refusal": refusal}
    words["names"] = display_names(each["by"] for each in proposal.draft)
    words["conflict"] = told(conflict, say=sentence_of) if conflict else None
    return render(request, PAGE, words, status=status)


def sentence_of(each: Adjustment) -> str:
    """Return an adjustment in a few words: the file or nothing, what is asked, the centre."""
    value = "" if each["value"] is None else f": {each['value']}"
    return " ".join(filter(None, (each["file"], f"{adjustment(each['kind'])}{value}", f"({each['centre']})")))
