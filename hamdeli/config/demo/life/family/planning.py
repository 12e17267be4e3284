"""The plan of the family: a trade of her own for the mother, school for the son; reviews, and what is due."""

from datetime import date, timedelta

from hamdeli.casework.daily.words import KINDS, index_words
from hamdeli.casework.models import Goal, Plan, Review, Step
from hamdeli.casework.planning.templates import BUSINESS, EDUCATION, GoalTemplate
from hamdeli.config.demo.life.family.story import Story
from hamdeli.households.models import Person

BEGUN = 25
HORIZON = 3 * 365
EVIDENCE = (
    "گفت‌وگوی نوشته‌شده",
    "گواهی فنی‌وحرفه‌ای",
    "طرح دوصفحه‌ای",
    "معرفی‌نامهٔ بانک",
    "دو فاکتور",
    "دفتر فروش",
    "مجوز مشاغل خانگی",
)
SCHOOL = (
    "گواهی ثبت‌نام",
    "رسید بستهٔ نوشت‌افزار",
    "گفت‌وگو با مدیر",
    "برگهٔ کلاس جبرانی",
    "کارنامهٔ نیمسال",
    "کارنامهٔ قبولی",
)
REVIEWS = (
    (205, "امیرحسین به مدرسه برگشته است؛ مادر دوره را آغاز کرده. برنامه همان می‌ماند."),
    (395, "دورهٔ خیاطی با گواهی تمام شد. گام بعدی طرح کسب‌وکار و وام است."),
    (575, "کارگاه خانگی راه افتاده. برای بیمهٔ مادر باید پیگیری شود."),
    (790, "قسط‌ها مرتب است. هدف مدرسه رسید؛ می‌ماند شش ماه درآمد پیوسته."),
)


def plan(story: Story) -> Plan:
    """Store the plan with its goals, steps and reviews."""
    begun = story.day(BEGUN)
    row = Plan.objects.create(
        case_file=story.file,
        begun_on=begun,
        until=max(begun + timedelta(days=HORIZON), story.today + timedelta(days=90)),
        review_on=story.today - timedelta(days=2),
        visit_months=6,
        made_by=story.worker,
        made_at=story.at(BEGUN, 9),
    )
    goal(story, row, BUSINESS, "لیلا", EVIDENCE)
    goal(story, row, EDUCATION, "امیرحسین", SCHOOL)
    review(story, row)
    return row


def goal(story: Story, row: Plan, template: GoalTemplate, whose: str, evidence: tuple[str, ...]) -> None:
    """Store one goal: as many steps are done as there is evidence."""
    days = [day_of(story, row, step.days) for step in template.steps]
    reached = len(evidence) == len(days)
    made = Goal.objects.create(
        plan=row,
        person=Person.objects.get(household=story.file.household_id, given_name=whose),
        need=template.need,
        **template.goal.titles,
        state=Goal.State.REACHED if reached else Goal.State.OPEN,
        ended_on=days[-1] if reached else None,
    )
    index_words(KINDS.GOAL, made.pk, story.file, made.title, on=row.begun_on)
    before: Step | None = None
    for number, (step, due) in enumerate(zip(template.steps, days, strict=True), 1):
        done = number <= len(evidence)
        before = Step.objects.create(
            goal=made,
            number=number,
            **step.text.titles,
            who=step.who,
            due_on=due,
            after=None if step.beside else before,
            evidence=evidence[number - 1] if done else "",
            done_on=due - timedelta(days=4) if done else None,
            done_by=story.worker if done else None,
        )


def day_of(story: Story, row: Plan, days: int) -> date:
    """When a step is due: the first ones in the past, the last ones from today on."""
    due = row.begun_on + (story.today - row.begun_on) * days // 560
    return min(due, row.until)


def review(story: Story, row: Plan) -> None:
    """The reviews that were held, with what was done by then."""
    steps = Step.objects.filter(goal__plan=row)
    for number, words in REVIEWS:
        day = story.day(number)
        Review.objects.create(
            plan=row,
            on=day,
            words=words,
            reached=steps.filter(done_on__lte=day).count(),
            of=steps.count(),
            made_by=story.worker,
            made_at=story.at(number, 11),
        )
