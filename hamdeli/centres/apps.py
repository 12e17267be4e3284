"""The application `centres`."""

from django.apps import AppConfig


class CentresConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.centres"
    label = "centres"
