"""Plans of empowerment for the families that can stand on their own feet one day, under way for years or months."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hamdeli.casework.models import CaseFile, Goal, Plan, Step
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.life.visits import Rounds
from hamdeli.config.demo.seeds import Chance

SHARE = 0.42
HORIZON = 3 * 365
STILL = 0.1
"""Share of plans in which nothing moved for long."""
GOALS: dict[str, tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]] = {
    "employment": (
        (
            "کار پایدار برای سرپرست",
            (
                ("ارزیابی مهارت و علاقه", "worker", 30),
                ("دورهٔ آموزش خیاطی", "specialised", 150),
                ("درخواست وام قرض‌الحسنه", "office", 240),
                ("خرید چرخ و شروع کار", "family", 330),
                ("سه ماه درآمد پیوسته", "family", 480),
            ),
        ),
    ),
    "education": (
        (
            "ماندن فرزند در مدرسه",
            (
                ("گفت‌وگو با مدیر مدرسه", "worker", 20),
                ("کیف و لوازم مدرسه", "centre", 45),
                ("کلاس تقویتی ریاضی", "centre", 160),
                ("قبولی در امتحان پایان سال", "family", 300),
            ),
        ),
    ),
    "health": (
        (
            "درمان منظم بیماری",
            (
                ("ویزیت متخصص", "centre", 30),
                ("بیمهٔ تکمیلی", "office", 75),
                ("تهیهٔ داروی شش ماه", "centre", 120),
                ("گزارش بهبود پزشک", "family", 270),
            ),
        ),
    ),
    "social_work": (
        (
            "آرامش در خانواده",
            (
                ("جلسهٔ نخست مشاوره", "specialised", 21),
                ("شش جلسه مشاورهٔ خانواده", "specialised", 120),
                ("کارگاه مهارت‌های زندگی", "centre", 200),
                ("بازبینی مشترک با خانواده", "worker", 300),
            ),
        ),
    ),
    "general": (
        (
            "خانهٔ امن و گرم",
            (
                ("بازدید فنی خانه", "centre", 30),
                ("تعمیر سقف و لوله‌کشی", "centre", 150),
                ("قرارداد اجارهٔ یک‌ساله", "family", 240),
            ),
        ),
    ),
}
PLAN = (
    *("id", "case_file_id", "state", "begun_on", "until", "exempt", "review_on", "visit_months", "made_by_id"),
    *("made_at", "version"),
)
GOAL = ("id", "plan_id", "need", "title", "state", "why", "ended_on", "version")
STEP = ("goal_id", "number", "title", "who", "due_on", "evidence", "done_on", "done_by_id", "version")


def store_plans(files: Sequence[CaseFile], rounds: dict[int, Rounds], today: date, chance: Chance) -> int:
    """Store a plan for a share of the files that were visited; return how many."""
    plan, goal = next_key(Plan), next_key(Goal)
    plans: list[tuple[Any, ...]] = []
    goals: list[tuple[Any, ...]] = []
    steps: list[tuple[Any, ...]] = []
    for at, these in rounds.items():
        file = files[at]
        if not these.days or file.worker_id is None or chance.random() > SHARE or file.cause == "old_age":
            continue
        begun = these.days[0]
        if begun + timedelta(days=HORIZON) <= today:
            begun = today - timedelta(days=int(chance.integers(60, 700)))
        written = datetime.combine(begun, time(9), UTC)
        review = these.days[-1] + timedelta(days=182)
        plans.append(
            (
                *(plan, file.pk, "open", begun, begun + timedelta(days=HORIZON), "", review, 6),
                *(file.worker_id, written, 1),
            )
        )
        for title, way in GOALS[file.need]:
            done = steps_of(goal, way, begun, today, file.worker_id, chance)
            reached = all(row[6] for row in done)
            goals.append((goal, plan, file.need, title, "reached" if reached else "open", "", done[-1][6] or None, 1))
            steps += done
            goal += 1
        plan += 1
    insert(Plan, PLAN, plans)
    insert(Goal, GOAL, goals)
    insert(Step, STEP, steps)
    take_up_keys(Plan, Goal, Step)
    return len(plans)


def steps_of(
    goal: int, way: Sequence[tuple[str, str, int]], begun: date, today: date, worker: int, chance: Chance
) -> list[tuple[Any, ...]]:
    """Return the steps of one goal: done one after the other, as far as time and luck went."""
    rows, going = [], True
    pace = float(chance.uniform(0.7, 1.5)) if chance.random() > STILL else 9.0
    for number, (title, who, days) in enumerate(way, 1):
        due, done = begun + timedelta(days=days), begun + timedelta(days=round(days * pace))
        going = going and done < today
        told = ("دیده شد", done, worker) if going else ("", None, None)
        rows.append((goal, number, title, who, due, *told, 1))
    return rows
