"""What was asked about harms, what only named posts may open, and the counselling that followed."""

import json
from collections.abc import Sequence
from typing import Any

from hamdeli.casework.daily.words import KINDS, index_words
from hamdeli.casework.models import CaseFile, Counselling, RestrictedNote, Screening, Task, Visit
from hamdeli.casework.models.wording import in_both
from hamdeli.casework.screening.raising import QUIET
from hamdeli.config.demo.life.family.story import Story
from hamdeli.households.models import Person
from hamdeli.journal.sealing import seal
from hamdeli.questionnaires.answering import keep, score
from hamdeli.questionnaires.choosing import edition_in_use
from hamdeli.questionnaires.content import level_of
from hamdeli.questionnaires.models import Purpose

CALM: dict[str, Any] = {
    **{"who": "head", "private": "yes", "children": 2, "out_of_school": 0, "child_work": "no", "child_danger": "no"},
    **{"use": "no", "peace": "calm", "fear": "no", "prison": "no", "ill": "yes", "care": "regular", "meals": "never"},
    **{"mood": "no", "home": "safe", "income": "casual", "elder": "yes", "elder_contact": "daily", "elder_help": "yes"},
}
ASKED = (
    ("نوبت مشاورهٔ خانواده", "Appointment for counselling"),
    ("گنجاندن گام‌های پیشگیری در برنامهٔ توانمندسازی", "Put steps of prevention into the plan of empowerment"),
)
"""What the first screening asked to be done, in both languages."""
FIRST = CALM | {
    **{"out_of_school": 1, "child_work": "instead", "care": "regular", "meals": "sometimes", "mood": "some"},
    **{"despair": "no", "home": "arrears", "wish": "می‌خواهم پسرم دوباره به کلاس برگردد و خودم کار داشته باشم."},
}
SECOND = CALM | {"care": "cost", "wish": "دخترم هنرستان برود."}
CHILD: dict[str, Any] = {
    **{"age": 9, "source": ["visit", "school"], "carer": "one", "alone": "no", "basics": "heard", "substances": "no"},
    **{"injury": "no", "humiliation": "no", "abuse": "no", "away": "no", "school": "absent", "work": "hard"},
    **{"marriage": "no", "papers": "yes", "now": "none"},
    "facts": "امیرحسین دو هفته در کارگاه آجر کار کرده و در این مدت به مدرسه نرفته است.",
}
TALKS = (
    (60, "grief", 50, "مادر از روز حادثه گفت. تمرین خواب و نفس داده شد. قرار شد خواهرش آخر هفته‌ها بیاید."),
    (90, "grief", 45, "خواب بهتر شده است. دربارهٔ حرف زدن با بچه‌ها از پدر گفت‌وگو شد."),
    (130, "parenting", 45, "برنامهٔ روزانهٔ امیرحسین با خودش نوشته شد؛ بازی فوتبال عصرها پس از تکلیف."),
)
GROUP = (250, "parenting", 90, "کارگاه گفت‌وگو با نوجوان؛ پانزده مادر. لیلا دربارهٔ قول و قرار با نگار گفت.")


def screen(
    story: Story, number: int, code: str, answers: dict[str, Any], person: Person | None = None, at: Visit | None = None
) -> Screening:
    """Store a screening of the story, with its level."""
    edition = edition_in_use(code, Purpose.SCREENING, story.file.province_id)
    if edition is None:
        raise LookupError(code)
    kept, result = keep(edition.content, answers).answers, score(edition.content, answers)
    level = level_of(edition.content, result.level or "")
    return Screening.objects.create(
        case_file=story.file,
        person=person,
        visit=at,
        edition=edition,
        sealed=seal(json.dumps(kept, ensure_ascii=False)),
        restricted=edition.questionnaire.restricted or bool(level and level.get("restricted")),
        score=result.points,
        level=result.level or "",
        done_on=story.day(number),
        made_at=story.at(number, 12),
        made_by=story.worker,
    )


def screen_all(story: Story, first: Visit) -> None:
    """The first screening with its tasks, the child's own, and the later one."""
    made = screen(story, 20, "social-harms", FIRST, at=first)
    for title, number in zip(ASKED, (34, 45), strict=True):
        done_task(story, title, number, source=Task.Source.SCREENING, source_id=made.pk)
    son = Person.objects.get(household=story.file.household_id, given_name="امیرحسین")
    protect(story, screen(story, 22, "child-at-risk", CHILD, son))
    screen(story, 570, "social-harms", SECOND)


def done_task(story: Story, title: tuple[str, str], number: int, **source: Any) -> Task:
    """Store a task that was done some days before it was due."""
    row = Task.objects.create(
        case_file=story.file,
        title=title[0],
        title_en=title[1],
        owner=story.worker,
        due_on=story.day(number),
        made_by=story.worker,
        made_at=story.at(min(20, number - 5), 12),
        done_at=story.at(number - 3, 10),
        done_by=story.worker,
        result="انجام شد",
        **source,
    )
    index_words(KINDS.TASK, row.pk, story.file, row.title, on=row.due_on)
    return row


def protect(story: Story, screening: Screening) -> None:
    """Bring the child's matter to the authority: a restricted section, and its quiet task that is done."""
    head = story.staff["county-head"]
    task = Task.objects.create(
        case_file=story.file,
        **in_both(QUIET),
        owner=head,
        due_on=story.day(25),
        urgent=True,
        made_by=story.worker,
        made_at=story.at(22, 12),
        done_at=story.at(24, 9),
        done_by=head,
    )
    text = "کار در کارگاه آجر با مادر و کارفرما در میان گذاشته شد؛ کارفرما پذیرفت. مدرسه آگاه است."
    RestrictedNote.objects.create(
        case_file=story.file,
        screening=screening,
        subject=RestrictedNote.Subject.CHILD,
        sealed=seal(json.dumps({"text": text, "task": task.pk})),
        authority="اورژانس اجتماعی بهزیستی (۱۲۳)",
        sent_on=story.day(24),
        made_at=story.at(22, 12),
        made_by=story.worker,
    )


def counsel(story: Story, others: Sequence[CaseFile]) -> None:
    """Sessions with the family, and one of a group with other families of the centre."""
    for group, (number, topic, minutes, text) in [*((False, talk) for talk in TALKS), (True, GROUP)]:
        families = [story.file, *(others if group else [])]
        session = Counselling.objects.create(
            topic=topic,
            group=group and len(families) > 1,
            minutes=minutes,
            held_on=story.day(number),
            counsellor=story.worker,
            sealed=seal(text),
            made_at=story.at(number, 13),
        )
        session.case_files.set(families)
