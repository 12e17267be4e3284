"""Courses as their authors type them: parts of text, and questions; plain Python over plain values.

A line that begins with `#` begins a part and is its title. A question is a line of its own; below it each answer has a
line that begins with `-`, the right one with `+`. The questions become a content of `questionnaires.content`.
"""

from math import ceil
from typing import Any

from hamdeli.questionnaires.answering import check_answers, score
from hamdeli.questionnaires.checking import check_content
from hamdeli.questionnaires.content import LANGUAGES, ONE_OF, Answers, Content, empty, questions_of
from hamdeli.support.faults import SupportFault

SECTION = "test"
FAILED, PASSED = "failed", "passed"
RIGHT, WRONG = "+", "-"


def parts_of(text: str) -> list[dict[str, str]]:
    """Return the parts `{"title", "text"}` of a course; text before the first title is a part without one."""
    parts: list[dict[str, str]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            parts.append({"title": line.lstrip("# ").strip(), "text": ""})
            continue
        if not parts and line.strip():
            parts.append({"title": "", "text": ""})
        if parts:
            parts[-1]["text"] += f"{line}\n"
    return [{"title": part["title"], "text": part["text"].strip()} for part in parts if part["text"].strip()]


def content_of(text: str, pass_mark: int) -> Content:
    """Return the questions as a content whose right answers score 1, with the level of who passed; refuse others."""
    questions: list[dict[str, Any]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line[0] not in (RIGHT, WRONG):
            questions.append({"code": f"q{len(questions) + 1}", "kind": ONE_OF, "text": both(line), "required": True})
            questions[-1]["options"] = []
        elif not questions:
            raise SupportFault("no_questions")
        else:
            options = questions[-1]["options"]
            worth = 1 if line[0] == RIGHT else 0
            options.append({"code": f"a{len(options) + 1}", "text": both(line[1:].strip()), "score": worth})
    if not questions:
        raise SupportFault("no_questions")
    for question in questions:
        require_answerable(question)
    sections = [{"code": SECTION, "title": both("—"), "questions": questions}]
    content = empty() | {"sections": sections, "levels": levels_for(len(questions), pass_mark)}
    faults = check_content(content)
    if faults:
        raise SupportFault("unfit", question=faults[0].where)
    return content


def levels_for(count: int, pass_mark: int) -> list[dict[str, Any]]:
    """Return the two levels of a test of `count` questions: who has not passed, and who has."""
    needed = ceil(count * pass_mark / 100)
    return [
        {"code": FAILED, "name": both(FAILED), "least": 0, "tone": "warn"},
        {"code": PASSED, "name": both(PASSED), "least": needed, "tone": "good"},
    ]


def both(text: str) -> dict[str, str]:
    """Return a text as a content keeps it: a course is written in one language, and read in it."""
    return dict.fromkeys(LANGUAGES, text)


def require_answerable(question: dict[str, Any]) -> None:
    """Refuse a question without a choice, or without exactly one right answer."""
    words = {"question": question["text"]["fa"]}
    if len(question["options"]) < 2:
        raise SupportFault("no_options", **words)
    if sum(option["score"] for option in question["options"]) != 1:
        raise SupportFault("one_right", **words)


def result_of(content: Content, answers: Answers) -> tuple[int, bool]:
    """Return how many percent of the answers are right, and whether that passes. Raises `SupportFault`."""
    if check_answers(content, answers):
        raise SupportFault("unanswered")
    result = score(content, answers)
    return result.points * 100 // len(questions_of(content)), result.level == PASSED
