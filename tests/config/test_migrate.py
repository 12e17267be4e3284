"""What `migrate` leaves behind."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

TABLE = "cache_of_a_test"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite progress is told through files")
def test_migrate_makes_the_table_through_which_progress_is_told(settings: Any) -> None:
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": TABLE}}
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        assert TABLE in connection.introspection.table_names(cursor)
        cursor.execute(f"DROP TABLE {TABLE}")
