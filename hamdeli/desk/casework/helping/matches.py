"""Which volunteer could help this family: suggestions with reasons, giving the file, and taking it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right
from hamdeli.casework.helping.faults import HelpFault
from hamdeli.casework.helping.fitting import times_of
from hamdeli.casework.helping.giving_files import give_file, take_file_back
from hamdeli.casework.helping.matching import suggest
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.desk.casework.deeds import version_of
from hamdeli.desk.casework.helping.words import HINDRANCES, spoken
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits
from hamdeli.journal.changing import Conflict
from hamdeli.places.languages import Language
from hamdeli.volunteers.choices import Time
from hamdeli.volunteers.models import Volunteer

SHOWN = 20
ANY = [("", gettext_lazy("any"))]


class MatchFilter(forms.Form):
    """In which language the family speaks, when somebody is needed, and for which planned visit."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the family"), required=False, choices=[*ANY, *Language.choices]
    )
    time = forms.ChoiceField(label=gettext_lazy("When"), required=False, choices=[*ANY, *Time.choices])
    visit = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ChoiceForm(forms.Form):
    """Who gets the file, and the visit that comes with it."""

    volunteer = forms.IntegerField()
    visit = forms.IntegerField(required=False)


def access(request: Request, code: str) -> CaseFile:
    """Return the file for who says who works on it, and sees the volunteers of its centre; 403 for other readers."""
    case_file = access_case_file(request.user, code, Right.ASSIGN)
    if not has_right(request.user, case_file, Right.SEE_VOLUNTEERS):
        raise PermissionDenied
    return case_file


@require_safe
def file_volunteers(request: Request, code: str) -> HttpResponse:
    """Show who helps with the family, and who could."""
    return page(request, access(request, code))


def page(request: Request, case_file: CaseFile, status: int = 200) -> HttpResponse:
    """Return the page of suggestions."""
    form = filter_of(request, case_file)
    asked = form.cleaned_data if form.is_valid() else {}
    visit = planned(case_file, asked.get("visit"))
    times = times_of(visit.planned_on) if visit else tuple(filter(None, [asked.get("time", "")]))
    found = suggest(case_file, language=asked.get("language", ""), times=times)
    words: dict[str, Any] = {
        "case_file": case_file,
        "form": form,
        "visit": visit,
        "rows": [
            (each, [(spoken(r), r.good) for r in each.fit.reasons], HINDRANCES.get(each.hindrance))
            for each in found[:SHOWN]
        ],
        "more": max(0, len(found) - SHOWN),
        "helper": Volunteer.objects.active().filter(user=case_file.aide_id).first() if case_file.aide_id else None,
    }
    return render(request, "desk/casework/helping/matches.html", words, status=status)


def filter_of(request: Request, case_file: CaseFile) -> MatchFilter:
    """Return what is asked; at first for the family's language, unless that is Persian, which everybody speaks."""
    asked, spoken = request.GET.copy(), case_file.household.language
    if "language" not in asked and spoken != Language.PERSIAN:
        asked["language"] = spoken
    return MatchFilter(asked)


def planned(case_file: CaseFile, pk: int | None) -> Visit | None:
    """Return the planned visit of the file that was named, if it is one."""
    if pk is None:
        return None
    return Visit.objects.filter(case_file=case_file, pk=pk, state=Visit.State.PLANNED).first()


@posted("desk:file_volunteers", "code")
def file_volunteer_choice(request: Request, code: str) -> HttpResponse:
    """Give the file to one volunteer."""
    case_file = access(request, code)
    form = ChoiceForm(request.POST)
    chosen = Volunteer.objects.filter(pk=form.cleaned_data["volunteer"]).first() if form.is_valid() else None
    if chosen is None:
        messages.warning(request, _("Choose a volunteer."))
        return page(request, case_file, status=422)
    visit = planned(case_file, form.cleaned_data["visit"])
    seen = version_of(request)
    return tried(
        request,
        case_file,
        lambda: give_file(case_file=case_file, volunteer=chosen, by=request.user, seen_version=seen, visit=visit),
        _("%(who)s helps with this family from now on.") % {"who": chosen.name},
    )


@posted("desk:file_volunteers", "code")
def file_volunteer_end(request: Request, code: str) -> HttpResponse:
    """Take the file back from its volunteer."""
    case_file = access(request, code)
    seen = version_of(request)
    return tried(
        request,
        case_file,
        lambda: take_file_back(case_file=case_file, by=request.user, seen_version=seen),
        _("The file was taken back; visits and tasks went to the supervisor."),
    )


def tried(request: Request, case_file: CaseFile, act: Any, done: str) -> HttpResponse:
    """Do it and go back to the page; say on the page why it was refused."""
    try:
        act()
    except HelpFault as fault:
        messages.warning(request, digits(fault.sentence))
        return page(request, case_file, status=422)
    except Conflict:
        messages.warning(request, _("Somebody was faster. Look at it again before you send the form once more."))
        return redirect("desk:file_volunteers", code=case_file.code)
    messages.success(request, done)
    return redirect("desk:file_volunteers", code=case_file.code)
