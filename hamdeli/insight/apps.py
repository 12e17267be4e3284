"""The application `insight`."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.insight"
    label = "insight"
