"""The application `desk`."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.desk"
    label = "desk"
