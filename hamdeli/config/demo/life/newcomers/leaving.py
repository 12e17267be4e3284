"""Exits with their visits, the looks after six and twelve months, and files that were opened again."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from hamdeli.casework.exits.reasons import RULES
from hamdeli.casework.models import CaseFile, Decision, Exit, FollowUp, Outcome, Visit
from hamdeli.casework.visiting.deciding import Ground, digest_over
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.newcomers.drawing import Leaver
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.life.visits import HALF_YEAR, Rounds, store_visits
from hamdeli.config.demo.life.workers import Workers
from hamdeli.config.demo.seeds import draw
from hamdeli.persian.calendar import months_after

REASONS = {
    "employment": 24, "business": 14, "graduation": 6, "pension": 12, "marriage": 10, "head_back": 4, "recovery": 4,
    "death": 12, "moved": 8, "other_body": 3, "own_wish": 3,
}  # fmt: skip
SAID = {"marriage": "family_wishes", "own_wish": "family_wishes", "other_body": "not_entitled"}
FACTS = "دفتر درآمد شش ماه دیده شد؛ خانواده از پس هزینه‌ها برمی‌آید و خود خواست که پرونده بسته شود."
NOTES = {"employment": "با بیمهٔ تأمین اجتماعی در کارگاه مشغول است.", "business": "کارگاه خانگی با دو شاگرد."}
FOUND = {"stands": 72, "shaky": 14, "unreached": 9, "fallen": 5}
FOUND_WORDS = {"fallen": "کارش را از دست داده و اجاره عقب افتاده است؛ به حمایت دوباره نیاز دارد."}
LOOKED = 0.86
REOPENED = 0.004
AGAIN = ("برگشت بیماری و از دست رفتن کار", "جدایی و بازگشت به شهر", "ورشکستگی کارگاه خانگی")
EXIT = (
    *("id", "case_file_id", "kind", "reason", "note", "on", "visit_id", "centre_id", "author_id", "made_at"),
    *("reopened_on", "reopened_why", "reopened_by_id"),
)
LOOK = ("exit_id", "months", "due_on", "done_on", "found", "note", "done_by_id")
VISIT = (
    *("id", "case_file_id", "purpose", "state", "planned_on", "visitor_id", "facts", "done_on", "done_at"),
    *("made_by_id", "made_at"),
)
DECISION = ("case_file_id", "visit_id", "outcome", "reason", "digest", "decided_at", "author_id", "details")
Left = tuple[CaseFile, Leaver, date]
"""A file, how it left, and since when a centre had carried it."""


def say_goodbye(scene: Scene, gone: Sequence[Left], workers: Workers) -> None:
    """Store the life and the exit of those who left, and the looks after it."""
    knew = [known_by(scene, leaver, workers) for _file, leaver, _begun in gone]
    earlier_visits(scene, gone, knew)
    reasons = draw(scene.chance, dict(REASONS), len(gone))
    visits = exit_visits(gone, knew, reasons)
    key = next_key(Exit)
    rows: list[tuple[Any, ...]] = []
    for (file, leaver, _begun), worker, reason in zip(gone, knew, reasons, strict=True):
        centre = scene.centres[leaver.centre].pk
        told = (str(RULES[reason].kind), reason, NOTES.get(reason, ""), leaver.left, visits.get(file.pk), centre)
        rows.append((key + len(rows), file.pk, *told, worker, moment(leaver.left, 11), None, "", None))
    again = list(opened_again(scene, key + len(rows)))
    insert(Exit, EXIT, [*rows, *again])
    take_up_keys(Exit)
    insert(FollowUp, LOOK, (look for row in [*rows, *again] for look in looks_of(scene, row)))


def known_by(scene: Scene, leaver: Leaver, workers: Workers) -> int:
    """Return the key of the worker of the centre that carried the file."""
    staff = workers.by_centre[scene.centres[leaver.centre].pk]
    return staff[leaver.at % len(staff)]


def earlier_visits(scene: Scene, gone: Sequence[Left], knew: Sequence[int]) -> None:
    """Store the visits of the years under support. Who works on the file is named for them alone."""
    rounds = {}
    for at, ((file, leaver, begun), worker) in enumerate(zip(gone, knew, strict=True)):
        file.worker_id = worker
        span = (leaver.left - begun).days - 60
        rounds[at] = Rounds([begun + timedelta(days=20 + day) for day in range(0, max(span, 0), HALF_YEAR)], begun)
    store_visits([file for file, _leaver, _begun in gone], rounds, scene.chance)
    for file, _leaver, _begun in gone:
        file.worker_id = None


def exit_visits(gone: Sequence[Left], knew: Sequence[int], reasons: Sequence[str]) -> dict[int, int]:
    """Store the exit visits with their decision; return them by file. Some reasons need none."""
    key = next_key(Visit)
    visits: list[tuple[Any, ...]] = []
    decisions: list[tuple[Any, ...]] = []
    for (file, leaver, _begun), worker, reason in zip(gone, knew, reasons, strict=True):
        if not RULES[reason].visit:
            continue
        number, day = key + len(visits), leaver.left - timedelta(days=6)
        at = moment(day, 10)
        visits.append((number, file.pk, "exit", "done", day, worker, FACTS, day, at, worker, at - timedelta(days=8)))
        why = SAID.get(reason, "self_sufficient")
        ground = Ground(number, file.pk, day, FACTS, "")
        digest = digest_over(ground, outcome=Outcome.END, reason=why, note="", author=worker)
        decisions.append((file.pk, number, str(Outcome.END), why, digest, at, worker, {}))
    insert(Visit, VISIT, visits)
    insert(Decision, DECISION, decisions)
    take_up_keys(Visit, Decision)
    return {row[1]: row[0] for row in visits}


def opened_again(scene: Scene, key: int) -> Iterator[tuple[Any, ...]]:
    """Yield the exits of a few files that are under support again."""
    mine = {file.pk for file in scene.of_lively()[3:40:18]}
    for file, days in scene.visited():
        if len(days) > 4 and (file.pk in mine or scene.chance.random() < REOPENED):
            left, back = days[1] + timedelta(days=9), days[2] - timedelta(days=12)
            why = AGAIN[key % len(AGAIN)]
            told = ("passive", "moved", "", left, None, file.centre_id, file.worker_id, moment(left, 11))
            yield (key, file.pk, *told, back, why, file.worker_id)
            key += 1


def looks_of(scene: Scene, row: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the looks of an exit: what was due is done, mostly."""
    for months in RULES[row[3]].looks:
        due = months_after(row[5], months)
        day = due + timedelta(days=int(scene.chance.integers(-5, 12)))
        late = row[10] is not None and due >= row[10]
        if late or day >= scene.today or scene.chance.random() > LOOKED:
            yield row[0], months, due, None, "", "", None
        else:
            found = draw(scene.chance, dict(FOUND), 1)[0]
            yield row[0], months, due, day, found, FOUND_WORDS.get(found, ""), row[8]
