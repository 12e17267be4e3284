"""Beginning, the terms, and the end of a volunteer's help."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.casework.helping.leaving import leave
from hamdeli.casework.helping.loads import loads_of
from hamdeli.desk.casework.deeds import carry_out, version_of
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits
from hamdeli.desk.volunteers.forms import ActivationForm, LeavingForm, TermsForm
from hamdeli.desk.volunteers.steps import deed
from hamdeli.volunteers.access import access_volunteer, supervisors_at
from hamdeli.volunteers.activating import activate, change_terms
from hamdeli.volunteers.models import Volunteer


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_activation(request: Request, pk: int) -> HttpResponse:
    """Give the volunteer an account, a post, a supervisor and a ceiling."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    data = request.POST if request.method == "POST" else None
    form = ActivationForm(data, supervisors=supervisors_at(volunteer.centre))

    def act() -> None:
        asked = {"username": form.cleaned_data["username"], **form.terms()}
        common: dict[str, Any] = {
            "by": request.user,
            "today": timezone.localdate(),
            "seen_version": version_of(request),
        }
        _made, password = activate(volunteer=volunteer, **asked, **common)
        if password:
            told = _("The account was made. Its first password, shown only now: %s")
            messages.success(request, told % password)

    words = deed(
        volunteer,
        _("Let the volunteer begin"),
        _("Begin"),
        _("The volunteer helps from now on. Give a family on the page of its file, under Volunteer."),
        what=_("The volunteer will see only the families that are given, and nothing else."),
    )
    return carry_out(request, words, form, act, None)


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_terms(request: Request, pk: int) -> HttpResponse:
    """Change the supervisor or the ceiling."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    data = request.POST if request.method == "POST" else None
    now = {"supervisor": volunteer.supervisor.username if volunteer.supervisor else "", "ceiling": volunteer.ceiling}
    form = TermsForm(data, supervisors=supervisors_at(volunteer.centre), initial=now)

    def act() -> None:
        common: dict[str, Any] = {"by": request.user, "today": timezone.localdate()}
        change_terms(volunteer=volunteer, **form.terms(), **common, seen_version=version_of(request))

    words = deed(volunteer, _("Supervisor and ceiling"), _("Save"), _("It is kept."))
    return carry_out(request, words, form, act, None)


@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_leaving(request: Request, pk: int) -> HttpResponse:
    """End the help: everything at once."""
    volunteer = access_volunteer(request.user, pk, Right.RUN_VOLUNTEERS)
    data = request.POST if request.method == "POST" else None
    form = LeavingForm(data, volunteer=volunteer, supervisors=supervisors_at(volunteer.centre))

    def act() -> None:
        common: dict[str, Any] = {"by": request.user, "today": timezone.localdate()}
        handed = leave(volunteer=volunteer, **form.asked(), **common, seen_version=version_of(request))
        if handed.files or handed.visits or handed.tasks:
            messages.info(request, _("Handed back: %s.") % handed_back(**vars(handed)))

    words = deed(
        volunteer, _("End the help"), _("End it now"), _("The help has ended."), what=warning(volunteer), tone="danger"
    )
    return carry_out(request, words, form, act, None)


def handed_back(*, files: int, visits: int, tasks: int) -> str:
    """Return what was handed back, in words, without what was none."""
    counted = (
        (files, ngettext("%(many)s family", "%(many)s families", files)),
        (visits, ngettext("%(many)s visit", "%(many)s visits", visits)),
        (tasks, ngettext("%(many)s task", "%(many)s tasks", tasks)),
    )
    return _(", ").join(words % {"many": digits(many)} for many, words in counted if many)


def warning(volunteer: Volunteer) -> str:
    """Return what leaving will close."""
    if volunteer.user is None:
        return _("The application ends; nothing else is touched.")
    (load,) = loads_of([volunteer], timezone.localdate())
    return _(
        "In one act: the post and every session end, %(files)s families are handed back, planned visits and open tasks "
        "go to whoever takes over. Nothing of a family stays within reach."
    ) % {"files": digits(load.files)}
