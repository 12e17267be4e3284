"""Counselling: the list with its counts, the export without texts, a new session, and one session."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import CaseFile, Counselling
from hamdeli.casework.screening.access import (
    access_counselling,
    counselled_files,
    may_read_counselling,
    require_reader,
    visible_counselling,
)
from hamdeli.casework.screening.counselling import counsel
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.opening import open_counselling
from hamdeli.desk.casework.deeds import told
from hamdeli.desk.casework.screening.counting import by_month_and_topic
from hamdeli.desk.casework.screening.forms import CounsellingFilter, CounsellingForm
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii

FOLDER = "desk/casework/screening/counselling"


@require_safe
def counselling_list(request: Request) -> HttpResponse:
    """List the sessions with families of one's scope, and count them by topic and month."""
    require_counselling(request)
    form = CounsellingFilter(request.GET)
    rows = chosen(request, form)
    page = page_by_key(rows.select_related("counsellor").annotate(families=Count("case_files")), request.GET, "-id")
    template = "_fragment" if request.htmx else "list"
    words: dict[str, Any] = {"form": form, "page": page, "may_work": request.user.has(Right.WORK)}
    if not request.htmx:
        words["counts"] = by_month_and_topic(rows, timezone.localdate())
    return render(request, f"{FOLDER}/{template}.html", words)


def require_counselling(request: Request) -> None:
    """Raise 404 for whoever neither works nor supervises."""
    if not (request.user.has(Right.WORK) or request.user.has(Right.SUPERVISE)):
        raise Http404


def chosen(request: Request, form: CounsellingFilter) -> QuerySet[Counselling]:
    """Return the visible sessions that the form asks for."""
    rows = visible_counselling(request.user)
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    code = to_ascii(asked["q"]).strip().upper()
    if code:
        files = counselled_files(request.user).filter(code__startswith=code)
        through = Counselling.case_files.through.objects.filter(casefile__in=files)
        rows = rows.filter(pk__in=through.values("counselling"))
    if asked["topic"]:
        rows = rows.filter(topic=asked["topic"])
    if asked["group"]:
        rows = rows.filter(group=asked["group"] == "yes")
    if asked["since"]:
        rows = rows.filter(held_on__gte=asked["since"])
    return rows.filter(held_on__lte=asked["until"]) if asked["until"] else rows


@require_safe
def counselling_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook: neither texts nor families."""
    require_counselling(request)
    rows = chosen(request, CounsellingFilter(request.GET))
    columns = [
        *(gettext("held on"), gettext("topic"), gettext("group"), gettext("families"), gettext("minutes")),
        gettext("counsellor"),
    ]
    write(actor=request.user.actor, verb="exported", kind="counselling", subject="list", details={"rows": rows.count()})
    return workbook("counselling.xlsx", gettext("counselling"), columns, cells(rows))


def cells(rows: QuerySet[Counselling]) -> Iterator[list[Any]]:
    """Yield the cells of each session."""
    language = get_language() or "fa"
    sessions = rows.select_related("counsellor").annotate(families=Count("case_files")).order_by("held_on", "pk")
    for row in sessions.iterator(2000):
        yield [
            format_date(row.held_on, language),
            row.get_topic_display(),
            gettext("yes") if row.group else gettext("no"),
            row.families,
            row.minutes,
            row.counsellor.display_name,
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def counselling_new(request: Request) -> HttpResponse:
    """Write down a session."""
    if not request.user.has(Right.WORK):
        raise Http404
    if request.method == "POST":
        return take(request)
    initial = {"codes": request.GET.get("file", ""), "held_on": timezone.localdate(), "minutes": 45}
    return render(request, f"{FOLDER}/new.html", {"form": CounsellingForm(initial=initial)})


def take(request: Request) -> HttpResponse:
    """Store the session, or show the form again with what is wrong."""
    form = CounsellingForm(request.POST)
    status, fault = 422, ""
    if form.is_valid():
        try:
            session = store(request, form)
        except ScreeningFault as refused:
            fault = told(refused)
        except KeyUsedOtherwise as again:
            status, fault = 409, told(again)
        else:
            if session is not None:
                messages.success(request, gettext("The session was stored."))
                return redirect("desk:counselling", pk=session.pk)
    return render(request, f"{FOLDER}/new.html", {"form": form, "fault": fault}, status=status)


def store(request: Request, form: CounsellingForm) -> Counselling | None:
    """Give what the form asks to the verb; None, with a fault in the form, where a code is not of one's files."""
    asked = dict(form.cleaned_data)
    codes = asked.pop("codes")
    mine = CaseFile.objects.filter(scope(request.user, Right.WORK, aide="aide"))
    files = list(mine.filter(code__in=codes))
    missing = sorted(set(codes) - {file.code for file in files})
    if missing:
        form.add_error("codes", gettext("Not among your files: %(codes)s") % {"codes": ", ".join(missing)})
        return None
    key = asked.pop("idempotency_key")
    return counsel(case_files=files, by=request.user, key=key, today=timezone.localdate(), **asked)


@require_safe
def counselling_page(request: Request, pk: int) -> HttpResponse:
    """Show one session: its families as far as one sees them, and a way to what was said for those who may read it."""
    session = access_counselling(request.user, pk)
    return render(request, f"{FOLDER}/page.html", session_words(request, session))


def session_words(request: Request, session: Counselling) -> dict[str, Any]:
    """Return what the page of a session shows to this reader."""
    seen = counselled_files(request.user).filter(counselling=session).order_by("code")
    return {
        "session": session,
        "codes": list(seen.values_list("code", flat=True)),
        "families": session.case_files.count(),
        "may_read": may_read_counselling(request.user, session),
    }


@require_POST
def counselling_opening(request: Request, pk: int) -> HttpResponse:
    """Show what was said; the look is recorded."""
    session = access_counselling(request.user, pk)
    require_reader(request.user, session)
    text = open_counselling(session, user=request.user)
    return render(request, f"{FOLDER}/page.html", session_words(request, session) | {"text": text, "opened": True})
