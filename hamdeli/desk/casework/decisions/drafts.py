"""Decisions that wait for approval: the list, one draft with what it rests on, and the second person's word."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right
from hamdeli.casework.admission.deciding import approve_decision, return_draft, stale_parts, withdraw_draft
from hamdeli.casework.admission.decision_access import READERS, access_draft, visible_drafts
from hamdeli.casework.admission.decision_faults import PARTS
from hamdeli.casework.admission.rulings import REASON_WORDS
from hamdeli.casework.models import DecisionDraft, Visit
from hamdeli.desk.casework.attempting import DONE, attempt
from hamdeli.desk.casework.decisions.forms import DraftFilter, EndForm
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii

PAGE = "desk/casework/decisions/draft.html"


@require_safe
def decision_list(request: Request) -> HttpResponse:
    """List the drafts of decisions, those that wait first of all."""
    form = filter_of(request)
    page = page_by_key(chosen(request, form), request.GET, "-id")
    rows = [(row, REASON_WORDS.get(row.reason, row.reason)) for row in page.rows]
    template = "_drafts" if request.htmx else "drafts"
    return render(request, f"desk/casework/decisions/{template}.html", {"form": form, "page": page, "rows": rows})


@require_safe
def decisions_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    rows = chosen(request, filter_of(request)).order_by("-id")
    write(actor=request.user.actor, verb="exported", kind="case_file", subject="list", details={"rows": rows.count()})
    columns = [
        *(gettext("file code"), gettext("county"), gettext("decision"), gettext("reason"), gettext("until")),
        *(gettext("written by"), gettext("written"), gettext("state"), gettext("ended by")),
    ]
    return workbook("decisions.xlsx", gettext("Decisions"), columns, cells(rows, get_language() or "fa"))


def cells(rows: QuerySet[DecisionDraft], language: str) -> Iterator[list[Any]]:
    """Yield the cells of each draft."""
    for row in rows.iterator(2000):
        yield [
            *(row.case_file.code, row.case_file.county.name, row.get_outcome_display()),
            str(REASON_WORDS.get(row.reason, row.reason)),
            format_date(row.until, language) if row.until else "",
            *(row.author.display_name, format_date(row.written_on, language), row.get_state_display()),
            row.ended_by.display_name if row.ended_by else "",
        ]


def filter_of(request: Request) -> DraftFilter:
    """Return the filter, at first on those that wait; 404 for who neither decides nor supervises anywhere."""
    if not any(request.user.has(right) for right in READERS):
        raise Http404
    return DraftFilter({"state": DecisionDraft.State.OPEN, **request.GET.dict()})


def chosen(request: Request, form: DraftFilter) -> QuerySet[DecisionDraft]:
    """Return the visible drafts that the form asks for."""
    rows = visible_drafts(request.user).select_related("case_file__county", "author", "ended_by")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["q"]:
        rows = rows.filter(case_file__code__startswith=to_ascii(asked["q"]).strip().upper())
    if asked["mine"]:
        mine = {"author": request.user}
        rows = rows.filter(**mine) if asked["mine"] == "yes" else rows.exclude(**mine)
    return rows.filter(**{name: asked[name] for name in ("state", "outcome") if asked[name]})


@require_safe
def decision_page(request: Request, pk: int) -> HttpResponse:
    """Show one draft with what it rests on."""
    return shown(request, access_draft(request.user, pk))


@require_POST
def decision_approval(request: Request, pk: int) -> HttpResponse:
    """Approve a draft that somebody else wrote."""
    draft = access_draft(request.user, pk, Right.DECIDE)
    form = EndForm(request.POST)
    today, by = timezone.localdate(), request.user

    def act() -> Any:
        return approve_decision(draft=draft, approver=by, today=today, seen_version=form.cleaned_data["version"])

    return ended(request, draft, form, act, _("The decision is approved and holds."))


@require_POST
def decision_returning(request: Request, pk: int) -> HttpResponse:
    """Send a draft back to its author."""
    draft = access_draft(request.user, pk, Right.DECIDE)
    form = EndForm(request.POST)

    def act() -> Any:
        seen, comment = form.cleaned_data["version"], form.cleaned_data["comment"]
        return return_draft(draft=draft, by=request.user, comment=comment, seen_version=seen)

    return ended(request, draft, form, act, _("The draft was returned to its author."))


@require_POST
def decision_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take one's own draft back."""
    draft = access_draft(request.user, pk)
    form = EndForm(request.POST)

    def act() -> Any:
        return withdraw_draft(draft=draft, by=request.user, seen_version=form.cleaned_data["version"])

    return ended(request, draft, form, act, _("The draft was taken back."))


def ended(request: Request, draft: DecisionDraft, form: Form, act: Callable[[], Any], told: str) -> HttpResponse:
    """Do `act` and go back to the page of the draft, or say there why not."""
    status = attempt(form, act)
    if status == DONE:
        messages.success(request, told)
        return redirect("desk:decision", pk=draft.pk)
    return shown(request, access_draft(request.user, draft.pk), status, form)


def shown(request: Request, draft: DecisionDraft, status: int = 200, form: Form | None = None) -> HttpResponse:
    """Return the page of a draft."""
    is_open = draft.state == DecisionDraft.State.OPEN
    visit = (draft.basis.get("visit") or {}).get("id")
    words: dict[str, Any] = {
        "draft": draft,
        "case_file": draft.case_file,
        "reason": REASON_WORDS.get(draft.reason, draft.reason),
        "score": draft.basis.get("score"),
        "visit": Visit.objects.select_related("visitor").filter(pk=visit).first() if visit else None,
        "stale": [PARTS[part] for part in stale_parts(draft)] if is_open else [],
        "mine": draft.author_id == request.user.pk,
        "is_open": is_open,
        "may_decide": is_open and has_right(request.user, draft.case_file, Right.DECIDE),
        "ended_why": ended_why(draft),
        "form": form,
        "voided": voided(form),
        "comment": EndForm()["comment"],
    }
    return render(request, PAGE, words, status=status)


def voided(form: Form | None) -> str:
    """Return the sentence that the draft became void by the act of the form; nothing where it did not."""
    faults = form.errors.as_data().get(NON_FIELD_ERRORS, []) if form else []
    return " ".join(str(fault.message) for fault in faults if fault.code == "changed_since")


def ended_why(draft: DecisionDraft) -> str:
    """Return why a draft ended: a comment as it was written, or the parts that had changed."""
    if draft.state != DecisionDraft.State.VOID:
        return draft.ended_why
    return "; ".join(str(PARTS.get(part, part)) for part in draft.ended_why.split(", "))
