"""The page of a course: read part by part, answered at its end, and certified."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.casework.daily.letters import pdf_of
from hamdeli.desk.casework.deeds import told
from hamdeli.desk.posting import posted
from hamdeli.desk.printing import printed
from hamdeli.desk.requests import Request
from hamdeli.desk.support.certificates import course_certificate
from hamdeli.desk.support.courses import writes
from hamdeli.desk.templatetags.formats import number
from hamdeli.journal.refusals import Refusal
from hamdeli.questionnaires.content import Content, questions_of
from hamdeli.support.access import access_course, audiences_of, own_centres, written_by
from hamdeli.support.course_text import parts_of
from hamdeli.support.faults import SupportFault
from hamdeli.support.following import answer_questions, read_part
from hamdeli.support.models import Course, CourseEdition, Following
from hamdeli.support.teaching import publishable


class QuestionsForm(forms.Form):
    """The questions at the end of a course."""

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions_of(content):
            choices = [(option["code"], option["text"]["fa"]) for option in question["options"]]
            self.fields[question["code"]] = forms.ChoiceField(
                label=question["text"]["fa"], choices=choices, widget=forms.RadioSelect
            )


@require_safe
def course(request: Request, pk: int) -> HttpResponse:
    """Show the course as far as the reader has read it, and what its authors can do."""
    found = access_course(request.user, pk)
    return shown(request, found)


def shown(request: Request, found: Course, form: forms.Form | None = None, status: int = 200) -> HttpResponse:
    """Return the page."""
    edition = found.editions.order_by("-number").first()
    following = Following.objects.filter(edition=edition, user=request.user).first() if edition else None
    earlier = Following.objects.filter(edition__course=found, user=request.user, completed_at__isnull=False)
    learns = may_learn(request.user, found, edition)
    read = following.parts_read if following else 0
    words: dict[str, Any] = {
        "course": found,
        "edition": edition,
        "following": following,
        "certificates": list(earlier.select_related("edition").order_by("-pk")),
        "learns": learns,
        "writes": writes(request.user, found),
        "parts": parts_shown(edition, read, learns=learns),
        "read": read,
        "today": timezone.localdate(),
    }
    hindrance = publishing_fault(found) if words["writes"] else None
    if words["writes"] and not (hindrance and hindrance.code == "nothing_new"):
        words |= {"draft": parts_of(found.text), "lacking": told(hindrance) if hindrance else ""}
    if edition and learns and read == len(edition.parts) and not (following and following.completed_at):
        words["form"] = form or QuestionsForm(content=edition.content)
    return render(request, "desk/support/course.html", words, status=status)


def publishing_fault(found: Course) -> SupportFault | None:
    """Return why the draft cannot be published; None where it can."""
    try:
        publishable(found)
    except SupportFault as fault:
        return fault
    return None


def may_learn(user: User, found: Course, edition: CourseEdition | None) -> bool:
    """Say whether `user` may follow the course now."""
    there = any(centre.province_id == found.province_id for centre in own_centres(user))
    return bool(there and edition and not found.retired_at and found.audience in audiences_of(user))


def parts_shown(edition: CourseEdition | None, read: int, *, learns: bool) -> list[tuple[int, dict[str, str], bool]]:
    """Return the parts with their numbers and whether each was read: a learner sees those read and the next one."""
    parts = edition.parts if edition else []
    seen = parts[: read + 1] if learns else parts
    return [(place, part, place <= read) for place, part in enumerate(seen, 1)]


@posted("desk:course", "pk")
def course_part(request: Request, pk: int, part: int) -> HttpResponse:
    """Keep that the reader has read a part."""
    found = access_course(request.user, pk)
    require_learner(request.user, found)
    try:
        read_part(course=found, part=part, by=request.user, now=timezone.now())
    except Refusal as fault:
        messages.error(request, told(fault))
    return redirect("desk:course", pk=pk)


@posted("desk:course", "pk")
def course_answers(request: Request, pk: int) -> HttpResponse:
    """Take the answers to the questions at the end."""
    found = access_course(request.user, pk)
    edition = require_learner(request.user, found)
    form = QuestionsForm(request.POST, content=edition.content)
    if not form.is_valid():
        messages.error(request, _("Answer every question."))
        return shown(request, found, form, 422)
    try:
        made = answer_questions(course=found, answers=form.cleaned_data, by=request.user, now=timezone.now())
    except Refusal as fault:
        messages.error(request, told(fault))
        return shown(request, found, form, 422)
    if made.completed_at:
        messages.success(request, _("Passed. Your certificate is ready."))
    else:
        reached = {"best": number(made.best), "mark": number(edition.pass_mark)}
        messages.warning(request, _("Not passed yet: your best is %(best)s%%, needed are %(mark)s%%.") % reached)
    return redirect("desk:course", pk=pk)


def require_learner(user: User, found: Course) -> CourseEdition:
    """Return the newest edition; 403 for whoever does not follow the course."""
    edition = found.editions.order_by("-number").first()
    if edition is None or not may_learn(user, found, edition):
        raise PermissionDenied
    return edition


@require_safe
def course_certificate_pdf(request: Request, pk: int) -> HttpResponse:
    """Hand out the certificate: to who earned it, and to who helps the centres of the province."""
    rows = Following.objects.filter(completed_at__isnull=False).select_related(
        "edition__course", "centre__county", "user"
    )
    mine = rows.filter(user=request.user)
    theirs = rows.filter(edition__course__in=Course.objects.filter(written_by(request.user)))
    following = get_object_or_404(mine | theirs, pk=pk)
    content = pdf_of(course_certificate(following))
    name = f"{following.certificate}-{(get_language() or 'fa')[:2]}.pdf"
    subject = following.certificate
    return printed(request, content, kind="course", subject=subject, letter="course_certificate", name=name)
