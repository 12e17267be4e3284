"""Admission: the steps that lead from a word to a decision, and the papers that a family brings."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.households.models import Person
from hamdeli.journal.models import Versioned


class Admission(Versioned):
    """One admission of a family; a family that comes back has another. Its steps are data: `admission/steps.py`."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="admissions", verbose_name=_("case file"))
    state = models.CharField(_("state"), max_length=20)
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("admission")
        verbose_name_plural = _("admissions")
        constraints = [
            models.UniqueConstraint(
                fields=["case_file"], condition=Q(ended_at__isnull=True), name="admission_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.state}"


class AdmissionStep(models.Model):
    """A step that was done, with what was found. Never changed: a step done again is another row."""

    admission = models.ForeignKey(Admission, models.PROTECT, related_name="steps", verbose_name=_("admission"))
    step = models.CharField(_("step"), max_length=20)
    answers: models.JSONField[Any, Any] = models.JSONField(_("answers"), default=dict)
    done_at = models.DateTimeField(_("done"))
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("done by"))

    class Meta:
        verbose_name = _("step of an admission")
        verbose_name_plural = _("steps of admissions")

    def __str__(self) -> str:
        return self.step


class Document(models.Model):
    """A paper, scanned. The file lies outside the web root, named by its digest and sealed."""

    class Kind(models.TextChoices):
        """What the paper is."""

        IDENTITY = "identity", _("identity card or birth certificate")
        DEATH = "death", _("death certificate")
        DIVORCE = "divorce", _("divorce deed")
        INCAPACITY = "incapacity", _("certificate of incapacity")
        PRISON = "prison", _("letter of the prison")
        HEALTH = "health", _("medical paper")
        INCOME = "income", _("proof of income")
        HOUSING = "housing", _("lease or deed")
        CONSENT = "consent", _("consent")
        OTHER = "other", _("other paper")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="documents", verbose_name=_("case file"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=120, blank=True)
    digest = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("size"))
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("added by"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [models.UniqueConstraint(fields=["case_file", "digest"], name="document_once")]

    def __str__(self) -> str:
        return self.title or self.kind


class DocumentMark(models.Model):
    """The word that a paper is not to be used. The paper itself stays."""

    class Why(models.TextChoices):
        """What is wrong with the paper."""

        OTHER_FAMILY = "other_family", _("it belongs to another family")
        UNREADABLE = "unreadable", _("it cannot be read")
        OUTDATED = "outdated", _("it no longer holds")
        WRONG_KIND = "wrong_kind", _("it is another paper than it says")

    document = models.OneToOneField(Document, models.PROTECT, related_name="mark", verbose_name=_("document"))
    why = models.CharField(_("reason"), max_length=12, choices=Why.choices)
    marked_at = models.DateTimeField(_("marked"))
    marked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("marked by"))

    class Meta:
        verbose_name = _("mark on a document")
        verbose_name_plural = _("marks on documents")

    def __str__(self) -> str:
        return self.why
