"""A handover that is killed leaves nothing, or was done: never a part."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = """
import os, sys
from hamdeli.config import sqlite_engine
sqlite_engine.install()
import django
django.setup()
from django.core.management import call_command
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Handover, Mandate
from hamdeli.journal.models import Entry
from tests.delegation.making import handed
from tests.support.cast import assemble, case_file
what = sys.argv[1]
if what == "prepare":
    call_command("migrate", verbosity=0)
    cast = assemble()
    Centre.objects.update(capacity=5000)
    for number in range(3000):
        case_file(f"F-{number:05}", cast.kashan)
elif what == "hand over":
    class Cast:
        isfahan = CaseFile.objects.first().province
        deputy = None
    print("begun", flush=True)
    tell = lambda done, total: print(done, flush=True)
    handed(Cast, list(CaseFile.objects.all()), Centre.objects.get(code="10-001"), progress=tell)
    print("done", flush=True)
else:
    carried = CaseFile.objects.filter(centre__isnull=False).count()
    entries = Entry.objects.filter(verb="handed_over").count()
    print(Handover.objects.count(), Mandate.objects.count(), carried, entries)
"""


def run(folder: Path, what: str) -> subprocess.Popen[str]:
    values = {"HAMDELI_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "hamdeli.config.settings"}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-c", SCRIPT, what]
    return subprocess.Popen(command, env=kept | values, stdout=subprocess.PIPE, text=True)


def counts(folder: Path) -> list[int]:
    told, _errors = run(folder, "count").communicate()
    return [int(word) for word in told.split()]


@pytest.mark.long
def test_a_killed_handover_leaves_none_or_all(tmp_path: Path) -> None:
    run(tmp_path, "prepare").communicate()
    assert counts(tmp_path) == [0, 0, 0, 0]
    for step in range(8):
        process = run(tmp_path, "hand over")
        assert process.stdout is not None
        process.stdout.readline()
        for _told in range(step):
            process.stdout.readline()
        time.sleep(0.07 * (step % 3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = counts(tmp_path)
        assert found in ([0, 0, 0, 0], [1, 3000, 3000, 1]), f"killed after {step} parts"
        if found[0]:
            break
    else:
        done = run(tmp_path, "hand over")
        assert done.communicate()[0].endswith("done\n")
        assert counts(tmp_path) == [1, 3000, 3000, 1]
