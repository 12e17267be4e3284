"""The application `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.accounts"
    label = "accounts"
