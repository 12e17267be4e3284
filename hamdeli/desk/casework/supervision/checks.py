"""The month's checks: drawing them, looking a file through, and the worker's answer."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right
from hamdeli.casework.models import Check
from hamdeli.casework.supervision.access import access_check, visible_checks
from hamdeli.casework.supervision.checking import answer_check, check_file, choose_file, draw_sample
from hamdeli.casework.supervision.sampling import month_of
from hamdeli.desk.casework.attempting import DONE, attempt, attempt_once
from hamdeli.desk.casework.scoring.forms import NoForm
from hamdeli.desk.casework.supervision.forms import AnswerForm, CheckFilter, FoundForm
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import number
from hamdeli.persian.digits import to_ascii

PAGE = "desk/casework/supervision/check.html"


@require_safe
def check_list(request: Request) -> HttpResponse:
    """List the checks: for a supervisor those of the files, for a worker those of the files worked on."""
    if not request.user.has(Right.WORK):
        require_right(request.user, Right.SUPERVISE)
    form = CheckFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "case_file__code", "id")
    words = {"form": form, "page": page, "supervises": request.user.has(Right.SUPERVISE)}
    template = "_checks" if request.htmx else "checks"
    return render(request, f"desk/casework/supervision/{template}.html", words)


def chosen(request: Request, form: CheckFilter) -> QuerySet[Check]:
    """Return the visible checks that the form asks for; of this month unless it asks for all."""
    rows = visible_checks(request.user).select_related("case_file__worker", "supervisor")
    asked = form.cleaned_data if form.is_valid() else {"q": "", "found": "", "month": ""}
    if asked["month"] != "all":
        rows = rows.filter(month=month_of(timezone.localdate()))
    if asked["q"]:
        rows = rows.filter(case_file__code__startswith=to_ascii(asked["q"]).strip().upper())
    if asked["found"]:
        rows = rows.filter(found="" if asked["found"] == "open" else asked["found"])
    return rows


@require_POST
def sample(request: Request) -> HttpResponse:
    """Draw this month's sample."""
    require_right(request.user, Right.SUPERVISE)
    form = NoForm(request.POST)
    drawn: list[int] = []

    def act() -> int:
        drawn.append(draw_sample(by=request.user, today=timezone.localdate()))
        return drawn[0]

    attempt_once(request, form, "sample", act)
    count = sum(drawn)
    told = ngettext("%(count)s file was drawn.", "%(count)s files were drawn.", count) % {"count": number(count)}
    messages.success(request, told if count else _("This month's files were drawn already."))
    return redirect("desk:checks")


@require_POST
def file_check(request: Request, code: str) -> HttpResponse:
    """Put a file that the supervisor chose among the month's checks, and open it."""
    case_file = access_case_file(request.user, code, Right.SUPERVISE)
    form = NoForm(request.POST)
    made: list[Check] = []
    status = attempt(
        form,
        lambda: made.append(choose_file(case_file=case_file, by=request.user, today=timezone.localdate())),
    )
    if status != DONE:
        messages.warning(request, " ".join(str(error) for error in form.non_field_errors()))
        return redirect("desk:checks")
    return redirect("desk:check", pk=made[0].pk)


@require_safe
def check_page(request: Request, pk: int) -> HttpResponse:
    """Show one check with the form that its reader may fill in."""
    return shown(request, access_check(request.user, pk))


@require_POST
def check_finding(request: Request, pk: int) -> HttpResponse:
    """Say what was found."""
    check = access_check(request.user, pk, Right.SUPERVISE)
    form = FoundForm(request.POST)
    by, today = request.user, timezone.localdate()

    def act() -> Any:
        asked = form.cleaned_data
        seen = asked["version"]
        return check_file(
            check=check, found=asked["found"], comment=asked["comment"], by=by, today=today, seen_version=seen
        )

    status = attempt(form, act)
    if status == DONE:
        messages.success(request, _("Kept."))
        return redirect("desk:check", pk=pk)
    return shown(request, access_check(request.user, pk), status, finding=form)


@require_POST
def check_answer(request: Request, pk: int) -> HttpResponse:
    """Answer a returned file."""
    check = access_check(request.user, pk, Right.WORK)
    form = AnswerForm(request.POST)

    def act() -> Any:
        seen, answer = form.cleaned_data["version"], form.cleaned_data["answer"]
        return answer_check(check=check, answer=answer, by=request.user, seen_version=seen)

    status = attempt(form, act)
    if status == DONE:
        messages.success(request, _("The supervisor sees your answer."))
        return redirect("desk:check", pk=pk)
    return shown(request, access_check(request.user, pk), status, answering=form)


def shown(request: Request, check: Check, status: int = 200, **forms: Form) -> HttpResponse:
    """Return the page of a check."""
    case_file, returned = check.case_file, check.found == Check.Found.RETURNED
    own = request.user.pk in (case_file.worker_id, case_file.aide_id)
    words: dict[str, Any] = {
        "check": check,
        "case_file": case_file,
        "own": own,
        "may_check": not check.found and not own and has_right(request.user, case_file, Right.SUPERVISE),
        "may_answer": returned and not check.answered_at and has_right(request.user, case_file, Right.WORK),
        "finding": FoundForm(initial={"version": check.version}),
        "answering": AnswerForm(initial={"version": check.version}),
        **forms,
    }
    return render(request, PAGE, words, status=status)
