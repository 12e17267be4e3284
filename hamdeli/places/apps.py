"""The application `places`."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.places"
    label = "places"
