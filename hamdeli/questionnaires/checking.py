"""Whether a questionnaire can be asked: every fault with the place where it is, so that a person can mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hamdeli.questionnaires.conditions import ATOMS, JOINS, Condition, atoms_of
from hamdeli.questionnaires.content import (
    KINDS,
    LANGUAGES,
    NOTE,
    NUMBER,
    SUBJECTS,
    TONES,
    WITH_OPTIONS,
    YES_NO,
    Content,
    Question,
    is_number,
    level_of,
    levels_of,
    most_points,
    question_of,
    questions_of,
    scores_in,
    sections_of,
    signs_of,
    values_of,
)

MOST_SCORE = 100
MOST_DAYS = 365


@dataclass(frozen=True)
class Fault:
    """What is wrong, and with which section, question, level or sign (its code; empty for the whole)."""

    code: str
    where: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def check_content(content: Content) -> list[Fault]:
    """Return the faults of a questionnaire; none means that it may be published.

    A circle of skips cannot be built: a rule may ask only for earlier questions.
    """
    return [
        *check_codes(content),
        *(fault for section in sections_of(content) for fault in check_words(section.get("title"), section["code"])),
        *(fault for question in questions_of(content) for fault in check_question(content, question)),
        *check_levels(content),
        *(fault for sign in signs_of(content) for fault in check_sign(content, sign)),
    ]


def check_codes(content: Content) -> Iterator[Fault]:
    """Nothing is asked, or two things have one code."""
    if not any(question["kind"] != NOTE for question in questions_of(content)):
        yield Fault("nothing_asked")
    for things in (sections_of(content), questions_of(content), levels_of(content), signs_of(content)):
        yield from doubled(thing["code"] for thing in things)


def doubled(codes: Iterable[str], where: str = "") -> Iterator[Fault]:
    """Yield a fault for each code that comes again."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield Fault("same_code", where or code, {"code": code})
        seen.add(code)


def check_words(words: dict[str, str] | None, where: str) -> Iterator[Fault]:
    """A text is missing in one of the languages."""
    for language in LANGUAGES:
        if not str((words or {}).get(language, "")).strip():
            yield Fault(f"no_text_{language}", where)


def check_question(content: Content, question: Question) -> Iterator[Fault]:
    """The kind, the texts, the options, the limits, the scores and the skip rule."""
    where = question["code"]
    if question.get("kind") not in KINDS:
        yield Fault("unknown_kind", where)
        return
    yield from check_words(question.get("text"), where)
    if question["kind"] in WITH_OPTIONS:
        yield from check_options(question)
    if question["kind"] == NUMBER:
        yield from check_limits(question)
    if any(not is_number(score) or not 0 <= score <= MOST_SCORE for score in scores_in(question)):
        yield Fault("bad_score", where, {"most": MOST_SCORE})
    yield from check_condition(content, question.get("show_if"), where, before=where)


def check_options(question: Question) -> Iterator[Fault]:
    """At least two options, each with a code of its own and texts."""
    where, options = question["code"], question.get("options", ())
    if len(options) < 2:
        yield Fault("too_few_options", where)
    yield from doubled((option["code"] for option in options), where)
    for option in options:
        yield from check_words(option.get("text"), where)


def check_limits(question: Question) -> Iterator[Fault]:
    """The least is not above the most; the steps of the score ascend."""
    least, most = question.get("least"), question.get("most")
    if least is not None and most is not None and least > most:
        yield Fault("limits_crossed", question["code"])
    steps = [band.get("least") for band in question.get("bands", ())]
    if steps != sorted(set(steps)):
        yield Fault("bands_not_ascending", question["code"])


def check_condition(content: Content, condition: Condition | None, where: str, *, before: str = "") -> Iterator[Fault]:
    """Every comparison asks for a question that exists, comes earlier (`before`), and can be answered so."""
    if condition and condition.get("op") not in ATOMS | JOINS | {"not"}:
        yield Fault("unknown_rule", where)
        return
    order = [question["code"] for question in questions_of(content)]
    for atom in atoms_of(condition):
        asked = question_of(content, atom.get("question", ""))
        if asked is None:
            yield Fault("unknown_question", where, {"question": atom.get("question", "")})
        elif before and order.index(asked["code"]) >= order.index(before):
            yield Fault("later_question", where, {"question": asked["code"]})
        else:
            yield from check_atom(atom, asked, where)


def check_atom(atom: Condition, asked: Question, where: str) -> Iterator[Fault]:
    """One comparison fits the question that it asks for."""
    if atom.get("op") not in ATOMS or asked.get("kind") == NOTE:
        yield Fault("unknown_rule", where)
    elif atom["op"] == "at_least":
        if asked["kind"] != NUMBER or not is_number(atom.get("value")):
            yield Fault("not_a_number", where, {"question": asked["code"]})
    elif atom["op"] != "answered":
        wanted = atom.get("values", []) if atom["op"] == "any_of" else [atom.get("value")]
        if asked["kind"] in WITH_OPTIONS | {YES_NO} and not set(wanted) <= set(values_of(asked)):
            yield Fault("unknown_option", where, {"question": asked["code"]})


def check_levels(content: Content) -> Iterator[Fault]:
    """The levels begin at nothing, ascend without a gap, and each can be reached."""
    levels = levels_of(content)
    if not levels:
        if signs_of(content) or any(most_points(question) for question in questions_of(content)):
            yield Fault("no_levels")
        return
    if levels[0]["least"] != 0:
        yield Fault("levels_gap", levels[0]["code"])
    highest = sum(most_points(question) for question in questions_of(content))
    signed = {sign.get("level") for sign in signs_of(content)}
    for level, below in zip(levels, [None, *levels], strict=False):
        if below is not None and level["least"] == below["least"]:
            yield Fault("levels_overlap", level["code"])
        if level["least"] > highest and level["code"] not in signed:
            yield Fault("level_out_of_reach", level["code"], {"highest": highest})
        yield from check_level(level)


def check_level(level: dict[str, Any]) -> Iterator[Fault]:
    """The name, the tone and the tasks of a level."""
    yield from check_words(level.get("name"), level["code"])
    if level.get("tone") not in TONES:
        yield Fault("unknown_tone", level["code"])
    if level.get("subject") and level["subject"] not in SUBJECTS:
        yield Fault("unknown_subject", level["code"])
    yield from check_tasks(level.get("tasks", ()), level["code"])


def check_sign(content: Content, sign: dict[str, Any]) -> Iterator[Fault]:
    """The name, the rule, the level and the subject of a sign."""
    where = sign["code"]
    yield from check_words(sign.get("name"), where)
    if not sign.get("when"):
        yield Fault("sign_without_rule", where)
    yield from check_condition(content, sign.get("when"), where)
    if level_of(content, sign.get("level", "")) is None:
        yield Fault("unknown_level", where)
    if sign.get("subject") and sign["subject"] not in SUBJECTS:
        yield Fault("unknown_subject", where)
    yield from check_tasks(sign.get("tasks", ()), where)


def check_tasks(tasks: Iterable[dict[str, Any]], where: str) -> Iterator[Fault]:
    """The words and the days of tasks."""
    for task in tasks:
        yield from check_words(task.get("title"), where)
        if not is_number(task.get("days")) or not 0 <= task["days"] <= MOST_DAYS:
            yield Fault("bad_days", where, {"most": MOST_DAYS})
