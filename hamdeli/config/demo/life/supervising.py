"""The monthly samples of the lively county's supervisor: in order, returned with a comment, not looked at yet."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hamdeli.casework.models import CaseFile, Check, Task
from hamdeli.casework.models.wording import in_both
from hamdeli.casework.supervision.checking import RETURNED as TASK_TITLE
from hamdeli.casework.supervision.sampling import draw as draw_lots
from hamdeli.casework.supervision.sampling import month_of
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.life.rows import insert, next_key, take_up_keys
from hamdeli.config.demo.life.scene import Scene

MONTHS = 6
PERCENT = 5
RETURNED, ANSWERED = 0.22, 0.7
LOOKED_AT = 0.5
"""Share of this month's sample that was looked at."""
COMMENTS = (
    "در بازدید اخیر نوشته نشده که اجاره پرداخت شده است یا نه.",
    "برنامه چهار ماه است که بازبینی نشده؛ لطفاً با خانواده مرور کنید.",
    "شمارهٔ تماس خانواده پاسخ نمی‌دهد؛ شمارهٔ تازه گرفته شود.",
    "سند مرگ در مدارک نیست.",
)
ANSWERS = ("انجام شد و در پرونده نوشته شد.", "با خانواده تماس گرفته شد و کامل شد.")
CHECK = (
    *("id", "case_file_id", "supervisor_id", "month", "sampled", "found", "comment", "checked_at", "answer"),
    *("answered_at", "answered_by_id", "version"),
)
TASK = ("case_file_id", "title", "title_en", "owner_id", "due_on", "source", "source_id", "made_by_id", "made_at")


def store_checks(scene: Scene) -> None:
    """Draw the samples of the last months and write down what was found."""
    if scene.lively is None:
        return
    county, key = scene.lively.county, next_key(Check)
    files = {file.code: file for file, _days in scene.visited() if file.county_id == county.pk}
    rows: list[tuple[Any, ...]] = []
    month = month_of(scene.today)
    for back in range(MONTHS):
        known = [code for code, file in files.items() if file.opened_on < month]
        for code in draw_lots(known, month=month, place=county.code, percent=PERCENT):
            rows.append(row(key + len(rows), files[code], month, scene, now=back == 0))
        month = month_of(month - timedelta(days=1))
    insert(Check, CHECK, rows)
    take_up_keys(Check)
    insert(Task, TASK, tasks_of(rows, files, scene))


def row(key: int, file: CaseFile, month: date, scene: Scene, *, now: bool) -> tuple[Any, ...]:
    """The values of CHECK."""
    chance, supervisor = scene.chance, scene.staff["supervisor"].pk
    day = month + timedelta(days=int(chance.integers(2, 20)))
    if day >= scene.today or (now and chance.random() > LOOKED_AT):
        return (key, file.pk, supervisor, month, True, "", "", None, "", None, None, 1)
    if chance.random() > RETURNED:
        return (key, file.pk, supervisor, month, True, "good", "", moment(day, 8), "", None, None, 2)
    comment = COMMENTS[int(chance.integers(len(COMMENTS)))]
    answer = ANSWERS[int(chance.integers(len(ANSWERS)))] if not now or chance.random() < ANSWERED else ""
    told = (answer, moment(day + timedelta(days=1), 8), file.worker_id) if answer else ("", None, None)
    if day + timedelta(days=1) >= scene.today:
        told = ("", None, None)
    return (key, file.pk, supervisor, month, True, "returned", comment, moment(day, 8), *told, 2)


def tasks_of(rows: list[tuple[Any, ...]], files: dict[str, CaseFile], scene: Scene) -> Iterator[tuple[Any, ...]]:
    """Yield the task of each comment that waits for its answer."""
    workers = {file.pk: file.worker_id for file in files.values()}
    titles = in_both(TASK_TITLE).values()
    for one in rows:
        if one[5] == "returned" and not one[8]:
            due = one[7].date() + timedelta(days=14)
            yield (one[1], *titles, workers[one[1]], due, Task.Source.SUPERVISION, one[0], one[2], one[7])
