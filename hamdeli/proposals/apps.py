"""The application `proposals`."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.proposals"
    label = "proposals"
