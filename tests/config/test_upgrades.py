"""A database of every earlier version comes up to the present without losing a row; and every migration goes back.

A new database takes the short way: for each package one migration that replaces all before it. Both ways must end in
the same tables, columns, conditions and indexes.
"""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SNAPSHOTS = sorted((Path(__file__).parent / "snapshots").glob("*.sql.gz"))
ROOT = Path(__file__).resolve().parents[2]
# Grows by itself with every migration.
OURS = (
    "journal_",
    "places_",
    "accounts_",
    "jobs_",
    "centres_",
    "households_",
    "casework_",
    "delegation_",
    "proposals_",
    "questionnaires_",
    "volunteers_",
    "support_",
    "insight_",
)
APPS = ("proposals", "delegation", "casework", "households", "centres", "jobs")


def engine() -> Any:
    """Return the SQLite that the settings use."""
    return sys.modules["sqlite3"]


def manage(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "HAMDELI_VAR": str(folder)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "hamdeli.config.manage", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def rows(path: Path) -> dict[str, int]:
    """Return how many rows each table of ours holds."""
    connection = engine().connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counted = {
        name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]
        for name in names
        if name.startswith(OURS)
    }
    connection.close()
    return counted


def loaded(folder: Path, snapshot: Path) -> Path:
    """Put a snapshot into a database in `folder`."""
    path = folder / "hamdeli.sqlite3"
    connection = engine().connect(path)
    connection.executescript(gzip.decompress(snapshot.read_bytes()).decode())
    connection.close()
    return path


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=lambda path: path.name)
def test_an_earlier_database_upgrades_without_loss(tmp_path: Path, snapshot: Path) -> None:
    path = loaded(tmp_path, snapshot)
    before = rows(path)
    manage(tmp_path, "migrate", "-v", "0")
    after = rows(path)
    assert before["casework_casefile"] > 100
    assert {name: after.get(name) for name in before} == before


@pytest.mark.long
def test_every_migration_goes_back(tmp_path: Path) -> None:
    manage(tmp_path, "migrate", "-v", "0")
    for app in APPS:
        manage(tmp_path, "migrate", app, "zero", "-v", "0")
    assert not {name for name in rows(tmp_path / "hamdeli.sqlite3") if name.startswith(("delegation_", "casework_"))}


STEP_BY_STEP = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
executor = MigrationExecutor(connection)
executor.loader = MigrationLoader(connection, replace_migrations=False)
replaced = [key for one in executor.loader.disk_migrations.values() for key in one.replaces]
assert len(replaced) > 20
last = {app: max(name for app_, name in replaced if app_ == app) for app, _name in replaced}
executor.migrate(sorted(last.items()))
"""


@pytest.mark.long
def test_both_ways_end_in_the_same_database(tmp_path: Path) -> None:
    short, long = tmp_path / "short", tmp_path / "long"
    for folder in (short, long):
        folder.mkdir()
    manage(short, "migrate", "-v", "0")
    manage(long, "shell", "-v", "0", "-c", STEP_BY_STEP)
    # What came after the short way was made stands on it, and is the same for both.
    manage(long, "migrate", "-v", "0")
    assert set(parts(short / "hamdeli.sqlite3")) == set(parts(long / "hamdeli.sqlite3"))
    assert len(set(parts(short / "hamdeli.sqlite3"))) > 1000
    # And the next upgrade has nothing to do.
    manage(long, "migrate", "--check")


def parts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each table with each of its columns and conditions, each index and each trigger, in no order."""
    connection = engine().connect(path)
    for kind, table, text in connection.execute("SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        if kind == "table" and table.startswith(OURS):
            yield from ((table, part) for part in split(text[text.index("(") + 1 : text.rindex(")")]))
        elif table.startswith(OURS):
            yield table, text
    connection.close()


def split(text: str) -> Iterator[str]:
    """Yield what lies between the outer commas."""
    depth, begun = 0, 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and not depth:
            yield text[begun:place].strip()
            begun = place + 1
    yield text[begun:].strip()
