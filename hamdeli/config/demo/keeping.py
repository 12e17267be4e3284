"""Whether the demonstration that was asked for is already there, and clearing away another one."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from hamdeli.config.demo.sizes import RECIPE
from hamdeli.persian.calendar import solar_year

STAMP = "demonstration.json"


@dataclass(frozen=True)
class Stamp:
    """What a demonstration was made from. The Solar year belongs to it, for "last year" moves with it."""

    seed: int
    scale: float
    recipe: int
    year: int
    schema: str


def stamp_for(seed: int, scale: float, today: date) -> Stamp:
    """Return the stamp that a demonstration made now would bear."""
    names = sorted(map(str, MigrationLoader(None).disk_migrations))
    schema = hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
    return Stamp(seed=seed, scale=scale, recipe=RECIPE, year=solar_year(today), schema=schema)


def kept() -> Stamp | None:
    """Return the stamp of the demonstration that is there, or None when there is none or an unfinished one."""
    try:
        return Stamp(**json.loads(path().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def keep(stamp: Stamp) -> None:
    """Write down that the demonstration is complete."""
    path().write_text(json.dumps(asdict(stamp)), encoding="utf-8")


def clear() -> None:
    """Take away the database of the demonstration and all files that came with it."""
    connections.close_all()
    path().unlink(missing_ok=True)
    database = Path(settings.DATABASES["default"]["NAME"])
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.VAR_DIR / "cache"):
        shutil.rmtree(folder, ignore_errors=True)


def path() -> Path:
    """Where the stamp lies."""
    return Path(settings.VAR_DIR) / STAMP
