"""How far long work is, its files, and stopping it."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from hamdeli.desk.jobs.words import WORK
from hamdeli.desk.requests import Request
from hamdeli.jobs.access import access_job, visible_jobs
from hamdeli.jobs.asking import cancel
from hamdeli.jobs.models import Job
from hamdeli.jobs.progress import told_of

SHOWN = 50


@require_safe
def job_list(request: Request) -> HttpResponse:
    """List the latest of one's own jobs."""
    return render(request, "desk/jobs/list.html", {"jobs": [named(job) for job in visible_jobs(request.user)[:SHOWN]]})


@require_safe
def job_page(request: Request, pk: int) -> HttpResponse:
    """Show one job: its progress while it runs, afterwards what it did."""
    job = named(shown(access_job(request.user, pk)))
    return render(request, "desk/jobs/page.html", {"job": job, "files": job.files.exclude(file="")})


@require_safe
def job_progress(request: Request, pk: int) -> HttpResponse:
    """Return the progress as a fragment that asks again; when the job has ended, have the page around it reloaded."""
    job = shown(access_job(request.user, pk))
    response = render(request, "desk/jobs/_progress.html", {"job": job})
    if job.ended:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def job_cancellation(request: Request, pk: int) -> HttpResponse:
    """Ask that the job be stopped."""
    job = access_job(request.user, pk)
    cancel(job=job)
    return redirect("desk:job", pk=job.pk)


@require_safe
def job_file(request: Request, pk: int, role: str) -> FileResponse:
    """Hand out a file that the job has written, as a download."""
    kept = get_object_or_404(access_job(request.user, pk).files.exclude(file=""), role=role)
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)


def named(job: Job) -> Job:
    """Give `job` the name of its work."""
    job.work = WORK.get(job.kind, job.kind)  # type: ignore[attr-defined]
    return job


def shown(job: Job) -> Job:
    """Give `job` what the page tells of its progress."""
    told = told_of(job.pk)
    job.stage = gettext(told.stage) if told and told.stage else ""  # type: ignore[attr-defined]
    job.done = told.done if told else 0  # type: ignore[attr-defined]
    job.total = told.total if told else 0  # type: ignore[attr-defined]
    return job
