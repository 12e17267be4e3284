"""The rules of plans, on plain values: order, progress, what is next, what stands still, who is exempt."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from hamdeli.persian.calendar import months_after, whole_years

HORIZON_MONTHS = 36
"""The family is to stand on its own feet within three years (domain dossier 1.6)."""
REVIEW_MONTHS = 6
QUIET_DAYS = 90
SOON_DAYS = 14
ADULT, ELDERLY = 18, 65


@dataclass(frozen=True)
class StepFacts:
    """One step as the rules see it. `after` is the key of the step that must be done before it."""

    key: int
    goal: int
    number: int
    due_on: date
    after: int | None = None
    done_on: date | None = None
    dropped: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.done_on is None and not self.dropped


class Standing(Enum):
    """How a step stands on one day."""

    DONE = "done"
    DONE_LATE = "done_late"
    DROPPED = "dropped"
    OVERDUE = "overdue"
    WAITS = "waits"
    SOON = "soon"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Progress:
    """How many of how many steps are done; dropped steps are not counted. `in_time` + `late` = `done`."""

    done: int
    total: int
    in_time: int
    late: int
    overdue: int

    @property
    def share(self) -> float:
        """Return the share of steps that are done, 0 where there are none."""
        return self.done / self.total if self.total else 0.0


def circle(after: Mapping[int, int | None]) -> tuple[int, ...]:
    """Return the steps that wait for each other in a circle, or nothing. `after` maps each step to the one before."""
    clear: set[int] = set()
    for start in after:
        way: list[int] = []
        step: int | None = start
        while step is not None and step not in clear and step not in way:
            way.append(step)
            step = after.get(step)
        if step in way:
            return tuple(way[way.index(step) :])
        clear.update(way)
    return ()


def in_order(steps: Collection[StepFacts]) -> list[StepFacts]:
    """Return the steps by number, but none before the one it waits for. They have no circle."""
    waiting = sorted(steps, key=lambda step: (step.number, step.key))
    there = {step.key for step in waiting}
    placed: dict[int, StepFacts] = {}
    while waiting:
        following = next((step for step in waiting if step.after not in there or step.after in placed), waiting[0])
        placed[following.key] = following
        waiting.remove(following)
    return list(placed.values())


def progress(steps: Iterable[StepFacts], today: date) -> Progress:
    """Count the steps as they stand on `today`."""
    counted = [step for step in steps if not step.dropped]
    done = [step for step in counted if step.done_on is not None]
    late = sum(step.done_on > step.due_on for step in done if step.done_on)
    overdue = sum(step.is_open and step.due_on < today for step in counted)
    return Progress(len(done), len(counted), len(done) - late, late, overdue)


def as_of(steps: Iterable[StepFacts], day: date) -> list[StepFacts]:
    """Return the steps as they stood on `day`: what was done later was still open."""
    return [replace(step, done_on=None) if step.done_on and step.done_on > day else step for step in steps]


def progress_by_goal(steps: Collection[StepFacts], today: date) -> dict[int, Progress]:
    """Count the steps of each goal."""
    goals = {step.goal for step in steps}
    return {goal: progress([step for step in steps if step.goal == goal], today) for goal in goals}


def waits(step: StepFacts, steps: Mapping[int, StepFacts]) -> bool:
    """Say whether an earlier step must be done first; one that was dropped holds nobody up."""
    earlier = steps.get(step.after) if step.after is not None else None
    return earlier is not None and earlier.is_open


def standing(step: StepFacts, steps: Mapping[int, StepFacts], today: date) -> Standing:
    """Return how `step` stands among `steps` (by key) on `today`."""
    if step.done_on is not None:
        return Standing.DONE_LATE if step.done_on > step.due_on else Standing.DONE
    if step.dropped:
        return Standing.DROPPED
    if step.due_on < today:
        return Standing.OVERDUE
    if waits(step, steps):
        return Standing.WAITS
    return Standing.SOON if step.due_on <= today + timedelta(days=SOON_DAYS) else Standing.AHEAD


def next_due(steps: Collection[StepFacts]) -> StepFacts | None:
    """Return the step that is to be done next: open, waiting for none, the earliest due; None where all is done."""
    by_key = {step.key: step for step in steps}
    ready = [step for step in steps if step.is_open and not waits(step, by_key)]
    return min(ready, key=lambda step: (step.due_on, step.number, step.key), default=None)


def last_movement(begun_on: date, done: Iterable[date], reviewed: Iterable[date]) -> date:
    """Return the last day on which something happened to a plan."""
    return max([begun_on, *done, *reviewed])


def is_quiet(moved_on: date, today: date) -> bool:
    """Say whether nothing happened for ninety days."""
    return moved_on <= today - timedelta(days=QUIET_DAYS)


def farthest_end(begun_on: date) -> date:
    """Return the last day of a plan that needs no reason for its length."""
    return months_after(begun_on, HORIZON_MONTHS)


@dataclass(frozen=True)
class Member:
    """One member of a family: the age in years (None where unknown), health and work as `households` has them."""

    age: int | None
    health: str
    work: str


def suggested_exemption(members: Sequence[Member]) -> str:
    """Return why no self-sufficiency is to be expected of the family (`Plan.Exempt`), or nothing.

    Nothing as soon as one adult below sixty-five may be able to work, and where no adult's age is known. Otherwise the
    first of: all adults are elderly; one has a disability or cannot work; one is ill.
    """
    adults = [member for member in members if member.age is None or member.age >= ADULT]
    if not adults or any(able(member) for member in adults):
        return ""
    if all(member.age is not None and member.age >= ELDERLY for member in adults):
        return "age"
    unable = any(member.health == "disabled" or member.work == "unable" for member in adults)
    return "disability" if unable else "illness"


def able(member: Member) -> bool:
    """Say whether an adult may be able to earn."""
    old = member.age is not None and member.age >= ELDERLY
    return not old and member.health not in ("special", "disabled") and member.work != "unable"


def age_on(birth_date: date | None, today: date) -> int | None:
    """Return the whole years from birth to `today`."""
    if birth_date is None:
        return None
    return whole_years(birth_date, today)
