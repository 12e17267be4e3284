"""The processes of the site: one web server and its job workers, or one process for all on an unsafe SQLite."""

import os
from dataclasses import dataclass

from django.db import connection

from hamdeli.config.serving.children import Child, Family
from hamdeli.config.sqlite_engine import safe_for_many_processes, version_in_use

TOGETHER = "hamdeli.config.serving.together:application"
ALONE = "hamdeli.config.wsgi:application"


@dataclass(frozen=True)
class Size:
    """How many processes and threads serve, and how many work in the background."""

    workers: int = 1
    threads: int = 4
    jobs: int = 1


def may_be_many() -> bool:
    """Whether several processes may write the database: PostgreSQL, or a SQLite without the WAL-reset fault."""
    return connection.vendor != "sqlite" or safe_for_many_processes(version_in_use())


def usual_size() -> Size:
    """As many as the machine has processors, at most four of each."""
    processors = min(4, os.cpu_count() or 1)
    return Size(workers=processors, threads=4, jobs=1)


def household(host: str, port: int, size: Size) -> Family:
    """Return the processes of the site, not yet started."""
    if not may_be_many():
        return Family([web(TOGETHER, host, port, Size(1, size.threads, 0))])
    jobs = [Child(f"job worker {number}", worker()) for number in range(1, size.jobs + 1)]
    return Family([web(ALONE, host, port, size), *jobs])


def web(target: str, host: str, port: int, size: Size) -> Child:
    """Return the web server."""
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(size.workers)]
    options += [
        "--blocking-threads",
        str(size.threads),
        "--no-ws",
        "--respawn-failed-workers",
        "--log-level",
        "warning",
    ]
    return Child("web server", ["hamdeli.config.serving.web", *options, target])


def worker() -> list[str]:
    """Return the arguments of a job worker."""
    return ["hamdeli.config.manage", "work", "--interval", "0.2", "--no-startup-delay", "--no-reload", "-v", "0"]
