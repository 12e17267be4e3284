"""Visits of the story: what was seen, and what was decided."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hamdeli.casework.daily.words import KINDS, index_words
from hamdeli.casework.models import Decision, Outcome, Visit
from hamdeli.casework.visiting.deciding import digest_over, ground_of
from hamdeli.config.demo.life.family.story import Story
from hamdeli.questionnaires.choosing import edition_in_use
from hamdeli.questionnaires.models import Purpose


@dataclass(frozen=True)
class Told:
    """What a visitor wrote down."""

    purpose: str
    outcome: Outcome
    reason: str
    facts: str
    opinion: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


SEEN: dict[str, Any] = {
    **{"home_state": "repair", "rent_paid": "paid", "meals": 3, "stock": "days", "illness": "yes", "insured": "all"},
    **{"medicine": "regular", "pupils": 2, "attend": "all", "sources": ["work", "subsidy"], "mood": "warm"},
}
VISITS: tuple[tuple[int, Told], ...] = (
    (
        20,
        Told(
            "regular",
            Outcome.CHANGE_PLAN,
            "new_situation",
            "مادر هنوز در سوگ است و شب‌ها کم می‌خوابد. "
            "امیرحسین دو هفته در کارگاه آجر کار کرده بود تا اجاره جور شود. نگار درسش خوب است.",
            "پیش از هر برنامه، آرامش خانه و برگشت امیرحسین به درس.",
            SEEN | {"rent_paid": "behind", "stock": "none", "mood": "tense"},
        ),
    ),
    (
        200,
        Told(
            "regular",
            Outcome.GIVE_AID,
            "schooling",
            "امیرحسین به کلاس برگشته و کارنامه‌اش دیده شد. مادر دورهٔ خیاطی را آغاز کرده است. اجاره پرداخت شده بود.",
            "خانواده همراه است و به برنامه امید دارد.",
            SEEN,
        ),
    ),
    (
        385,
        Told(
            "regular",
            Outcome.REFER_ON,
            "employment",
            "گواهی دورهٔ خیاطی گرفته شد. برای وام و راه‌اندازی کارگاه خانگی به مرکز تخصصی اشتغال نیاز دارند.",
            "آمادهٔ گام بعدی است.",
            SEEN,
        ),
    ),
    (
        570,
        Told(
            "regular",
            Outcome.CONTINUE,
            "progress",
            "دو چرخ خیاطی با وام خریده شده و سفارش مانتو دارند. "
            "درآمد ماهانه در دفتر نوشته می‌شود. مادربزرگ دارویش را مرتب می‌خورد.",
            "برنامه پیش می‌رود.",
            SEEN | {"stock": "enough"},
        ),
    ),
    (
        700,
        Told(
            "regular",
            Outcome.NOT_MET,
            "absent",
            "کسی در خانه نبود؛ همسایه گفت برای تحویل سفارش به بازار رفته‌اند. تلفنی قرار تازه گذاشته شد.",
        ),
    ),
    (
        825,
        Told(
            "regular",
            Outcome.CONTINUE,
            "progress",
            "قسط وام پنج ماه است که مرتب پرداخت می‌شود. "
            "نگار برای هنرستان طراحی دوخت ثبت‌نام کرده. داروی مادربزرگ گران شده است.",
            "اگر درآمد شش ماه پیاپی بماند، می‌توان از خروج گفت.",
            SEEN | {"stock": "enough", "rent_paid": "paid"},
        ),
    ),
)


def visit(story: Story, number: int, told: Told, *, by: str = "social-worker") -> Visit:
    """Store one visit of the story with its decision."""
    visitor, day = story.staff[by], story.day(number)
    edition = edition_in_use("visit-observations", Purpose.VISIT, story.file.province_id) if told.answers else None
    row = Visit.objects.create(
        case_file=story.file,
        purpose=told.purpose,
        state=Visit.State.DONE,
        planned_on=day,
        visitor=visitor,
        edition=edition,
        answers=told.answers,
        facts=told.facts,
        opinion=told.opinion,
        done_on=day,
        done_at=story.at(number, 12),
        made_by=visitor,
        made_at=story.at(number) - timedelta(days=9),
    )
    words: dict[str, Any] = {"outcome": str(told.outcome), "reason": told.reason, "note": ""}
    digest = digest_over(ground_of(row), author=visitor.pk, **words)
    Decision.objects.create(
        case_file=story.file,
        visit=row,
        digest=digest,
        decided_at=story.at(number, 12),
        author=visitor,
        details={},
        **words,
    )
    index_words(KINDS.VISIT, row.pk, story.file, f"{row.facts} {row.opinion}", on=day)
    return row


def visit_often(story: Story) -> list[Visit]:
    """Store the visits of three years."""
    return [visit(story, number, told) for number, told in VISITS]
