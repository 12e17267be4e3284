"""The application `questionnaires`."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Registers the package with Django."""

    name = "hamdeli.questionnaires"
    label = "questionnaires"
