"""The ranking of centres among those of their kind and size, and its export."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.inspecting.access import overseen, require_reader
from hamdeli.centres.inspecting.grading import give_grades, ungraded
from hamdeli.centres.inspecting.ranking import Place, ranking
from hamdeli.centres.models import Centre
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.inspections.forms import PlainForm, RankingFilter
from hamdeli.desk.inspections.narrowing import chosen, of_centre, part_of
from hamdeli.desk.inspections.words import SIZES, UNRANKED
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import day
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.measures import measures_of

AT_ONCE = 120


@require_safe
def ranking_list(request: Request) -> HttpResponse:
    """List the centres, the best of each class first; those that are not ranked at the end, with the reason."""
    require_reader(request.user)
    form = RankingFilter(request.GET, user=request.user)
    page = part_of(asked_for(request, form), request.GET, lambda row: row.centre.code)
    waiting = to_grade(request).count() if request.user.has(Right.INSPECT) else 0
    words = {"form": form, "page": page, "sizes": SIZES, "reasons": UNRANKED, "waiting": waiting}
    return render(request, f"desk/inspections/{'_ranking' if request.htmx else 'ranking'}.html", words)


@posted("desk:ranking")
def ranking_grading(request: Request) -> HttpResponse:
    """Grade, in one act, the centres that were inspected since their last grade."""
    require_right(request.user, Right.INSPECT)
    form = PlainForm(request.POST)
    status = attempt_once(request, form, "grading", lambda: grade_waiting(request))
    if status == 302:
        messages.success(request, _("Graded."))
    else:
        messages.error(request, faults_of(form))
    return redirect("desk:ranking")


def grade_waiting(request: Request) -> int:
    """Give what waits to the verb, at most a good hundred at once; return how many were graded."""
    today, centres = timezone.localdate(), list(to_grade(request).order_by("code")[:AT_ONCE])
    measures = measures_of([centre.pk for centre in centres], today)
    return len(give_grades(centres=centres, measures=measures, by=request.user, today=today))


def to_grade(request: Request) -> QuerySet[Centre]:
    """Return the centres that the reader grades and that were inspected since their last grade."""
    return ungraded(Centre.objects.filter(scope(request.user, Right.INSPECT, centre="code")), timezone.localdate())


@require_safe
def ranking_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_reader(request.user)
    columns = [
        *(_("centre code"), _("Centre"), _("County"), _("Kind"), _("Size"), _("Rank"), _("among"), _("Grade")),
        *(_("Points"), _("Graded on"), _("Why not ranked")),
    ]
    rows = asked_for(request, RankingFilter(request.GET, user=request.user))
    return workbook("ranking.xlsx", _("Ranking"), columns, (cells(row) for row in rows))


def cells(row: Place) -> list[object]:
    """Return the cells of one centre."""
    grade, centre = row.grade, row.centre
    told = [str(SIZES[grade.size]), row.rank, row.among or None, grade.letter] if grade else [None] * 4
    when = [grade.total / 100, day(grade.on)] if grade else [None] * 2
    why = str(UNRANKED[row.why]) if row.why else ""
    return [centre.code, centre.name, centre.county.name, centre.get_kind_display(), *told, *when, why]


def asked_for(request: Request, form: RankingFilter) -> list[Place]:
    """Return the places of the visible centres that the form asks for, each ranked among all of its class."""
    seen = overseen(request.user)
    provinces = Centre.objects.filter(seen).order_by().values_list("province", flat=True).distinct()
    rows = ranking(provinces, seen & of_centre(form), timezone.localdate())
    asked = chosen(form, "kind", "size", "letter")
    return [row for row in rows if fits(row, asked)]


def fits(row: Place, asked: dict[str, str]) -> bool:
    """Say whether a row is what the filters ask for."""
    grade = row.grade
    kind, size = asked.get("kind", row.centre.kind), asked.get("size", grade.size if grade else "")
    if kind != row.centre.kind or size != (grade.size if grade else ""):
        return False
    letter = asked.get("letter")
    if letter == "none":
        return row.rank is None
    return not letter or (grade is not None and row.rank is not None and grade.letter == letter)
