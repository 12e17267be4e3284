"""The decisions of the commission on one file: their history, writing one, and receiving an appeal."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right
from hamdeli.casework.admission.appealing import answer_due_on, last_day_of_appeal, receive_appeal
from hamdeli.casework.admission.deciding import propose_decision
from hamdeli.casework.admission.decision_access import READERS
from hamdeli.casework.admission.resting import latest_admission, replaced_by_next, standing_decision
from hamdeli.casework.admission.rulings import FOLLOWING, REASON_WORDS, RULINGS
from hamdeli.casework.models import CaseFile, Decision, DecisionDraft, Outcome
from hamdeli.desk.casework.attempting import DONE, attempt_once
from hamdeli.desk.casework.decisions.forms import DecisionForm, WordsForm
from hamdeli.desk.requests import Request
from hamdeli.persian.calendar import months_after

PAGE = "desk/casework/decisions/file.html"
PASSING_MONTHS = 6
"""So long is the term that is proposed for a discreet family."""


@require_http_methods(["GET", "HEAD", "POST"])
def file_decision(request: Request, code: str) -> HttpResponse:
    """Show the decisions on a file; write one that waits for another's approval."""
    if request.method != "POST":
        case_file = access_case_file(request.user, code, Right.SEE_JUDGEMENTS)
        outcome = request.GET.get("outcome", "")
        return shown(request, case_file, decision=fresh_form(case_file, outcome) if outcome in RULINGS else None)
    case_file = access_case_file(request.user, code, Right.DECIDE)
    form = DecisionForm(request.POST, outcome=request.POST.get("outcome", ""))
    today = timezone.localdate()
    status = attempt_once(
        request,
        form,
        "decision",
        lambda: propose_decision(case_file=case_file, author=request.user, today=today, **form.decided()).pk,
    )
    if status == DONE:
        messages.success(request, _("The decision was written. Another person must approve it."))
        return redirect("desk:file_decision", code=code)
    return shown(request, case_file, status, decision=form)


def fresh_form(case_file: CaseFile, outcome: str) -> DecisionForm:
    """Return an empty form; people of standing are helped for a while unless somebody decides otherwise."""
    until = months_after(timezone.localdate(), PASSING_MONTHS) if case_file.discreet else None
    return DecisionForm(outcome=outcome, initial={"until": until})


@require_POST
def file_appeal(request: Request, code: str) -> HttpResponse:
    """Receive an appeal against the decision that stands."""
    case_file = access_case_file(request.user, code, Right.SEE_JUDGEMENTS)
    if not may_receive(request, case_file):
        case_file = access_case_file(request.user, code, Right.REFER)
    decision = get_object_or_404(case_file.decisions.filter(visit__isnull=True), pk=request.POST.get("decision") or 0)
    form = WordsForm(request.POST)
    by, today = request.user, timezone.localdate()
    status = attempt_once(
        request, form, "appeal", lambda: receive_appeal(decision=decision, by=by, today=today, **form.cleaned_data).pk
    )
    if status == DONE:
        messages.success(request, _("The appeal was received."))
        return redirect("desk:file_decision", code=code)
    return shown(request, case_file, status, appeal=form)


def may_receive(request: Request, case_file: CaseFile) -> bool:
    """Say whether the reader may receive an appeal."""
    return any(has_right(request.user, case_file, right) for right in (Right.REFER, Right.DECIDE))


def shown(request: Request, case_file: CaseFile, status: int = 200, **forms: Form | None) -> HttpResponse:
    """Return the page of the decisions on a file."""
    admission, standing = latest_admission(case_file), standing_decision(case_file)
    replaced = replaced_by_next(case_file, admission) if admission else None
    words: dict[str, Any] = {
        "case_file": case_file,
        "decisions": decisions_of(case_file),
        "standing": standing,
        "draft": case_file.decision_drafts.filter(state=DecisionDraft.State.OPEN).select_related("author").first(),
        "may_decide": has_right(request.user, case_file, Right.DECIDE),
        "may_read_drafts": any(has_right(request.user, case_file, right) for right in READERS),
        "may_receive": may_receive(request, case_file) and may_appeal(standing),
        "admission": admission,
        "rulings": choices(FOLLOWING[replaced.outcome if replaced else ""]),
        "appeal_until": last_day_of_appeal(standing) if standing else None,
        "appeal": WordsForm(),
        "reasons": REASON_WORDS,
        **forms,
    }
    return render(request, PAGE, words, status=status)


def choices(outcomes: frozenset[str]) -> list[tuple[str, Any]]:
    """Return the outcomes that may follow, in the order of the table."""
    return [(code, Outcome(code).label) for code in RULINGS if code in outcomes]


def may_appeal(standing: Decision | None) -> bool:
    """Say whether the family may still object to the decision that stands."""
    if standing is None or hasattr(standing, "appeal"):
        return False
    return timezone.localdate() <= last_day_of_appeal(standing)


def decisions_of(case_file: CaseFile) -> list[dict[str, Any]]:
    """Return the decisions of the commission, the last first, each with its reason and its appeal."""
    rows = case_file.decisions.filter(visit__isnull=True).select_related(
        "author", "approver", "appeal__received_by", "appeal__answered_by", "replaced_by"
    )
    found = []
    for row in rows.order_by("-id"):
        appeal = getattr(row, "appeal", None)
        due = answer_due_on(appeal) if appeal and not appeal.result else None
        found.append({"row": row, "reason": REASON_WORDS.get(row.reason, row.reason), "appeal": appeal, "due": due})
    return found
