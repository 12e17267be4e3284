"""The application `volunteers`."""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.volunteers"
    label = "volunteers"
