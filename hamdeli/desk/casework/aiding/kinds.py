"""The kinds of aid and their periods, set by the province."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.aiding.kinds import add_kind, change_kind
from hamdeli.casework.models import AidKind
from hamdeli.desk.casework.aiding.forms import KindChange, KindForm
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt, attempt_once
from hamdeli.desk.requests import Request

PAGE = "desk/casework/aiding/kinds.html"


@require_http_methods(["GET", "HEAD", "POST"])
def aid_kinds(request: Request) -> HttpResponse:
    """Show the kinds; add one."""
    require_right(request.user, Right.WRITE_QUESTIONS)
    form = KindForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return shown(request, form)
    actor = request.user.actor
    status = attempt_once(request, form, "aid_kind", lambda: add_kind(**form.cleaned_data, actor=actor).pk)
    if status != 302:
        return shown(request, form, status)
    messages.success(request, _("The kind was added."))
    return redirect("desk:aid_kinds")


@require_POST
def aid_kind(request: Request, code: str) -> HttpResponse:
    """Change the names or the period of a kind."""
    require_right(request.user, Right.WRITE_QUESTIONS)
    kind = get_object_or_404(AidKind, code=code)
    form = KindChange(request.POST)

    def act() -> None:
        values = dict(form.cleaned_data)
        change_kind(kind, seen_version=values.pop("version"), values=values, actor=request.user.actor)

    status = attempt(form, act)
    if status == 302:
        messages.success(request, _("The kind was changed."))
    else:
        messages.error(request, faults_of(form))
    return redirect("desk:aid_kinds")


def shown(request: Request, form: KindForm, status: int = 200) -> HttpResponse:
    """Return the page."""
    words = {"form": form, "kinds": AidKind.objects.order_by("code")}
    return render(request, PAGE, words, status=status)
