"""What a supervisor answers for, at a glance; and the files behind each number."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile, Check, State
from hamdeli.casework.supervision.access import supervised, visible_checks
from hamdeli.casework.supervision.caseloads import overdue_files, overview, still_plans
from hamdeli.casework.supervision.sampling import month_of
from hamdeli.desk.casework.supervision.forms import FilesFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.persian.digits import to_ascii

PAGE = "desk/casework/supervision/overview.html"


@require_safe
def supervision(request: Request) -> HttpResponse:
    """Show caseloads, what is overdue, what stands still, what waits, and how far this month's checks are."""
    require_right(request.user, Right.SUPERVISE)
    today = timezone.localdate()
    found = list(month_checks(request).values_list("found", flat=True))
    words: dict[str, Any] = {
        "overview": overview(request.user, today),
        "month": month_of(today),
        "checks": len(found),
        "checked": sum(bool(each) for each in found),
        "returned": found.count(Check.Found.RETURNED),
    }
    return render(request, PAGE, words)


def month_checks(request: Request) -> QuerySet[Check]:
    """Return this month's checks of the files that the reader supervises."""
    files = supervised(request.user).values("pk")
    return visible_checks(request.user).filter(case_file__in=files, month=month_of(timezone.localdate()))


@require_safe
def supervised_files(request: Request) -> HttpResponse:
    """List the files behind the numbers: visits overdue, plans that stand still, files without a worker."""
    require_right(request.user, Right.SUPERVISE)
    form = FilesFilter({"what": "overdue", **request.GET.dict()})
    page = page_by_key(chosen(request, form), request.GET, "code")
    template = "_files" if request.htmx else "files"
    words = {"form": form, "page": page, "today": timezone.localdate()}
    return render(request, f"desk/casework/supervision/{template}.html", words)


def chosen(request: Request, form: FilesFilter) -> QuerySet[CaseFile]:
    """Return the supervised files that the form asks for."""
    today = timezone.localdate()
    rows = supervised(request.user).filter(state=State.ACTIVE)
    asked = form.cleaned_data if form.is_valid() else {"what": "overdue", "q": "", "worker": ""}
    if asked["what"] == "overdue":
        rows = overdue_files(request.user, today)
    elif asked["what"] == "still":
        rows = rows.filter(pk__in=still_plans(request.user, today).values("case_file"))
    elif asked["what"] == "unworked":
        rows = rows.filter(worker__isnull=True)
    if asked["q"]:
        rows = rows.filter(code__startswith=to_ascii(asked["q"]).strip().upper())
    if asked["worker"]:
        rows = rows.filter(worker__username=asked["worker"])
    return rows.select_related("worker", "centre", "county").annotate(due=F("next_visit_on"))
