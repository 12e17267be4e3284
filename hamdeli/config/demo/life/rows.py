"""Storing many rows at once: objects would take four times as long."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

BATCH = 5_000


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Store rows of values for the fields `names` (attribute names, as `case_file_id`); return how many.

    The other fields have their defaults.
    """
    named: list[Any] = [model._meta.get_field(name) for name in names]
    others = [field for field in model._meta.concrete_fields if field not in named and not field.primary_key]
    fields = [*named, *others]
    rest = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quoted(model._meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own columns
    waiting, count = iter(rows), 0
    with connection.cursor() as cursor:
        while part := list(islice(waiting, BATCH)):
            prepared = [
                [*(field.get_db_prep_save(value, connection) for field, value in zip(named, row, strict=True)), *rest]
                for row in part
            ]
            cursor.executemany(statement, prepared)
            count += len(part)
    return count


def next_key(model: type[models.Model]) -> int:
    """Return the primary key that the next row may take."""
    return (model._default_manager.aggregate(most=models.Max("pk"))["most"] or 0) + 1


def take_up_keys(*stored: type[models.Model]) -> None:
    """Let the database go on counting after keys that we gave ourselves."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(stored)):
            cursor.execute(statement)
