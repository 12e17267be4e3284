"""The application `casework`."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.casework"
    label = "casework"
