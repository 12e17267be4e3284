"""The application `journal`."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.journal"
    label = "journal"
