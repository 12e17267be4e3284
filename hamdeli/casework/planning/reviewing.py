"""Reviewing a plan together with the family; the counts come from the records."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import Plan, Review
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.keeping import facts_of_plan, keep, locked_plan, require_day
from hamdeli.casework.planning.rules import REVIEW_MONTHS, as_of, progress
from hamdeli.journal.once import once
from hamdeli.persian.calendar import months_after
from hamdeli.persian.letters import clean

MOST_WORDS = 4000


@transaction.atomic
def review(
    *,
    plan: Plan,
    words: str,
    on: date,
    by: User,
    today: date,
    key: str,
    next_on: date | None = None,
    at: datetime | None = None,
) -> Review:
    """Store a review with the steps done so far, and set the day of the next one: six months later unless told.

    Raises `PlanFault`.
    """

    def act() -> int:
        fresh = locked_plan(plan.pk)
        found = clean(words, lines=True).strip()
        require_review(fresh, found, on, next_on, today)
        counted = progress(as_of(facts_of_plan(fresh), on), on)
        made = Review.objects.create(
            plan=fresh,
            on=on,
            words=found,
            reached=counted.done,
            of=counted.total,
            made_by=by,
            made_at=at or timezone.now(),
        )
        following = {"review_on": next_on or months_after(on, REVIEW_MONTHS)}
        keep(fresh, following, by=by, verb="reviewed_plan", kind="plan", file=fresh.case_file.code)
        return made.pk

    body = [plan.pk, words, on.isoformat(), next_on.isoformat() if next_on else ""]
    return Review.objects.get(pk=once(key=key, actor=by.actor, purpose="review_plan", body=body, act=act))


def require_review(plan: Plan, words: str, on: date, next_on: date | None, today: date) -> None:
    """Refuse a review without words, on a day that cannot be, or before an earlier one."""
    if not words:
        raise PlanFault("words_missing")
    if len(words) > MOST_WORDS:
        raise PlanFault("text_long", most=MOST_WORDS)
    require_day(on, plan, today)
    if next_on is not None and next_on <= on:
        raise PlanFault("review_order")
    if plan.reviews.filter(on__gt=on).exists():
        raise PlanFault("review_earlier")
