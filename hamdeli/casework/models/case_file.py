"""The case file."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models import Centre
from hamdeli.households.models import Household
from hamdeli.journal.models import Versioned
from hamdeli.places.models import Place


class Need(models.TextChoices):
    """What the family needs most: general care, or one of the specialities of centres."""

    GENERAL = "general", _("general care")
    EMPLOYMENT = "employment", _("employment")
    EDUCATION = "education", _("education")
    HEALTH = "health", _("health")
    SOCIAL_WORK = "social_work", _("social work")


class Cause(models.TextChoices):
    """Why the family came under support."""

    DEATH = "death", _("death of the head")
    DIVORCE = "divorce", _("divorce")
    INCAPACITY = "incapacity", _("incapacity for work")
    ILLNESS = "illness", _("illness")
    OLD_AGE = "old_age", _("old age")
    PRISON = "prison", _("imprisonment of the head")
    OTHER = "other", _("other")


class State(models.TextChoices):
    """Where the file stands in its life."""

    ADMISSION = "admission", _("in admission")
    LISTED = "listed", _("on the waiting list")
    ACTIVE = "active", _("active")
    CLOSED = "closed", _("closed")


class Coverage(models.TextChoices):
    """Whose client the family is. Who carries the file is another matter."""

    CLIENT = "client", _("client of the organisation")
    OWN = "own", _("the centre's own")


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    """Questions about many files."""

    def visible_to(self, user: User) -> CaseFileQuerySet:
        """Return the files that `user` may see now."""
        return self.filter(scope(user, Right.SEE_FILES, aide="aide"))

    def active(self) -> CaseFileQuerySet:
        """Return the files of families under support."""
        return self.filter(state=State.ACTIVE)

    def open(self) -> CaseFileQuerySet:
        """Return the files that are not closed: under support, or on the way to it."""
        return self.exclude(state=State.CLOSED)

    def waiting(self) -> CaseFileQuerySet:
        """Return the active files that no centre carries."""
        return self.active().filter(centre__isnull=True)


class CaseFile(Versioned):
    """The file of one family. `centre` is the centre that carries it today; `delegation` alone writes it."""

    code = models.CharField(_("file code"), max_length=20, unique=True)
    household = models.OneToOneField(Household, models.PROTECT, related_name="case_file", verbose_name=_("household"))
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("province"))
    county = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("county"))
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="case_files", verbose_name=_("carried by")
    )
    need = models.CharField(_("main need"), max_length=15, choices=Need.choices, default=Need.GENERAL)
    cause = models.CharField(_("cause of support"), max_length=12, choices=Cause.choices, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), default=3)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE)
    coverage = models.CharField(_("coverage"), max_length=10, choices=Coverage.choices, default=Coverage.CLIENT)
    discreet = models.BooleanField(_("discreet"), default=False)
    keeper = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="kept_files", verbose_name=_("named person")
    )
    worker = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="worked_files", verbose_name=_("social worker")
    )
    aide = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="aided_files", verbose_name=_("volunteer")
    )
    next_visit_on = models.DateField(_("next visit due"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("case file")
        verbose_name_plural = _("case files")
        constraints = [
            models.CheckConstraint(name="file_priority_1_to_5", condition=Q(priority__range=(1, 5))),
            models.CheckConstraint(name="file_need_known", condition=Q(need__in=Need.values)),
            models.CheckConstraint(name="file_cause_known", condition=Q(cause__in=["", *Cause.values])),
            models.CheckConstraint(
                name="file_closed_dated",
                condition=(~Q(state="closed") & Q(closed_on__isnull=True))
                | Q(state="closed", closed_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(
                name="file_closed_not_carried", condition=Q(state="active") | Q(centre__isnull=True)
            ),
            models.CheckConstraint(name="file_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="file_coverage_known", condition=Q(coverage__in=Coverage.values)),
            models.CheckConstraint(
                name="file_discreet_has_keeper", condition=Q(discreet=False) | Q(keeper__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["province", "code"], name="file_by_province"),
            models.Index(fields=["county", "code"], name="file_by_county"),
            models.Index(fields=["centre", "code"], name="file_by_centre"),
            models.Index(fields=["province", "state", "centre"], name="file_waiting"),
            models.Index(fields=["worker", "next_visit_on"], name="file_of_worker"),
            models.Index(fields=["aide", "next_visit_on"], name="file_of_aide"),
            models.Index(fields=["county", "state", "next_visit_on"], name="file_next_visit"),
        ]

    def __str__(self) -> str:
        return self.code
