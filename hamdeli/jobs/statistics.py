"""Telling the database what its tables hold after great changes, before it plans the next list from old figures."""

from django.db import connection


def refresh_statistics() -> None:
    """Have the planner's statistics taken anew."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
