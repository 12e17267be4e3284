"""A demonstration for benchmarks and pictures, in an environment of its own: made, proposed, served."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.postgres import database, free_port

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60
CATCHING_UP_SECONDS = 3600
IN_DJANGO = "import sys, django; django.setup(); from benchmarks.{} import main; main(sys.argv[1:])"


@contextmanager
def surroundings(kind: str) -> Iterator[dict[str, str]]:
    """Yield an environment with an empty database of `kind` (sqlite or postgresql) in demo mode."""
    with tempfile.TemporaryDirectory(prefix="hamdeli-world-") as folder:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("HAMDELI_")}
        plain |= {"HAMDELI_VAR": folder, "HAMDELI_DEMO": "true", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        plain["DJANGO_SETTINGS_MODULE"] = "hamdeli.config.settings"
        if kind == "sqlite":
            plain.pop("DATABASE_URL", None)
            yield plain
            return
        with database(durable=True) as url:
            yield {**plain, "DATABASE_URL": url}


def prepare(environment: dict[str, str], scale: float, seed: int = 1404, maker: str = "making_world") -> dict[str, Any]:
    """Make the demonstration and what `maker` adds; return the addresses to visit and a signed-in session."""
    command = [sys.executable, "-c", IN_DJANGO.format(maker), str(scale), str(seed)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    prepared: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return prepared


IDLE = """
import sys, time, django; django.setup()
from hamdeli.jobs.models import Job
time.sleep(3)
until = time.monotonic() + float(sys.argv[1])
while Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]).exists():
    assert time.monotonic() < until, "the background work did not end"
    time.sleep(0.5)
"""
"""Waits for the work that a start sets off: the indicators of the nights that the site did not see."""


@contextmanager
def served(environment: dict[str, str], *options: str) -> Iterator[str]:
    """Run the real server and yield its address when it has caught up with its nights; stop it at the end."""
    port = free_port()
    command = [sys.executable, "-m", "hamdeli.config.manage", "serve", "--port", str(port), *options]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        await_health(base, process)
        begun = time.monotonic()
        subprocess.run([sys.executable, "-c", IDLE, str(CATCHING_UP_SECONDS)], cwd=ROOT, env=environment, check=True)
        print(f"The background work of the start took {time.monotonic() - begun:.0f} s.", flush=True)
        yield base
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def await_health(base: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the site answers; raises TimeoutError."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/api/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"the site did not answer at {base}")
