"""The tasks of one file: open and done, and a new one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.casework.access import access_case_file
from hamdeli.casework.daily.access import may_set
from hamdeli.casework.daily.owners import posts_over
from hamdeli.casework.daily.tasks import set_task
from hamdeli.casework.models import CaseFile, Task
from hamdeli.desk.casework.daily.forms import TaskForm
from hamdeli.desk.casework.daily.saving import SAVED, save_once
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def file_tasks(request: Request, code: str) -> HttpResponse:
    """Show the tasks of a file, and set a new one."""
    case_file = access_case_file(request.user, code)
    mine = {"owner": request.user.pk, "due_on": ""}
    posts = posts_over(case_file, timezone.now()) if may_set(request.user, case_file) else []
    if request.method != "POST":
        return shown(request, case_file, TaskForm(posts=posts, initial=mine))
    if not may_set(request.user, case_file):
        raise PermissionDenied
    form = TaskForm(request.POST, posts=posts)
    status = save_once(request, form, f"task {code}", lambda: set_asked(request, case_file, form))
    if status == SAVED:
        messages.success(request, _("The task is set."))
        return redirect("desk:file_tasks", code=code)
    return shown(request, case_file, form, status)


def set_asked(request: Request, case_file: CaseFile, form: TaskForm) -> int:
    """Set the task that the form asks for and return its primary key."""
    asked = form.cleaned_data
    return set_task(
        case_file=case_file,
        title=asked["title"],
        owner=form.people[asked["owner"]],
        due_on=asked["due_on"],
        urgent=asked["urgent"],
        by=request.user,
        today=timezone.localdate(),
    ).pk


def shown(request: Request, case_file: CaseFile, form: TaskForm, status: int = 200) -> HttpResponse:
    """Show the tasks, open ones first, the latest done ones after them."""
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    tasks = Task.objects.filter(case_file=case_file).select_related("owner", "done_by")
    words = {
        "case_file": case_file,
        "open": list(tasks.filter(done_at__isnull=True).order_by("due_on", "pk")[:SHOWN]),
        "done": list(tasks.filter(done_at__isnull=False).order_by("-done_at", "-pk")[:SHOWN]),
        "form": form,
        "may_set": may_set(request.user, case_file),
        "today": timezone.localdate(),
    }
    return render(request, "desk/casework/daily/file_tasks.html", words, status=status)
