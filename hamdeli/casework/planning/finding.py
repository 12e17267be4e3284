"""Finding plans: those that somebody may see, that stand still, whose review is due."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import Plan, Review, Step
from hamdeli.casework.planning.keeping import facts_of
from hamdeli.casework.planning.rules import QUIET_DAYS, StepFacts


def visible_plans(user: User) -> QuerySet[Plan]:
    """Return the plans that `user` may see now: those of visible files."""
    paths = {"province": "case_file__province", "county": "case_file__county"}
    reach = scope(user, Right.SEE_FILES, **paths, centre="case_file__centre__code", aide="case_file__aide")
    return Plan.objects.filter(reach)


def quiet(today: date) -> Q:
    """Return the condition that nothing happened to a plan for ninety days: no step done, no review."""
    since = today - timedelta(days=QUIET_DAYS)
    done = Step.objects.filter(goal__plan=OuterRef("pk"), done_on__gt=since)
    reviewed = Review.objects.filter(plan=OuterRef("pk"), on__gt=since)
    return Q(begun_on__lte=since) & ~Exists(done) & ~Exists(reviewed)


def overdue(today: date) -> Q:
    """Return the condition that a step of the plan is overdue."""
    late = Step.objects.filter(
        goal__plan=OuterRef("pk"), goal__state="open", done_on=None, dropped_on=None, due_on__lt=today
    )
    return Q(Exists(late))


def steps_of(plans: Collection[int]) -> dict[int, list[StepFacts]]:
    """Return the steps of each plan as the rules see them, in one query."""
    rows = list(Step.objects.filter(goal__plan__in=plans).select_related("goal").order_by("goal", "number"))
    found: dict[int, list[StepFacts]] = {plan: [] for plan in plans}
    for row, facts in zip(rows, facts_of(rows), strict=True):
        found[row.goal.plan_id].append(facts)
    return found


def reviews_of(plans: Collection[int]) -> dict[int, list[date]]:
    """Return the days of the reviews of each plan, in one query."""
    found: dict[int, list[date]] = {plan: [] for plan in plans}
    for plan, on in Review.objects.filter(plan__in=plans).values_list("plan", "on"):
        found[plan].append(on)
    return found
