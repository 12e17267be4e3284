"""The application `jobs`."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.jobs"
    label = "jobs"
