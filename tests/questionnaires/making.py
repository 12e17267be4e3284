"""Questionnaires and answers by chance, sound ones and unsound ones."""

from typing import Any

from hypothesis import strategies as st

from hamdeli.questionnaires.content import KINDS, NOTE, NUMBER, WITH_OPTIONS, YES_NO, values_of

Drawn = Any
WORDS = {"fa": "متن", "en": "text"}
STRAY = st.sampled_from(["", "yes", "no", "o1", "o9", "x" * 201, "2025-02-30", "2025-03-01", "۱۲", "0000-01-01"])


@st.composite
def contents(draw: Drawn) -> dict[str, Any]:
    """A sound questionnaire of up to six questions in up to three sections, with skips, scores, levels and signs."""
    questions: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        questions.append(draw(question(f"q{number}", list(questions))))
    if all(asked["kind"] == NOTE for asked in questions):
        questions.append({"code": "q9", "kind": YES_NO, "text": WORDS, "required": True, "scores": {"yes": 1}})
    cuts = sorted(draw(st.sets(st.integers(1, len(questions)), max_size=2)))
    parts = [questions[low:high] for low, high in zip([0, *cuts], [*cuts, len(questions)], strict=True)]
    sections = [{"code": f"s{at}", "title": WORDS, "questions": part} for at, part in enumerate(parts)]
    return {"sections": sections, "levels": draw(levels()), "signs": draw(signs(questions))}


@st.composite
def question(draw: Drawn, code: str, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    """One question; its rule asks for earlier ones."""
    kind = draw(st.sampled_from(KINDS))
    made: dict[str, Any] = {"code": code, "kind": kind, "text": WORDS, "required": draw(st.booleans())}
    score = st.integers(0, 9)
    if kind == YES_NO:
        made["scores"] = {"yes": draw(score), "no": draw(score)}
    if kind in WITH_OPTIONS:
        count = draw(st.integers(2, 4))
        made["options"] = [{"code": f"o{at}", "text": WORDS, "score": draw(score)} for at in range(count)]
    if kind == NUMBER:
        made |= {"least": 0, "most": draw(st.integers(0, 9)), "bands": [{"least": 2, "score": draw(score)}]}
    if draw(st.booleans()):
        made["show_if"] = draw(conditions(earlier))
    return made


@st.composite
def conditions(draw: Drawn, earlier: list[dict[str, Any]], depth: int = 2) -> dict[str, Any] | None:
    """A rule over earlier questions, or none where there are none."""
    asked = [row for row in earlier if row["kind"] != NOTE]
    if not asked:
        return None
    op = draw(st.sampled_from(["atom", "atom", "and", "or", "not"])) if depth else "atom"
    if op == "not":
        return {"op": "not", "condition": draw(conditions(asked, depth - 1))}
    if op != "atom":
        return {"op": op, "conditions": [draw(conditions(asked, depth - 1)) for _ in range(2)]}
    about = draw(st.sampled_from(asked))
    compared: dict[str, Any] = draw(atom(about))
    return compared


@st.composite
def atom(draw: Drawn, about: dict[str, Any]) -> dict[str, Any]:
    """One comparison that fits its question."""
    known = values_of(about)
    if about["kind"] == NUMBER:
        return {"op": "at_least", "question": about["code"], "value": draw(st.integers(0, 5))}
    if not known or draw(st.booleans()):
        return {"op": "answered", "question": about["code"]}
    if draw(st.booleans()):
        return {"op": "equals", "question": about["code"], "value": draw(st.sampled_from(known))}
    return {"op": "any_of", "question": about["code"], "values": known[:2]}


@st.composite
def levels(draw: Drawn) -> list[dict[str, Any]]:
    """One to three levels; the higher ones are also raised by signs, so each can be reached."""
    leasts = [0, *sorted(draw(st.sets(st.integers(1, 12), max_size=2)))]
    return [{"code": f"l{at}", "least": least, "name": WORDS, "tone": "warn"} for at, least in enumerate(leasts)]


@st.composite
def signs(draw: Drawn, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A sign or none."""
    rule = draw(conditions(questions))
    return [{"code": "sign", "name": WORDS, "when": rule, "level": "l0"}] if rule and draw(st.booleans()) else []


@st.composite
def answers_to(draw: Drawn, content: dict[str, Any]) -> dict[str, Any]:
    """Answers, most of them fitting."""
    given: dict[str, Any] = {}
    for section in content["sections"]:
        for asked in section["questions"]:
            if draw(st.integers(0, 3)):
                given[asked["code"]] = draw(answer(asked))
    if draw(st.booleans()):
        given["stranger"] = draw(STRAY)
    return given


def answer(asked: dict[str, Any]) -> st.SearchStrategy[Any]:
    """An answer to one question, seldom one that does not fit."""
    known = values_of(asked)
    stray = st.one_of(STRAY, st.integers(-2, 12), st.just(["o0", "o0"]), st.none())
    if asked["kind"] == NUMBER:
        return st.one_of(st.integers(0, 9), stray)
    if asked["kind"] == "several_of":
        return st.one_of(st.lists(st.sampled_from(known), unique=True), stray)
    return st.one_of(st.sampled_from(known), st.sampled_from(known), stray) if known else STRAY
