"""The site in one process, for a SQLite that only one process may write: web server, jobs in a thread."""

import logging
import threading
import time

from django.db import connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from hamdeli.config.serving.warming import warm_in_background
from hamdeli.config.serving.watching import tend_daily
from hamdeli.config.wsgi import application
from hamdeli.jobs.running import revive_the_dead

__all__ = ["application"]
INTERVAL_SECONDS = 0.2
PAUSE_SECONDS = 2.0
DAY_SECONDS = 24 * 60 * 60
log = logging.getLogger(__name__)


def work_for_ever() -> None:
    """Work through the jobs; whatever breaks the worker is told, and the work goes on."""
    while True:
        try:
            revive_the_dead()
            new_worker().run()
        except Exception:
            log.exception("the job worker stopped and goes on")
        connections.close_all()
        time.sleep(PAUSE_SECONDS)


def forget_for_ever() -> None:
    """Do now and once a day what is due once a day."""
    while True:
        tend_daily()
        time.sleep(DAY_SECONDS)


def new_worker() -> Worker:
    """Return a worker without signals: those belong to the web server."""
    return Worker(
        queue_names=["default"],
        interval=INTERVAL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


warm_in_background()
threading.Thread(target=work_for_ever, daemon=True).start()
threading.Thread(target=forget_for_ever, daemon=True).start()
