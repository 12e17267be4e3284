"""Django's `migrate`, with the database's guards lowered before and raised after."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from hamdeli.config.guards import GUARDS
from hamdeli.journal.guards import lower_guards, raise_guards


class Command(Migrate):
    """Bring the database up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Lower the guards, migrate, raise them again."""
        lower_guards(GUARDS)
        super().handle(*args, **options)
        raise_guards(GUARDS)
