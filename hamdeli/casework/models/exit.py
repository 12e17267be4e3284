"""The exit of a family from support, and the looks after it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile
from hamdeli.casework.models.visit import Visit
from hamdeli.centres.models import Centre


class ExitKind(models.TextChoices):
    """Whether the family stands on its own feet."""

    ACTIVE = "active", _("active")
    PASSIVE = "passive", _("passive")


class Exit(models.Model):
    """The end of support. A file that is opened again keeps it."""

    class Reason(models.TextChoices):
        """Why support ends; the first four are active exits."""

        EMPLOYMENT = "employment", _("employment")
        BUSINESS = "business", _("a business of its own")
        GRADUATION = "graduation", _("a member's education and work")
        PENSION = "pension", _("pension or insurance")
        HEAD_BACK = "head_back", _("return of the head")
        MARRIAGE = "marriage", _("marriage")
        RECOVERY = "recovery", _("recovery")
        RELEASE = "release", _("release from prison")
        DEATH = "death", _("death")
        MOVED = "moved", _("moved away")
        OTHER_BODY = "other_body", _("support by another body")
        NOT_ENTITLED = "not_entitled", _("not entitled after review")
        OWN_WISH = "own_wish", _("the family's own wish")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="exits", verbose_name=_("case file"))
    kind = models.CharField(_("kind"), max_length=10, choices=ExitKind.choices)
    reason = models.CharField(_("reason"), max_length=15, choices=Reason.choices)
    note = models.TextField(_("note"), blank=True)
    on = models.DateField(_("on"))
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("exit visit")
    )
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="exits", verbose_name=_("carried by")
    )
    """The centre that carried the file until then: it looks after the family again after six and twelve months."""
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    made_at = models.DateTimeField(_("written down"))
    reopened_on = models.DateField(_("opened again on"), null=True, blank=True)
    reopened_why = models.CharField(_("reason of opening again"), max_length=200, blank=True)
    reopened_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("opened again by")
    )

    class Meta:
        verbose_name = _("exit")
        verbose_name_plural = _("exits")
        constraints = [
            models.UniqueConstraint(
                fields=["case_file"], condition=Q(reopened_on__isnull=True), name="exit_one_standing"
            ),
            models.CheckConstraint(
                name="exit_kind_by_reason",
                condition=Q(kind="active", reason__in=["employment", "business", "graduation", "pension"])
                | (Q(kind="passive") & ~Q(reason__in=["employment", "business", "graduation", "pension"])),
            ),
            models.CheckConstraint(
                name="exit_reopened_whole",
                condition=Q(reopened_on__isnull=True, reopened_why="", reopened_by__isnull=True)
                | (Q(reopened_on__isnull=False, reopened_by__isnull=False) & ~Q(reopened_why="")),
            ),
        ]
        indexes = [models.Index(fields=["centre", "on"], name="exit_of_centre")]

    def __str__(self) -> str:
        return self.reason


class FollowUp(models.Model):
    """A look after six and after twelve months: does the family still stand?"""

    class Found(models.TextChoices):
        """How the family was found."""

        STANDS = "stands", _("stands on its own feet")
        SHAKY = "shaky", _("stands, but not surely")
        FALLEN = "fallen", _("needs support again")
        UNREACHED = "unreached", _("could not be reached")

    exit = models.ForeignKey(Exit, models.PROTECT, related_name="follow_ups", verbose_name=_("exit"))
    months = models.PositiveSmallIntegerField(_("months after the exit"))
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    found = models.CharField(_("found"), max_length=10, choices=Found.choices, blank=True)
    note = models.TextField(_("note"), blank=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("done by")
    )

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [
            models.UniqueConstraint(fields=["exit", "months"], name="follow_up_once"),
            models.CheckConstraint(
                name="follow_up_done_whole",
                condition=Q(done_on__isnull=True, found="", done_by__isnull=True)
                | (Q(done_on__isnull=False, done_by__isnull=False) & ~Q(found="")),
            ),
        ]
        indexes = [models.Index(fields=["done_on", "due_on"], name="follow_up_due")]

    def __str__(self) -> str:
        return f"{self.exit_id} {self.months}"
