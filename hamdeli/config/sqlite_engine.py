"""Which SQLite the process uses, and whether that one may be written by several processes.

Source of the fault: the WAL-reset race, present from 3.7.0 to 3.51.2, repaired in 3.51.3.
"""

import importlib
import importlib.util
import sqlite3
import sys

WAL_BORN = (3, 7, 0)
WAL_REPAIRED = (3, 51, 3)


def install() -> None:
    """Put `pysqlite3`, where its wheel exists, in the place of the interpreter's `sqlite3`."""
    if safe_for_many_processes(sqlite3.sqlite_version_info) or importlib.util.find_spec("pysqlite3") is None:
        return
    bundled = importlib.import_module("pysqlite3")
    sys.modules["sqlite3"] = bundled
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def safe_for_many_processes(version: tuple[int, ...]) -> bool:
    """Say whether `version` (major, minor, patch) is free of the WAL-reset fault."""
    return not WAL_BORN <= version < WAL_REPAIRED


def version_in_use() -> tuple[int, int, int]:
    """Return the version (major, minor, patch) of the SQLite that Django will load."""
    in_use: tuple[int, int, int] = sys.modules["sqlite3"].sqlite_version_info
    return in_use
