"""What fills a day: tasks, notes, and notes not yet finished."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.casework.models.wording import Worded
from hamdeli.journal.models import Versioned


class Task(Worded, Versioned):
    """Something to do for a family, with an owner and a date."""

    class Source(models.TextChoices):
        """What gave rise to it."""

        OWN = "own", _("written by hand")
        VISIT = "visit", _("visit")
        SCREENING = "screening", _("screening")
        SUPERVISION = "supervision", _("supervision")
        DECISION = "decision", _("decision")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="tasks", verbose_name=_("case file"))
    title = models.CharField(_("task"), max_length=200)
    owner = models.ForeignKey(User, models.PROTECT, related_name="tasks", verbose_name=_("owner"))
    due_on = models.DateField(_("until"))
    urgent = models.BooleanField(_("urgent"), default=False)
    source = models.CharField(_("from"), max_length=12, choices=Source.choices, default=Source.OWN)
    source_id = models.PositiveBigIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )
    result = models.CharField(_("what came of it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.CheckConstraint(
                name="task_done_whole",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "done_at", "due_on"], name="task_of_owner"),
            models.Index(fields=["case_file", "done_at", "due_on"], name="task_of_file"),
            models.Index(fields=["due_on", "id"], condition=Q(done_at__isnull=True), name="task_waiting"),
        ]


class Note(models.Model):
    """A case note, sealed. Never changed; a correction is another note that names it."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="notes", verbose_name=_("case file"))
    sealed = models.BinaryField(editable=False)
    about_on = models.DateField(_("about the day"))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("corrects")
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    made_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("case note")
        verbose_name_plural = _("case notes")
        indexes = [models.Index(fields=["case_file", "-id"], name="note_of_file")]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.made_at}"


class Draft(Versioned):
    """What somebody is writing and has not finished: it survives the browser. Seen by nobody else; sealed."""

    user = models.ForeignKey(User, models.CASCADE, related_name="drafts", verbose_name=_("user"))
    form = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    sealed = models.BinaryField(editable=False)
    saved_at = models.DateTimeField(_("kept"))

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["user", "form", "subject"], name="draft_once")]
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]

    def __str__(self) -> str:
        return f"{self.form} {self.subject}"
