"""A job worker: django-tasks' own, with the work of all jobs loaded beforehand."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from hamdeli.config.serving.orphans import end_with_parent
from hamdeli.config.serving.warming import warm_in_background


class Command(DatabaseWorker):
    """Work through the queue of jobs."""

    help = "Work through the queue of jobs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what the jobs need beside the first work, and work until asked to stop or left alone."""
        end_with_parent()
        warm_in_background()
        super().handle(*args, **options)
