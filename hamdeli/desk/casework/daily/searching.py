"""Searching one's own files: families by name or code, and what was written about them."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import knowable
from hamdeli.casework.daily.finding import find_texts
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.models import CaseFile
from hamdeli.casework.searching import matching
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

FAMILIES = 20
ICONS = {"note": "note", "visit": "walk", "task": "checklist", "goal": "target-arrow"}
LABELS = {"note": _("Case note"), "visit": _("Visit"), "task": _("Task"), "goal": _("Goal")}


class SearchForm(forms.Form):
    """What is searched for."""

    q = forms.CharField(label=_("Names, file codes, or words of notes, visits, tasks and plans"), max_length=200)


@require_safe
def search(request: Request) -> HttpResponse:
    """Show the families and the texts that fit, as far as the reader may know them."""
    require_right(request.user, Right.SEE_FILES)
    form = SearchForm(request.GET or None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    families = list(families_called(request.user, asked)[:FAMILIES]) if asked.strip() else []
    texts = find_texts(request.user, asked)
    files = {file.pk: file for file in [*families, *(found.case_file for found in texts)]}
    names = names_of(files.values(), request.user)
    record_look(actor=request.user.actor, kind="case_file", subjects=[file.code for file in files.values()])
    words = {
        "form": form,
        "asked": asked,
        "families": [(file, names.get(file.pk, "")) for file in families],
        "texts": [(found, names.get(found.case_file.pk, ""), ICONS[found.kind], LABELS[found.kind]) for found in texts],
    }
    template = "_found" if request.htmx else "search"
    return render(request, f"desk/casework/daily/{template}.html", words)


def families_called(user: User, text: str) -> QuerySet[CaseFile]:
    """Return the files whose code or names fit, of families that `user` may know."""
    files = CaseFile.objects.visible_to(user).filter(knowable(user), matching(text))
    return files.select_related("county", "centre").order_by("code")
