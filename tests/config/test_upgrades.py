"""A database of every earlier version comes up to the present without losing a row; and every migration goes back."""

import gzip
import os
import subprocess
import sys
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


def test_every_migration_goes_back(tmp_path: Path) -> None:
    manage(tmp_path, "migrate", "-v", "0")
    for app in APPS:
        manage(tmp_path, "migrate", app, "zero", "-v", "0")
    assert not {name for name in rows(tmp_path / "hamdeli.sqlite3") if name.startswith(("delegation_", "casework_"))}
