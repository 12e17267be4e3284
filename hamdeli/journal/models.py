"""The tables of the journal. The database itself refuses to change or delete an entry."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64


class Entry(models.Model):
    """One thing that somebody did or saw; chained to the one before by its digest."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150, db_index=True)
    post = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60, db_index=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject_kind", "subject", "-number"], name="journal_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"


class Head(models.Model):
    """The last link of the chain: one row, locked by whoever writes the next entry."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("head of the journal")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="journal_one_head")]

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


class Receipt(models.Model):
    """An act that was done once: the key under which it was asked for, and what came of it."""

    key = models.CharField(max_length=64)
    actor = models.CharField(max_length=150)
    purpose = models.CharField(max_length=60)
    body_digest = models.CharField(max_length=64)
    outcome: models.JSONField[Any, Any] = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("receipt")
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="journal_receipt_once")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"


class Versioned(models.Model):
    """A record whose changes are checked against the version that the writer had seen."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True
