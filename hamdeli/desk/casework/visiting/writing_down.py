"""Writing a visit down: the form that a visitor fills in, mostly on a phone."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_family
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.models import Outcome, Visit
from hamdeli.casework.visiting.access import access_own_visit
from hamdeli.casework.visiting.candidates import visitors_for
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.filled import Filled
from hamdeli.casework.visiting.next_visit import due_after
from hamdeli.casework.visiting.observations import edition_for
from hamdeli.casework.visiting.outcomes import purposes_for
from hamdeli.casework.visiting.planning_visit import plan_visit
from hamdeli.casework.visiting.visiting import HandedIn, hand_in
from hamdeli.desk.casework.visiting.saving import SAVED, key_of, save, spoken
from hamdeli.desk.casework.visiting.visit_form import VisitForm
from hamdeli.desk.questionnaires.words import form_words
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look
from hamdeli.questionnaires.models import Edition
from hamdeli.questionnaires.reading import answers_from


@require_http_methods(["GET", "HEAD", "POST"])
def visit_form(request: Request, code: str, pk: int) -> HttpResponse:
    """Show the form, and store what was filled in."""
    visit = access_own_visit(request.user, code, pk)
    owners = visitors_for(visit.case_file)
    if request.method != "POST":
        if visit.state != Visit.State.PLANNED:
            return redirect("desk:visit", code=code, pk=pk)
        return shown(request, visit, VisitForm(purpose=visit.purpose, owners=owners, initial=first(request)))
    form = VisitForm(request.POST, request.FILES, purpose=visit.purpose, owners=owners)
    done: list[HandedIn] = []
    status, _conflict = save(form, lambda: done.append(store(request, visit, form)))
    if status != SAVED:
        return shown(request, visit, form, status)
    if done[0].other:
        messages.warning(request, _("The visit was written down differently before. Both are kept; look at them."))
    else:
        messages.success(request, _("The visit and its decision are stored."))
    return redirect("desk:visit", code=code, pk=pk)


def first(request: Request) -> dict[str, Any]:
    """Return what stands in the form at first."""
    owners = {f"task_{number}_owner": request.user.username for number in range(1, 4)}
    return {"done_on": timezone.localdate(), **owners}


def store(request: Request, visit: Visit, form: VisitForm) -> HandedIn:
    """Hand the form in."""
    asked = form.cleaned_data
    edition = edition_asked(request, visit, asked["outcome"])
    due = due_after(visit, done_on=asked["done_on"], outcome=asked["outcome"])
    filled = Filled(
        facts=asked["facts"],
        done_on=asked["done_on"],
        outcome=asked["outcome"],
        reason=asked["reason"],
        opinion=asked["opinion"],
        note=asked["note"],
        edition=edition,
        answers=answers_from(edition.content, request.POST.getlist) if edition else {},
        tasks=list(form.tasks(request.user)),
        next_visit_on=form.next_visit_on(due),
    )
    photos = form.given_photos()
    today = timezone.localdate()
    return hand_in(visit=visit, filled=filled, by=request.user, key=key_of(request), today=today, photos=photos)


def edition_asked(request: HttpRequest, visit: Visit, outcome: str) -> Edition | None:
    """Return the edition whose questions were asked; none where nobody was met, or the questions could not be shown."""
    asked = request.POST.get("edition", "")
    if outcome == Outcome.NOT_MET or "unscripted" in request.POST or not asked.isdecimal():
        return None
    return Edition.objects.select_related("questionnaire").filter(pk=int(asked)).first()


def shown(request: Request, visit: Visit, form: VisitForm, status: int = 200) -> HttpResponse:
    """Show the form, with what was filled in where it was refused."""
    case_file = visit.case_file
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    edition = edition_for(case_file.province_id)
    answers = answers_from(edition.content, request.POST.getlist) if edition and request.method == "POST" else {}
    words = {"visit": visit, "case_file": case_file, "form": form, "edition": edition}
    words |= {"head": names_of([case_file], request.user).get(case_file.pk, "")}
    words |= {"content": json.dumps(edition.content) if edition else "", "answers": json.dumps(answers)}
    words |= {"questions": json.dumps(form_words())}
    return render(request, "desk/casework/visiting/visit_form.html", words, status=status)


@require_POST
def visit_now(request: Request, code: str) -> HttpResponse:
    """Plan a visit of today for the reader, and open its form: the worker is at the door."""
    case_file = access_family(request.user, code, Right.WORK)
    today = timezone.localdate()
    there = Visit.objects.filter(case_file=case_file, planned_on=today, state=Visit.State.PLANNED).first()
    if there and there.visitor_id == request.user.pk:
        return redirect("desk:visit_form", code=code, pk=there.pk)
    worker = case_file.worker
    try:
        visit = plan_visit(
            case_file=case_file,
            visitor=request.user,
            planned_on=today,
            by=request.user,
            key=key_of(request),
            today=today,
            purpose=purposes_for(case_file.state)[0],
            supervisor=worker if worker and worker.pk != request.user.pk else None,
        )
    except VisitFault as fault:
        messages.error(request, spoken(fault))
        return redirect("desk:file_visits", code=code)
    return redirect("desk:visit_form", code=code, pk=visit.pk)
