"""The page of one visit, and what can still be done with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right, may_know
from hamdeli.casework.judgements import reads_findings, reads_opinion
from hamdeli.casework.models import OtherForm, Task, Visit
from hamdeli.casework.visiting.access import access_visit, decision_of
from hamdeli.casework.visiting.candidates import by_username, supervisors_for, visitors_for
from hamdeli.casework.visiting.deciding import is_sound, redecide
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.casework.visiting.other_forms import settle_other
from hamdeli.casework.visiting.outcomes import VisitReason
from hamdeli.casework.visiting.photos import picture
from hamdeli.casework.visiting.planning_visit import cancel_visit, move_visit
from hamdeli.desk.casework.visiting.forms import CancelForm, MoveForm, RedecideForm, SettleForm
from hamdeli.desk.casework.visiting.saving import CLASHED, SAVED, key_of, save
from hamdeli.desk.casework.visiting.telling import observed, told_twice
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

REASONS = dict(VisitReason.choices)


def access(request: Request, code: str, pk: int) -> Visit:
    """Return the visit for a reader who may know the family."""
    visit = access_visit(request.user, code, pk)
    if not may_know(request.user, visit.case_file):
        raise PermissionDenied
    return visit


def may_change(user: User, visit: Visit) -> bool:
    """Say whether `user` moves and cancels this visit: the visitor, and whoever says who works on the file."""
    own = visit.visitor_id == user.pk and has_right(user, visit.case_file, Right.WORK)
    return own or has_right(user, visit.case_file, Right.ASSIGN)


@require_safe
def visit(request: Request, code: str, pk: int) -> HttpResponse:
    """Show one visit with its decisions."""
    return page(request, access(request, code, pk))


def page(request: Request, visit: Visit, status: int = 200, **forms: Any) -> HttpResponse:
    """Show the visit, and the forms that a reader may send."""
    user = request.user
    record_look(actor=user.actor, kind="case_file", subjects=[visit.case_file.code])
    words: dict[str, Any] = {"visit": visit, "case_file": visit.case_file, "change": may_change(user, visit)}
    words |= {"own": visit.visitor_id == user.pk and has_right(user, visit.case_file, Right.WORK)}
    words |= {"closed": not reads_findings(user, visit), "opens": reads_opinion(user, visit)}
    if visit.state == Visit.State.DONE and not words["closed"]:
        words |= done_words(visit)
    elif visit.state == Visit.State.PLANNED and words["change"]:
        words |= {"cancel": CancelForm(initial={"version": visit.version}), "move": move_form(user, visit)}
        words["suggests"] = has_right(user, visit.case_file, Right.SEE_VOLUNTEERS)
    return render(request, "desk/casework/visiting/visit.html", words | forms, status=status)


def done_words(visit: Visit) -> dict[str, Any]:
    """Return what the page shows of a visit that is done."""
    decisions = list(visit.decisions.select_related("author", "visit__edition", "replaces").order_by("-pk"))
    for decision in decisions:
        decision.visit = visit
        decision.why = REASONS.get(decision.reason, decision.reason)  # type: ignore[attr-defined]
        decision.sound = is_sound(decision)  # type: ignore[attr-defined]
    tasks = Task.objects.filter(case_file=visit.case_file_id, source=Task.Source.VISIT, source_id=visit.pk)
    return {
        "decisions": decisions,
        "observed": observed(visit),
        "photos": list(visit.photos.order_by("pk")),
        "tasks": list(tasks.select_related("owner").order_by("due_on", "pk")),
        "others": [told_twice(visit, other) for other in visit.other_forms.order_by("pk")],
        "redecide": RedecideForm(purpose=visit.purpose),
        "settle": SettleForm(),
    }


def move_form(user: User, visit: Visit, data: Any = None) -> MoveForm:
    """Return the form that moves a visit; only those who say who works on the file name another visitor."""
    assigns = has_right(user, visit.case_file, Right.ASSIGN)
    return MoveForm(
        data,
        visitors=visitors_for(visit.case_file) if assigns else [],
        supervisors=supervisors_for(visit.case_file) if assigns else [],
        initial={"planned_on": visit.planned_on, "version": visit.version},
    )


def access_to_change(request: Request, code: str, pk: int) -> Visit:
    """Return the visit for whoever may change it."""
    visit = access(request, code, pk)
    if not may_change(request.user, visit):
        raise PermissionDenied
    return visit


@require_POST
def visit_move(request: Request, code: str, pk: int) -> HttpResponse:
    """Move the visit to another day or visitor."""
    visit = access_to_change(request, code, pk)
    form = move_form(request.user, visit, request.POST)

    def act() -> Visit:
        asked = form.cleaned_data
        people = by_username([*visitors_for(visit.case_file), *supervisors_for(visit.case_file)])
        return move_visit(
            visit=visit,
            planned_on=asked["planned_on"],
            by=request.user,
            seen_version=asked["version"],
            today=timezone.localdate(),
            visitor=people.get(asked["visitor"]),
            supervisor=people.get(asked["supervisor"]),
        )

    status, conflict = save(form, act)
    return answer(request, visit, status, _("The visit was moved."), move=form, conflict=conflict)


@require_POST
def visit_cancellation(request: Request, code: str, pk: int) -> HttpResponse:
    """Cancel the visit, with the reason."""
    visit = access_to_change(request, code, pk)
    form = CancelForm(request.POST)

    def act() -> Visit:
        asked = form.cleaned_data
        return cancel_visit(visit=visit, why=asked["why"], by=request.user, seen_version=asked["version"])

    status, conflict = save(form, act)
    return answer(request, visit, status, _("The visit was cancelled."), cancel=form, conflict=conflict)


def answer(request: Request, visit: Visit, status: int, done: str, **forms: Any) -> HttpResponse:
    """Go back to the visit, or show it as it is now beside what was refused."""
    if status == SAVED:
        messages.success(request, done)
        return redirect("desk:visit", code=visit.case_file.code, pk=visit.pk)
    fresh = access(request, visit.case_file.code, visit.pk)
    if status == CLASHED:
        for form in forms.values():
            if hasattr(form, "fields"):
                form.data = form.data.copy()
                form.data["version"] = str(fresh.version)
    return page(request, fresh, status, **forms)


@require_POST
def visit_decision(request: Request, code: str, pk: int) -> HttpResponse:
    """Decide anew on a visit that is done."""
    visit = access_to_change(request, code, pk)
    standing = decision_of(visit)
    if standing is None:
        raise Http404
    form = RedecideForm(request.POST, purpose=visit.purpose)

    def act() -> Any:
        asked = {name: form.cleaned_data[name] for name in ("outcome", "reason", "note")}
        seen = request.POST.get("decision", "")
        decision = visit.decisions.filter(pk=int(seen) if seen.isdecimal() else 0).first() or standing
        return redecide(decision=decision, by=request.user, key=key_of(request), **asked)

    status, _conflict = save(form, act)
    return answer(request, visit, status, _("The later decision stands; the earlier one is kept."), redecide=form)


@require_POST
def visit_settlement(request: Request, code: str, pk: int, other: int) -> HttpResponse:
    """Say what became of the second form of a visit."""
    visit = access_to_change(request, code, pk)
    found = get_object_or_404(OtherForm, pk=other, visit=visit)
    form = SettleForm(request.POST)
    status, _conflict = save(form, lambda: settle_other(other=found, how=form.cleaned_data["how"], by=request.user))
    return answer(request, visit, status, _("This is settled; both forms are kept."), settle=form)


@require_safe
def visit_photo(request: Request, code: str, pk: int, photo: int) -> HttpResponse:
    """Show one photograph, and record that it was seen."""
    visit = access(request, code, pk)
    if not reads_findings(request.user, visit):
        raise PermissionDenied
    found = get_object_or_404(visit.photos, pk=photo)
    try:
        content, kind = picture(found)
    except VisitFault as fault:
        raise Http404 from fault
    record_look(actor=request.user.actor, kind="photo", subjects=[code], reason=f"{visit.pk}/{found.pk}")
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{code}-{visit.pk}-{found.pk}.{kind[6:]}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
