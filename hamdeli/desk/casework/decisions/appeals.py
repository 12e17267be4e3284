"""Appeals: the list with its terms, one appeal, and the answer of somebody who did not decide."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.casework.admission.appealing import answer_due_on, decide_anew, uphold
from hamdeli.casework.admission.decision_access import READERS, access_appeal, visible_appeals
from hamdeli.casework.admission.rulings import REASON_WORDS, RULINGS
from hamdeli.casework.models import Appeal, DecisionDraft, Outcome
from hamdeli.desk.casework.attempting import DONE, attempt_once
from hamdeli.desk.casework.decisions.forms import AnewForm, AnswerForm, AppealFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.persian.digits import to_ascii


@require_safe
def appeal_list(request: Request) -> HttpResponse:
    """List the appeals, with the day until which each must be answered."""
    if not any(request.user.has(right) for right in READERS):
        raise Http404
    form = AppealFilter({"answered": "no", **request.GET.dict()})
    page = page_by_key(chosen(request, form), request.GET, "id")
    today = timezone.localdate()
    rows = [(row, answer_due_on(row), not row.result and answer_due_on(row) < today) for row in page.rows]
    template = "_appeals" if request.htmx else "appeals"
    return render(request, f"desk/casework/decisions/{template}.html", {"form": form, "page": page, "rows": rows})


def chosen(request: Request, form: AppealFilter) -> QuerySet[Appeal]:
    """Return the visible appeals that the form asks for."""
    rows = visible_appeals(request.user).select_related("decision__case_file__county", "answered_by")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["q"]:
        rows = rows.filter(decision__case_file__code__startswith=to_ascii(asked["q"]).strip().upper())
    return rows.filter(answered_at__isnull=asked["answered"] == "no") if asked["answered"] else rows


@require_safe
def appeal_page(request: Request, pk: int) -> HttpResponse:
    """Show one appeal with the forms that answer it."""
    outcome = request.GET.get("outcome", "")
    return shown(
        request, access_appeal(request.user, pk), anew=AnewForm(outcome=outcome) if outcome in RULINGS else None
    )


@require_POST
def appeal_answer(request: Request, pk: int) -> HttpResponse:
    """Answer that the decision stands."""
    appeal = access_appeal(request.user, pk)
    form = AnswerForm(request.POST)
    by = request.user
    status = attempt_once(
        request, form, "appeal_answer", lambda: uphold(appeal=appeal, by=by, answer=form.cleaned_data["answer"]).pk
    )
    if status == DONE:
        messages.success(request, _("The appeal is answered: the decision stands."))
        return redirect("desk:appeal", pk=pk)
    return shown(request, appeal, status, stands=form)


@require_POST
def appeal_decision(request: Request, pk: int) -> HttpResponse:
    """Answer with another decision, which another person approves."""
    appeal = access_appeal(request.user, pk)
    form = AnewForm(request.POST, outcome=request.POST.get("outcome", ""))
    by, today = request.user, timezone.localdate()
    status = attempt_once(
        request, form, "appeal_anew", lambda: decide_anew(appeal=appeal, by=by, today=today, **form.decided()).pk
    )
    if status == DONE:
        messages.success(request, _("The decision was written. Another person must approve it."))
        return redirect("desk:appeal", pk=pk)
    return shown(request, appeal, status, anew=form)


def shown(request: Request, appeal: Appeal, status: int = 200, **forms: Form | None) -> HttpResponse:
    """Return the page of an appeal."""
    decision = appeal.decision
    decided_by = (decision.author_id, decision.approver_id)
    words: dict[str, Any] = {
        "appeal": appeal,
        "decision": decision,
        "case_file": decision.case_file,
        "reason": REASON_WORDS.get(decision.reason, decision.reason),
        "due": answer_due_on(appeal),
        "late": not appeal.result and answer_due_on(appeal) < timezone.localdate(),
        "draft": appeal.drafts.filter(state=DecisionDraft.State.OPEN).select_related("author").first(),
        "may_answer": not appeal.result and request.user.pk not in decided_by,
        "decided_myself": request.user.pk in decided_by,
        "rulings": [(code, Outcome(code).label) for code in RULINGS if code != decision.outcome],
        "stands": AnswerForm(),
        **forms,
    }
    return render(request, "desk/casework/decisions/appeal.html", words, status=status)
