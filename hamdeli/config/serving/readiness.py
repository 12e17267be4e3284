"""Whether the database is fit to serve: migrated, its guards standing."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hamdeli.config.guards import GUARDS
from hamdeli.journal.guards import standing_guards


def missing_migrations() -> list[str]:
    """Return the names of the migrations that were not applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def missing_guards() -> list[str]:
    """Return the names of the guards that do not stand."""
    return sorted({guard.name for guard in GUARDS} - standing_guards())
