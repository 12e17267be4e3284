"""The handovers of a province or county: what was handed over, who, when, and what came of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.naming import name_of
from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Centre
from hamdeli.delegation.access import access_handover, may_undo
from hamdeli.delegation.models import OPEN, Handover, Mandate, MandateState
from hamdeli.desk.delegation.forms import HandoverFilesFilter, HandoverFilter
from hamdeli.desk.paging import Page, page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.models import Entry
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii

ANSWERS = {
    "files": Count("pk"),
    "offered": Count("pk", filter=Q(state=MandateState.OFFERED)),
    "accepted": Count("pk", filter=Q(state=MandateState.ACCEPTED)),
    "gone": Count("pk", filter=~OPEN),
}


@require_safe
def handover_list(request: Request) -> HttpResponse:
    """List the handovers that the reader may see, the newest first."""
    form = HandoverFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "-id")
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/delegation/handovers/{template}.html", {"form": form, "page": page})


@require_safe
def handovers_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    handovers = chosen(request, HandoverFilter(request.GET))
    columns = [gettext(name) for name in ("handover", "act", "state", "county", "made by", "date", "files", "digest")]
    language = get_language() or "fa"
    cells = (
        [
            row.code,
            row.get_act_display(),
            row.get_state_display(),
            row.county.name if row.county else "",
            row.made_by.display_name if row.made_by else "",
            format_date(row.made_at.date(), language),
            row.files_count,
            row.digest,
        ]
        for row in handovers.iterator(500)
    )
    return workbook("handovers.xlsx", gettext("Handovers"), columns, cells)


def chosen(request: Request, form: HandoverFilter) -> QuerySet[Handover]:
    """Return the visible handovers that the form asks for."""
    require_right(request.user, Right.RECALL)
    rows = Handover.objects.visible_to(request.user).select_related("county", "made_by").order_by("-id")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    text = to_ascii(asked["q"]).strip().upper()
    if text:
        rows = rows.filter(Q(code__startswith=text) | Q(proposal_code__istartswith=text))
    return rows.filter(**{name: asked[name] for name in ("act", "state") if asked[name]})


@require_safe
def handover_page(request: Request, code: str) -> HttpResponse:
    """Show one handover: who, when, its digest, what became of its files, and each centre."""
    handover = access_handover(request.user, code)
    mandates = handover.mandates.filter(pk__in=Mandate.objects.visible_to(request.user).values("pk"))
    counts = dict(mandates.values_list("state").annotate(files=Count("pk")).order_by("state"))
    states = [(state, counts[state]) for state in MandateState if state in counts]
    words = {"handover": handover, "states": states, "seen": sum(counts.values())}
    words["page"] = by_centre(mandates, request.GET)
    words |= {"answered": sum(counts.values()) - counts.get("offered", 0) - counts.get("undone", 0)}
    words |= {"may_undo": may_undo(request.user, handover), "undone": undoing_of(handover)}
    return render(request, "desk/delegation/handovers/page.html", words)


def by_centre(mandates: QuerySet[Mandate], query: QueryDict) -> Page[Centre]:
    """Return a page of the centres, each with how many files it got, and what it said to them."""
    page = page_by_key(Centre.objects.filter(pk__in=mandates.values("centre")), query, "code")
    counted = mandates.filter(centre__in=page.rows).values("centre_id").order_by().annotate(**ANSWERS)
    found = {row["centre_id"]: row for row in counted}
    for centre in page.rows:
        centre.told = found[centre.pk]  # type: ignore[attr-defined]
    return page


def undoing_of(handover: Handover) -> dict[str, str] | None:
    """Return who undid the handover and why, when it was undone."""
    if handover.state != Handover.State.UNDONE:
        return None
    entry = Entry.objects.filter(subject_kind="handover", subject=handover.code, verb="undid_handover").first()
    return {"by": name_of(entry.actor), "reason": entry.reason} if entry else None


@require_safe
def handover_files(request: Request, code: str) -> HttpResponse:
    """List the files of one handover with their answers; each can be undone here as long as it was not answered."""
    handover = access_handover(request.user, code)
    form = HandoverFilesFilter(request.GET)
    page = page_by_key(files_of(request, handover, form), request.GET, "case_file__code")
    words = {"handover": handover, "form": form, "page": page, "may_undo": may_undo(request.user, handover)}
    template = "_files" if request.htmx else "files"
    return render(request, f"desk/delegation/handovers/{template}.html", words)


@require_safe
def handover_export(request: Request, code: str) -> FileResponse:
    """Hand out the files of one handover as a workbook, without names."""
    handover = access_handover(request.user, code)
    mandates = files_of(request, handover, HandoverFilesFilter(request.GET)).order_by("case_file__code")
    write(actor=request.user.actor, verb="exported", kind="handover", subject=code, details={"rows": mandates.count()})
    names = ("file code", "centre code", "centre", "state", "reason", "note")
    return workbook(f"{code}.xlsx", code, [gettext(name) for name in names], cells_of(mandates))


def cells_of(mandates: QuerySet[Mandate]) -> Iterable[list[Any]]:
    """Yield the cells of each file."""
    for row in mandates.iterator(2000):
        where = [row.case_file.code, row.centre.code, row.centre.name]
        yield [*where, row.get_state_display(), row.get_reason_display(), row.note]


def files_of(request: Request, handover: Handover, form: HandoverFilesFilter) -> QuerySet[Mandate]:
    """Return the visible mandates of `handover` that the form asks for."""
    rows = Mandate.objects.visible_to(request.user).filter(handover=handover).select_related("case_file", "centre")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["q"]:
        rows = rows.filter(case_file__code__startswith=to_ascii(asked["q"]).strip().upper())
    if asked["centre"]:
        rows = rows.filter(centre__code=to_ascii(asked["centre"]).strip())
    return rows.filter(state=asked["state"]) if asked["state"] else rows
