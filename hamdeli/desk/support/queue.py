"""The help requests of a centre, and the queue of those who help: the list and its export."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.support.forms import RequestFilter
from hamdeli.desk.templatetags.formats import moment
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.digits import to_ascii
from hamdeli.support.access import asked_by, require_any, supported_by, visible_requests
from hamdeli.support.counting import start_of
from hamdeli.support.models import HelpRequest, HelpRequestQuerySet
from hamdeli.support.moves import IN_HAND, UNSOLVED, State

KEYS = ("rank", "weight", "turn")


@require_safe
def help_requests(request: Request) -> HttpResponse:
    """List the requests: in hand first, the most urgent and oldest of them at the top."""
    require_any(request.user)
    form, now = RequestFilter(request.GET, user=request.user), timezone.now()
    page = page_by_key(chosen(request.user, form).in_order_of_work(), request.GET, *KEYS)
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "late": {row.pk for row in page.rows if row.is_overdue(now)},
        "asks": request.user.has(Right.ASK),
        "supports": request.user.has(Right.SUPPORT_CENTRES),
    }
    template = "_requests" if request.htmx else "requests"
    return render(request, f"desk/support/{template}.html", words)


def chosen(user: User, form: RequestFilter) -> HelpRequestQuerySet:
    """Return the visible requests that the form asks for."""
    rows = visible_requests(user).select_related("centre__county", "taken_by")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    rows = rows.matching(asked["q"]) if asked["q"] else rows
    rows = rows.filter(**{name: asked[name] for name in ("topic", "urgency") if asked[name]})
    rows = rows.filter(**said_of_place(asked))
    if asked["since"]:
        rows = rows.filter(asked_at__gte=start_of(asked["since"]))
    if asked["until"]:
        rows = rows.filter(asked_at__lt=start_of(asked["until"] + timedelta(days=1)))
    return in_state(rows, asked["state"], asked["only"])


def in_state(rows: HelpRequestQuerySet, state: str, only: str) -> HelpRequestQuerySet:
    """Return those in a state, and those that are late."""
    if state:
        rows = rows.filter(state__in=UNSOLVED if state == "open" else [state])
    if only:
        rows = rows.overdue(timezone.now()) if only == "overdue" else rows.for_deputy(timezone.now())
    return rows


def said_of_place(asked: dict[str, Any]) -> dict[str, Any]:
    """Return the conditions on county and centre."""
    conditions = {}
    if asked.get("county"):
        conditions["centre__county__code"] = asked["county"]
    code = to_ascii(asked.get("centre", "")).strip().upper()
    if code:
        conditions["centre__code__startswith"] = code
    return conditions


@require_safe
def help_requests_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    require_any(request.user)
    rows = chosen(request.user, RequestFilter(request.GET, user=request.user)).order_by("pk")
    told = {"rows": rows.count()}
    write(actor=request.user.actor, verb="exported", kind="help_request", subject="list", details=told)
    columns = [
        *(_("Number"), _("Centre code"), _("Centre"), _("County"), _("Topic"), _("Urgency"), _("Title"), _("State")),
        *(_("Asked"), _("Taken by"), _("First answer"), _("First answer in working minutes"), _("Solution")),
        _("Solution in working minutes"),
    ]
    return workbook("help-requests.xlsx", _("Help requests"), columns, cells(rows))


def cells(rows: HelpRequestQuerySet) -> Iterator[list[Any]]:
    """Yield the cells of each request."""
    for row in rows.iterator(500):
        yield [
            *(row.pk, row.centre.code, row.centre.name, row.centre.county.name, row.get_topic_display()),
            *(row.get_urgency_display(), row.title, row.get_state_display(), moment(row.asked_at)),
            row.taken_by.display_name if row.taken_by else "",
            *(moment(row.first_answer_at) if row.first_answer_at else "", row.first_answer_minutes),
            *(moment(row.solved_at) if row.solved_at else "", row.solution_minutes),
        ]


def help_for_centre(user: User) -> HelpRequestQuerySet:
    """Return the answers and questions that wait for a centre."""
    return HelpRequest.objects.filter(asked_by(user), state__in=(State.WAITING, State.ANSWERED))


def help_in_hand(user: User) -> HelpRequestQuerySet:
    """Return the requests in the hands of who helps."""
    return HelpRequest.objects.filter(supported_by(user), state__in=IN_HAND)
