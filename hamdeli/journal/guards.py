"""Rules that only the database can keep against everybody: triggers, on SQLite and on PostgreSQL.

They are lowered before migrations and raised after them (`config/management/commands/migrate.py`), because SQLite
rebuilds a table to alter it and would lose its triggers without a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Guard:
    """One trigger. `when` is the event, `refuse` a condition under which the row is refused with `message`.

    `refuse` is SQL that both databases understand, over `NEW` (or `OLD`).
    """

    name: str
    table: str
    when: str
    refuse: str
    message: str

    def sqlite(self) -> str:
        """Return the statement for SQLite."""
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.when} ON {self.table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}') WHERE {self.refuse}; END"
        )

    def postgresql(self) -> str:
        """Return the statements for PostgreSQL.

        The plan of a trigger is made once for a connection, perhaps while the table is still empty: without the order
        to use indexes, the first great handover of a province would read the whole table for every row.
        """
        asks = "SET enable_seqscan = off " if "SELECT" in self.refuse else ""
        kept = "OLD" if self.when == "DELETE" else "NEW"
        return (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql {asks}AS $$ BEGIN "
            f"IF {self.refuse} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {kept}; END $$; "
            f"CREATE TRIGGER {self.name} BEFORE {self.when} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        )


JOURNAL_GUARDS = (
    Guard("journal_entry_stays", "journal_entry", "UPDATE", "1=1", "journal entries are never changed"),
    Guard("journal_entry_remains", "journal_entry", "DELETE", "1=1", "journal entries are never deleted"),
)


def raise_guards(guards: Iterable[Guard]) -> None:
    """Put every guard whose table exists in its place."""
    guards = list(guards)
    lower_guards(guards)
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for guard in guards:
            if guard.table in there:
                cursor.execute(guard.sqlite() if connection.vendor == "sqlite" else guard.postgresql())


def lower_guards(guards: Iterable[Guard]) -> None:
    """Take every guard away."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for guard in guards:
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            if guard.table in there:
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


def standing_guards() -> set[str]:
    """Return the names of the triggers that stand in the database."""
    listing = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(listing[connection.vendor])
        return {row[0] for row in cursor.fetchall()}
