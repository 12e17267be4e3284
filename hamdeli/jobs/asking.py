"""Asking for long work, and asking that it be stopped."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.jobs.models import Job, JobFile
from hamdeli.jobs.progress import KEPT_SECONDS, key
from hamdeli.jobs.running import run


@transaction.atomic
def ask(
    *, kind: str, asked_by: User | None, arguments: dict[str, Any], files: dict[str, File[bytes]] | None = None
) -> Job:
    """Put a job of `kind` (a name in `settings.JOBS`) into the queue, with its files by role."""
    job = Job.objects.create(kind=kind, asked_by=asked_by, arguments=arguments)
    for role, file in (files or {}).items():
        attach(job=job, role=role, file=file)
    run.enqueue(job.pk)
    return job


def attach(*, job: Job, role: str, file: File[bytes]) -> JobFile:
    """Keep `file` with the job."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    kept = JobFile(job=job, role=role, name=(file.name or role)[-200:], digest=digest.hexdigest())
    kept.file.save(f"{job.pk}-{role}", file, save=False)
    kept.save()
    return kept


@transaction.atomic
def cancel(*, job: Job) -> None:
    """Ask that `job` be stopped: at once when it waits, at its next step when it runs."""
    cache.set(key(job.pk, "cancel"), True, KEPT_SECONDS)
    Job.objects.filter(pk=job.pk).update(cancel_asked=True)
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(state=Job.State.CANCELLED, ended_at=timezone.now())
