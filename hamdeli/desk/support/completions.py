"""Who has completed what: centre by centre, with its parts; and person by person as a workbook."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models import Centre, CentreQuerySet
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.support.forms import CompletionFilter
from hamdeli.desk.templatetags.formats import moment
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold
from hamdeli.support.access import written_by
from hamdeli.support.completing import completions
from hamdeli.support.models import Course, Following


@require_safe
def course_completions(request: Request) -> HttpResponse:
    """Show for each centre how many of its people have completed a course."""
    require_right(request.user, Right.SUPPORT_CENTRES)
    offered = offered_to(request.user)
    form = CompletionFilter(request.GET, courses=offered)
    course = picked(form, offered)
    centres = centres_of(request.user, form, course)
    page = page_by_key(centres.select_related("county"), request.GET, "code")
    now = timezone.now()
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "course": course,
        "rows": completions(page.rows, course, now) if course else [],
        "whole": completions(list(centres), course, now) if course else [],
        "today": timezone.localdate(),
    }
    words["completed"] = sum(row.completed for row in words["whole"])
    words["people"] = sum(row.people for row in words["whole"])
    template = "_completions" if request.htmx else "completions"
    return render(request, f"desk/support/{template}.html", words)


def offered_to(user: User) -> list[Course]:
    """Return the courses that were published in the reader's provinces, required ones first."""
    rows = Course.objects.filter(written_by(user), editions__isnull=False).distinct()
    return sorted(rows, key=lambda course: (course.required_until is None, -course.pk))


def picked(form: CompletionFilter, offered: list[Course]) -> Course | None:
    """Return the course that was chosen, or the first."""
    wanted = form.cleaned_data["course"] if form.is_valid() else ""
    chosen = (course for course in offered if str(course.pk) == wanted)
    return next(chosen, offered[0] if offered else None)


def centres_of(user: User, form: CompletionFilter, course: Course | None) -> CentreQuerySet:
    """Return the centres of the course's province that fit the search."""
    rows = Centre.objects.filter(scope(user, Right.SUPPORT_CENTRES, centre="code"))
    rows = rows.filter(province=course.province_id) if course else rows.none()
    text = form.cleaned_data["q"] if form.is_valid() else ""
    if not text:
        return rows
    return rows.filter(Q(name_folded__contains=fold(text)) | Q(code__startswith=to_ascii(text).strip()))


@require_safe
def course_completions_export(request: Request) -> FileResponse:
    """Hand out who has followed the chosen course, person by person."""
    require_right(request.user, Right.SUPPORT_CENTRES)
    offered = offered_to(request.user)
    form = CompletionFilter(request.GET, courses=offered)
    course = picked(form, offered)
    centres = centres_of(request.user, form, course)
    rows = Following.objects.filter(edition__course=course, centre__in=centres) if course else Following.objects.none()
    told = {"rows": rows.count()}
    write(actor=request.user.actor, verb="exported", kind="course", subject="completions", details=told)
    columns = [
        *(_("Centre code"), _("Centre"), _("Name"), _("Course"), _("Edition"), _("Began"), _("Completed")),
        *(_("Best result in percent"), _("Certificate number")),
    ]
    return workbook("course-completions.xlsx", _("Who has completed what"), columns, cells(rows))


def cells(rows: QuerySet[Following]) -> Iterator[list[Any]]:
    """Yield the cells of each follower."""
    for row in rows.select_related("centre", "user", "edition").order_by("centre__code", "pk").iterator(500):
        yield [
            *(row.centre.code, row.centre.name, row.user.display_name, row.edition.title, row.edition.number),
            *(moment(row.began_at), moment(row.completed_at) if row.completed_at else ""),
            *(row.best, row.certificate),
        ]
