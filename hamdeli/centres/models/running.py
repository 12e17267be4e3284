"""What a centre runs on: its account, its hours, who can carry how much, and what the county says of its life."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.models.centre import Centre, Speciality
from hamdeli.journal.models import Versioned


class Weekday(models.IntegerChoices):
    """The days of the week, Saturday first."""

    SATURDAY = 0, _("Saturday")
    SUNDAY = 1, _("Sunday")
    MONDAY = 2, _("Monday")
    TUESDAY = 3, _("Tuesday")
    WEDNESDAY = 4, _("Wednesday")
    THURSDAY = 5, _("Thursday")
    FRIDAY = 6, _("Friday")


class Activity(models.TextChoices):
    """How much life there is in a centre, whatever its licence says."""

    ACTIVE = "active", _("alive")
    QUIET = "quiet", _("quiet")
    SILENT = "silent", _("silent")


class BankAccountQuerySet(models.QuerySet["BankAccount"]):
    """Questions about many accounts."""

    def visible_to(self, user: User, right: Right = Right.SEE_CENTRES) -> BankAccountQuerySet:
        """Return the accounts of the centres where `user` has `right` now."""
        where = {"province": "centre__province", "county": "centre__county", "centre": "centre__code"}
        return self.filter(scope(user, right, **where))


class BankAccount(Versioned):
    """An account in the name of a centre. It holds once a second person has confirmed it."""

    class State(models.TextChoices):
        """Where the account stands."""

        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("in use")
        REFUSED = "refused", _("refused")
        REPLACED = "replaced", _("replaced by another")

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="accounts", verbose_name=_("centre"))
    iban = models.CharField(_("IBAN"), max_length=26)
    holder = models.CharField(_("account holder"), max_length=150)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"))
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer = models.CharField(_("reason"), max_length=200, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        constraints = [
            models.CheckConstraint(
                name="account_state_known", condition=Q(state__in=["proposed", "confirmed", "refused", "replaced"])
            ),
            models.UniqueConstraint(fields=["centre"], condition=Q(state="confirmed"), name="account_one_in_use"),
            models.UniqueConstraint(fields=["centre"], condition=Q(state="proposed"), name="account_one_proposed"),
            models.UniqueConstraint(fields=["iban"], condition=Q(state="confirmed"), name="account_of_one_centre"),
            models.CheckConstraint(
                name="account_answered_by_another",
                condition=Q(state="proposed", answered_by__isnull=True, answered_at__isnull=True)
                | (
                    ~Q(state="proposed")
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(answered_by=F("proposed_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.state}"


class OpeningHours(models.Model):
    """From when to when the door of a centre is open on one day of the week."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="opening_hours", verbose_name=_("centre"))
    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints = [
            models.UniqueConstraint(fields=["centre", "weekday"], name="hours_of_day_once"),
            models.CheckConstraint(name="hours_day_known", condition=Q(weekday__lte=6)),
            models.CheckConstraint(name="hours_close_later", condition=Q(closes__gt=F("opens"))),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.weekday}"


class WorkerCapacity(models.Model):
    """How many files one social worker of a centre can carry."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="worker_capacities", verbose_name=_("centre"))
    worker = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("social worker"))
    files = models.PositiveSmallIntegerField(_("files at most"))

    class Meta:
        verbose_name = _("capacity of a social worker")
        verbose_name_plural = _("capacities of social workers")
        constraints = [models.UniqueConstraint(fields=["centre", "worker"], name="worker_capacity_once")]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.worker_id} {self.files}"


class SpecialityCapacity(models.Model):
    """How many referred families a centre can help at once in one of its specialities."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="speciality_capacities", verbose_name=_("centre"))
    speciality = models.CharField(_("speciality"), max_length=15, choices=Speciality.choices)
    families = models.PositiveSmallIntegerField(_("families at most"))

    class Meta:
        verbose_name = _("capacity of a speciality")
        verbose_name_plural = _("capacities of specialities")
        constraints = [
            models.UniqueConstraint(fields=["centre", "speciality"], name="speciality_capacity_once"),
            models.CheckConstraint(
                name="speciality_capacity_known",
                condition=Q(speciality__in=["employment", "education", "health", "social_work"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.speciality} {self.families}"


class ActivityWord(Versioned):
    """The word of the county about the activity of a centre, in place of the rule, with a reason and an end."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="activity_words", verbose_name=_("centre"))
    state = models.CharField(_("activity"), max_length=10, choices=Activity.choices)
    reason = models.CharField(_("reason"), max_length=200)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    made_at = models.DateTimeField(_("written down"))

    class Meta:
        verbose_name = _("word about an activity")
        verbose_name_plural = _("words about activities")
        constraints = [
            models.UniqueConstraint(
                fields=["centre"], condition=Q(lifted_on__isnull=True), name="activity_word_one_stands"
            ),
            models.CheckConstraint(name="activity_word_known", condition=Q(state__in=["active", "quiet", "silent"])),
            models.CheckConstraint(name="activity_word_reasoned", condition=~Q(reason="")),
            models.CheckConstraint(name="activity_word_forward", condition=Q(until__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.state}"
