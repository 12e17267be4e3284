"""Asking: which questions are shown, whether the answers fit, and what they come to. The phone does the same in
`desk/static/desk/questionnaire.js`; a test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from hamdeli.questionnaires.checking import Fault
from hamdeli.questionnaires.conditions import answered, holds
from hamdeli.questionnaires.content import (
    DATE,
    LONGEST,
    NOTE,
    NUMBER,
    SEVERAL_OF,
    Answers,
    Content,
    Question,
    is_number,
    levels_of,
    points_for,
    questions_of,
    signs_of,
    values_of,
)


@dataclass(frozen=True)
class Line:
    """What one answer adds to the score."""

    question: str
    answer: Any
    points: int


class Result(NamedTuple):
    """What the answers come to: points, the code of the level (None without levels), its lines, and the signs."""

    points: int
    level: str | None
    lines: list[Line]
    signs: list[str]


class Kept(NamedTuple):
    """The answers that count, and the codes of those that were dropped because their question was not asked."""

    answers: Answers
    dropped: list[str]


def visible(content: Content, answers: Answers) -> list[str]:
    """Return the codes of the questions that are asked, in order. An answer to a hidden question counts nowhere."""
    shown: list[str] = []
    counting: Answers = {}
    for question in questions_of(content):
        code = question["code"]
        if not holds(question.get("show_if"), counting):
            continue
        shown.append(code)
        if answered(answers.get(code)):
            counting[code] = answers[code]
    return shown


def keep(content: Content, answers: Answers) -> Kept:
    """Return the answers to the questions that are asked, in their order, and which others were dropped."""
    shown = visible(content, answers)
    known = {question["code"] for question in questions_of(content) if question["kind"] != NOTE}
    kept = {code: answers[code] for code in shown if code in known and answered(answers.get(code))}
    hidden = [code for code in answers if code in known and code not in kept and answered(answers[code])]
    return Kept(kept, sorted(hidden))


def check_answers(content: Content, answers: Answers) -> list[Fault]:
    """Return the faults of the answers: outside their question, of another kind, missing, or to no question at all.

    Answers to hidden questions are no fault: `keep` drops them and says which.
    """
    return list(faults_of(content, answers))


def faults_of(content: Content, answers: Answers) -> Iterator[Fault]:
    """Yield the faults of the answers, those of the questions in their order first."""
    shown = set(visible(content, answers))
    known = {question["code"]: question for question in questions_of(content)}
    for code, question in known.items():
        if code not in shown or question["kind"] == NOTE:
            continue
        if answered(answers.get(code)):
            wrong = wrong_with(question, answers[code])
            if wrong:
                yield Fault(wrong, code)
        elif question.get("required"):
            yield Fault("missing", code)
    for code in sorted(answers):
        if answered(answers[code]) and (code not in known or known[code]["kind"] == NOTE):
            yield Fault("not_asked", code)


def wrong_with(question: Question, answer: Any) -> str:
    """Return the code of what is wrong with one answer, or nothing."""
    kind = question["kind"]
    if kind == SEVERAL_OF:
        return wrong_choice(question, answer)
    if kind == NUMBER:
        return wrong_number(question, answer)
    if not isinstance(answer, str):
        return "wrong_kind"
    if kind in LONGEST:
        return "too_long" if len(answer) > LONGEST[kind] else ""
    if kind == DATE:
        return "" if is_day(answer) else "no_date"
    return "" if answer in values_of(question) else "outside"


def wrong_choice(question: Question, answer: Any) -> str:
    """Return what is wrong with several chosen options."""
    if not isinstance(answer, list) or not all(isinstance(value, str) for value in answer):
        return "wrong_kind"
    if len(set(answer)) < len(answer) or not set(answer) <= set(values_of(question)):
        return "outside"
    return ""


def wrong_number(question: Question, answer: Any) -> str:
    """Return what is wrong with a number."""
    if not is_number(answer):
        return "no_number"
    least, most = question.get("least"), question.get("most")
    too_low = least is not None and answer < least
    return "outside" if too_low or (most is not None and answer > most) else ""


def is_day(text: str) -> bool:
    """Say whether `text` is a day as 2025-04-14."""
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def score(content: Content, answers: Answers) -> Result:
    """Return points, level, lines and signs of the answers that count."""
    kept = keep(content, answers).answers
    lines = [
        Line(question["code"], kept[question["code"]], points_for(question, kept[question["code"]]))
        for question in questions_of(content)
        if question["code"] in kept
    ]
    points = sum(line.points for line in lines)
    signs = [sign for sign in signs_of(content) if holds(sign["when"], kept)]
    raised = {sign["level"] for sign in signs}
    reached = [level["code"] for level in levels_of(content) if level["least"] <= points or level["code"] in raised]
    return Result(points, reached[-1] if reached else None, lines, [sign["code"] for sign in signs])
