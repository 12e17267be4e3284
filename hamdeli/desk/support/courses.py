"""Courses: the list, the page on which one is followed, and how authors write, publish and end them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, told, version_of
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.support.forms import CourseFilter, CourseForm
from hamdeli.desk.templatetags.formats import day
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.changing import Conflict
from hamdeli.journal.refusals import Refusal
from hamdeli.journal.writing import write
from hamdeli.support.access import (
    access_course,
    require_any,
    supported_provinces,
    supports,
    visible_courses,
)
from hamdeli.support.models import Course, Following
from hamdeli.support.teaching import Draft, begin_course, publish_course, retire_course, rewrite_course

DRAFTED = ("title", "audience", "text", "questions", "pass_mark", "required_until")


@require_safe
def courses(request: Request) -> HttpResponse:
    """List the courses that the reader follows or writes, with how far the reader is."""
    require_any(request.user)
    form = CourseFilter(request.GET)
    page = page_by_key(chosen(request.user, form), request.GET, "-id")
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "mine": progress_of(request.user, page.rows),
        "published": published_of(page.rows),
        "supports": request.user.has(Right.SUPPORT_CENTRES),
        "today": timezone.localdate(),
    }
    template = "_courses" if request.htmx else "courses"
    return render(request, f"desk/support/{template}.html", words)


def chosen(user: User, form: CourseFilter) -> QuerySet[Course]:
    """Return the courses that the form asks for."""
    rows = visible_courses(user)
    if not form.is_valid():
        return rows
    if form.cleaned_data["q"]:
        rows = rows.filter(title__icontains=form.cleaned_data["q"].strip())
    if form.cleaned_data["only"] == "required":
        rows = rows.filter(required_until__isnull=False)
    if form.cleaned_data["only"] == "open":
        done = Following.objects.filter(user=user, completed_at__isnull=False)
        rows = rows.exclude(pk__in=done.values("edition__course"))
    return rows


@require_safe
def courses_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    require_any(request.user)
    rows = list(chosen(request.user, CourseFilter(request.GET)).order_by("-id"))
    details = {"rows": len(rows)}
    write(actor=request.user.actor, verb="exported", kind="course", subject="list", details=details)
    mine, published, yes, no = progress_of(request.user, rows), published_of(rows), _("yes"), _("no")
    columns = [_("Title"), _("For whom"), _("Required until"), _("published"), _("ended"), _("completed")]
    cells = (
        [
            *(row.title, row.get_audience_display(), day(row.required_until) if row.required_until else ""),
            *(yes if row.pk in published else no, yes if row.retired_at else no),
            yes if mine.get(row.pk) == "completed" else no,
        ]
        for row in rows
    )
    return workbook("courses.xlsx", _("Courses"), columns, cells)


def progress_of(user: User, rows: list[Course]) -> dict[int, str]:
    """Return how far `user` is in each of the courses: `begun` or `completed`."""
    found = Following.objects.filter(user=user, edition__course__in=rows).order_by("edition__number")
    states: dict[int, str] = {}
    for course, completed in found.values_list("edition__course_id", "completed_at"):
        states[course] = "completed" if completed or states.get(course) == "completed" else "begun"
    return states


def published_of(rows: list[Course]) -> set[int]:
    """Return the keys of the courses that were published."""
    return set(
        Course.objects.filter(pk__in=[row.pk for row in rows], editions__isnull=False).values_list("pk", flat=True)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def course_new(request: Request) -> HttpResponse:
    """Begin the draft of a course."""
    require_right(request.user, Right.SUPPORT_CENTRES)
    form = CourseForm(data_of(request), provinces=supported_provinces(request.user))
    made: list[Course] = []

    def act() -> None:
        draft, now = Draft(**form.told()), timezone.now()
        made.append(begin_course(province=form.province, draft=draft, by=request.user, now=now, key=key_of(request)))

    back, done = reverse("desk:courses"), _("The draft is kept. Publish it when it is ready.")
    deed = Deed(title=_("A new course"), what="", button=_("Keep the draft"), done=done, back=back)
    answer = carry_out(request, deed, form, act, None)
    return redirect("desk:course", pk=made[0].pk) if made else answer


@require_http_methods(["GET", "HEAD", "POST"])
def course_draft(request: Request, pk: int) -> HttpResponse:
    """Change the draft of a course; what was published stays."""
    course = access_course(request.user, pk, writing=True)
    form = CourseForm(data_of(request), initial={name: getattr(course, name) for name in DRAFTED})

    def act() -> None:
        rewrite_course(course=course, draft=Draft(**form.told()), by=request.user, seen_version=version_of(request))

    deed = Deed(
        title=_("The draft of the course"),
        what=_("What was published stays as it is until you publish again."),
        button=_("Keep the draft"),
        done=_("The draft is kept. Publish it when it is ready."),
        back=reverse("desk:course", args=[pk]),
        thing=course,
    )
    return carry_out(request, deed, form, act, None)


def data_of(request: Request) -> Any:
    """Return what was posted, or None."""
    return request.POST if request.method == "POST" else None


@posted("desk:course", "pk")
def course_publishing(request: Request, pk: int) -> HttpResponse:
    """Publish the draft."""
    course = access_course(request.user, pk, writing=True)
    return moved(request, course, publish_course, _("Published: centres can follow it now."))


@posted("desk:course", "pk")
def course_ending(request: Request, pk: int) -> HttpResponse:
    """Let nobody follow the course any more."""
    course = access_course(request.user, pk, writing=True)
    return moved(request, course, retire_course, _("The course has ended; certificates stay."))


def moved(request: Request, course: Course, verb: Any, done: str) -> HttpResponse:
    """Call the verb; say why it was refused."""
    try:
        verb(course=course, by=request.user, now=timezone.now(), seen_version=version_of(request))
        messages.success(request, done)
    except Refusal as fault:
        messages.error(request, told(fault))
    except Conflict:
        messages.error(request, _("Somebody was faster. Look at it again before you send the form once more."))
    return redirect("desk:course", pk=course.pk)


def writes(user: User, course: Course) -> bool:
    """Say whether `user` writes the course."""
    return supports(user, course.province_id)
