"""My visits: what is planned, and the families whose visit is due."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.judgements import with_priorities
from hamdeli.casework.models import CaseFile, State, Visit
from hamdeli.casework.searching import matching
from hamdeli.casework.visiting.access import own_files, planned_for, without_plan
from hamdeli.casework.visiting.planning_visit import plan_visits
from hamdeli.desk.casework.visiting.forms import DueFilter, ManyPlanForm, MineFilter
from hamdeli.desk.casework.visiting.saving import SAVED, key_of, save
from hamdeli.desk.paging import PAGE, page_by_key
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

WEEK = timedelta(days=7)
SHOWN = ("case_file__household", "case_file__county", "case_file__centre")


@require_safe
def visits(request: Request) -> HttpResponse:
    """List the visits that the reader is to make, by day."""
    require_right(request.user, Right.WORK)
    form = MineFilter(request.GET)
    rows = chosen(planned_for(request.user).select_related(*SHOWN), form, timezone.localdate())
    page = page_by_key(rows, request.GET, "planned_on", "pk")
    name(page.rows, request)
    words = {"form": form, "page": page, "today": timezone.localdate(), "tabs": tabs("visits")}
    template = "_visits" if request.htmx else "visits"
    return render(request, f"desk/casework/visiting/{template}.html", words)


def name(rows: list[Visit], request: Request) -> None:
    """Give each visit the name of its family, and record that these were seen."""
    heads = names_of([row.case_file for row in rows], request.user)
    for row in rows:
        row.head = heads.get(row.case_file_id, "")  # type: ignore[attr-defined]
    codes = list(dict.fromkeys(row.case_file.code for row in rows))
    record_look(actor=request.user.actor, kind="case_file", subjects=codes)


def tabs(here: str) -> list[dict[str, Any]]:
    """Return the pages of one's visits."""
    pages = (("visits", _("Planned")), ("visits_due", _("Due")), ("visit_route", _("Route of the day")))
    return [{"label": label, "url": reverse(f"desk:{key}"), "active": key == here} for key, label in pages]


def chosen(rows: QuerySet[Visit], form: MineFilter, today: date) -> QuerySet[Visit]:
    """Return the visits that the form asks for."""
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    spans = {"overdue": Q(planned_on__lt=today), "today": Q(planned_on=today)}
    spans |= {"week": Q(planned_on__range=(today, today + WEEK))}
    if asked["q"]:
        rows = rows.filter(case_file__in=CaseFile.objects.filter(matching(asked["q"])))
    return rows.filter(spans.get(asked["span"], Q()))


@require_safe
def due(request: Request) -> HttpResponse:
    """List the families of the reader whose visit is due within a week, and that have no planned visit."""
    require_right(request.user, Right.WORK)
    return due_page(request, ManyPlanForm(initial={"planned_on": timezone.localdate()}))


def due_page(request: Request, plan: ManyPlanForm, status: int = 200) -> HttpResponse:
    """Show the list, with the form that plans visits to those chosen."""
    form, today = DueFilter(request.GET), timezone.localdate()
    page = page_by_key(with_priorities(due_files(request, form, today), request.user), request.GET, "due", "code")
    heads = names_of(page.rows, request.user)
    for row in page.rows:
        row.head = heads.get(row.pk, "")  # type: ignore[attr-defined]
    record_look(actor=request.user.actor, kind="case_file", subjects=[row.code for row in page.rows])
    words = {"form": form, "page": page, "plan": plan, "today": today, "tabs": tabs("visits_due")}
    words["judges"] = request.user.has(Right.SEE_JUDGEMENTS)
    template = "_due" if request.htmx else "due"
    return render(request, f"desk/casework/visiting/{template}.html", words, status=status)


def due_files(request: Request, form: DueFilter, today: date) -> QuerySet[CaseFile]:
    """Return the reader's active files without a planned visit that are due; never visited counts from the opening."""
    rows = without_plan(own_files(request.user)).filter(state=State.ACTIVE)
    rows = rows.annotate(due=Coalesce("next_visit_on", "opened_on")).filter(due__lte=today + WEEK)
    if form.is_valid() and form.cleaned_data["q"]:
        rows = rows.filter(matching(form.cleaned_data["q"]))
    return rows.select_related("household", "county", "centre")


@require_POST
def plans(request: Request) -> HttpResponse:
    """Plan visits of the reader to many families on one day."""
    require_right(request.user, Right.WORK)
    form = ManyPlanForm(request.POST)
    codes = request.POST.getlist("files")[:PAGE]
    files = list(own_files(request.user).filter(code__in=codes))

    def act() -> list[Visit]:
        return plan_visits(
            case_files=files,
            visitor=request.user,
            planned_on=form.cleaned_data["planned_on"],
            by=request.user,
            key=key_of(request),
            today=timezone.localdate(),
        )

    status, _conflict = save(form, act)
    if status != SAVED:
        return due_page(request, form, status)
    messages.success(request, _("The visits are planned."))
    return redirect("desk:visits")
