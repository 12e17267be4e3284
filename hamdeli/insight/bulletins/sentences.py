"""The sentences that a bulletin is made of: data with named slots, each bound to an indicator of the catalogue."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from hamdeli.insight.catalogue import Shape, by_key
from hamdeli.insight.catalogue.centres import NORM

FILE = Path(__file__).with_name("sentences.toml")
SLOT = re.compile(r"\{(\w+(?:-\w+)*)\}")
FREE = frozenset({"place", "day", "norm"})
"""Slots that no indicator fills."""
LANGUAGES = ("fa", "en")
WITH_PARTS = (Shape.RATIO, Shape.PERCENT, Shape.GROWTH)
NUMBER_WORDS = re.compile(
    r"\b(هزار|میلیون|میلیارد|صد|درصد|برابر با|thousand|million|hundred|per ?cent|percent|dozen|double)\b", re.IGNORECASE
)
__all__ = ["FILE", "FREE", "NORM", "Nouns", "Sentence", "faults_of", "nouns", "sentences"]


@dataclass(frozen=True)
class Nouns:
    """What a ratio is of, in one language: its parts, itself, and its parts as they stand beside their days."""

    numerator: str
    denominator: str
    value: str
    numerator_dated: str
    denominator_dated: str


@dataclass(frozen=True)
class Sentence:
    """One sentence in both languages. `rest`: the first of these indicators without the others is no small count."""

    key: str
    section: str
    fa: str
    en: str
    required: bool = False
    missing_fa: str = ""
    missing_en: str = ""
    rest: tuple[str, ...] = ()

    def text(self, language: str) -> str:
        """Return the text with its slots."""
        return self.fa if language == "fa" else self.en

    def missing(self, language: str) -> str:
        """Return what is said where an indicator has no value; nothing where the sentence is left out."""
        return self.missing_fa if language == "fa" else self.missing_en

    @property
    def slots(self) -> tuple[str, ...]:
        """The names in braces, in the order of the Persian text."""
        return tuple(dict.fromkeys(SLOT.findall(self.fa)))

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that fill it."""
        return tuple(slot for slot in self.slots if slot not in FREE)


@lru_cache(maxsize=1)
def _read() -> Mapping[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def sentences() -> tuple[Sentence, ...]:
    """Return all sentences in their order."""
    return tuple(Sentence(**{**row, "rest": tuple(row.get("rest", ()))}) for row in _read()["sentence"])


def nouns(key: str, language: str) -> Nouns | None:
    """Return what the ratio with that key is of, or None where the data do not say."""
    found = _read()["nouns"].get(key)
    return Nouns(*found[language]) if found else None


def faults_of(sentence: Sentence) -> Iterator[str]:
    """Yield what is wrong with a sentence: an unknown slot, a typed-in number, a ratio whose parts have no words."""
    if set(SLOT.findall(sentence.en)) != set(sentence.slots):
        yield f"{sentence.key}: the languages have different slots"
    if bool(sentence.missing_fa) != bool(sentence.missing_en):
        yield f"{sentence.key}: what is said instead is in one language alone"
    for text in (sentence.fa, sentence.en, sentence.missing_fa, sentence.missing_en):
        plain = SLOT.sub(" ", text)
        if any(sign.isdecimal() for sign in plain) or NUMBER_WORDS.search(plain):
            yield f"{sentence.key}: a number is written in the text: {plain}"
        if "{" in plain or "}" in plain:
            yield f"{sentence.key}: a brace that is no slot"
    for key in (*sentence.indicators, *sentence.rest):
        yield from faults_of_slot(sentence, key)


def faults_of_slot(sentence: Sentence, key: str) -> Iterator[str]:
    """Yield what is wrong with one slot."""
    try:
        indicator = by_key(key)
    except KeyError:
        yield f"{sentence.key}: {key} names no indicator"
        return
    if indicator.shape in WITH_PARTS and any(nouns(key, language) is None for language in LANGUAGES):
        yield f"{sentence.key}: nobody says what the parts of {key} count"
