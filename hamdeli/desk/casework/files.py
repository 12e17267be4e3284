"""The list of case files, its export, and the page of one file."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right, may_know
from hamdeli.casework.heads import with_heads
from hamdeli.casework.judgements import judged_for, sees_judgements, with_priorities
from hamdeli.casework.models import CaseFile, State
from hamdeli.casework.searching import matching
from hamdeli.centres.access import has_right as sees_centre
from hamdeli.delegation.models import Mandate, MandateState
from hamdeli.desk.casework.exporting import export
from hamdeli.desk.casework.forms import DescriptionForm, FileFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.places import counties_for
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look
from hamdeli.places.distance import metres
from hamdeli.places.models import name_at

# A screenful on a desk, and half the work of the usual page: this is the list that is opened most.
PAGE = 25
CARRIED = {"no": True, "yes": False}


@require_safe
def file_list(request: Request) -> HttpResponse:
    """List the files that the reader may see; searched and filtered through the address."""
    form = filter_of(request)
    files = with_priorities(with_heads(chosen(request, form), request.user), request.user)
    page = page_by_key(shown(files), request.GET, "code", size=PAGE)
    record_look(actor=request.user.actor, kind="case_file", subjects=[row.code for row in page.rows])
    template = "desk/casework/files/_fragment.html" if request.htmx else "desk/casework/files/list.html"
    judges = request.user.has(Right.SEE_JUDGEMENTS)
    return render(request, template, {"form": form, "page": page, "judges": judges})


@require_safe
def file_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, without names: what leaves the house identifies nobody by itself."""
    files = chosen(request, filter_of(request)).select_related("county", "centre", "household")
    return export(files, request.user)


def filter_of(request: Request) -> FileFilter:
    """Return the filter of the list, by priority for those who see it; 404 for who sees no files."""
    require_right(request.user, Right.SEE_FILES)
    counties = counties_for(request.user, Right.SEE_FILES)
    return FileFilter(request.GET, counties=counties, judges=request.user.has(Right.SEE_JUDGEMENTS))


@require_safe
def file_page(request: Request, code: str) -> HttpResponse:
    """Show one file: the family, its needs, who carries it and why."""
    case_file = access_case_file(request.user, code)
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    return render(request, "desk/casework/files/page.html", file_context(request, case_file))


def file_context(request: Request, case_file: CaseFile) -> dict[str, Any]:
    """Return what the page of a file shows."""
    centre = case_file.centre
    return {
        "case_file": case_file,
        "knows": may_know(request.user, case_file),
        "judges": sees_judgements(request.user, case_file),
        "members": list(case_file.household.members.present().order_by("id")),
        "distance": distance_of(case_file),
        "sees_centre": centre is not None and sees_centre(request.user, centre, Right.SEE_CENTRES),
        "may_describe": has_right(request.user, case_file, Right.CHANGE_FILES),
        "description": DescriptionForm(
            initial={"need": case_file.need, "priority": case_file.priority, "version": case_file.version}
        ),
        "supervises": has_right(request.user, case_file, Right.RECALL),
    }


def distance_of(case_file: CaseFile) -> float | None:
    """Return the metres between the family and the centre that carries its file."""
    home, centre = case_file.household, case_file.centre
    if centre is None:
        return None
    return metres(home.latitude, home.longitude, centre.latitude, centre.longitude)


def chosen(request: Request, form: FileFilter) -> QuerySet[CaseFile]:
    """Return the visible files that the form asks for."""
    files = CaseFile.objects.visible_to(request.user)
    if not form.is_valid():
        return files.active()
    asked = form.cleaned_data
    files = files.filter(state=asked["state"] or State.ACTIVE).filter(matching(asked["q"], request.user))
    for field in ("need", "county"):
        if asked[field]:
            files = files.filter(**{field: asked[field]})
    if asked.get("priority"):
        files = files.filter(judged_for(request.user), priority=asked["priority"])
    if asked["centre"]:
        files = files.filter(centre__code=asked["centre"])
    return files.filter(centre__isnull=CARRIED[asked["carried"]]) if asked["carried"] in CARRIED else files


def shown(files: QuerySet[CaseFile]) -> QuerySet[CaseFile]:
    """Take along what the list shows beside the file, without the objects; `unanswered`: its centre owes the answer."""
    offered = Mandate.objects.filter(case_file=OuterRef("pk"), state=MandateState.OFFERED)
    return files.only("code", "state", "need").annotate(
        members=F("household__members_count"),
        county_name=name_at("county__"),
        centre_name=F("centre__name"),
        unanswered=Exists(offered),
    )
