"""Reading answers from a form: digits and days in any writing become the values that the engine knows."""

from collections.abc import Callable
from typing import Any

from hamdeli.persian.calendar import parse_date
from hamdeli.persian.faults import Fault
from hamdeli.persian.letters import clean
from hamdeli.persian.numbers import parse_int
from hamdeli.questionnaires.conditions import answered
from hamdeli.questionnaires.content import (
    DATE,
    LONG_TEXT,
    LONGEST,
    NOTE,
    NUMBER,
    SEVERAL_OF,
    Answers,
    Content,
    questions_of,
)

PREFIX = "q-"
"""Before the code of a question stands this in the name of its input."""


def answers_from(content: Content, values: Callable[[str], list[str]]) -> Answers:
    """Return the answers in a form. `values` returns what stands under a name (`request.POST.getlist`).

    What cannot be read stays as it was written; `check_answers` then says what is wrong with it.
    """
    read = {
        question["code"]: value_from(question["kind"], values(PREFIX + question["code"]))
        for question in questions_of(content)
        if question["kind"] != NOTE
    }
    return {code: value for code, value in read.items() if answered(value)}


def value_from(kind: str, given: list[str]) -> Any:
    """Return what was answered to a question of this kind."""
    filled = [text for text in given if text.strip()]
    if kind == SEVERAL_OF:
        return filled
    text = filled[-1].strip() if filled else ""
    if not text:
        return None
    try:
        if kind == NUMBER:
            return parse_int(text)
        if kind == DATE:
            return parse_date(text).isoformat()
    except Fault:
        return text
    return clean(text, lines=kind == LONG_TEXT) if kind in LONGEST else text


def plain(content: Content, answers: Answers) -> Answers:
    """Return answers that came from a phone as the engine knows them: a day in any calendar, a number in any digits."""
    kinds = {question["code"]: question["kind"] for question in questions_of(content)}
    return {
        code: value_from(kinds[code], [value])
        if kinds.get(code) in (NUMBER, DATE) and isinstance(value, str)
        else value
        for code, value in answers.items()
    }
