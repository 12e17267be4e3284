"""The application `households`."""

from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.households"
    label = "households"
