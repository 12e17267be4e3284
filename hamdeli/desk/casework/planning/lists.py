"""The plans of a centre or a county: which stand still, which are to be reviewed; and the list as a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import knowable
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.models import CaseFile, Plan
from hamdeli.casework.planning.finding import overdue, quiet, reviews_of, steps_of, visible_plans
from hamdeli.casework.planning.rules import Progress, is_quiet, last_movement, progress
from hamdeli.casework.searching import matching
from hamdeli.desk.casework.planning.forms import PlanFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import record_look, write
from hamdeli.persian.calendar import format_date

CHUNK = 500


@dataclass(frozen=True)
class Line:
    """One plan of the list."""

    plan: Plan
    name: str
    progress: Progress
    moved_on: date
    quiet: bool
    review_due: bool


@require_safe
def plan_list(request: Request) -> HttpResponse:
    """List the plans that the reader may see, those to be reviewed first."""
    form = PlanFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "review_on", "id")
    shown = lines(page.rows, request.user, timezone.localdate())
    codes = [line.plan.case_file.code for line in shown if line.name]
    record_look(actor=request.user.actor, kind="case_file", subjects=codes)
    template = "_plans" if request.htmx else "plans"
    return render(request, f"desk/casework/planning/{template}.html", {"form": form, "page": page, "lines": shown})


@require_safe
def plans_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook, without names."""
    plans = chosen(request, PlanFilter(request.GET)).order_by("review_on", "id")
    rows = plans.count()
    write(actor=request.user.actor, verb="exported", kind="plan", subject="list", details={"rows": rows})
    columns = [
        *(_("file code"), _("centre code"), _("begun on"), _("until"), _("state"), _("exempt because of")),
        *(_("steps done"), _("steps"), _("overdue steps"), _("last movement"), _("next review")),
    ]
    return workbook("plans.xlsx", _("Plans"), columns, cells(plans, timezone.localdate(), get_language() or "fa"))


def chosen(request: Request, form: PlanFilter) -> QuerySet[Plan]:
    """Return the visible plans that the form asks for; the open ones unless it asks for others."""
    require_right(request.user, Right.SEE_FILES)
    plans = visible_plans(request.user).select_related("case_file__centre", "case_file__county")
    asked = form.cleaned_data if form.is_valid() else {}
    today = timezone.localdate()
    plans = plans.filter(state=asked.get("state") or Plan.State.OPEN)
    narrowing = {"quiet": quiet(today), "overdue": overdue(today)}
    if asked.get("show") in narrowing:
        plans = plans.filter(narrowing[asked["show"]])
    if asked.get("show") == "review":
        plans = plans.filter(review_on__lte=today)
    if asked.get("need"):
        plans = plans.filter(pk__in=Plan.objects.filter(goals__need=asked["need"]).values("pk"))
    return plans.filter(case_file__in=meant(request.user, asked["q"])) if asked.get("q") else plans


def meant(user: User, text: str) -> QuerySet[CaseFile]:
    """Return the files that a search means; the name of a discreet family finds nothing for those who may not know."""
    files = CaseFile.objects.filter(matching(text))
    return files if any(sign.isdigit() for sign in text) else files.filter(knowable(user))


def lines(plans: list[Plan], user: User, today: date) -> list[Line]:
    """Return the plans as the list shows them."""
    names = names_of([plan.case_file for plan in plans], user)
    return [
        Line(plan, names.get(plan.case_file_id, ""), counted, moved, is_quiet(moved, today), plan.review_on <= today)
        for plan, counted, moved in counted_plans(plans, today)
    ]


def counted_plans(plans: list[Plan], today: date) -> Iterator[tuple[Plan, Progress, date]]:
    """Yield each plan with its progress and its last movement; two queries for all of them."""
    keys = [plan.pk for plan in plans]
    steps, reviews = steps_of(keys), reviews_of(keys)
    for plan in plans:
        done = [step.done_on for step in steps[plan.pk] if step.done_on]
        yield plan, progress(steps[plan.pk], today), last_movement(plan.begun_on, done, reviews[plan.pk])


def cells(plans: QuerySet[Plan], today: date, language: str) -> Iterator[list[Any]]:
    """Yield the cells of each plan."""
    chunk: list[Plan] = []
    for plan in plans.iterator(CHUNK):
        chunk.append(plan)
        if len(chunk) == CHUNK:
            yield from chunk_cells(chunk, today, language)
            chunk = []
    yield from chunk_cells(chunk, today, language)


def chunk_cells(plans: list[Plan], today: date, language: str) -> Iterator[list[Any]]:
    """Yield the cells of a part of the plans."""
    for plan, counted, moved in counted_plans(plans, today):
        file = plan.case_file
        days = [format_date(day, language) for day in (plan.begun_on, plan.until)]
        yield [
            *(file.code, file.centre.code if file.centre else "", *days),
            *(plan.get_state_display(), plan.get_exempt_display()),
            *(counted.done, counted.total, counted.overdue),
            *(format_date(moved, language), format_date(plan.review_on, language)),
        ]
