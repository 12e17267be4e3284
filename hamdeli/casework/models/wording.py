"""Texts that people write in one language, and the system in both."""

from typing import TypedDict

from django.db import models
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from hamdeli.persian.digits import is_persian


class Worded(models.Model):
    """Has a `title`, and beside it the English words where the system wrote it."""

    title_en = models.CharField(_("the same in English"), max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """Return the title in the reader's language, or as somebody wrote it."""
        title: str = self.title  # type: ignore[attr-defined]
        return title if not self.title_en or is_persian(get_language() or "fa") else self.title_en


class Titles(TypedDict):
    """The words of `Worded`."""

    title: str
    title_en: str


def in_both(message: str) -> Titles:
    """Return `title` and `title_en` of words of our own; `message` is marked elsewhere for translation."""
    with override("fa"):
        title = gettext(message)
    with override("en"):
        return {"title": title, "title_en": gettext(message)}
