"""The list of tasks: mine, and for whoever leads those of the others; its export."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.daily.access import reached, visible_tasks
from hamdeli.casework.daily.due import within
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.models import Task
from hamdeli.desk.casework.daily.forms import TaskFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.households.searching import prefix
from hamdeli.journal.writing import record_look, write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean


@require_safe
def task_list(request: Request) -> HttpResponse:
    """List the tasks; searched and filtered through the address."""
    require_right(request.user, Right.SEE_FILES)
    form = filtered(request)
    page = page_by_key(chosen(request, form), request.GET, "due_on", "pk")
    files = [row.case_file for row in page.rows]
    names = names_of(files, request.user)
    record_look(
        actor=request.user.actor,
        kind="case_file",
        subjects=list(dict.fromkeys(file.code for file in files if file.pk in names)),
    )
    rows = [(row, names.get(row.case_file_id, "")) for row in page.rows]
    words = {"form": form, "page": page, "rows": rows, "today": timezone.localdate()}
    template = "_tasks" if request.htmx else "tasks"
    return render(request, f"desk/casework/daily/{template}.html", words)


@require_safe
def task_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, without names."""
    require_right(request.user, Right.SEE_FILES)
    rows = chosen(request, filtered(request)).order_by("due_on", "pk")
    details = {"rows": rows.count()}
    write(actor=request.user.actor, verb="exported", kind="task", subject="list", details=details)
    columns = [gettext("until"), gettext("file code"), gettext("task"), gettext("owner"), gettext("urgent")]
    columns += [gettext("done"), gettext("what came of it")]
    return workbook("tasks.xlsx", gettext("tasks"), columns, cells(rows, get_language() or "fa"))


def cells(rows: QuerySet[Task], language: str) -> Iterator[list[Any]]:
    """Yield the cells of each task."""
    for row in rows.iterator(2000):
        yield [
            format_date(row.due_on, language),
            row.case_file.code,
            row.words,
            row.owner.display_name,
            gettext("yes") if row.urgent else "",
            format_date(timezone.localdate(row.done_at), language) if row.done_at else "",
            row.result,
        ]


def filtered(request: Request) -> TaskFilter:
    """Return the form of the list."""
    return TaskFilter(request.GET, leads=request.user.has(Right.ASSIGN))


def chosen(request: Request, form: TaskFilter) -> QuerySet[Task]:
    """Return the tasks that the form asks for."""
    asked = form.cleaned_data if form.is_valid() else {}
    tasks = visible_tasks(request.user).annotate(due=F("due_on"))
    all_whom_i_lead = asked.get("whose") == "all"
    tasks = tasks.filter(reached(request.user, Right.ASSIGN) if all_whom_i_lead else Q(owner=request.user))
    code = to_ascii(clean(asked.get("q", ""))).upper().replace(" ", "")
    if code:
        tasks = tasks.filter(prefix("case_file__code", code))
    when = asked.get("when", "")
    return within(tasks.filter(done_at__isnull=when != "done"), when, timezone.localdate())
