"""Plans of empowerment for the families that can stand on their own feet one day, under way for years or months."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hamdeli.casework.models import CaseFile, Goal, Need, Plan, Review, Step
from hamdeli.casework.planning.templates import (
    BUSINESS,
    COUNSELLING,
    EDUCATION,
    HEALTH,
    HOUSING,
    PLACEMENT,
    GoalTemplate,
)
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.life.visits import Rounds
from hamdeli.config.demo.seeds import Chance
from hamdeli.households.models import Kinship, Person, Work

SHARE = 0.42
HORIZON = 3 * 365
STILL = 0.1
"""Share of plans in which nothing moved for long."""
TEMPLATES: dict[str, tuple[GoalTemplate, ...]] = {
    Need.EMPLOYMENT: (BUSINESS, PLACEMENT),
    Need.EDUCATION: (EDUCATION,),
    Need.HEALTH: (HEALTH,),
    Need.SOCIAL_WORK: (COUNSELLING,),
    Need.GENERAL: (HOUSING, HOUSING, HEALTH),
}
EVIDENCE = {
    Step.Who.FAMILY: "رسید و گفتهٔ خانواده",
    Step.Who.WORKER: "یادداشت بازدید",
    Step.Who.CENTRE: "رسید مرکز",
    Step.Who.SPECIALISED: "گواهی مرکز تخصصی",
    Step.Who.OFFICE: "نامهٔ اداره",
    Step.Who.OTHER: "نامهٔ نهاد",
}
WORDS = (
    "برنامه با خانواده مرور شد؛ همان گام‌ها ادامه دارد.",
    "یک گام عقب افتاده بود؛ دلیلش بیماری بود و جبران می‌شود.",
    "خانواده از پیشرفت خود راضی است و پیشنهاد گام بعدی را داد.",
)
REVIEWED = 0.7
LATER = 200
"""Days between the beginning of a plan and a second goal, and between that and the end of the plan."""
PLAN = (
    *("id", "case_file_id", "state", "begun_on", "until", "exempt", "review_on", "visit_months", "made_by_id"),
    *("made_at", "version"),
)
GOAL = ("id", "plan_id", "person_id", "need", "title", "title_en", "state", "why", "ended_on", "version")
STEP = (
    *("id", "goal_id", "number", "title", "title_en", "who", "due_on", "after_id", "evidence", "done_on"),
    *("done_by_id", "version"),
)
DUE, DONE = STEP.index("due_on"), STEP.index("done_on")
REVIEW = ("plan_id", "on", "words", "reached", "of", "made_by_id", "made_at")


def store_plans(files: Sequence[CaseFile], rounds: dict[int, Rounds], today: date, chance: Chance) -> int:
    """Store a plan for a share of the files that were visited; return how many."""
    heads, pupils = members(files)
    keys = {model: next_key(model) for model in (Plan, Goal, Step)}
    writer = Writer(today, chance, heads, pupils, keys)
    for at, these in rounds.items():
        file = files[at]
        if these.days and file.worker_id is not None and chance.random() <= SHARE and file.cause != "old_age":
            writer.write(file, file.worker_id, these)
    insert(Plan, PLAN, writer.plans)
    insert(Goal, GOAL, writer.goals)
    insert(Step, STEP, writer.steps)
    insert(Review, REVIEW, writer.reviews)
    take_up_keys(Plan, Goal, Step)
    return len(writer.plans)


@dataclass
class Writer:
    """Writes the rows of many plans. `heads` and `pupils` by household; `keys` are those that come next."""

    today: date
    chance: Chance
    heads: dict[int, int]
    pupils: dict[int, int]
    keys: dict[Any, int]
    plans: list[tuple[Any, ...]] = field(default_factory=list)
    goals: list[tuple[Any, ...]] = field(default_factory=list)
    steps: list[tuple[Any, ...]] = field(default_factory=list)
    reviews: list[tuple[Any, ...]] = field(default_factory=list)

    def write(self, file: CaseFile, worker: int, these: Rounds) -> None:
        """Write the plan of one file."""
        begun = these.days[0]
        if begun + timedelta(days=HORIZON) <= self.today:
            begun = self.today - timedelta(days=int(self.chance.integers(60, 700)))
        plan = self.keys[Plan] + len(self.plans)
        written, review = moment(begun, 9), these.days[-1] + timedelta(days=182)
        until = begun + timedelta(days=HORIZON)
        self.plans.append((plan, file.pk, "open", begun, until, "", review, 6, worker, written, 1))
        first = template_for(file, self.pupils, self.chance)
        rows = self.aim(file, plan, begun, worker, first)
        later = self.today - timedelta(days=int(self.chance.integers(20, 330)))
        if rows[-1][DONE] and begun + timedelta(days=LATER) < later < until - timedelta(days=LATER):
            rows += self.aim(file, plan, later, worker, second_for(first), until)
        self.reviews += reviews_of(plan, rows, begun, self.today, worker, self.chance)

    def aim(
        self, file: CaseFile, plan: int, begun: date, worker: int, template: GoalTemplate, until: date = date.max
    ) -> list[tuple[Any, ...]]:
        """Write one goal of a plan with its steps, and return these; none is due after `until`."""
        goal, step = self.keys[Goal] + len(self.goals), self.keys[Step] + len(self.steps)
        whose = self.pupils if template is EDUCATION else self.heads
        person = whose.get(file.household_id) if template.personal else None
        rows = steps_of(goal, step, template, begun, self.today, worker, self.chance)
        rows = [(*row[:DUE], min(row[DUE], until), *row[DUE + 1 :]) for row in rows]
        ended = rows[-1][DONE]
        told = ("reached" if ended else "open", "", ended, 1)
        self.goals.append((goal, plan, person, template.need, *template.goal.titles.values(), *told))
        self.steps += rows
        return rows


def members(files: Sequence[CaseFile]) -> tuple[dict[int, int], dict[int, int]]:
    """The head of each household, and one who goes to school where there is one."""
    people = Person.objects.filter(household__case_file__province=files[0].province_id)
    heads = dict(people.filter(kinship=Kinship.HEAD).values_list("household", "pk"))
    pupils = dict(people.filter(work=Work.PUPIL).order_by("-pk").values_list("household", "pk"))
    return heads, pupils


def template_for(file: CaseFile, pupils: dict[int, int], chance: Chance) -> GoalTemplate:
    """The goal for the main need; where nobody goes to school, another."""
    choice = TEMPLATES[file.need]
    found = choice[int(chance.integers(len(choice)))]
    return found if found is not EDUCATION or file.household_id in pupils else HOUSING


def second_for(first: GoalTemplate) -> GoalTemplate:
    """The goal that follows when the first is reached."""
    return HOUSING if first in (BUSINESS, PLACEMENT) else COUNSELLING if first in (HOUSING, EDUCATION) else PLACEMENT


def steps_of(
    goal: int, step: int, template: GoalTemplate, begun: date, today: date, worker: int, chance: Chance
) -> list[tuple[Any, ...]]:
    """Return the steps of one goal: done one after the other, as far as time and luck went."""
    rows: list[tuple[Any, ...]] = []
    going = True
    pace = float(chance.uniform(0.7, 1.5)) if chance.random() > STILL else 9.0
    for number, one in enumerate(template.steps, 1):
        due, done = begun + timedelta(days=one.days), begun + timedelta(days=round(one.days * pace))
        going = going and done < today
        told = (EVIDENCE[one.who], done, worker) if going else ("", None, None)
        after = None if one.beside or number == 1 else step + number - 2
        rows.append((step + number - 1, goal, number, *one.text.titles.values(), one.who, due, after, *told, 1))
    return rows


def reviews_of(
    plan: int, steps: list[tuple[Any, ...]], begun: date, today: date, worker: int, chance: Chance
) -> Iterator[tuple[Any, ...]]:
    """Yield the reviews every half year, some left out, with what was done by then."""
    day = begun + timedelta(days=182)
    while day < today:
        if chance.random() < REVIEWED:
            done = sum(row[DONE] is not None and row[DONE] <= day for row in steps)
            words = WORDS[int(chance.integers(len(WORDS)))]
            yield plan, day, words, done, len(steps), worker, moment(day, 10)
        day += timedelta(days=182)
