"""The engine: what is asked, what counts, and that no answers lead it astray."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.questionnaires.answering import check_answers, keep, score, visible
from hamdeli.questionnaires.content import NOTE, most_points, questions_of
from tests.questionnaires.making import answers_to, contents

WORDS = {"fa": "متن", "en": "text"}
LEVELS: list[dict[str, Any]] = [
    {"code": "low", "least": 0, "name": WORDS, "tone": "good"},
    {"code": "mid", "least": 4, "name": WORDS, "tone": "warn"},
    {"code": "top", "least": 9, "name": WORDS, "tone": "bad"},
]


def asking(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a questionnaire of one section."""
    for question in questions:
        question.setdefault("text", WORDS)
    return {"sections": [{"code": "s", "title": WORDS, "questions": list(questions)}], "levels": LEVELS, **more}


def smoking() -> dict[str, Any]:
    """Whether, how many, and since when: a chain of skips, with a sign."""
    return asking(
        {"code": "smokes", "kind": "yes_no", "required": True, "scores": {"yes": 2, "no": 0}},
        {
            **{"code": "many", "kind": "number", "required": True, "least": 1, "most": 60},
            "bands": [{"least": 10, "score": 2}, {"least": 20, "score": 5}],
            "show_if": {"op": "equals", "question": "smokes", "value": "yes"},
        },
        {"code": "since", "kind": "date", "show_if": {"op": "at_least", "question": "many", "value": 10}},
        {"code": "thanks", "kind": "note"},
        {"code": "why", "kind": "several_of", "options": [{"code": "a", "score": 1}, {"code": "b", "score": 3}]},
        signs=[
            {
                "code": "heavy",
                "when": {"op": "at_least", "question": "many", "value": 40},
                "level": "top",
                "name": WORDS,
            }
        ],
    )


def test_an_answer_opens_the_next_question_and_its_withdrawal_closes_the_whole_chain() -> None:
    content = smoking()
    full = {"smokes": "yes", "many": 20, "since": "2020-01-01"}
    assert visible(content, full) == ["smokes", "many", "since", "thanks", "why"]
    withdrawn = full | {"smokes": "no"}
    assert visible(content, withdrawn) == ["smokes", "thanks", "why"]
    assert keep(content, withdrawn) == ({"smokes": "no"}, ["many", "since"])
    assert check_answers(content, withdrawn) == []


def test_scores_levels_and_signs() -> None:
    content = smoking()
    few = score(content, {"smokes": "yes", "many": 9, "why": ["a"]})
    assert (few.points, few.level, few.signs) == (3, "low", [])
    more = score(content, {"smokes": "yes", "many": 19, "why": ["a", "b"]})
    assert (more.points, more.level) == (8, "mid")
    assert [(line.question, line.points) for line in more.lines] == [("smokes", 2), ("many", 2), ("why", 4)]
    heavy = score(content, {"smokes": "yes", "many": 40})
    assert (heavy.points, heavy.level, heavy.signs) == (7, "top", ["heavy"])
    assert score(content, {"smokes": "no", "many": 40}).signs == []


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({}, ("missing", "smokes")),
        ({"smokes": "maybe"}, ("outside", "smokes")),
        ({"smokes": True}, ("wrong_kind", "smokes")),
        ({"smokes": "yes"}, ("missing", "many")),
        ({"smokes": "yes", "many": 61}, ("outside", "many")),
        ({"smokes": "yes", "many": "ten"}, ("no_number", "many")),
        ({"smokes": "yes", "many": 10, "since": "1404/01/01"}, ("no_date", "since")),
        ({"smokes": "yes", "many": 10, "since": "2025-02-30"}, ("no_date", "since")),
        ({"smokes": "no", "why": ["a", "c"]}, ("outside", "why")),
        ({"smokes": "no", "why": ["a", "a"]}, ("outside", "why")),
        ({"smokes": "no", "why": "a"}, ("wrong_kind", "why")),
        ({"smokes": "no", "weight": 70}, ("not_asked", "weight")),
        ({"smokes": "no", "thanks": "yes"}, ("not_asked", "thanks")),
    ],
)
def test_an_answer_that_does_not_fit_is_named(answers: dict[str, Any], fault: tuple[str, str]) -> None:
    assert [(found.code, found.where) for found in check_answers(smoking(), answers)] == [fault]


def test_a_text_has_its_length() -> None:
    content = asking({"code": "t", "kind": "text"}, {"code": "l", "kind": "long_text"})
    assert check_answers(content, {"t": "ن" * 200, "l": "ن" * 4000}) == []
    assert [found.code for found in check_answers(content, {"t": "ن" * 201, "l": "ن" * 4001})] == ["too_long"] * 2


@given(st.data())
def test_what_is_kept_counts_and_nothing_else(data: Any) -> None:
    content = data.draw(contents())
    answers = data.draw(answers_to(content))
    kept, dropped = keep(content, answers)
    shown = visible(content, answers)
    assert set(kept) <= set(shown)
    assert not set(kept) & set(dropped)
    assert visible(content, kept) == shown
    assert keep(content, kept) == (kept, [])
    assert score(content, kept) == score(content, answers)


@given(st.data())
def test_a_score_is_the_sum_of_its_lines_and_never_above_the_most(data: Any) -> None:
    content = data.draw(contents())
    answers = data.draw(answers_to(content))
    result = score(content, answers)
    assert result.points == sum(line.points for line in result.lines)
    assert 0 <= result.points <= sum(most_points(question) for question in questions_of(content))
    assert result.level in {level["code"] for level in content["levels"]}


@given(st.data())
def test_asking_changes_neither_the_questionnaire_nor_the_answers(data: Any) -> None:
    content = data.draw(contents())
    answers = data.draw(answers_to(content))
    before = copy.deepcopy((content, answers))
    check_answers(content, answers)
    score(content, answers)
    assert (content, answers) == before


@given(st.data())
def test_answers_without_faults_answer_every_required_question_that_is_asked(data: Any) -> None:
    content = data.draw(contents())
    answers = data.draw(answers_to(content))
    if check_answers(content, answers):
        return
    kept = keep(content, answers).answers
    shown = visible(content, answers)
    owed = [row["code"] for row in questions_of(content) if row["required"] and row["kind"] != NOTE]
    assert {code for code in owed if code in shown} <= set(kept)
