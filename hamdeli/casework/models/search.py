"""The words by which sealed texts are found again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models.case_file import CaseFile


class SearchWord(models.Model):
    """One word of a text, as a number that only the holder of the key can make from the word."""

    class Kind(models.TextChoices):
        """Where the word was written."""

        NOTE = "note", _("case note")
        VISIT = "visit", _("visit")
        TASK = "task", _("task")
        GOAL = "goal", _("goal")

    word = models.BigIntegerField()
    case_file = models.ForeignKey(
        CaseFile, models.PROTECT, related_name="+", db_index=False, verbose_name=_("case file")
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    subject_id = models.PositiveBigIntegerField()
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("word of a text")
        verbose_name_plural = _("words of texts")
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id", "word"], name="search_word_once")]
        indexes = [
            models.Index(fields=["word", "case_file"], name="search_word_of_file"),
            models.Index(fields=["word", "-on"], name="search_word_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
