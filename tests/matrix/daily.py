"""Who has tasks, reads notes, searches, and takes letters away."""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone

from hamdeli.casework.daily.notes import write_note
from hamdeli.casework.daily.tasks import set_task
from tests.matrix import Page, World
from tests.support.cast import Cast, case_file

SEEN = {
    **dict.fromkeys(("deputy", "county_head", "centre_head", "worker", "volunteer"), 200),
    **dict.fromkeys(("admission_worker", "enquiring_worker", "supervisor"), 200),
}
WORKERS = ("county_head", "centre_head", "worker", "volunteer", "enquiring_worker")
WHO_WORK = dict.fromkeys(WORKERS, 200)
LISTS = SEEN | dict.fromkeys(("other_county_head", "other_centre_head", "stranger"), 200)
NO_MORE = dict.fromkeys(SEEN, 403)
SETTERS = {**NO_MORE, **WHO_WORK, "supervisor": 200}
READERS = {**SEEN, "admission_worker": 403}
EVERYBODY = dict.fromkeys(("director", "participation", "auditor", "founder", "inspector", "supporter"), 200) | LISTS


def prepare(cast: Cast) -> dict[str, Any]:
    file = case_file("10-1", cast.kashan, centre=cast.mehr, aide=cast.volunteer)
    today = timezone.localdate()
    common: dict[str, Any] = {"case_file": file, "by": cast.centre_head, "today": today}
    task = set_task(title="health insurance", owner=cast.worker, due_on=today + timedelta(2), **common)
    write_note(text="a quiet morning", about_on=today, **common)
    return {"file": file, "task": task}


def code(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def task(world: World) -> dict[str, Any]:
    return {"pk": world["task"].pk}


def kind(world: World) -> dict[str, Any]:
    return {"kind": "tasks"}


def onward(world: World) -> dict[str, Any]:
    return {"kind": "onward"}


def draft(world: World) -> dict[str, Any]:
    return {"form": "note", "subject": "10-1"}


def written(world: World) -> dict[str, Any]:
    return {"values": json.dumps({"text": ["not yet"]})}


def letter(world: World) -> dict[str, Any]:
    return {"kind": "blank", "blank-language": "en"}


def status(some: dict[str, int], answer: int) -> dict[str, int]:
    """Return the same table with another answer where it said 200."""
    return {role: answer if found == 200 else found for role, found in some.items()}


PAGES = [
    Page("desk:tasks", LISTS),
    Page("desk:tasks_export", LISTS),
    Page("desk:task", SETTERS, args=task),
    Page("desk:task_finishing", status(SETTERS, 422), method="POST", args=task),
    Page(
        "desk:task_passing",
        NO_MORE | dict.fromkeys(("county_head", "centre_head", "worker", "supervisor"), 422),
        method="POST",
        args=task,
    ),
    Page("desk:due", WHO_WORK | dict.fromkeys(("other_county_head", "other_centre_head"), 200), args=kind),
    Page("desk:due", dict.fromkeys(("centre_head", "other_centre_head", "worker"), 200), args=onward),
    Page("desk:search", LISTS),
    Page("desk:draft", EVERYBODY, args=draft),
    Page("desk:draft", EVERYBODY, method="POST", args=draft, data=written),
    Page("desk:draft_forgetting", status(EVERYBODY, 204), method="POST", args=draft),
    Page("desk:file_tasks", SEEN, args=code),
    Page("desk:file_tasks", status(SETTERS, 422), method="POST", args=code),
    Page("desk:file_notes", READERS, args=code),
    Page("desk:file_notes", NO_MORE | dict.fromkeys(WORKERS, 422), method="POST", args=code),
    Page("desk:file_timeline", SEEN, args=code),
    Page("desk:file_letters", SEEN, args=code),
    Page("desk:file_letters", SEEN, method="POST", args=code, data=letter),
]
