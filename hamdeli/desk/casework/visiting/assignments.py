"""Who works on which file: the head of a centre gives the files to its social workers."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right, roles_with
from hamdeli.accounts.scopes import scope
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.models import CaseFile
from hamdeli.casework.searching import matching
from hamdeli.casework.visiting.assigning import assign
from hamdeli.casework.visiting.candidates import by_username, workers_under
from hamdeli.desk.casework.visiting.forms import AssignFilter, AssignForm
from hamdeli.desk.casework.visiting.saving import SAVED, save
from hamdeli.desk.paging import PAGE, page_by_key
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look


@require_safe
def assignments(request: Request) -> HttpResponse:
    """List the files with those who work on them."""
    require_right(request.user, Right.ASSIGN)
    workers = workers_under(request.user)
    return page(request, workers, AssignForm(workers=workers))


def page(request: Request, workers: Sequence[User], form: AssignForm, status: int = 200) -> HttpResponse:
    """Show the list, how many files each worker has, and the form that gives the chosen ones."""
    asks = AssignFilter(request.GET, workers=workers)
    rows = page_by_key(chosen(request, asks), request.GET, "code")
    heads = names_of(rows.rows, request.user)
    for row in rows.rows:
        row.head = heads.get(row.pk, "")  # type: ignore[attr-defined]
    record_look(actor=request.user.actor, kind="case_file", subjects=[row.code for row in rows.rows])
    words = {"filter": asks, "page": rows, "form": form, "loads": loads(request, workers)}
    words |= {"ceiling": settings.FILES_PER_WORKER}
    template = "_assignments" if request.htmx else "assignments"
    return render(request, f"desk/casework/visiting/{template}.html", words, status=status)


def files_under(user: User) -> QuerySet[CaseFile]:
    """Return the open files of which `user` says who works on them; each knows whether its worker still may."""
    there = scope(user, Right.ASSIGN, aide="aide")
    rows = CaseFile.objects.open().filter(there)
    return rows.annotate(still=has_worker()).select_related("household", "county", "centre", "worker")


def has_worker() -> Exists:
    """Return the condition that whoever works on a file holds a post for it now."""
    held = Post.objects.held_at(timezone.now()).filter(user=OuterRef("worker"), role__in=roles_with(Right.WORK))
    near = Q(centre_code=OuterRef("centre__code")) | Q(centre_code="", place=OuterRef("county"))
    return Exists(held.filter(near))


def chosen(request: Request, form: AssignFilter) -> QuerySet[CaseFile]:
    """Return the files that the filter asks for; nobody works on a file whose worker's post has ended."""
    rows = files_under(request.user)
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    rows = rows.filter(matching(asked["q"]))
    if asked["worker"] == "none":
        return rows.exclude(has_worker())
    return rows.filter(worker__username=asked["worker"]) if asked["worker"] else rows


def loads(request: Request, workers: Sequence[User]) -> list[tuple[User, int]]:
    """Return each worker with the number of open files."""
    counted = CaseFile.objects.open().filter(worker__in=workers)
    many = dict(counted.values_list("worker").annotate(many=Count("pk")))
    return [(worker, many.get(worker.pk, 0)) for worker in workers]


@require_POST
def assignment(request: Request) -> HttpResponse:
    """Give the chosen files to one worker, or to nobody."""
    require_right(request.user, Right.ASSIGN)
    workers = workers_under(request.user)
    form = AssignForm(request.POST, workers=workers)
    files = list(files_under(request.user).filter(code__in=request.POST.getlist("files")[:PAGE]))

    def act() -> int:
        worker = by_username(workers).get(form.cleaned_data["worker"])
        reason = form.cleaned_data["override_reason"]
        return assign(case_files=files, worker=worker, by=request.user, override_reason=reason)

    status, _conflict = save(form, act)
    if status != SAVED:
        return page(request, workers, form, status)
    messages.success(request, _("The files were given."))
    return redirect("desk:assignments")
