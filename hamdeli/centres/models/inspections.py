"""Inspections of centres, what was found in them, and grades."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.centres.models.centre import Centre, Kind, Licence
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place
from hamdeli.questionnaires.models import Edition


class Inspection(Versioned):
    """One inspection of a centre: planned, done with a form of the day, signed by the head of the centre or not."""

    class State(models.TextChoices):
        """Where the inspection stands."""

        PLANNED = "planned", _("planned")
        DONE = "done", _("done, not signed")
        SIGNED = "signed", _("signed by the centre")
        UNSIGNED = "unsigned", _("signature refused")
        CANCELLED = "cancelled", _("cancelled")

    class Occasion(models.TextChoices):
        """Why the centre is inspected."""

        REGULAR = "regular", _("regular")
        WARNING = "warning", _("a warning from the data")
        COMPLAINT = "complaint", _("a complaint")
        FOLLOW_UP = "follow_up", _("follow-up of findings")

    code = models.CharField(_("code"), max_length=16, unique=True)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="inspections", verbose_name=_("centre"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion.choices, default=Occasion.REGULAR)
    planned_on = models.DateField(_("planned for"))
    inspector = models.ForeignKey(User, models.PROTECT, related_name="inspections", verbose_name=_("inspector"))
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("form")
    )
    answers: models.JSONField[Any, Any] = models.JSONField(_("answers"), default=dict)
    facts = models.TextField(_("facts"), blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    points = models.PositiveIntegerField(_("points"), default=0)
    most = models.PositiveIntegerField(_("of points"), default=0)
    level = models.CharField(_("level"), max_length=20, blank=True)
    done_on = models.DateField(_("inspected on"), null=True, blank=True)
    signer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    signed_at = models.DateTimeField(_("signed or refused at"), null=True, blank=True)
    signed_words = models.CharField(_("words of the centre, or why it does not sign"), max_length=500, blank=True)
    cancelled_why = models.CharField(_("reason"), max_length=200, blank=True)
    licence_before = models.CharField(_("licence when planned"), max_length=12, choices=Licence.choices)
    licence_after = models.CharField(_("licence when closed"), max_length=12, choices=Licence.choices, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("planned by"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        constraints = [
            models.CheckConstraint(
                name="inspection_state_known",
                condition=Q(state__in=["planned", "done", "signed", "unsigned", "cancelled"]),
            ),
            models.CheckConstraint(
                name="inspection_done_whole",
                condition=Q(state__in=["planned", "cancelled"], done_on__isnull=True)
                | (
                    Q(
                        state__in=["done", "signed", "unsigned"],
                        done_on__isnull=False,
                        edition__isnull=False,
                        most__gte=1,
                    )
                    & ~Q(facts="")
                ),
            ),
            models.CheckConstraint(name="inspection_points_within", condition=Q(points__lte=F("most"))),
            models.CheckConstraint(
                name="inspection_answered_whole",
                condition=Q(state__in=["signed", "unsigned"], signer__isnull=False, signed_at__isnull=False)
                | (~Q(state__in=["signed", "unsigned"]) & Q(signer__isnull=True, signed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="inspection_signed_by_another", condition=~Q(state="signed") | ~Q(signer=F("inspector"))
            ),
            models.CheckConstraint(
                name="inspection_reasons_given",
                condition=(~Q(state="cancelled") | ~Q(cancelled_why="")) & (~Q(state="unsigned") | ~Q(signed_words="")),
            ),
            models.UniqueConstraint(fields=["centre"], condition=Q(state="planned"), name="inspection_planned_once"),
        ]
        indexes = [
            models.Index(fields=["centre", "-done_on"], name="inspection_of_centre"),
            models.Index(fields=["inspector", "state", "planned_on"], name="inspection_of_inspector"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Say whether something is still to be done: the inspection itself, or the answer of the centre."""
        return self.state in OPEN

    @property
    def licence_lost(self) -> str:
        """Return the state to which the licence fell while the inspection was open, or nothing."""
        now = self.licence_after or self.centre.licence
        return now if self.licence_before in VALID and now not in VALID else ""


OPEN = (Inspection.State.PLANNED, Inspection.State.DONE)
ANSWERED = (Inspection.State.SIGNED, Inspection.State.UNSIGNED)
"""The centre has signed, or it is noted that it does not: the inspection stands."""
DONE = (Inspection.State.DONE, *ANSWERED)
VALID = (Licence.ACTIVE, Licence.PROVISIONAL)


class Finding(Versioned):
    """What the centre has to put right, until when."""

    class Severity(models.TextChoices):
        """How grave it is."""

        MINOR = "minor", _("minor")
        MAJOR = "major", _("major")
        CRITICAL = "critical", _("critical")

    class State(models.TextChoices):
        """Where the finding stands."""

        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered by the centre")
        CLOSED = "closed", pgettext_lazy("finding", "closed")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings", verbose_name=_("inspection"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="findings", verbose_name=_("centre"))
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    words = models.CharField(_("what was found"), max_length=500)
    demand = models.CharField(_("what must be done"), max_length=500)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    due_on = models.DateField(_("until"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("found by"))
    made_at = models.DateTimeField(_("written down"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.CheckConstraint(name="finding_state_known", condition=Q(state__in=["open", "answered", "closed"])),
            models.CheckConstraint(
                name="finding_severity_known", condition=Q(severity__in=["minor", "major", "critical"])
            ),
            models.CheckConstraint(name="finding_in_words", condition=~Q(words="") & ~Q(demand="")),
            models.CheckConstraint(
                name="finding_closed_dated",
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "due_on"], name="finding_of_centre"),
            models.Index(fields=["state", "due_on"], name="finding_due"),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.due_on}"


class FindingMove(models.Model):
    """What was said and done about a finding: an answer, an extension, its end. Never changed."""

    class Act(models.TextChoices):
        """What was done."""

        ANSWER = "answer", pgettext_lazy("finding", "answered")
        EXTEND = "extend", _("given more time")
        RETURN = "return", pgettext_lazy("finding", "answer sent back")
        CLOSE = "close", pgettext_lazy("finding", "closed")

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="moves", verbose_name=_("finding"))
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    words = models.CharField(_("words"), max_length=500)
    due_before = models.DateField(_("deadline before"))
    due_after = models.DateField(_("deadline after"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("move of a finding")
        verbose_name_plural = _("moves of findings")
        constraints = [
            models.CheckConstraint(name="finding_move_in_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="finding_move_gives_time",
                condition=Q(act="extend", due_after__gt=F("due_before"))
                | (~Q(act="extend") & Q(due_after=F("due_before"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.act}"


class GradeTable(models.Model):
    """One version of the weights of a grade, of the country (no province) or of one province. Never changed."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    province = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    rules: models.JSONField[Any, Any] = models.JSONField(_("weights"))
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField(_("in force from"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        verbose_name = _("table of grades")
        verbose_name_plural = _("tables of grades")

    def __str__(self) -> str:
        return f"{self.number}"


class Grade(models.Model):
    """The grade of a centre on one day under one version, with every line of its arithmetic. Never changed.

    `total` is in hundredths of a point: 10,000 at most.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="grades", verbose_name=_("centre"))
    table = models.ForeignKey(GradeTable, models.PROTECT, related_name="+", verbose_name=_("table of grades"))
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+", verbose_name=_("inspection"))
    on = models.DateField(_("graded on"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    size = models.CharField(_("size class"), max_length=10)
    lines: models.JSONField[Any, Any] = models.JSONField(_("lines"))
    total = models.PositiveIntegerField(_("points (hundredths)"))
    letter = models.CharField(_("grade"), max_length=1)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("graded by"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        constraints = [
            models.CheckConstraint(name="grade_within_hundred", condition=Q(total__lte=10_000)),
            models.CheckConstraint(name="grade_letter_known", condition=Q(letter__in=["A", "B", "C", "D"])),
            models.UniqueConstraint(fields=["centre", "on"], name="grade_once_a_day"),
        ]
        indexes = [models.Index(fields=["centre", "-on"], name="grade_of_centre")]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.letter} {self.on}"
