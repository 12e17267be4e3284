"""Letters and forms of one file as PDF: made when they are asked for, never kept, noted in the journal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right, may_know
from hamdeli.casework.admission.resting import standing_decision
from hamdeli.casework.daily.letter_texts import introduction, notice, summary, visit_form
from hamdeli.casework.daily.letters import Letter, pdf_of
from hamdeli.casework.daily.notes import may_read_notes
from hamdeli.casework.judgements import sees_judgements
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.casework.visiting.observations import edition_for
from hamdeli.desk.printing import printed
from hamdeli.desk.requests import Request


class LanguageForm(forms.Form):
    """In which language the letter is written."""

    language = forms.ChoiceField(label=_("Language"), choices=[("fa", _("Persian")), ("en", _("English"))])


class IntroductionForm(LanguageForm):
    """To whom the family is introduced, and for what."""

    field_order = ("to", "purpose", "language")
    to = forms.CharField(label=_("To"), max_length=200)
    purpose = forms.CharField(label=_("Matter"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class Kind:
    """One kind of letter: its words, its form, how it is made, and for whom.

    `confidential` says that it tells what was written in confidence; `right` is asked on the file.
    """

    key: str
    title: Any
    text: Any
    icon: str
    make: Callable[[Request, CaseFile, dict[str, Any]], Letter | None]
    form: type[LanguageForm] = LanguageForm
    confidential: bool = False
    right: Right = Right.SEE_FILES
    missing: Callable[[CaseFile], Any] = lambda case_file: ""
    """Why there can be no such letter of the file now, or nothing."""


def made_introduction(request: Request, case_file: CaseFile, asked: dict[str, Any]) -> Letter:
    """Return the letter of introduction."""
    day = timezone.localdate()
    return introduction(case_file, to=asked["to"], purpose=asked["purpose"], by=request.user, on=day)


def made_notice(request: Request, case_file: CaseFile, asked: dict[str, Any]) -> Letter | None:
    """Return the notice of the decision of the commission that stands, or None where it has not decided."""
    decision = standing_decision(case_file)
    return notice(case_file, decision, on=timezone.localdate()) if decision else None


def undecided(case_file: CaseFile) -> Any:
    """Return that the commission has not decided, or nothing."""
    if standing_decision(case_file):
        return ""
    return _("The commission has not decided on this family yet; a decision of a visit is no such decision.")


def made_blank(request: Request, case_file: CaseFile, asked: dict[str, Any]) -> Letter:
    """Return the form of a visit, to be filled in by hand."""
    return visit_form(case_file, None, edition_for(case_file.province_id), on=timezone.localdate())


def made_filled(request: Request, case_file: CaseFile, asked: dict[str, Any]) -> Letter | None:
    """Return the form of the latest visit, filled in, or None: for who only helps with the file, of an own visit."""
    done = Visit.objects.filter(case_file=case_file, state=Visit.State.DONE).select_related("visitor", "edition")
    if not sees_judgements(request.user, case_file):
        done = done.filter(visitor=request.user)
    visit = done.order_by("-done_on", "-pk").first()
    return visit_form(case_file, visit, visit.edition, on=timezone.localdate()) if visit else None


def made_summary(request: Request, case_file: CaseFile, asked: dict[str, Any]) -> Letter:
    """Return the summary of the case."""
    return summary(case_file, by=request.user, on=timezone.localdate())


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "introduction",
            _("Letter of introduction"),
            _("Introduces the family to another body, with its name and file code alone."),
            "send",
            made_introduction,
            IntroductionForm,
        ),
        Kind(
            "notice",
            _("Notice of a decision"),
            _("Tells the family what the commission decided, why, and how and until when to object."),
            "gavel",
            made_notice,
            right=Right.SEE_JUDGEMENTS,
            missing=undecided,
        ),
        Kind(
            "blank",
            _("Form of a visit, blank"),
            _("To be filled in by hand where no device is."),
            "file-text",
            made_blank,
        ),
        Kind(
            "filled",
            _("Form of the latest visit"),
            _("As it was filled in, with facts, opinion and decision."),
            "clipboard-check",
            made_filled,
            confidential=True,
        ),
        Kind(
            "summary",
            _("Summary of the case"),
            _("The family, the plan, open tasks, and what happened lately."),
            "report",
            made_summary,
            confidential=True,
        ),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
def file_letters(request: Request, code: str) -> HttpResponse:
    """Show which letters there are, and hand one out."""
    case_file = access_case_file(request.user, code)
    if not may_know(request.user, case_file):
        raise PermissionDenied
    offered = {key: kind for key, kind in KINDS.items() if may_have(request, case_file, kind)}
    chosen = offered.get(request.POST.get("kind", ""))
    if request.method != "POST" or chosen is None:
        return shown(request, case_file, offered, status=422 if request.method == "POST" else 200)
    form = chosen.form(request.POST, prefix=chosen.key)
    letter = written(request, case_file, chosen, form) if form.is_valid() else None
    if letter is None:
        return shown(request, case_file, offered, status=422, filled={chosen.key: form})
    return handed_out(request, case_file, chosen, letter)


def may_have(request: Request, case_file: CaseFile, kind: Kind) -> bool:
    """Say whether the reader may have letters of this kind: what was told in confidence goes to those who read it."""
    if not has_right(request.user, case_file, kind.right):
        return False
    return not kind.confidential or may_read_notes(request.user, case_file)


def written(request: Request, case_file: CaseFile, kind: Kind, form: LanguageForm) -> Letter | None:
    """Return the letter in the language that was chosen; None, with the fault on the form, where there is nothing."""
    with translation.override(form.cleaned_data["language"]):
        letter = kind.make(request, case_file, form.cleaned_data)
    if letter is None:
        form.add_error(None, kind.missing(case_file) or _("There is nothing yet of which this letter could tell."))
    return letter


def handed_out(request: Request, case_file: CaseFile, kind: Kind, letter: Letter) -> HttpResponse:
    """Set the letter, note in the journal who took which, and hand it out."""
    code = case_file.code
    name = f"{code}-{kind.key}.pdf"
    return printed(request, pdf_of(letter), kind="case_file", subject=code, letter=kind.key, name=name)


def shown(
    request: Request,
    case_file: CaseFile,
    offered: dict[str, Kind],
    *,
    status: int = 200,
    filled: dict[str, LanguageForm] | None = None,
) -> HttpResponse:
    """Show the letters with their forms."""
    initial = {"language": (get_language() or "fa")[:2]}
    forms_of = {key: kind.form(prefix=key, initial=initial) for key, kind in offered.items()} | (filled or {})
    words = {
        "case_file": case_file,
        "letters": [(kind, forms_of[key], kind.missing(case_file)) for key, kind in offered.items()],
    }
    return render(request, "desk/casework/daily/letters.html", words, status=status)
