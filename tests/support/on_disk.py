"""A database in a file, for tests with threads: SQLite in memory answers a second connection with a fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

ALIAS = "default"


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """Move the test's SQLite database into a file, with all that is in it; PostgreSQL stays where it is."""
    in_memory = connections[ALIAS]
    if in_memory.vendor != "sqlite":
        yield
        return
    in_memory.ensure_connection()
    values = connections.databases[ALIAS]
    name, values["NAME"] = values["NAME"], str(tmp_path / "test.sqlite3")
    del connections[ALIAS]
    on_file = connections[ALIAS]
    on_file.ensure_connection()
    in_memory.connection.backup(on_file.connection)
    try:
        yield
    finally:
        on_file.close()
        values["NAME"] = name
        connections[ALIAS] = in_memory
