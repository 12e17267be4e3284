"""The application `support`."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.support"
    label = "support"
