"""Undoing a handover as a whole, or one file of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamdeli.accounts.roles import Right
from hamdeli.delegation.access import access_handover, access_mandate
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.undoing import undo_handover, undo_mandate
from hamdeli.desk.delegation.forms import UndoForm
from hamdeli.desk.delegation.words import spoken
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict


@require_POST
def handover_undoing(request: Request, code: str) -> HttpResponse:
    """Undo the handover as one unit."""
    handover = access_handover(request.user, code, Right.APPROVE)
    form = UndoForm(request.POST)
    if not form.is_valid() or form.cleaned_data["version"] is None:
        messages.error(request, _("Say why the handover is undone."))
        return redirect("desk:handover", code=code)
    asked = form.cleaned_data
    try:
        undo_handover(
            handover=handover, actor=request.user.actor, reason=asked["reason"], seen_version=asked["version"]
        )
    except HandoverFault as fault:
        messages.error(request, spoken(fault))
    except Conflict:
        messages.error(request, _("Somebody changed the handover meanwhile. Look again before you undo it."))
    else:
        messages.success(request, _("The handover was undone."))
    return redirect("desk:handover", code=code)


@require_POST
def mandate_undoing(request: Request, pk: int) -> HttpResponse:
    """Undo one file of a handover."""
    mandate = access_mandate(request.user, pk, Right.APPROVE)
    form = UndoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why the handover of the file is undone."))
        return redirect("desk:file", code=mandate.case_file.code)
    try:
        undo_mandate(mandate=mandate, actor=request.user.actor, reason=form.cleaned_data["reason"])
    except HandoverFault as fault:
        messages.error(request, spoken(fault))
    else:
        messages.success(request, _("The handover of the file was undone."))
    return redirect("desk:file", code=mandate.case_file.code)
