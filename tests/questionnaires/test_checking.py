"""A questionnaire that could not be asked is not published; every fault is found and named."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from hamdeli.questionnaires.checking import check_content
from hamdeli.questionnaires.content import empty, questions_of
from tests.questionnaires.making import contents
from tests.questionnaires.test_answering import smoking

Change = Callable[[dict[str, Any]], Any]


def sound() -> dict[str, Any]:
    """Return a questionnaire without a fault."""
    content = smoking()
    for option in questions_of(content)[4]["options"]:
        option["text"] = {"fa": "متن", "en": "text"}
    return content


def at(content: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a question by its place."""
    return questions_of(content)[number]


FAULTS: list[tuple[str, str, Change]] = [
    ("nothing_asked", "", lambda c: c["sections"].clear() or c["signs"].clear()),
    ("same_code", "smokes", lambda c: at(c, 3).update(code="smokes")),
    ("same_code", "why", lambda c: at(c, 4)["options"][1].update(code="a")),
    ("unknown_kind", "smokes", lambda c: at(c, 0).update(kind="song")),
    ("no_text_en", "smokes", lambda c: at(c, 0).update(text={"fa": "متن", "en": "  "})),
    ("no_text_fa", "s", lambda c: c["sections"][0].update(title={"en": "text"})),
    ("no_text_fa", "why", lambda c: at(c, 4)["options"][0].update(text={"en": "text"})),
    ("too_few_options", "why", lambda c: at(c, 4).update(options=at(c, 4)["options"][:1])),
    ("limits_crossed", "many", lambda c: at(c, 1).update(least=61)),
    ("bands_not_ascending", "many", lambda c: at(c, 1)["bands"].reverse()),
    ("bad_score", "smokes", lambda c: at(c, 0).update(scores={"yes": -1})),
    ("later_question", "smokes", lambda c: at(c, 0).update(show_if={"op": "answered", "question": "many"})),
    ("later_question", "many", lambda c: at(c, 1)["show_if"].update(question="many", op="answered")),
    ("unknown_question", "many", lambda c: at(c, 1)["show_if"].update(question="gone")),
    ("unknown_option", "many", lambda c: at(c, 1)["show_if"].update(value="maybe")),
    ("not_a_number", "since", lambda c: at(c, 2)["show_if"].update(question="smokes")),
    ("unknown_rule", "since", lambda c: at(c, 2)["show_if"].update(op="eval")),
    ("unknown_rule", "why", lambda c: at(c, 4).update(show_if={"op": "answered", "question": "thanks"})),
    ("no_levels", "", lambda c: c.update(levels=[], signs=[])),
    ("levels_gap", "low", lambda c: c["levels"][0].update(least=1)),
    ("levels_overlap", "mid", lambda c: c["levels"][1].update(least=0)),
    ("level_out_of_reach", "mid", lambda c: c["levels"][1].update(least=50)),
    ("same_code", "low", lambda c: c["levels"][1].update(code="low")),
    ("unknown_tone", "mid", lambda c: c["levels"][1].update(tone="purple")),
    ("bad_days", "mid", lambda c: c["levels"][1].update(tasks=[{"title": at(c, 0)["text"], "days": 1000}])),
    ("unknown_level", "heavy", lambda c: c["signs"][0].update(level="gone")),
    ("sign_without_rule", "heavy", lambda c: c["signs"][0].update(when=None)),
    ("unknown_subject", "heavy", lambda c: c["signs"][0].update(subject="gossip")),
    ("no_text_en", "heavy", lambda c: c["signs"][0].update(name={"fa": "متن"})),
]


@pytest.mark.parametrize(("code", "where", "spoil"), FAULTS, ids=[f"{code}-{where}" for code, where, _ in FAULTS])
def test_a_fault_is_found_and_named(code: str, where: str, spoil: Change) -> None:
    content = copy.deepcopy(sound())
    assert check_content(content) == []
    spoil(content)
    assert (code, where) in {(fault.code, fault.where) for fault in check_content(content)}


def test_an_empty_questionnaire_asks_nothing() -> None:
    assert [fault.code for fault in check_content(empty())] == ["nothing_asked"]


@settings(max_examples=30)
@given(contents())
def test_a_circle_of_skips_is_a_fault_whatever_the_questionnaire(content: dict[str, Any]) -> None:
    questions = questions_of(content)
    for number, question in enumerate(questions):
        for later in questions[number:]:
            rule = {"op": "not", "condition": {"op": "answered", "question": later["code"]}}
            turned = copy.deepcopy(content)
            at(turned, number)["show_if"] = rule
            assert ("later_question", question["code"]) in {(row.code, row.where) for row in check_content(turned)}


@given(contents())
def test_the_drawn_questionnaires_are_sound_but_for_levels_out_of_reach(content: dict[str, Any]) -> None:
    assert {fault.code for fault in check_content(content)} <= {"level_out_of_reach"}
