"""Changing what the registry says of a centre."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from hamdeli.accounts.roles import Right
from hamdeli.centres.access import access_centre
from hamdeli.centres.describing import CapacityBelowLoad, describe
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Mandate
from hamdeli.desk.centres.centres import centre_context
from hamdeli.desk.centres.forms import CentreForm
from hamdeli.desk.conflicts import told
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict

PAGE = "desk/centres/centres/page.html"


@posted("desk:centre", "code")
def description(request: Request, code: str) -> HttpResponse:
    """Save the form; show the other's change first when somebody was faster."""
    centre = access_centre(request.user, code, Right.CHANGE_CENTRES)
    form = CentreForm(request.POST, instance=access_centre(request.user, code))
    if not form.is_valid():
        return render(request, PAGE, centre_context(request, centre) | {"form": form}, status=422)
    try:
        save(request, centre, form)
    except CapacityBelowLoad as fault:
        form.add_error("capacity", too_low(fault.carried))
        return render(request, PAGE, centre_context(request, centre) | {"form": form}, status=422)
    except Conflict as conflict:
        words = centre_context(request, access_centre(request.user, code)) | {"conflict": told(conflict)}
        return render(request, PAGE, words, status=409)
    return redirect("desk:centre", code=code)


def save(request: Request, centre: Centre, form: CentreForm) -> None:
    """Give what the form asks to the verb."""
    asked = dict(form.cleaned_data)
    describe(
        centre=centre,
        seen_version=asked.pop("version"),
        specialities=asked.pop("specialities"),
        values=asked,
        carried=Mandate.objects.open().filter(centre=centre).count(),
        actor=request.user.actor,
    )


def too_low(carried: int) -> str:
    """Say that a capacity is lower than what the centre carries."""
    return ngettext(
        "The centre carries %(carried)s file; transfer it before you lower the capacity.",
        "The centre carries %(carried)s files; transfer some before you lower the capacity.",
        carried,
    ) % {"carried": carried}
