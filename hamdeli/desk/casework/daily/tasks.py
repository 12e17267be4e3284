"""One task: what it is, finishing it, and giving it to another."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hamdeli.casework.daily.access import access_task, may_pass
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.daily.owners import posts_over
from hamdeli.casework.daily.tasks import finish_task, pass_task
from hamdeli.casework.models import Task
from hamdeli.desk.casework.daily.forms import FinishForm, PassForm
from hamdeli.desk.casework.daily.saving import SAVED, save
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict
from hamdeli.journal.writing import record_look


@require_safe
def task_page(request: Request, pk: int) -> HttpResponse:
    """Show one task with the form that finishes it."""
    return shown(request, access_task(request.user, pk))


@require_POST
def finishing(request: Request, pk: int) -> HttpResponse:
    """Finish a task with what came of it."""
    task = access_task(request.user, pk)
    form = FinishForm(request.POST)
    status, conflict = save(
        form,
        lambda: finish_task(
            task=task,
            result=form.cleaned_data["result"],
            by=request.user,
            seen_version=form.cleaned_data["version"],
        ),
    )
    if status == SAVED:
        messages.success(request, _("The task is done."))
        return redirect("desk:first_page")
    return shown(request, access_task(request.user, pk), status, conflict, finish=form)


@require_POST
def passing(request: Request, pk: int) -> HttpResponse:
    """Give a task to another who holds a post over the file now."""
    task = access_task(request.user, pk)
    if not may_pass(request.user, task):
        raise PermissionDenied
    form = PassForm(request.POST, posts=posts_over(task.case_file, timezone.now()))
    status, conflict = save(
        form,
        lambda: pass_task(
            task=task,
            owner=form.people[form.cleaned_data["owner"]],
            by=request.user,
            seen_version=form.cleaned_data["version"],
        ),
    )
    if status == SAVED:
        messages.success(request, _("The task was passed on."))
        return redirect("desk:tasks")
    return shown(request, access_task(request.user, pk), status, conflict, hand_on=form)


def shown(
    request: Request, task: Task, status: int = 200, conflict: Conflict | None = None, **forms: Any
) -> HttpResponse:
    """Show the task with its forms; after a conflict with what others changed, and the version that they left."""
    record_look(actor=request.user.actor, kind="case_file", subjects=[task.case_file.code])
    initial = {"version": task.version}
    for form in forms.values():
        form.data = {**form.data.dict(), "version": task.version} if conflict else form.data
    posts = posts_over(task.case_file, timezone.now()) if may_pass(request.user, task) and not task.done_at else []
    words = {
        "task": task,
        "name": names_of([task.case_file], request.user).get(task.case_file_id, ""),
        "finish": FinishForm(initial=initial),
        "hand_on": PassForm(initial=initial, posts=[post for post in posts if post.user_id != task.owner_id]),
        "may_pass": len(posts) > 1,
        "conflict": conflict,
        **forms,
    }
    return render(request, "desk/casework/daily/task.html", words, status=status)
