"""The checklist of applications: which lines there are, and what each asks for."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.checklist import Wanted, add_check, change_check
from hamdeli.centres.founding.policy import MOST_TRUSTEES
from hamdeli.centres.models import FoundingCheck
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.founding.words import OFFICE_WORDS
from hamdeli.desk.requests import Request
from hamdeli.desk.typed import WholeNumberField
from hamdeli.journal.once import once

ADVICE = gettext_lazy("Every application that is not approved yet needs this too; what is ticked stays ticked.")


class CheckForm(forms.Form):
    """A new line."""

    name_fa = forms.CharField(label=gettext_lazy("Persian name"), max_length=150)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=150)
    evidence_fa = forms.CharField(label=gettext_lazy("What proves it, in Persian"), max_length=300)
    evidence_en = forms.CharField(label=gettext_lazy("What proves it, in English"), max_length=300)
    right = forms.ChoiceField(label=gettext_lazy("Ticked by"), choices=list(OFFICE_WORDS.items()))
    trained = WholeNumberField(
        label=gettext_lazy("Trustees who must have taken a course"), min_value=0, max_value=MOST_TRUSTEES, initial=0
    )

    def wanted(self) -> Wanted:
        """Return the line as it is asked for."""
        return Wanted(**self.cleaned_data)


class CheckChange(CheckForm):
    """A line as it is to be."""

    position = WholeNumberField(label=gettext_lazy("Place in the order"), min_value=1, max_value=99)
    active = forms.BooleanField(label=gettext_lazy("It is asked for"), required=False)


@require_safe
def founding_checklist(request: Request) -> HttpResponse:
    """Show the lines in their order."""
    require_right(request.user, Right.LICENSE)
    return render(request, "desk/founding/checklist.html", {"checks": FoundingCheck.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
def founding_checklist_new(request: Request) -> HttpResponse:
    """Add a line."""
    require_right(request.user, Right.LICENSE)
    form = CheckForm(request.POST if request.method == "POST" else None)
    words: dict[str, Any] = {"what": ADVICE, "button": _("Add"), "done": _("The line was added.")}
    deed = Deed(title=_("Add a line to the checklist"), back=reverse("desk:founding_checklist"), **words)

    def act() -> None:
        actor, body = request.user.actor, {name: str(value) for name, value in form.cleaned_data.items()}
        told: dict[str, Any] = {"key": key_of(request), "actor": actor, "purpose": "founding_check", "body": body}
        once(**told, act=lambda: add_check(form.wanted(), actor=actor).pk)

    return carry_out(request, deed, form, act, None)


@require_http_methods(["GET", "HEAD", "POST"])
def founding_checklist_line(request: Request, code: str) -> HttpResponse:
    """Change a line."""
    require_right(request.user, Right.LICENSE)
    check = get_object_or_404(FoundingCheck, code=code)
    stored = {name: getattr(check, name) for name in CheckChange.base_fields}
    form = CheckChange(request.POST if request.method == "POST" else None, initial=stored)
    words: dict[str, Any] = {"what": ADVICE, "button": _("Save"), "done": _("The line was changed.")}
    deed = Deed(title=check.name, back=reverse("desk:founding_checklist"), thing=check, **words)

    def act() -> None:
        change_check(check, form.wanted(), seen_version=version_of(request), actor=request.user.actor)

    return carry_out(request, deed, form, act, None)
