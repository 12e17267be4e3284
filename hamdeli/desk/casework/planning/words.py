"""How a plan is shown: its goals with their progress, its steps with how they stand, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from hamdeli.casework.models import Goal, Plan, Review, Step
from hamdeli.casework.planning.finishing import corrections_of
from hamdeli.casework.planning.keeping import facts_of
from hamdeli.casework.planning.rules import (
    Progress,
    Standing,
    StepFacts,
    in_order,
    is_quiet,
    last_movement,
    next_due,
    progress,
    standing,
)
from hamdeli.desk.templatetags.formats import number

WORDS: dict[Standing, tuple[Any, str]] = {
    Standing.DONE: (pgettext_lazy("step", "done in time"), "good"),
    Standing.DONE_LATE: (pgettext_lazy("step", "done late"), "warn"),
    Standing.DROPPED: (pgettext_lazy("step", "dropped"), "neutral"),
    Standing.OVERDUE: (pgettext_lazy("step", "overdue"), "bad"),
    Standing.WAITS: (pgettext_lazy("step", "waits for another step"), "neutral"),
    Standing.SOON: (pgettext_lazy("step", "due soon"), "warn"),
    Standing.AHEAD: (pgettext_lazy("step", "ahead"), "accent"),
}
OPEN = (Standing.OVERDUE, Standing.WAITS, Standing.SOON, Standing.AHEAD)
WHOLE = _("the family")


@dataclass(frozen=True)
class ShownStep:
    """One step with its standing in words."""

    step: Step
    how: Any
    tone: str
    is_open: bool
    waits: bool
    corrected: bool


@dataclass(frozen=True)
class ShownGoal:
    """One goal: for whom, how far, its steps in order."""

    goal: Goal
    whom: Any
    progress: Progress
    steps: list[ShownStep]


@dataclass(frozen=True)
class ShownPlan:
    """A plan at a glance."""

    plan: Plan
    progress: Progress
    goals: list[ShownGoal]
    following: Step | None
    moved_on: date
    quiet: bool
    reviews: list[Review]
    review_due: bool


def shown_plan(plan: Plan, today: date) -> ShownPlan:
    """Gather what the page of a plan shows."""
    goals = list(plan.goals.select_related("person").order_by("pk"))
    steps = {step.pk: step for step in steps_of(plan)}
    facts = facts_of(steps.values())
    reviews = list(plan.reviews.select_related("made_by").order_by("-on", "-pk"))
    moved = last_movement(
        plan.begun_on, (fact.done_on for fact in facts if fact.done_on), (each.on for each in reviews)
    )
    found = next_due(facts)
    corrected = set(corrections_of([fact.key for fact in facts if fact.done_on]))
    is_open = plan.state == Plan.State.OPEN
    return ShownPlan(
        plan=plan,
        progress=progress(facts, today),
        goals=[shown_goal(goal, steps, facts, corrected, today) for goal in goals],
        following=steps[found.key] if found and is_open else None,
        moved_on=moved,
        quiet=is_open and is_quiet(moved, today),
        reviews=reviews,
        review_due=is_open and plan.review_on <= today,
    )


def steps_of(plan: Plan) -> list[Step]:
    """Return the steps of a plan with all that is shown beside them."""
    rows = Step.objects.filter(goal__plan=plan).select_related("goal", "after", "done_by")
    return list(rows.order_by("goal", "number"))


def shown_goal(
    goal: Goal, steps: dict[int, Step], facts: list[StepFacts], corrected: Collection[int], today: date
) -> ShownGoal:
    """Return one goal as it is shown."""
    by_key = {fact.key: fact for fact in facts}
    own = [fact for fact in facts if fact.goal == goal.pk]
    return ShownGoal(
        goal=goal,
        whom=goal.person or WHOLE,
        progress=progress(own, today),
        steps=[
            shown_step(steps[fact.key], standing(fact, by_key, today), fact.key in corrected, today)
            for fact in in_order(own)
        ],
    )


def shown_step(step: Step, stands: Standing, corrected: bool, today: date) -> ShownStep:
    """Return one step as it is shown; an overdue one says by how many days."""
    words, tone = WORDS[stands]
    if stands == Standing.OVERDUE:
        words = overdue_by((today - step.due_on).days)
    return ShownStep(step, words, tone, stands in OPEN, stands == Standing.WAITS, corrected)


def overdue_by(days: int) -> str:
    """Say by how many days something is overdue."""
    return ngettext("overdue by %(many)s day", "overdue by %(many)s days", days) % {"many": number(days)}
