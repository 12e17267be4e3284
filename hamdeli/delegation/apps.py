"""The application `delegation`."""

from django.apps import AppConfig


class DelegationConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.delegation"
    label = "delegation"
