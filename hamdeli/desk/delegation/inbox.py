"""What was handed over to a centre and waits for its answer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.heads import with_heads
from hamdeli.casework.models import CaseFile
from hamdeli.casework.searching import matching
from hamdeli.centres.models import Centre
from hamdeli.delegation.access import access_inbox, answering_centres
from hamdeli.delegation.models import Mandate, MandateState
from hamdeli.desk.delegation.forms import InboxFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import record_look, write
from hamdeli.places.distance import metres


@require_safe
def inbox(request: Request) -> HttpResponse:
    """List the files that wait for the answer of one's centre, the most urgent first."""
    centres, centre = centres_of(request)
    offered = offered_to(centre)
    form = InboxFilter(request.GET)
    page = page_by_key(
        with_heads(chosen(offered, form, request.user), request.user, "case_file__"),
        request.GET,
        "-case_file__priority",
        "case_file__code",
    )
    for row in page.rows:
        row.distance = distance_of(row)  # type: ignore[attr-defined]
    record_look(actor=request.user.actor, kind="case_file", subjects=[row.case_file.code for row in page.rows])
    words = {"form": form, "page": page, "centre": centre, "centres": centres}
    words |= {"may_answer": may_answer(request, centre), "offered": offered.count()}
    words |= {"up_to": offered.aggregate(last=Max("pk"))["last"]}
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/delegation/inbox/{template}.html", words)


@require_safe
def inbox_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, without names."""
    _centres, centre = centres_of(request)
    mandates = chosen(offered_to(centre), InboxFilter(request.GET), request.user).order_by("case_file__code")
    write(actor=request.user.actor, verb="exported", kind="centre", subject=centre.code, details={"list": "offered"})
    columns = [gettext("file code"), gettext("main need"), gettext("priority"), gettext("members"), gettext("metres")]
    return workbook("handed-over.xlsx", gettext("handed over"), columns, cells(mandates))


def cells(mandates: QuerySet[Mandate]) -> Iterable[list[Any]]:
    """Yield the cells of each file."""
    for row in mandates:
        file = row.case_file
        told = [file.code, file.get_need_display(), file.priority, file.household.members_count]
        yield [*told, round(distance_of(row))]


def centres_of(request: Request) -> tuple[list[Centre], Centre]:
    """Return the reader's centres and the one that is looked at: the one asked for, or the first."""
    centres = list(answering_centres(request.user))
    if not centres:
        raise Http404
    asked = request.GET.get("centre", "")
    return centres, access_inbox(request.user, asked) if asked else centres[0]


def may_answer(request: Request, centre: Centre) -> bool:
    """Say whether the reader answers for `centre`."""
    return any(post.gives(Right.ANSWER) and post.centre_code == centre.code for post in request.user.posts_now)


def offered_to(centre: Centre) -> QuerySet[Mandate]:
    """Return what waits for the answer of `centre`."""
    rows = Mandate.objects.filter(centre=centre, state=MandateState.OFFERED)
    return rows.select_related("centre", "case_file__household", "handover")


def chosen(mandates: QuerySet[Mandate], form: InboxFilter, user: User) -> QuerySet[Mandate]:
    """Return the mandates that the form asks for."""
    if not form.is_valid():
        return mandates
    asked = form.cleaned_data
    if asked["q"]:
        mandates = mandates.filter(case_file__in=CaseFile.objects.filter(matching(asked["q"], user)))
    narrowed = {f"case_file__{name}": asked[name] for name in ("need", "priority") if asked[name]}
    return mandates.filter(**narrowed)


def distance_of(mandate: Mandate) -> float:
    """Return the metres between the family and the centre of its mandate."""
    home, centre = mandate.case_file.household, mandate.centre
    return metres(home.latitude, home.longitude, centre.latitude, centre.longitude)
