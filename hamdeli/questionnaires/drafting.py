"""Changing a draft part by part: sections, questions, levels and signs are put, moved and removed."""

import copy
from typing import Any

from django.db import transaction

from hamdeli.journal.actors import Actor
from hamdeli.journal.chain import digest_of
from hamdeli.journal.writing import write
from hamdeli.questionnaires.content import Content, sections_of
from hamdeli.questionnaires.models import Questionnaire
from hamdeli.questionnaires.publishing import KIND, locked

Part = dict[str, Any]
LISTS = {"section": "sections", "level": "levels", "sign": "signs"}
PREFIXES = {"section": "s", "question": "q", "level": "l", "sign": "g", "option": "o"}
PARTS = ("section", "question", "level", "sign")


class NoSuchPart(LookupError):
    """The draft has no such section, question, level or sign (any more)."""


def lists_of(content: Content, part: str) -> list[list[Part]]:
    """Return the lists in which parts of this kind stand: one, or for questions one for each section."""
    if part == "question":
        return [section.setdefault("questions", []) for section in content["sections"]]
    rows: list[Part] = content.setdefault(LISTS[part], [])
    return [rows]


def find(content: Content, part: str, code: str) -> Part:
    """Return a part. Raises `NoSuchPart`."""
    rows, at = place_of(content, part, code)
    return rows[at]


def place_of(content: Content, part: str, code: str) -> tuple[list[Part], int]:
    """Return the list in which a part stands, and where."""
    for rows in lists_of(content, part):
        for at, row in enumerate(rows):
            if row["code"] == code:
                return rows, at
    raise NoSuchPart(code)


def new_code(content: Content, part: str) -> str:
    """Return a code that no part of this kind has."""
    known = {row["code"] for rows in lists_of(content, part) for row in rows}
    return free_code(known, PREFIXES[part])


def free_code(known: set[str], prefix: str) -> str:
    """Return the first code with `prefix` and a number that is not among `known`."""
    number = 1
    while f"{prefix}{number}" in known:
        number += 1
    return f"{prefix}{number}"


def put(content: Content, part: str, made: Part, *, section: str = "") -> Content:
    """Return the content with `made` in the place of the part of its code, or at the end (of a section)."""
    changed = copy.deepcopy(content)
    try:
        rows, at = place_of(changed, part, made["code"])
        if part == "section":
            made = {**made, "questions": rows[at].get("questions", [])}
        rows[at] = made
    except NoSuchPart:
        if part == "question":
            find(changed, "section", section).setdefault("questions", []).append(made)
        else:
            lists_of(changed, part)[0].append({**made, "questions": []} if part == "section" else made)
    return changed


def remove(content: Content, part: str, code: str) -> Content:
    """Return the content without a part; a section goes with its questions. What asked for it becomes a fault."""
    changed = copy.deepcopy(content)
    rows, at = place_of(changed, part, code)
    del rows[at]
    return changed


def move(content: Content, part: str, code: str, *, down: bool) -> Content:
    """Return the content with a part one place on; a question at the edge of its section goes into the next one."""
    changed = copy.deepcopy(content)
    rows, at = place_of(changed, part, code)
    to = at + (1 if down else -1)
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    elif part == "question":
        carry_over(changed, rows, at, down=down)
    return changed


def carry_over(content: Content, rows: list[Part], at: int, *, down: bool) -> None:
    """Move a question into the neighbouring section, if there is one."""
    lists = [section["questions"] for section in sections_of(content)]
    here = next(number for number, some in enumerate(lists) if some is rows)
    to = here + (1 if down else -1)
    if 0 <= to < len(lists):
        lists[to].insert(0 if down else len(lists[to]), rows.pop(at))


@transaction.atomic
def save_draft(
    questionnaire: Questionnaire, *, seen_version: int, draft: Content, actor: Actor, **fields: Any
) -> Questionnaire:
    """Keep the draft, and with it title or secrecy (`fields`). Raises `Conflict` when somebody changed it meanwhile."""
    fresh = locked(questionnaire, seen_version)
    fresh.draft = draft
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=["draft", "version", *fields])
    details = {"version": fresh.version, "digest": digest_of(draft)}
    write(actor=actor, verb="drafted", kind=KIND, subject=fresh.code, details=details)
    return fresh
