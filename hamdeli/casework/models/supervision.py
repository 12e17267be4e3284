"""Supervision: files that a supervisor looks through, and what was found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.journal.models import Versioned


class Check(Versioned):
    """One file of a month's sample, or one that a supervisor chose."""

    class Found(models.TextChoices):
        """What the supervisor found."""

        GOOD = "good", _("in order")
        RETURNED = "returned", _("returned with a comment")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="checks", verbose_name=_("case file"))
    supervisor = models.ForeignKey(User, models.PROTECT, related_name="checks", verbose_name=_("supervisor"))
    month = models.DateField(_("month"))
    """The first day of the Solar Hijri month, as an ISO date."""
    sampled = models.BooleanField(_("drawn by lot"), default=True)
    found = models.CharField(_("found"), max_length=10, choices=Found.choices, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    class Meta:
        verbose_name = _("check of a file")
        verbose_name_plural = _("checks of files")
        constraints = [
            models.UniqueConstraint(fields=["case_file", "supervisor", "month"], name="check_once_a_month"),
            models.CheckConstraint(name="check_returned_with_comment", condition=~Q(found="returned") | ~Q(comment="")),
        ]
        indexes = [
            models.Index(
                fields=["case_file", "checked_at"],
                condition=Q(found="returned", answered_at__isnull=True),
                name="check_to_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.month}"
