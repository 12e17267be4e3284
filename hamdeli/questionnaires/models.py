"""Questionnaires and their editions."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class Purpose(models.TextChoices):
    """What a questionnaire is for."""

    SCREENING = "screening", _("screening of social harms")
    VISIT = "visit", _("observations of a visit")
    ADMISSION = "admission", _("admission")
    INSPECTION = "inspection", _("inspection of a centre")


class Questionnaire(Versioned):
    """A questionnaire of the whole country (no province), or of one province."""

    code = models.SlugField(_("code"), max_length=40)
    province = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    title_fa = models.CharField(_("title in Persian"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120)
    restricted = models.BooleanField(_("restricted to named posts"), default=False)
    draft: models.JSONField[Any, Any] = models.JSONField(_("draft of the next edition"), default=dict)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(province__isnull=True), name="questionnaire_once_in_the_country"
            ),
            models.UniqueConstraint(fields=["province", "code"], name="questionnaire_once_in_a_province"),
        ]

    def __str__(self) -> str:
        return self.code


class Edition(models.Model):
    """What was published: it never changes, so an answer can always be read as it was asked."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="editions", verbose_name=_("questionnaire")
    )
    number = models.PositiveSmallIntegerField(_("edition"))
    content: models.JSONField[Any, Any] = models.JSONField(_("content"))
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [models.UniqueConstraint(fields=["questionnaire", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.number}"
