"""Screenings of harms with the tasks they raise, restricted sections, and counselling of families and groups."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hamdeli.casework.models import CaseFile, Counselling, RestrictedNote, Screening, Task
from hamdeli.casework.screening.raising import Asked, asked_by
from hamdeli.casework.screening.screening import is_restricted, subjects_of
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.life.scene import Scene
from hamdeli.config.demo.seeds import draw
from hamdeli.journal.sealing import seal
from hamdeli.questionnaires.answering import keep, score
from hamdeli.questionnaires.choosing import edition_in_use
from hamdeli.questionnaires.models import Edition, Purpose

SHARE, AGAIN = 0.45, 0.4
COUNSELLED, GROUPS = 0.07, 0.1
CALM: dict[str, Any] = {
    **{"who": "head", "private": "yes", "children": 0, "use": "no", "peace": "calm", "fear": "no", "prison": "no"},
    **{"ill": "no", "meals": "never", "mood": "no", "home": "safe", "income": "casual", "elder": "no"},
}
CHILDREN = {"children": 2, "out_of_school": 0, "child_work": "no", "child_danger": "no"}
# Our own answers, and how often each is given: no survey is meant.
PATTERNS: tuple[tuple[dict[str, Any], float], ...] = (
    (CALM, 30),
    (CALM | CHILDREN, 18),
    (CALM | {"elder": "yes", "elder_contact": "weekly", "elder_help": "no", "ill": "yes", "care": "regular"}, 14),
    (CALM | {"ill": "yes", "care": "cost", "meals": "sometimes", "home": "arrears"}, 14),
    (CALM | CHILDREN | {"out_of_school": 1, "child_work": "after", "home": "arrears", "mood": "some"}, 9),
    (CALM | {"use": "yes", "use_help": "none", "peace": "quarrel", "separation": "yes", "mood": "most"}, 5),
    (CALM | CHILDREN | {"prison": "head", "meals": "often", "home": "eviction", "income": "able", "mood": "some"}, 4),
    (CALM | CHILDREN | {"child_danger": "yes", "mood": "some", "despair": "no"}, 0.8),
    (CALM | {"fear": "yes", "peace": "quarrel", "separation": "no", "mood": "most", "despair": "no"}, 0.8),
)
LATELY = (7, 5, 8, 4)
"""Patterns of the lively centre's last days: something waits for the authority, and for the workers."""
SCREENING = (
    *("id", "case_file_id", "edition_id", "sealed", "restricted", "score", "level", "done_on", "made_at"),
    "made_by_id",
)
TASK = (
    *("case_file_id", "title", "title_en", "owner_id", "due_on", "urgent", "source", "source_id", "made_by_id"),
    *("made_at", "done_at", "done_by_id", "result"),
)
NOTE = (
    *("case_file_id", "screening_id", "subject", "sealed", "authority", "sent_on", "made_at"),
    "made_by_id",
)
SESSION = ("id", "topic", "group", "minutes", "held_on", "counsellor_id", "sealed", "made_at")
AUTHORITY = "اورژانس اجتماعی بهزیستی (۱۲۳)"
TALKS = (
    (Counselling.Topic.LIFE_SKILLS, "دربارهٔ مدیریت هزینهٔ خانه و کنار آمدن با فشار گفت‌وگو شد."),
    (Counselling.Topic.PARENTING, "قاعده‌های خانه و ساعت تلفن همراه بچه‌ها بررسی شد."),
    (Counselling.Topic.GRIEF, "خاطره‌ها و برنامهٔ روزهای سخت مرور شد."),
    (Counselling.Topic.ADDICTION, "راه‌های درمان و نشانی مرکز ترک گفته شد؛ خانواده همراه است."),
    (Counselling.Topic.MARRIAGE, "دربارهٔ گفت‌وگوی بی‌پرخاش تمرین شد."),
    (Counselling.Topic.CYBERSPACE, "تنظیم گوشی نوجوان با خودش انجام شد."),
)


@dataclass(frozen=True)
class Answered:
    """What one pattern of answers comes to; the same for all who answer so."""

    text: str
    restricted: bool
    points: int
    level: str
    subjects: tuple[str, ...]
    asked: tuple[Asked, ...]
    """With days counted from the first of January of year 1, to be moved."""


ORIGIN = date(1, 1, 1)


def store_harms(scene: Scene) -> None:
    """Store the screenings of a share of the files, and the counselling of another."""
    edition = edition_in_use("social-harms", Purpose.SCREENING, scene.files[0].province_id)
    if edition is None:
        return
    known = [answered(edition, answers) for answers, _share in PATTERNS]
    done = list(screened(scene))
    shares = {str(number): share for number, (_answers, share) in enumerate(PATTERNS)}
    kinds = [known[int(word)] for word in draw(scene.chance, shares, len(done))]
    lately = list(zip(scene.of_lively()[2:60:9], LATELY, strict=False))
    done += [(file, scene.today - timedelta(days=1 + pattern % 3)) for file, pattern in lately]
    kinds += [known[pattern] for _file, pattern in lately]
    key = next_key(Screening)
    rows = [
        (
            *(number, file.pk, edition.pk, seal(what.text), what.restricted, what.points, what.level),
            *(day, moment(day, 12), file.worker_id),
        )
        for number, ((file, day), what) in enumerate(zip(done, kinds, strict=True), key)
    ]
    insert(Screening, SCREENING, rows)
    take_up_keys(Screening)
    raised = list(zip(rows, [file for file, _day in done], kinds, strict=True))
    insert(Task, TASK, (row for one in raised for row in tasks_of(one, scene)))
    insert(RestrictedNote, NOTE, (row for one in raised for row in notes_of(one, scene)))
    store_counselling(scene)


def answered(edition: Edition, answers: dict[str, Any]) -> Answered:
    """Return what one pattern comes to."""
    content = edition.content
    result = score(content, answers)
    return Answered(
        json.dumps(keep(content, answers).answers, ensure_ascii=False),
        is_restricted(content, result),
        result.points,
        result.level or "",
        tuple(subjects_of(content, result)),
        tuple(asked_by(content, result, done_on=ORIGIN, today=ORIGIN)),
    )


def screened(scene: Scene) -> Iterator[tuple[CaseFile, date]]:
    """Yield who is screened on which day: at the first visit, some again a year later."""
    for file, days in scene.visited():
        if scene.chance.random() < SHARE:
            yield file, days[0]
            if len(days) > 2 and scene.chance.random() < AGAIN:
                yield file, days[2]


def tasks_of(one: tuple[tuple[Any, ...], CaseFile, Answered], scene: Scene) -> Iterator[tuple[Any, ...]]:
    """Yield the tasks that an open screening raised; those that were due are done, nearly all."""
    row, file, what = one
    if what.restricted:
        return
    for asked in what.asked:
        due = row[7] + (asked.due_on - ORIGIN)
        done = due < scene.today and scene.chance.random() < 0.97
        told = (moment(due - timedelta(days=1), 9), file.worker_id, "انجام شد") if done else (None, None, "")
        yield (
            *(file.pk, asked.title["fa"], asked.title["en"], file.worker_id, due, asked.urgent),
            *(Task.Source.SCREENING, row[0], file.worker_id, row[8], *told),
        )


def notes_of(one: tuple[tuple[Any, ...], CaseFile, Answered], scene: Scene) -> Iterator[tuple[Any, ...]]:
    """Yield the restricted sections; what is older than a week was brought to the authority."""
    row, file, what = one
    for subject in what.subjects:
        brought = scene.today - row[7] > timedelta(days=7)
        way = (AUTHORITY, row[7] + timedelta(days=2)) if brought else ("", None)
        text = seal(json.dumps({"text": "", "task": None}))
        yield (file.pk, row[0], subject, text, *way, row[8], file.worker_id)


def store_counselling(scene: Scene) -> None:
    """Store sessions of one family, and of groups of a centre's families."""
    sessions: list[tuple[Any, ...]] = []
    links: list[tuple[int, int]] = []
    key = next_key(Counselling)
    for families, day in [*talks(scene), *groups(scene)]:
        topic, text = TALKS[int(scene.chance.integers(len(TALKS)))]
        minutes, many = int(scene.chance.integers(6, 13)) * 5, len(families) > 1
        sessions.append(
            (key, topic, many, minutes + 30 * many, day, families[0].worker_id, seal(text), moment(day, 13))
        )
        links += [(key, file.pk) for file in families]
        key += 1
    insert(Counselling, SESSION, sessions)
    insert(Counselling.case_files.through, ("counselling_id", "casefile_id"), links)
    take_up_keys(Counselling)


def talks(scene: Scene) -> Iterator[tuple[list[CaseFile], date]]:
    """Yield the sessions of single families: up to four, two weeks apart."""
    for file, days in scene.visited():
        if scene.chance.random() < COUNSELLED:
            for number in range(int(scene.chance.integers(1, 5))):
                day = days[-1] + timedelta(days=10 + 14 * number)
                if day < scene.today:
                    yield [file], day


def groups(scene: Scene) -> Iterator[tuple[list[CaseFile], date]]:
    """Yield the sessions of groups: of some centres, with the families whom one worker knows."""
    known: dict[int, list[CaseFile]] = defaultdict(list)
    for file, days in scene.visited():
        if days[0] < scene.today - timedelta(days=120):
            known[file.worker_id or 0].append(file)
    for families in known.values():
        if len(families) >= 4 and scene.chance.random() < GROUPS:
            yield families[:12], scene.today - timedelta(days=int(scene.chance.integers(5, 110)))
