"""The volunteer's own page: families, hours, certificates."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Role
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.helping.loads import helped_files
from hamdeli.desk.casework.deeds import told
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.volunteers.forms import HoursForm
from hamdeli.desk.volunteers.hours import written
from hamdeli.desk.volunteers.pages import page_words, wants_all
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.journal.refusals import Refusal
from hamdeli.journal.writing import record_look
from hamdeli.volunteers.access import own_record


def is_volunteer(user: User) -> bool:
    """Say whether `user` holds the post of a volunteer now."""
    return any(post.role == Role.VOLUNTEER for post in user.posts_now)


@require_safe
def my_help(request: Request) -> HttpResponse:
    """Show a volunteer what he or she helps with."""
    if not is_volunteer(request.user):
        raise Http404
    return shown(request, HoursForm(initial={"on": timezone.localdate()}))


def shown(request: Request, form: HoursForm, status: int = 200) -> HttpResponse:
    """Return the own page."""
    volunteer = own_record(request.user)
    words: dict[str, Any] = {
        "form": form,
        "key": request.POST.get("idempotency_key", ""),
        "today": timezone.localdate(),
    }
    if volunteer is not None:
        files = helped_files(request.user)
        record_look(actor=request.user.actor, kind="case_file", subjects=[file.code for file in files])
        heads = names_of(files, request.user)
        for file in files:
            file.head = heads.get(file.pk, "")  # type: ignore[attr-defined]
        words |= page_words(volunteer, whole=wants_all(request)) | {"files": files}
    return render(request, "desk/volunteers/mine.html", words, status=status)


@posted("desk:my_help")
def my_hours(request: Request) -> HttpResponse:
    """Write down own hours."""
    volunteer = own_record(request.user) if is_volunteer(request.user) else None
    if volunteer is None:
        raise Http404
    form = HoursForm(request.POST)
    if not form.is_valid():
        return shown(request, form, status=422)
    try:
        written(request, volunteer, form)
    except (Refusal, KeyUsedOtherwise) as fault:
        form.add_error(None, told(fault))
        return shown(request, form, status=422)
    messages.success(request, _("The hours are written down; your supervisor confirms them."))
    return redirect("desk:my_help")
