"""The list of findings, the page of one, and what the centre and the inspector do with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.centres.inspecting import finding as deeds
from hamdeli.centres.inspecting.access import access_finding, finding_acts_open_to, overseen, require_reader
from hamdeli.centres.inspecting.moves import FINDING_MOVES
from hamdeli.centres.models import Finding, FindingMove
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.casework.deeds import version_of
from hamdeli.desk.inspections.forms import ExtendForm, FindingFilter, WordsForm
from hamdeli.desk.inspections.narrowing import chosen, of_centre
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import day
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write

Act = FindingMove.Act
FORMS: dict[str, type[Form]] = {
    Act.ANSWER: WordsForm,
    Act.EXTEND: ExtendForm,
    Act.RETURN: WordsForm,
    Act.CLOSE: WordsForm,
}


@require_safe
def finding_list(request: Request) -> HttpResponse:
    """List the findings that the reader may see, the first deadline first."""
    require_reader(request.user)
    form = FindingFilter(request.GET, user=request.user)
    page = page_by_key(asked_for(request, form), request.GET, "due_on", "id")
    words = {"form": form, "page": page, "today": timezone.localdate()}
    return render(request, f"desk/inspections/{'_findings' if request.htmx else 'findings'}.html", words)


@require_safe
def finding_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_reader(request.user)
    rows = asked_for(request, FindingFilter(request.GET, user=request.user))
    write(actor=request.user.actor, verb="exported", kind="finding", subject="list", details={"rows": rows.count()})
    columns = [
        *(_("centre code"), _("Centre"), _("County"), _("Inspection"), _("Severity"), _("What was found")),
        *(_("What must be done"), _("Until"), _("State"), _("Closed on")),
    ]
    cells = (
        [
            *(row.centre.code, row.centre.name, row.centre.county.name, row.inspection.code),
            *(row.get_severity_display(), row.words, row.demand, day(row.due_on), row.get_state_display()),
            day(row.closed_on),
        ]
        for row in rows.order_by("due_on", "id").iterator(500)
    )
    return workbook("findings.xlsx", _("Findings"), columns, cells)


def asked_for(request: Request, form: FindingFilter) -> QuerySet[Finding]:
    """Return the visible findings that the form asks for."""
    rows = Finding.objects.filter(overseen(request.user, "centre__")).select_related("centre__county", "inspection")
    asked = chosen(form, "state", "severity")
    if asked.get("state") == "overdue":
        rows = deeds.overdue(rows, timezone.localdate())
        del asked["state"]
    return rows.filter(of_centre(form, "centre__", "inspection__code"), **asked)


@require_safe
def finding_page(request: Request, pk: int) -> HttpResponse:
    """Show one finding, and what was said about it."""
    return shown(request, access_finding(request.user, pk))


@posted("desk:finding", "pk")
def finding_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Do `act`, once however often the form is sent."""
    finding = access_finding(request.user, pk, FINDING_MOVES[act][2])
    form = FORMS[act](request.POST)
    verb = verbs(request, finding)[act]
    status = attempt_once(request, form, f"finding {pk} {act}", lambda: verb(**form.cleaned_data).pk)
    if status == 302:
        messages.success(request, said(act))
        return redirect("desk:finding", pk=pk)
    messages.error(request, faults_of(form))
    return shown(request, access_finding(request.user, pk), status, {act: form})


def verbs(request: Request, finding: Finding) -> dict[str, Callable[..., Any]]:
    """Return what each act calls with the values of its form."""
    known: dict[str, Any] = {"finding": finding, "by": request.user, "seen_version": version_of(request)}
    today = timezone.localdate()
    return {
        Act.ANSWER: lambda words: deeds.answer(**known, words=words),
        Act.CLOSE: lambda words: deeds.close(**known, words=words, today=today),
        Act.RETURN: lambda words: deeds.send_back(**known, words=words),
        Act.EXTEND: lambda words, due_on: deeds.extend(**known, words=words, due_on=due_on, today=today),
    }


def said(act: str) -> str:
    """Return what is said after the act."""
    return {
        Act.ANSWER: _("Answered. The inspector looks at it."),
        Act.EXTEND: _("More time was given."),
        Act.RETURN: _("Sent back. The centre answers again, by the same day."),
        Act.CLOSE: _("Closed."),
    }[Act(act)]


def shown(request: Request, finding: Finding, status: int = 200, faulty: dict[str, Form] | None = None) -> HttpResponse:
    """Return the page."""
    words: dict[str, Any] = {
        "finding": finding,
        "moves": finding.moves.select_related("made_by").order_by("id"),
        "acts": finding_acts_open_to(request.user, finding),
        "forms": {act: FORMS[act](auto_id=f"{act}-%s") for act in FORMS} | (faulty or {}),
        "today": timezone.localdate(),
    }
    return render(request, "desk/inspections/finding.html", words, status=status)
