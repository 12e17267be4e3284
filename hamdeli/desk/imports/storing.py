"""Storing a list that was looked at."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamdeli.desk.imports.forms import StoringForm
from hamdeli.desk.imports.kinds import STORE, access_import, storing_of
from hamdeli.desk.requests import Request
from hamdeli.jobs.asking import ask
from hamdeli.jobs.models import Job
from hamdeli.journal.once import once


@require_POST
def storing(request: Request, pk: int) -> HttpResponse:
    """Start storing the list; its faulty rows are left out only where the user said so."""
    seen, kind = access_import(request.user, pk)
    faulty = seen.result.get("counts", {}).get("faulty", 0)
    form = StoringForm(request.POST, faulty=faulty)
    if seen.state != Job.State.DONE or stands(storing_of([seen], request.user).get(pk)):
        return redirect("desk:import", pk=pk)
    if not form.is_valid():
        messages.error(request, _("Say first that the faulty rows are left out, or correct them. Nothing was stored."))
        return redirect("desk:import", pk=pk)
    arguments = {"list": kind.name, "language": get_language() or "fa", "preview": pk, "leave_out": faulty}

    def act() -> int:
        return ask(kind=STORE, asked_by=request.user, arguments=arguments).pk

    key = form.cleaned_data["idempotency_key"]
    once(key=key, actor=request.user.actor, purpose="list_store", body=[pk, faulty], act=act)
    return redirect("desk:import", pk=pk)


def stands(stored: Job | None) -> bool:
    """Say whether the list is being stored or was stored already."""
    return stored is not None and stored.state not in (Job.State.FAILED, Job.State.CANCELLED)
