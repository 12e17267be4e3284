"""Visits: planned, done, ended by a decision."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.journal.models import Versioned
from hamdeli.questionnaires.models import Edition


class Visit(Versioned):
    """One visit to a family. A visit that is done has its decisions (`Decision.visit`), the first from the same act."""

    class Purpose(models.TextChoices):
        """Why the family is visited."""

        ENQUIRY = "enquiry", _("enquiry for admission")
        REGULAR = "regular", _("regular")
        URGENT = "urgent", _("urgent")
        EXIT = "exit", _("exit")
        FOLLOW_UP = "follow_up", _("follow-up after exit")

    class State(models.TextChoices):
        """Where the visit stands."""

        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="visits", verbose_name=_("case file"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices, default=Purpose.REGULAR)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    planned_on = models.DateField(_("planned for"))
    order = models.PositiveSmallIntegerField(_("place in the route"), null=True, blank=True)
    visitor = models.ForeignKey(User, models.PROTECT, related_name="visits", verbose_name=_("visitor"))
    supervisor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("supervisor")
    )
    official = models.CharField(_("official who comes along"), max_length=120, blank=True)
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("form")
    )
    answers: models.JSONField[Any, Any] = models.JSONField(_("observations"), default=dict)
    facts = models.TextField(_("facts"), blank=True)
    opinion = models.TextField(_("opinion of the visitor"), blank=True)
    done_on = models.DateField(_("visited on"), null=True, blank=True)
    done_at = models.DateTimeField(_("written down"), null=True, blank=True)
    cancelled_why = models.CharField(_("reason"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("planned by"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.CheckConstraint(name="visit_state_known", condition=Q(state__in=["planned", "done", "cancelled"])),
            models.CheckConstraint(
                name="visit_done_whole",
                condition=(Q(state="done", done_on__isnull=False, done_at__isnull=False) & ~Q(facts=""))
                | (~Q(state="done") & Q(done_on__isnull=True, done_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="visit_cancelled_with_reason", condition=~Q(state="cancelled") | ~Q(cancelled_why="")
            ),
            models.CheckConstraint(
                name="visit_supervised_by_another",
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("visitor")),
            ),
            models.UniqueConstraint(
                fields=["case_file", "planned_on"], condition=Q(state="planned"), name="visit_planned_once_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["visitor", "state", "planned_on"], name="visit_of_visitor"),
            models.Index(fields=["case_file", "-planned_on"], name="visit_of_file"),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.planned_on}"


WEIGHING = frozenset({Visit.Purpose.ENQUIRY, Visit.Purpose.EXIT})
"""Why a family is visited where it is weighed whether it is to be supported, or any longer."""


class Photo(models.Model):
    """A photograph of a visit, taken with consent; sealed outside the web root, without place or time of the camera."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos", verbose_name=_("visit"))
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("size"))
    shows = models.CharField(_("what it shows"), max_length=120)
    face = models.BooleanField(_("a face can be seen"), default=False)
    consent_by = models.CharField(_("consent given by"), max_length=120)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("added by"))

    class Meta:
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        constraints = [
            models.UniqueConstraint(fields=["visit", "digest"], name="photo_once"),
            models.CheckConstraint(name="photo_with_consent", condition=~Q(consent_by="")),
        ]

    def __str__(self) -> str:
        return self.shows


class OtherForm(Versioned):
    """A form that came for a visit which the same visitor had written down already, and that tells it differently.

    Both are kept until a person has looked at them: nothing that was seen in a family is lost, nothing is overwritten.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="other_forms", verbose_name=_("visit"))
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField(editable=False)
    came_at = models.DateTimeField(_("came"))
    came_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("came from"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    settled_how = models.CharField(_("how it was settled"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("other form of a visit")
        verbose_name_plural = _("other forms of visits")
        constraints = [
            models.UniqueConstraint(fields=["visit", "digest"], name="other_form_once"),
            models.CheckConstraint(
                name="other_form_settled_whole",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_how="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_how="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.digest[:8]}"
