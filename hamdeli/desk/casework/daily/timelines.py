"""The life of a family on one page, newest first."""

from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hamdeli.casework.access import access_case_file
from hamdeli.casework.daily.timeline import PAGE, events, told_to
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

GROUPS = {
    "admission": (_("Admission"), "clipboard-list", ("referral", "admission", "document", "score")),
    "decision": (_("Decisions"), "gavel", ("decision",)),
    "visit": (_("Visits"), "walk", ("visit",)),
    "care": (_("Screening and counselling"), "stethoscope", ("screening", "counselling")),
    "plan": (_("Plan"), "target-arrow", ("plan", "plan_step", "review")),
    "aid": (_("Aid"), "gift", ("aid",)),
    "onward": (_("Onward referrals"), "transfer-out", ("onward",)),
    "task": (_("Tasks"), "checklist", ("task",)),
    "note": (_("Notes"), "note", ("note",)),
    "exit": (_("Exit"), "logout", ("exit", "follow_up")),
}
ICONS = {kind: icon for _label, icon, kinds in GROUPS.values() for kind in kinds}


@require_safe
def timeline(request: Request, code: str) -> HttpResponse:
    """Show what happened, narrowed to a group of kinds, from a day backwards."""
    case_file = access_case_file(request.user, code)
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    chosen = request.GET.get("show", "")
    kinds = GROUPS[chosen][2] if chosen in GROUPS else ()
    found = events(case_file, request.user, kinds=kinds, before=day_of(request.GET.get("before", "")))
    known = told_to(request.user, case_file).keys()
    words = {
        "case_file": case_file,
        "chosen": chosen,
        "groups": [(key, label, icon) for key, (label, icon, some) in GROUPS.items() if known & set(some)],
        "icons": ICONS,
        "days": [(day, [(event, ICONS[event.kind]) for event in some]) for day, some in by_day(found)],
        "earlier": found[-1].on.isoformat() if len(found) >= PAGE else "",
        "later": bool(request.GET.get("before")),
    }
    return render(request, "desk/casework/daily/timeline.html", words)


def by_day(found: list) -> groupby:  # type: ignore[type-arg]
    """Return the events by their day."""
    return groupby(found, key=lambda event: event.on)


def day_of(text: str) -> date | None:
    """Return the day that an address names, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
