"""Visits every half year, each ended by a decision; and when the next is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hamdeli.casework.models import CaseFile, Decision, Outcome, Visit
from hamdeli.casework.visiting.deciding import Ground, digest_over
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.life.words import FACTS, OPINIONS
from hamdeli.config.demo.seeds import Chance, draw

YEARS = 3
HALF_YEAR = 182
SLACK = 40
"""Days by which a visit may come early or late."""
LATE = 0.12
"""Share of files whose last visit was left out, so that the next is overdue."""
OUTCOMES = {
    Outcome.CONTINUE: 58,
    Outcome.GIVE_AID: 18,
    Outcome.CHANGE_PLAN: 12,
    Outcome.REFER_ON: 6,
    Outcome.NOT_MET: 4,
    Outcome.COMMISSION: 2,
}
REASONS = {
    Outcome.CONTINUE: "stable",
    Outcome.GIVE_AID: "urgent_need",
    Outcome.CHANGE_PLAN: "new_situation",
    Outcome.REFER_ON: "special_need",
    Outcome.NOT_MET: "absent",
    Outcome.COMMISSION: "entitlement",
}


@dataclass(frozen=True)
class Rounds:
    """The days on which one file was visited, and when the next visit is due."""

    days: list[date]
    due: date


def rounds_of(begun: date, today: date, chance: Chance) -> Rounds:
    """Draw the visits of a file that a centre has carried since `begun`, for the last years."""
    first = max(begun, today - timedelta(days=365 * YEARS))
    day = first + timedelta(days=int(chance.integers(5, 45)))
    days = []
    while day < today:
        days.append(day)
        day += timedelta(days=HALF_YEAR + int(chance.integers(-SLACK, SLACK)))
    if len(days) > 1 and chance.random() < LATE:
        days.pop()
    due = days[-1] + timedelta(days=HALF_YEAR) if days else begun + timedelta(days=30)
    return Rounds(days, due)


def store_visits(files: Sequence[CaseFile], rounds: dict[int, Rounds], chance: Chance) -> int:
    """Store the visits of `files` (rounds by their place in the list) with their decisions; return how many."""
    first = next_key(Visit)
    visits = list(visit_rows(files, rounds, chance, first))
    insert(Visit, VISIT, visits)
    outcomes = draw(chance, {str(word): share for word, share in OUTCOMES.items()}, len(visits))
    insert(Decision, DECISION, (decision_row(row, word) for row, word in zip(visits, outcomes, strict=True)))
    take_up_keys(Visit, Decision)
    return len(visits)


VISIT = (
    *("id", "case_file_id", "purpose", "state", "planned_on", "visitor_id", "facts", "opinion", "done_on", "done_at"),
    *("made_by_id", "made_at", "version", "answers", "official", "cancelled_why"),
)
DECISION = ("case_file_id", "visit_id", "outcome", "reason", "digest", "decided_at", "author_id", "details", "note")


def visit_rows(
    files: Sequence[CaseFile], rounds: dict[int, Rounds], chance: Chance, first: int
) -> Iterator[tuple[Any, ...]]:
    """Yield the values of VISIT."""
    key = first
    for at, these in rounds.items():
        file = files[at]
        if file.worker_id is None:
            continue
        told = FACTS[file.cause or "other"]
        for number, day in enumerate(these.days):
            planned = day - timedelta(days=int(chance.integers(0, 9)))
            written = moment(day, 6) + timedelta(minutes=int(chance.integers(0, 420)))
            facts = told[(number + at) % len(told)]
            opinion = OPINIONS[int(chance.integers(len(OPINIONS)))]
            yield (
                *(key, file.pk, "regular", "done", planned, file.worker_id, facts, opinion, day, written),
                *(file.worker_id, written - timedelta(days=10), 1, {}, "", ""),
            )
            key += 1


def decision_row(visit: tuple[Any, ...], outcome: str) -> tuple[Any, ...]:
    """Return the values of DECISION for a visit."""
    key, file, written, worker, facts = visit[0], visit[1], visit[9], visit[5], visit[6]
    reason = REASONS[Outcome(outcome)]
    ground = Ground(key, file, visit[8], facts, visit[7])
    digest = digest_over(ground, outcome=outcome, reason=reason, note="", author=worker)
    return file, key, outcome, reason, digest, written, worker, {}, ""
