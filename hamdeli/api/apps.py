"""The application `api`."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.api"
    label = "api"
