"""Returning and recalling one file, with the reason and the handover checklist."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.naming import name_of
from hamdeli.casework.models import CaseFile
from hamdeli.delegation.access import access_mandate
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.models import Mandate
from hamdeli.delegation.moves import MOVES, Act
from hamdeli.delegation.recalling import recall
from hamdeli.delegation.returning import return_file
from hamdeli.desk.delegation.forms import EndForm
from hamdeli.desk.delegation.words import spoken
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict


@dataclass(frozen=True)
class Ending:
    """One act that ends a mandate: its verb and its words."""

    act: Act
    verb: Callable[..., Mandate]
    title: Any
    what: Any
    done: Any


RETURN = Ending(
    Act.RETURN,
    return_file,
    _("Return the file"),
    _("The file goes back to the county office and waits for another centre. Both sides get a notice."),
    _("The file was returned."),
)
RECALL = Ending(
    Act.RECALL,
    recall,
    _("Recall the file"),
    _("The centre loses sight of the file at once; it waits for another centre. Both sides get a notice."),
    _("The file was recalled."),
)


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_return(request: Request, pk: int) -> HttpResponse:
    """Let a centre return a file that it carries."""
    return ending(request, pk, RETURN)


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_recall(request: Request, pk: int) -> HttpResponse:
    """Let the county or the province recall a file."""
    return ending(request, pk, RECALL)


def ending(request: Request, pk: int, kind: Ending) -> HttpResponse:
    """Show the form, and end the mandate once it is filled in."""
    mandate = access_mandate(request.user, pk, MOVES[kind.act].right)
    words = {"mandate": mandate, "kind": kind}
    if request.method != "POST":
        form = EndForm(act=kind.act, initial={"version": mandate.version})
        return render(request, "desk/delegation/mandates/ending.html", words | {"form": form})
    form = EndForm(request.POST, act=kind.act)
    status, fault = end(request, mandate, form, kind) if form.is_valid() else (422, "")
    if status == 302:
        messages.success(request, kind.done)
        return after(request, mandate)
    fresh = access_mandate(request.user, pk)
    words |= {"form": form, "fault": fault, "fresh_version": fresh.version if status == 409 else None}
    return render(request, "desk/delegation/mandates/ending.html", words, status=status)


def end(request: Request, mandate: Mandate, form: EndForm, kind: Ending) -> tuple[int, str]:
    """End the mandate and return the status of the answer, with why not where it was refused."""
    asked = form.cleaned_data
    why = {name: asked[name] for name in ("reason", "note")} | {"seen_version": asked["version"]}
    try:
        kind.verb(mandate=mandate, checklist=form.checklist(), actor=request.user.actor, **why)
    except Conflict as conflict:
        return 409, accepted_meanwhile(conflict)
    except HandoverFault as fault:
        return 409, spoken(fault)
    return 302, ""


def accepted_meanwhile(conflict: Conflict) -> str:
    """Say what changed since the form was opened."""
    told = _(
        "Meanwhile the centre accepted the file (%(by)s). Nothing was changed; send the form again if you mean it."
    )
    return str(told) % {"by": name_of(conflict.actor)}


def after(request: Request, mandate: Mandate) -> HttpResponse:
    """Return to the page of the file, or to the inbox for whoever does not see the file any more."""
    code = mandate.case_file.code
    if CaseFile.objects.visible_to(request.user).filter(code=code).exists():
        return redirect("desk:file", code=code)
    return redirect("desk:handed_over")
