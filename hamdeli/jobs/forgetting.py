"""Forgetting: uploaded lists, their marked copies and previews hold identities, and are kept only while needed."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from hamdeli.jobs.models import Job, JobFile
from hamdeli.journal.actors import SYSTEM
from hamdeli.journal.writing import write

FOLDER = "jobs"
UPLOAD, PREVIEW, STORE = "upload", "list_preview", "list_store"
ROWS = "samples"


def forget_files(now: datetime, days: int) -> int:
    """Delete the files of jobs that ended more than `days` days before `now`, and uploads that were stored.

    Returns how many; the journal is told when there were any. A file goes before its row, so that a broken-off run
    leaves a row that the next one takes up, and never a file that nobody knows.
    """
    before = now - timedelta(days=days)
    count = 0
    for kept in JobFile.objects.filter(job__ended_at__lt=before):
        kept.file.delete(save=False)
        kept.delete()
        count += 1
    count += sum(_empty(kept) for kept in _stored_uploads()) + _delete_strays(before)
    _forget_rows()
    if count:
        write(actor=SYSTEM, verb="forgot", kind="upload", subject=str(count), details={"days": days})
    return count


def forget_now() -> int:
    """Forget by the setting, as of this moment."""
    return forget_files(timezone.now(), settings.KEEP_UPLOADS_DAYS)


def forget_stored(job: Job) -> None:
    """Delete the upload that `job` has stored, and its rows; name, digest and counts stay. Other jobs have none.

    Called after the job is written down as done: a worker killed before that reads the upload again.
    """
    if job.kind == STORE:
        for kept in JobFile.objects.filter(job=job.arguments["preview"], role=UPLOAD).exclude(file=""):
            _empty(kept)
        _forget_rows()


def _empty(kept: JobFile) -> bool:
    kept.file.delete(save=False)
    kept.save(update_fields=["file"])
    return True


def _forget_rows() -> None:
    """Take the rows out of every preview whose upload is gone: they name persons just as the upload did."""
    kept = JobFile.objects.filter(job=OuterRef("pk"), role=UPLOAD).exclude(file="")
    for job in Job.objects.filter(~Exists(kept), kind=PREVIEW, result__has_key=ROWS):
        del job.result[ROWS]
        job.save(update_fields=["result"])


def _stored_uploads() -> list[JobFile]:
    """Return the uploads that were stored, and not deleted then because the worker was killed."""
    uploads = list(JobFile.objects.filter(role=UPLOAD).exclude(file=""))
    asked = Job.objects.filter(
        kind=STORE, state=Job.State.DONE, arguments__preview__in=[kept.job_id for kept in uploads]
    )
    stored = {job.arguments["preview"] for job in asked}
    return [kept for kept in uploads if kept.job_id in stored]


def _delete_strays(before: datetime) -> int:
    """Delete old files that no row knows: their transaction was undone."""
    root = Path(settings.MEDIA_ROOT)
    old = [path for path in (root / FOLDER).rglob("*") if path.is_file() and path.stat().st_mtime < before.timestamp()]
    names = {path.relative_to(root).as_posix(): path for path in old}
    strays = names.keys() - set(JobFile.objects.exclude(file="").values_list("file", flat=True))
    for name in strays:
        names[name].unlink(missing_ok=True)
    return len(strays)
