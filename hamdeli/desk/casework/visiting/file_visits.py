"""The visits of one family: what was planned and done, and planning the next."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_family, has_any, has_right
from hamdeli.casework.judgements import reads_findings
from hamdeli.casework.models import CaseFile, Decision, Visit
from hamdeli.casework.visiting.candidates import by_username, supervisors_for, visitors_for
from hamdeli.casework.visiting.planning_visit import plan_visit
from hamdeli.desk.casework.visiting.forms import PlanForm
from hamdeli.desk.casework.visiting.saving import SAVED, key_of, save
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

PAGE = 20
PLANNERS = (Right.WORK, Right.ASSIGN)


@require_http_methods(["GET", "HEAD", "POST"])
def file_visits(request: Request, code: str) -> HttpResponse:
    """Show the visits of a file, and plan one."""
    if request.method != "POST":
        case_file = access_family(request.user, code)
        form = plan_form(request.user, case_file)
        return shown(request, case_file, form)
    case_file = access_family(request.user, code, *PLANNERS)
    form = plan_form(request.user, case_file, request.POST)
    status, _conflict = save(form, lambda: plan(request, case_file, form))
    if status != SAVED:
        return shown(request, case_file, form, status)
    messages.success(request, _("The visit is planned."))
    return redirect("desk:file_visits", code=code)


def plan_form(user: User, case_file: CaseFile, data: Any = None) -> PlanForm:
    """Return the form that plans a visit: for whoever says who works on the file to all, for others to themselves."""
    visitors = visitors_for(case_file)
    if not has_right(user, case_file, Right.ASSIGN):
        visitors = [visitor for visitor in visitors if visitor.pk == user.pk]
    first = {"planned_on": timezone.localdate(), "visitor": visitor_first(user, case_file)}
    supervisors = supervisors_for(case_file)
    return PlanForm(data, initial=first, state=case_file.state, visitors=visitors, supervisors=supervisors)


def visitor_first(user: User, case_file: CaseFile) -> str:
    """Return who is offered first: whoever works on the file, or the reader."""
    return case_file.worker.username if case_file.worker else user.username


def plan(request: Request, case_file: CaseFile, form: PlanForm) -> Visit:
    """Plan what the form asks for."""
    asked = form.cleaned_data
    people = by_username([*visitors_for(case_file), *supervisors_for(case_file)])
    return plan_visit(
        case_file=case_file,
        visitor=people[asked["visitor"]],
        planned_on=asked["planned_on"],
        by=request.user,
        key=key_of(request),
        today=timezone.localdate(),
        purpose=asked["purpose"],
        supervisor=people.get(asked["supervisor"]),
        official=asked["official"],
    )


def shown(request: Request, case_file: CaseFile, form: PlanForm, status: int = 200) -> HttpResponse:
    """Show the visits, the newest first, with the decision that stands."""
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    standing = Decision.objects.filter(replaced_by__isnull=True)
    rows = Visit.objects.filter(case_file=case_file).select_related("visitor")
    rows = rows.prefetch_related(Prefetch("decisions", standing, to_attr="standing"))
    page = page_by_key(rows, request.GET, "-planned_on", "-pk", size=PAGE)
    for row in page.rows:
        row.case_file = case_file
        row.told = row.standing if reads_findings(request.user, row) else []  # type: ignore[attr-defined]
    words = {"case_file": case_file, "page": page, "form": form, "today": timezone.localdate()}
    words |= {"works": has_right(request.user, case_file, Right.WORK)}
    words |= {"may_plan": has_any(request.user, case_file, PLANNERS) and bool(form.fields["purpose"].choices)}  # type: ignore[attr-defined]
    return render(request, "desk/casework/visiting/file_visits.html", words, status=status)
