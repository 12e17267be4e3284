"""A centre's answer: accepting and declining what was handed to it, one file, some, or all."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Centre
from hamdeli.delegation.accepting import accept, accept_all
from hamdeli.delegation.access import access_inbox, access_mandates
from hamdeli.delegation.declining import decline, decline_all
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.models import Mandate
from hamdeli.delegation.moves import Act
from hamdeli.desk.delegation.forms import ReasonForm
from hamdeli.desk.delegation.words import spoken
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import number

Asked = tuple[Centre | None, list[int]]
LARGEST_KEY = 2**63 - 1


@require_POST
def acceptance(request: Request) -> HttpResponse:
    """Accept the files that were chosen, or all that the reader has seen."""
    centre, keys = asked_for(request)
    actor = request.user.actor
    try:
        done = accept_all(centre=centre, actor=actor, up_to=keys[0]) if centre else accept(mandates=keys, actor=actor)
    except HandoverFault as fault:
        messages.error(request, spoken(fault))
        return back(request, keys)
    told = ngettext("%(count)s file was accepted.", "%(count)s files were accepted.", done)
    messages.success(request, told % {"count": number(done)})
    return back(request, keys)


@posted("desk:handed_over")
def refusal_reason(request: Request) -> HttpResponse:
    """Ask for the reason before files are declined. Nothing changes here."""
    return ask_reason(request, asked_for(request), ReasonForm(act=Act.DECLINE))


@posted("desk:handed_over")
def refusal(request: Request) -> HttpResponse:
    """Decline the files that were chosen, or all that the reader has seen, for a coded reason."""
    centre, keys = asked = asked_for(request)
    form = ReasonForm(request.POST, act=Act.DECLINE)
    if not form.is_valid():
        return ask_reason(request, asked, form, status=422)
    why = {"reason": form.cleaned_data["reason"], "note": form.cleaned_data["note"], "actor": request.user.actor}
    try:
        done = decline_all(centre=centre, up_to=keys[0], **why) if centre else decline(mandates=keys, **why)
    except HandoverFault as fault:
        messages.error(request, spoken(fault))
        return redirect("desk:handed_over")
    told = ngettext("%(count)s file was declined.", "%(count)s files were declined.", done)
    messages.success(request, told % {"count": number(done)})
    return redirect("desk:handed_over")


def asked_for(request: Request) -> Asked:
    """Return the centre and the last mandate seen, when all are meant; else no centre and the mandates chosen."""
    if request.POST.get("all"):
        centre = access_inbox(request.user, request.POST.get("centre", ""), Right.ANSWER)
        return centre, [key_from(request.POST.get("up_to", ""))]
    keys = [key_from(key) for key in request.POST.getlist("mandates")]
    return None, access_mandates(request.user, keys, Right.ANSWER)


def key_from(text: str) -> int:
    """Return a primary key, or raise 404."""
    if not text.isascii() or not text.isdigit() or int(text) > LARGEST_KEY:
        raise Http404
    return int(text)


def ask_reason(request: Request, asked: Asked, form: ReasonForm, status: int = 200) -> HttpResponse:
    """Show the files that are about to be declined, and the form for the reason."""
    centre, keys = asked
    meant: dict[str, Any] = {"centre": centre, "state": "offered", "pk__lte": keys[0]} if centre else {"pk__in": keys}
    rows = Mandate.objects.filter(**meant).select_related("case_file").order_by("case_file__code")
    words = {"form": form, "rows": list(rows), "centre": centre, "up_to": keys[0]}
    return render(request, "desk/delegation/inbox/refusal.html", words, status=status)


def back(request: Request, keys: list[int]) -> HttpResponse:
    """Return to the page of the file where it was accepted, or to the inbox."""
    if request.POST.get("from") == "file" and keys:
        return redirect("desk:file", code=Mandate.objects.get(pk=keys[0]).case_file.code)
    return redirect("desk:handed_over")
