"""Families: who is in them, why they came under support, what they need most."""

from dataclasses import dataclass

import numpy as np

from hamdeli.config.demo.seeds import Chance, Flags, Integers, draw

# One, two, three, four and five or more persons. Shape as published for 48,633 households; mean 2.07 as nationally.
SIZES = {"1": 42.0, "2": 27.5, "3": 17.5, "4": 9.0, "5": 2.6, "6": 1.0, "7": 0.4}
WOMEN_HEADS = 0.57
# Women heads: widowhood first, then divorce; men: a household with a male head is covered only if he cannot work.
# Together near the published causes (death 37, incapacity 17 to 21, divorce 10, prison 1 to 2 per cent).
CAUSES_OF_WOMEN = {"death": 63, "divorce": 19, "old_age": 8, "illness": 3, "prison": 3.5, "other": 3.5}
CAUSES_OF_MEN = {"incapacity": 40, "old_age": 42, "illness": 10, "other": 8}
# Chance that the head is 60 or older; together the published 58% of households.
ELDERLY = {
    "death": 0.68, "divorce": 0.05, "incapacity": 0.42, "illness": 0.50, "old_age": 1.0, "prison": 0.0, "other": 0.4,
}  # fmt: skip
# 60 to 74, 75 to 89, 90 and older: 1,024, 516 and 81 thousand.
BANDS = {"60": 1024, "75": 516, "90": 81}
NEEDS = {
    "death": {"general": 62, "employment": 14, "education": 14, "health": 8, "social_work": 2},
    "divorce": {"general": 40, "employment": 26, "education": 14, "health": 4, "social_work": 16},
    "incapacity": {"general": 64, "employment": 6, "education": 6, "health": 22, "social_work": 2},
    "illness": {"general": 34, "employment": 4, "education": 4, "health": 56, "social_work": 2},
    "old_age": {"general": 76, "employment": 0, "education": 0, "health": 22, "social_work": 2},
    "prison": {"general": 34, "employment": 22, "education": 14, "health": 2, "social_work": 28},
    "other": {"general": 58, "employment": 16, "education": 10, "health": 8, "social_work": 8},
}
PRIORITIES = {"1": 8, "2": 22, "3": 40, "4": 22, "5": 8}
PRESSING = frozenset({"prison", "illness"})


@dataclass(frozen=True)
class Families:
    """One entry for each family. `head_age` in years."""

    members: Integers
    woman_head: Flags
    cause: list[str]
    head_age: Integers
    need: list[str]
    priority: Integers


def draw_families(chance: Chance, count: int) -> Families:
    """Draw `count` families."""
    woman_head = chance.random(count) < WOMEN_HEADS
    cause = [""] * count
    for women, causes in ((True, CAUSES_OF_WOMEN), (False, CAUSES_OF_MEN)):
        there = np.flatnonzero(woman_head == women)
        for at, word in zip(there, draw(chance, dict(causes), len(there)), strict=True):
            cause[at] = word
    head_age = ages_of_heads(chance, cause)
    members = np.array(draw(chance, SIZES, count), dtype=np.int64)
    return Families(
        members=members,
        woman_head=woman_head,
        cause=cause,
        head_age=head_age,
        need=needs_of(chance, cause),
        priority=priorities_of(chance, cause, members),
    )


def ages_of_heads(chance: Chance, cause: list[str]) -> Integers:
    """Ages in years: the elderly by the published bands, the others between 22 and 59."""
    elderly = chance.random(len(cause)) < np.array([ELDERLY[word] for word in cause])
    band = np.array(draw(chance, dict(BANDS), len(cause)), dtype=np.int64)
    old = np.where(band == 90, 90 + chance.integers(0, 9, len(cause)), band + chance.integers(0, 15, len(cause)))
    young = 22 + np.floor(38 * chance.beta(2.2, 1.6, len(cause))).astype(np.int64)
    ages: Integers = np.where(elderly, old, young)
    return ages


def needs_of(chance: Chance, cause: list[str]) -> list[str]:
    """The main need, by the cause of support."""
    need = [""] * len(cause)
    for word, shares in NEEDS.items():
        there = [at for at, other in enumerate(cause) if other == word]
        for at, drawn in zip(there, draw(chance, dict(shares), len(there)), strict=True):
            need[at] = drawn
    return need


def priorities_of(chance: Chance, cause: list[str], members: Integers) -> Integers:
    """From 1 to 5; one step more for the ill, for prisoners' families and for large ones."""
    drawn = np.array(draw(chance, dict(PRIORITIES), len(cause)), dtype=np.int64)
    pressing = np.array([word in PRESSING for word in cause]) | (members >= 4)
    steps: Integers = np.minimum(drawn + pressing, 5)
    return steps
