"""Aid that a specialised centre gives to a family referred to it: of other aid it hears kind and month only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.casework.aiding.giving import give
from hamdeli.casework.aiding.proposing import propose
from hamdeli.casework.models import Onward
from hamdeli.casework.onward.access import access_onward
from hamdeli.desk.casework.aiding.forms import AidForm, blank
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.requests import Request

PAGE = "desk/casework/onward/aid.html"


@require_http_methods(["GET", "HEAD", "POST"])
def onward_aid(request: Request, code: str) -> HttpResponse:
    """Give something in kind, or propose money, in the name of the specialised centre."""
    onward = access_onward(request.user, code)
    if onward.state != Onward.State.ACCEPTED or not gives(request.user, onward):
        raise PermissionDenied
    if request.method != "POST":
        form = without_names(blank(onward.case_file, timezone.localdate()))
        return render(request, PAGE, {"onward": onward, "form": form})
    form = without_names(AidForm(request.POST, case_file=onward.case_file))
    status = attempt_once(request, form, f"aid of {code}", lambda: store(request.user, onward, form))
    if status != 302:
        return render(request, PAGE, {"onward": onward, "form": form}, status=status)
    in_money = form.cleaned_data["kind"].money
    messages.success(request, _("Proposed; another person approves it.") if in_money else _("Written down."))
    return redirect("desk:onward", code=code)


def gives(user: User, onward: Onward) -> bool:
    """Say whether `user` gives for the specialised centre."""
    return reaches(user, Right.GIVE, centre_code=onward.receiver.code)


def without_names(form: AidForm) -> AidForm:
    """Return the form without the members of the family: the specialised centre does not know them."""
    del form.fields["person"]
    return form


def store(user: User, onward: Onward, form: AidForm) -> int:
    """Give or propose, and return the primary key of what was made."""
    gift, today, centre = form.gift(), timezone.localdate(), onward.receiver
    if gift.kind.money:
        return propose(case_file=onward.case_file, gift=gift, centre=centre, author=user, today=today).pk
    return give(case_file=onward.case_file, gift=gift, centre=centre, giver=user, today=today).pk
