"""The same visit form 1,000 times, 50 at once, from five tabs, after 60 days: one visit, on either database."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.postgres import database

SCRIPT = """
import sys, threading
from hamdeli.config import sqlite_engine
sqlite_engine.install()
import django
django.setup()
from django.conf import settings
settings.REQUIRE_SECOND_FACTOR, settings.ALLOWED_HOSTS = False, ["*"]
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hamdeli.casework.models import Decision, OtherForm, Submission, Visit
from hamdeli.journal.models import Entry
from hamdeli.journal.verifying import verify
from tests.desk.phone.making import form, planned, sealed
from tests.support.cast import assemble
call_command("migrate", verbosity=0)
cast = assemble()
visit = planned(cast)
first = Client()
first.force_login(cast.worker)
tabs = [sealed(form(visit, key=f"the-form-of-tab-{tab}")) for tab in range(5)]
states, faults = [], []
together = threading.Barrier(int(sys.argv[1]))
def send(number):
    client = Client()
    client.cookies.update(first.cookies)
    try:
        together.wait()
        for _time in range(int(sys.argv[2])):
            reply = client.post("/phone/forms/", tabs[number % 5], content_type="application/json")
            states.append(reply.json()["state"] if reply.status_code == 200 else reply.status_code)
    except Exception as fault:
        faults.append(repr(fault))
    finally:
        connection.close()
threads = [threading.Thread(target=send, args=(number,)) for number in range(int(sys.argv[1]))]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert not faults, faults[:3]
assert set(states) == {"stored"}, set(states)
visited = Entry.objects.filter(verb="visited").count()
done = Visit.objects.filter(state="done").count()
print(len(states), done, Decision.objects.count(), OtherForm.objects.count(), visited, Submission.objects.count())
assert verify().sound
"""


def sent(folder: Path, url: str) -> list[int]:
    """Send the forms and return how many answers, visits, decisions, other forms, entries and submissions there are."""
    values = {"HAMDELI_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "hamdeli.config.settings", "PYTHONPATH": "."}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    values |= {"DATABASE_URL": url} if url else {}
    command = [sys.executable, "-c", SCRIPT, "50", "20"]
    done = subprocess.run(command, env=kept | values, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [int(word) for word in done.stdout.split()]


@pytest.mark.long
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_thousand_are_one_visit(tmp_path: Path, engine: str, record_property: Callable[[str, object], None]) -> None:
    if engine == "sqlite":
        figures = sent(tmp_path, "")
    else:
        with database() as url:
            figures = sent(tmp_path, url)
    record_property("figure", f"{figures[0]:,} times from five tabs: {figures[1]} visit")
    assert figures == [1000, 1, 1, 0, 1, 5]
