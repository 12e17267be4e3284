"""Django's `migrate`, with the database's guards lowered before and raised after, and the table of the cache."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate

from hamdeli.config.guards import GUARDS
from hamdeli.journal.guards import lower_guards, raise_guards


class Command(Migrate):
    """Bring the database up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Lower the guards, migrate, make the table through which progress is told on PostgreSQL, raise the guards."""
        lower_guards(GUARDS)
        super().handle(*args, **options)
        call_command("createcachetable", verbosity=0)
        raise_guards(GUARDS)
