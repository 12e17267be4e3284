"""What a questionnaire is made of, as plain values: sections, questions, skip rules, scores, signs and levels.

The whole is JSON, so that an edition can be kept, sent to a phone and read again after years. docs/questionnaires.md
describes its shape. Plain Python: no Django here.
"""

from collections.abc import Iterator
from typing import Any

Content = dict[str, Any]
Question = dict[str, Any]
Answers = dict[str, Any]

YES_NO, ONE_OF, SEVERAL_OF = "yes_no", "one_of", "several_of"
NUMBER, TEXT, LONG_TEXT, DATE, NOTE = "number", "text", "long_text", "date", "note"
KINDS = (YES_NO, ONE_OF, SEVERAL_OF, NUMBER, TEXT, LONG_TEXT, DATE, NOTE)
WITH_OPTIONS = frozenset({ONE_OF, SEVERAL_OF})
YES, NO = "yes", "no"
LONGEST = {TEXT: 200, LONG_TEXT: 4000}
TONES = ("good", "accent", "warn", "bad", "neutral")
SUBJECTS = ("child", "violence", "suicide", "other")
"""What a sign may be about where only named posts may read on; the same words as the restricted notes of casework."""
LANGUAGES = ("fa", "en")


def empty() -> Content:
    """Return a questionnaire without anything."""
    return {"sections": [], "levels": [], "signs": []}


def sections_of(content: Content) -> list[dict[str, Any]]:
    """Return the sections, in order."""
    return list(content.get("sections", ()))


def questions_of(content: Content) -> list[Question]:
    """Return all questions, in the order in which they are asked."""
    return [question for section in sections_of(content) for question in section.get("questions", ())]


def question_of(content: Content, code: str) -> Question | None:
    """Return the question with that code."""
    return next((question for question in questions_of(content) if question["code"] == code), None)


def earlier_than(content: Content, code: str) -> list[Question]:
    """Return the questions that are asked before the one with that code, and can be answered."""
    earlier: list[Question] = []
    for question in questions_of(content):
        if question["code"] == code:
            break
        earlier.append(question)
    return [question for question in earlier if question["kind"] != NOTE]


def levels_of(content: Content) -> list[dict[str, Any]]:
    """Return the levels, the lowest first."""
    return sorted(content.get("levels", ()), key=lambda level: level["least"])


def level_of(content: Content, code: str) -> dict[str, Any] | None:
    """Return the level with that code."""
    return next((level for level in content.get("levels", ()) if level["code"] == code), None)


def signs_of(content: Content) -> list[dict[str, Any]]:
    """Return the signs: answers that count by themselves, whatever the score."""
    return list(content.get("signs", ()))


def values_of(question: Question) -> list[str]:
    """Return the answers from which one chooses; none where the answer is free."""
    if question["kind"] == YES_NO:
        return [YES, NO]
    return [option["code"] for option in question.get("options", ())] if question["kind"] in WITH_OPTIONS else []


def points_for(question: Question, answer: Any) -> int:
    """Return what an answer scores; nothing where the question or the answer scores nothing."""
    kind = question["kind"]
    if kind == YES_NO:
        return int(question.get("scores", {}).get(answer, 0)) if isinstance(answer, str) else 0
    if kind in WITH_OPTIONS:
        chosen = answer if isinstance(answer, list) else [answer]
        return sum(int(option.get("score", 0)) for option in question.get("options", ()) if option["code"] in chosen)
    if kind == NUMBER:
        reached = [band for band in question.get("bands", ()) if is_number(answer) and band["least"] <= answer]
        return int(max(reached, key=lambda band: int(band["least"]))["score"]) if reached else 0
    return 0


def most_points(question: Question) -> int:
    """Return the highest score that an answer to the question can have."""
    kind = question["kind"]
    if kind == YES_NO:
        return int(max([0, *question.get("scores", {}).values()]))
    if kind in WITH_OPTIONS:
        scores = [option.get("score", 0) for option in question.get("options", ())]
        return int(sum(scores) if kind == SEVERAL_OF else max([0, *scores]))
    return int(max([0, *(band["score"] for band in question.get("bands", ()))]))


def scores_in(question: Question) -> Iterator[int]:
    """Yield every score that stands in a question."""
    yield from question.get("scores", {}).values()
    yield from (option.get("score", 0) for option in question.get("options", ()))
    yield from (band.get("score", 0) for band in question.get("bands", ()))


def is_number(value: Any) -> bool:
    """Say whether `value` is a whole number (and not a truth value)."""
    return isinstance(value, int) and not isinstance(value, bool)


def text_in(words: dict[str, str] | None, language: str) -> str:
    """Return a text in the reader's language, or in the other one where it is missing."""
    words = words or {}
    first, second = ("fa", "en") if language.startswith("fa") else ("en", "fa")
    return words.get(first) or words.get(second) or ""
