"""The door to jobs: one sees one's own."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.jobs.models import Job


def visible_jobs(user: User) -> QuerySet[Job]:
    """Return the jobs that `user` asked for."""
    return Job.objects.filter(asked_by=user)


def access_job(user: User, pk: int) -> Job:
    """Return the job, or raise 404 for a stranger."""
    return get_object_or_404(visible_jobs(user), pk=pk)
