"""The application `config`."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.config"
    label = "config"
