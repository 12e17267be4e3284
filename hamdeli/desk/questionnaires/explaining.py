"""Answers and results in the reader's words: what was asked, what was said, what it counts, where it leads."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import grouped
from hamdeli.questionnaires.answering import score
from hamdeli.questionnaires.content import (
    DATE,
    NUMBER,
    YES,
    YES_NO,
    Answers,
    Content,
    Question,
    level_of,
    sections_of,
    signs_of,
    text_in,
)


@dataclass(frozen=True)
class Said:
    """One question and its answer, in words, with the points of the answer."""

    question: str
    answer: str
    points: int


@dataclass(frozen=True)
class Task:
    """What level or sign ask to be done."""

    title: str
    days: int
    urgent: bool


@dataclass(frozen=True)
class Explained:
    """A result as a page shows it."""

    points: int
    level: str
    tone: str
    next_level: str
    to_next: int
    signs: list[str]
    tasks: list[Task]
    sections: list[tuple[str, list[Said]]]


def explain(content: Content, answers: Answers) -> Explained:
    """Return the result of `answers`, explained line by line."""
    language = get_language() or "fa"
    result = score(content, answers)
    points = {line.question: line.points for line in result.lines}
    reached = level_of(content, result.level) if result.level else None
    signs = [sign for sign in signs_of(content) if sign["code"] in result.signs]
    above = [level for level in content.get("levels", ()) if reached and level["least"] > reached["least"]]
    following = min(above, key=lambda level: int(level["least"]), default=None)
    return Explained(
        points=result.points,
        level=text_in(reached["name"], language) if reached else "",
        tone=reached["tone"] if reached else "neutral",
        next_level=text_in(following["name"], language) if following else "",
        to_next=max(0, following["least"] - result.points) if following else 0,
        signs=[text_in(sign["name"], language) for sign in signs],
        tasks=tasks_in([*([reached] if reached else []), *signs], language),
        sections=said(content, {line.question: line.answer for line in result.lines}, points, language),
    )


def tasks_in(sources: list[dict[str, Any]], language: str) -> list[Task]:
    """Return the tasks of a level and its signs, each once, the soonest first."""
    rows = sorted((task for source in sources for task in source.get("tasks", ())), key=lambda row: int(row["days"]))
    found: dict[str, Task] = {}
    for row in rows:
        title = text_in(row["title"], language)
        found.setdefault(title, Task(title, row["days"], bool(row.get("urgent"))))
    return list(found.values())


def said(content: Content, answers: Answers, points: dict[str, int], language: str) -> list[tuple[str, list[Said]]]:
    """Return the answered questions by section, in the order in which they were asked."""
    sections = []
    for section in sections_of(content):
        rows = [
            Said(
                text_in(question["text"], language),
                answer_in_words(question, answers[question["code"]], language),
                points.get(question["code"], 0),
            )
            for question in section.get("questions", ())
            if question["code"] in answers
        ]
        if rows:
            sections.append((text_in(section["title"], language), rows))
    return sections


def answer_in_words(question: Question, answer: Any, language: str) -> str:
    """Return an answer as it was said."""
    kind = question["kind"]
    if kind == YES_NO:
        return gettext("yes") if answer == YES else gettext("no")
    if kind == NUMBER:
        return grouped(answer, language)
    if kind == DATE:
        return format_date(date.fromisoformat(answer), language)
    options: dict[str, str] = {
        option["code"]: text_in(option["text"], language) for option in question.get("options", ())
    }
    if options:
        chosen = answer if isinstance(answer, list) else [answer]
        return gettext(", ").join(options.get(value, str(value)) for value in chosen)
    return str(answer)


def level_words(content: Content, code: str) -> tuple[str, str]:
    """Return the name and the tone of a level."""
    level = level_of(content, code)
    return (text_in(level["name"], get_language() or "fa"), level["tone"]) if level else ("", "neutral")


def title_of(content: Content) -> str:
    """Return the title under which an edition was published."""
    return text_in(content.get("title"), get_language() or "fa")
