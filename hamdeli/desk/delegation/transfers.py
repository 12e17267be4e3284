"""Transferring one file to another centre."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import Need
from hamdeli.centres.models import Centre
from hamdeli.delegation.access import access_mandate, has_right
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.models import Mandate
from hamdeli.delegation.moves import Act
from hamdeli.delegation.overriding import Override
from hamdeli.delegation.transferring import transfer
from hamdeli.delegation.vacancies import loads_of
from hamdeli.desk.delegation.endings import accepted_meanwhile
from hamdeli.desk.delegation.forms import TransferForm
from hamdeli.desk.delegation.words import spoken
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise, once
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold
from hamdeli.places.distance import metres

OFFERED = 12
PAGE = "desk/delegation/mandates/transfer.html"


@dataclass(frozen=True)
class Target:
    """A centre that may carry the file: its free places, whether it can do what is needed, metres from the family."""

    centre: Centre
    free: int
    matches: bool
    distance: float


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_transfer(request: Request, pk: int) -> HttpResponse:
    """Show the form with the nearest centres, and transfer the file once it is filled in."""
    mandate = access_mandate(request.user, pk, Right.RECALL)
    may_override = has_right(request.user, mandate, Right.APPROVE)
    words: dict[str, Any] = {"mandate": mandate, "may_override": may_override}
    words["targets"] = targets(request.user, mandate, request.GET.get("q", ""))
    if request.method != "POST":
        form = TransferForm(act=Act.TRANSFER, initial={"version": mandate.version})
        return render(request, PAGE, words | {"form": form})
    form = TransferForm(request.POST, act=Act.TRANSFER)
    status, fault = carry_out(request, mandate, form, may_override) if form.is_valid() else (422, "")
    if status == 302:
        messages.success(request, _("The file was transferred; the new centre is asked."))
        return redirect("desk:file", code=mandate.case_file.code)
    words |= {
        "form": form,
        "fault": fault,
        "fresh_version": Mandate.objects.get(pk=pk).version if status == 409 else None,
    }
    return render(request, PAGE, words, status=status)


@require_safe
def transfer_centres(request: Request, pk: int) -> HttpResponse:
    """Return the centres that fit what is searched for, as the part of the form that htmx replaces."""
    mandate = access_mandate(request.user, pk, Right.RECALL)
    found = targets(request.user, mandate, request.GET.get("q", ""))
    return render(request, "desk/delegation/mandates/_targets.html", {"targets": found, "mandate": mandate})


def carry_out(request: Request, mandate: Mandate, form: TransferForm, may_override: bool) -> tuple[int, str]:
    """Transfer the file, once however often it is sent; return the status, with why not where it was refused."""
    asked = form.cleaned_data
    centre = reachable(request.user, mandate).filter(code=to_ascii(asked["centre"]).strip()).first()
    if centre is None:
        form.add_error("centre", _("Choose a centre from the list."))
        return 422, ""
    override = None
    if asked["override_reason"] and may_override:
        override = Override(request.user.username, asked["override_reason"])

    def act() -> int:
        return transfer(
            mandate=mandate,
            to_centre=centre,
            reason=asked["reason"],
            note=asked["note"],
            checklist=form.checklist(),
            actor=request.user.actor,
            made_by=request.user,
            override=override,
            seen_version=asked["version"],
        ).pk

    return answer(request, asked, act)


def answer(request: Request, asked: dict[str, Any], act: Any) -> tuple[int, str]:
    """Do `act` once under the form's key and return the status of the answer, with why not where it was refused."""
    key = request.POST.get("idempotency_key", "")[:64]
    try:
        once(key=key, actor=request.user.actor, purpose="transfer", body=asked, act=act)
    except Conflict as conflict:
        return 409, accepted_meanwhile(conflict)
    except HandoverFault as fault:
        return 409, spoken(fault)
    except KeyUsedOtherwise:
        return 409, _("This form was sent before with other values. Load the page anew.")
    return 302, ""


def reachable(user: User, mandate: Mandate) -> QuerySet[Centre]:
    """Return the centres to which the file may go: licensed, of its province, seen by `user`, not its own."""
    centres = Centre.objects.visible_to(user).licensed().filter(province=mandate.case_file.province_id)
    return centres.exclude(pk=mandate.centre_id)


def targets(user: User, mandate: Mandate, text: str) -> list[Target]:
    """Return the nearest centres whose name or code fits `text`, with what one must know to choose."""
    centres = reachable(user, mandate)
    if text.strip():
        centres = centres.filter(Q(code__istartswith=to_ascii(text.strip())) | Q(name_folded__contains=fold(text)))
    home = mandate.case_file.household
    far = {
        pk: metres(home.latitude, home.longitude, latitude, longitude)
        for pk, latitude, longitude in centres.values_list("pk", "latitude", "longitude")
    }
    near = sorted(far, key=far.__getitem__)[:OFFERED]
    loads = loads_of(near)
    found = Centre.objects.select_related("county").prefetch_related("capabilities").in_bulk(near)
    return [target(found[pk], loads[pk], mandate.case_file.need, far[pk]) for pk in near]


def target(centre: Centre, load: int, need: str, distance: float) -> Target:
    """Return what one must know of `centre`."""
    abilities = {capability.speciality for capability in centre.capabilities.all()}
    return Target(centre, max(centre.ceiling - load, 0), need == Need.GENERAL or need in abilities, distance)
