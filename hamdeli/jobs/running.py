"""Running jobs: claim, work, end; and finding those whose worker died."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from hamdeli.jobs.forgetting import forget_stored
from hamdeli.jobs.models import Job
from hamdeli.jobs.progress import Cancelled, Progress, alive, beating
from hamdeli.jobs.statistics import refresh_statistics
from hamdeli.journal.refusals import Refusal

Work = Callable[[Job, Progress], dict[str, Any]]
MOST_ATTEMPTS = 3
log = logging.getLogger(__name__)


class JobFault(Refusal):
    """The work cannot be done for a reason that its user understands; the desk has the sentences."""


@task()
def run(job_id: int) -> None:
    """Run one job. A job that is not waiting any more is left alone, so that running twice does no harm."""
    claimed = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, started_at=timezone.now()
    )
    if not claimed:
        return
    job = Job.objects.get(pk=job_id)
    job.attempts += 1
    job.save(update_fields=["attempts"])
    with beating(Progress(job.pk)) as progress:
        state, fault, result = outcome_of(job, progress)
        end(job, state, fault, result)
    if state == Job.State.DONE:
        forget_stored(job)
        refresh_statistics()


def outcome_of(job: Job, progress: Progress) -> tuple[str, str, dict[str, Any]]:
    """Do the work and return the state, the fault's code and the result with which the job ends."""
    work: Work = import_string(settings.JOBS[job.kind])
    try:
        return Job.State.DONE, "", work(job, progress)
    except Cancelled:
        return Job.State.CANCELLED, "", {}
    except JobFault as fault:
        return Job.State.FAILED, fault.code, fault.params
    except Exception:
        log.exception("job %s failed", job)
        return Job.State.FAILED, "unexpected", {}


def end(job: Job, state: str, fault: str, result: dict[str, Any]) -> None:
    """Write down how the job ended."""
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(
        state=state, fault=fault, result=result, ended_at=timezone.now()
    )


@transaction.atomic
def revive_the_dead() -> int:
    """Queue again every running job whose worker gives no sign of life; give up after three attempts.

    Each piece of work is one transaction, so a job whose worker was killed has left nothing half-stored.
    """
    revived = 0
    for job in Job.objects.filter(state=Job.State.RUNNING):
        if alive(job.pk):
            continue
        if job.attempts >= MOST_ATTEMPTS or job.cancel_asked:
            end(job, Job.State.FAILED, "worker_died", {})
            continue
        Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, started_at=None)
        run.enqueue(job.pk)
        revived += 1
    return revived
