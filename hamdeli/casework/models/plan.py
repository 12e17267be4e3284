"""The plan of empowerment: goals, steps, reviews."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models.case_file import CaseFile, Need
from hamdeli.casework.models.wording import Worded
from hamdeli.households.models import Person
from hamdeli.journal.models import Versioned


class Plan(Versioned):
    """A family's way to stand on its own feet; one open plan at a time."""

    class State(models.TextChoices):
        """Where the plan stands."""

        OPEN = "open", _("under way")
        REACHED = "reached", _("reached")
        ENDED = "ended", _("ended")

    class Exempt(models.TextChoices):
        """Why no self-sufficiency is expected of the family."""

        AGE = "age", _("old age")
        ILLNESS = "illness", _("illness")
        DISABILITY = "disability", _("disability")

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="plans", verbose_name=_("case file"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    begun_on = models.DateField(_("begun on"))
    until = models.DateField(_("until"))
    exempt = models.CharField(_("exempt because of"), max_length=12, choices=Exempt.choices, blank=True)
    review_on = models.DateField(_("next review"))
    visit_months = models.PositiveSmallIntegerField(_("a visit every so many months"), default=6)
    longer_why = models.CharField(_("why longer than three years"), max_length=200, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("plan of empowerment")
        verbose_name_plural = _("plans of empowerment")
        constraints = [
            models.UniqueConstraint(fields=["case_file"], condition=Q(state="open"), name="plan_one_open"),
            models.CheckConstraint(name="plan_ends_after_it_begins", condition=Q(until__gt=F("begun_on"))),
            models.CheckConstraint(name="plan_visits_half_yearly", condition=Q(visit_months__range=(1, 6))),
            models.CheckConstraint(
                name="plan_ended_whole",
                condition=Q(state="open", ended_on__isnull=True, ended_why="")
                | Q(state="reached", ended_on__isnull=False)
                | (Q(state="ended", ended_on__isnull=False) & ~Q(ended_why="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "review_on", "id"], name="plan_review_due")]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.begun_on}"


class Goal(Worded, Versioned):
    """What is to be reached, for the family or for one member."""

    class State(models.TextChoices):
        """Where the goal stands."""

        OPEN = "open", _("open")
        REACHED = "reached", _("reached")
        DROPPED = "dropped", _("dropped")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals", verbose_name=_("plan"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="goals", verbose_name=_("person")
    )
    need = models.CharField(_("need"), max_length=15, choices=Need.choices)
    title = models.CharField(_("goal"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(name="goal_dropped_with_reason", condition=~Q(state="dropped") | ~Q(why="")),
            models.CheckConstraint(
                name="goal_ended_dated",
                condition=Q(state="open", ended_on__isnull=True) | (~Q(state="open") & Q(ended_on__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["plan"], condition=Q(state="open"), name="goal_open")]


class Step(Worded, Versioned):
    """One step to a goal: who, until when, after which other step, and by what one sees that it is done."""

    class Who(models.TextChoices):
        """Who does it."""

        FAMILY = "family", _("the family")
        WORKER = "worker", _("the social worker")
        CENTRE = "centre", _("the centre")
        SPECIALISED = "specialised", _("a specialised centre")
        OFFICE = "office", _("the county office")
        OTHER = "other", _("another body")

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="steps", verbose_name=_("goal"))
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("step"), max_length=200)
    who = models.CharField(_("who"), max_length=12, choices=Who.choices)
    due_on = models.DateField(_("until"))
    after = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("after")
    )
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("written down by")
    )
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True)
    dropped_why = models.CharField(_("why it was dropped"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="step_number_once"),
            models.CheckConstraint(name="step_not_after_itself", condition=Q(after__isnull=True) | ~Q(after=F("id"))),
            models.CheckConstraint(
                name="step_done_with_evidence",
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | (Q(done_on__isnull=False, done_by__isnull=False, dropped_on__isnull=True) & ~Q(evidence="")),
            ),
            models.CheckConstraint(
                name="step_dropped_whole",
                condition=Q(dropped_on__isnull=True, dropped_why="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_why="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["goal", "due_on"], condition=Q(done_on__isnull=True, dropped_on__isnull=True), name="step_open"
            )
        ]


class Review(models.Model):
    """A look at the plan together with the family. Never changed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews", verbose_name=_("plan"))
    on = models.DateField(_("on"))
    words = models.TextField(_("what was found"))
    reached = models.PositiveSmallIntegerField(_("steps done"))
    of = models.PositiveSmallIntegerField(_("of steps"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [models.CheckConstraint(name="review_counts", condition=Q(reached__lte=F("of")))]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.on}"
