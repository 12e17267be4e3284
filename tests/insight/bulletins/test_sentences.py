"""The sentences are data: every slot names an indicator, no number is written in, both languages are whole."""

from dataclasses import replace

import pytest

from hamdeli.insight.bulletins.paper import SECTIONS
from hamdeli.insight.bulletins.sentences import Sentence, faults_of, sentences
from hamdeli.persian.digits import to_persian

SOUND = Sentence(key="x", section="care", fa="{centres} مرکز", en="{centres} centres")


def test_the_sentences_of_the_house_are_sound() -> None:
    assert [fault for sentence in sentences() for fault in faults_of(sentence)] == []
    assert {sentence.section for sentence in sentences()} == {"headline", *SECTIONS}
    assert len({sentence.key for sentence in sentences()}) == len(sentences())
    assert all(sentence.fa.strip() and sentence.en.strip() for sentence in sentences())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"fa": "{happiness} مرکز", "en": "{happiness} centres"}, "names no indicator"),
        ({"fa": f"{to_persian(421)} مرکز و {{centres}}"}, "a number is written"),
        ({"en": "421 centres and {centres}"}, "a number is written"),
        ({"en": "ten thousand people, {centres}"}, "a number is written"),
        ({"fa": "هر ده هزار نفر {centres}"}, "a number is written"),
        ({"en": "centres"}, "different slots"),
        ({"fa": "{aid_in_kind}", "en": "{aid_in_kind}"}, "nobody says what the parts"),
        ({"rest": ("nothing",)}, "names no indicator"),
        ({"en": "{centres} {centres"}, "a brace"),
    ],
)
def test_a_planted_fault_is_found(changes: dict[str, object], fault: str) -> None:
    assert list(faults_of(SOUND)) == []
    found = list(faults_of(replace(SOUND, **changes)))  # type: ignore[arg-type]
    assert any(fault in each for each in found), found
