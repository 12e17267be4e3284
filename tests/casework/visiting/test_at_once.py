"""The same form from fifty at once is one visit: on a database with real transactions, SQLite or PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.postgres import database

SCRIPT = """
import sys, threading
from hamdeli.config import sqlite_engine
sqlite_engine.install()
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from hamdeli.casework.models import Decision, OtherForm, Visit
from hamdeli.casework.visiting import visiting
from hamdeli.journal import once as receipts
from hamdeli.journal.models import Entry
from hamdeli.journal.verifying import verify
from tests.casework.visiting.making import SEEN, TODAY, planned
from tests.support.cast import assemble
call_command("migrate", verbosity=0)
cast = assemble()
visit = planned(cast)
threads_at_once, keys = int(sys.argv[1]), sys.argv[2]
faults = []
together = threading.Barrier(threads_at_once)
def send(number):
    try:
        together.wait()
        key = "one" if keys == "same" else f"tab {number}"
        for _time in range(int(sys.argv[3])):
            assert visiting.finish_visit(visit=visit, by=cast.worker, key=key, **SEEN).pk == visit.pk
    except Exception as fault:
        faults.append(repr(fault))
    finally:
        connection.close()
threads = [threading.Thread(target=send, args=(number,)) for number in range(threads_at_once)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert not faults, faults[:3]
visited = Entry.objects.filter(verb="visited").count()
print(Visit.objects.filter(state="done").count(), Decision.objects.count(), OtherForm.objects.count(), visited)
assert verify().sound
"""


def sent(folder: Path, url: str, *, keys: str, threads: int, times: int) -> list[int]:
    """Send the form from many threads and return how many visits, decisions, other forms and entries there are."""
    values = {"HAMDELI_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "hamdeli.config.settings", "PYTHONPATH": "."}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    values |= {"DATABASE_URL": url} if url else {}
    command = [sys.executable, "-c", SCRIPT, str(threads), keys, str(times)]
    done = subprocess.run(command, env=kept | values, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [int(word) for word in done.stdout.split()]


@pytest.mark.long
@pytest.mark.parametrize("keys", ["same", "different"])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_fifty_at_once_are_one_visit(tmp_path: Path, engine: str, keys: str) -> None:
    if engine == "sqlite":
        assert sent(tmp_path, "", keys=keys, threads=50, times=20) == [1, 1, 0, 1]
        return
    with database() as url:
        assert sent(tmp_path, url, keys=keys, threads=50, times=20) == [1, 1, 0, 1]
