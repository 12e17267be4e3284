"""The page of a household, and where and how the family lives."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.naming import display_names
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, access_family, has_any, may_know
from hamdeli.casework.models import CaseFile
from hamdeli.desk.casework.admission.forms import HomeForm
from hamdeli.desk.differing import differing
from hamdeli.desk.requests import Request
from hamdeli.desk.typed import spoken_phone
from hamdeli.households.amending import HOME, SEALED, amend_home, opened
from hamdeli.households.models import Asset, Household
from hamdeli.journal.changing import Conflict
from hamdeli.journal.writing import record_look

WRITERS = (Right.ADMIT, Right.WORK, Right.CHANGE_FILES)
"""Who writes down what is known of a family: one of these rights on its file."""


@require_safe
def household(request: Request, code: str) -> HttpResponse:
    """Show the members and the home of a family."""
    case_file = access_case_file(request.user, code)
    knows = may_know(request.user, case_file)
    words: dict[str, Any] = {"case_file": case_file, "knows": knows}
    if knows:
        record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
        words |= family_words(case_file) | {"may_write": has_any(request.user, case_file, WRITERS)}
    return render(request, "desk/casework/admission/household.html", words)


def family_words(case_file: CaseFile) -> dict[str, Any]:
    """Return what the page shows of the family."""
    home = case_file.household
    members = list(home.members.order_by("id"))
    labels = dict(Asset.choices)
    return {
        "home": home,
        "present": [person for person in members if person.left_on is None],
        "gone": [person for person in members if person.left_on is not None],
        "address": opened(home, "address"),
        "phone": spoken_phone(opened(home, "phone")),
        "assets": [labels.get(code, code) for code in home.assets],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: Request, code: str) -> HttpResponse:
    """Show and store where and how the family lives; show the other's change first when somebody was faster."""
    case_file = access_family(request.user, code, *WRITERS)
    place = case_file.household
    if request.method != "POST":
        record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
        return home_page(request, case_file, HomeForm(initial=stored(place) | {"version": place.version}))
    form = HomeForm(request.POST)
    if not form.is_valid():
        return home_page(request, case_file, form, status=422)
    seen = form.cleaned_data["version"]
    try:
        amend_home(place, form.values(), seen_version=seen, actor=request.user.actor, file=case_file.code)
    except Conflict as conflict:
        return home_conflict(request, case_file, form, conflict)
    messages.success(request, _("The home was written down."))
    return redirect("desk:file_household", code=code)


def home_conflict(request: Request, case_file: CaseFile, form: HomeForm, conflict: Conflict) -> HttpResponse:
    """Show what is stored beside what was to be stored."""
    fresh = Household.objects.get(pk=case_file.household_id)
    changes = differing(form, stored(fresh))
    again = HomeForm(initial=form.cleaned_data | {"version": fresh.version})
    return home_page(request, case_file, again, status=409, changes=changes, who=name_of(conflict.actor))


def home_page(
    request: Request, case_file: CaseFile, form: HomeForm, *, status: int = 200, changes: Any = None, who: str = ""
) -> HttpResponse:
    """Return the page of the form."""
    words = {"case_file": case_file, "form": form, "changes": changes, "who": who}
    return render(request, "desk/casework/admission/home.html", words, status=status)


def stored(place: Household) -> dict[str, Any]:
    """Return what is stored of a home, unsealed."""
    return {name: getattr(place, name) for name in HOME} | {name: opened(place, name) for name in SEALED}


def name_of(username: str) -> str:
    """Return how a user is called."""
    return display_names([username]).get(username, username) if username else ""
