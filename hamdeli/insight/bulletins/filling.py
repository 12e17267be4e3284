"""Filling the sentences of a bulletin: each is said in both languages, or left out with the reason why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hamdeli.insight.bulletins.gathering import Figure, Gathered
from hamdeli.insight.bulletins.reasons import LeftOut
from hamdeli.insight.bulletins.saying import RatioWithoutParts, norm_said, place_said, said
from hamdeli.insight.bulletins.sentences import LANGUAGES, SLOT, WITH_PARTS, Sentence, sentences
from hamdeli.insight.catalogue import Dates, Shape
from hamdeli.insight.suppressing import is_small
from hamdeli.persian.calendar import format_date


@dataclass(frozen=True)
class Filled:
    """One sentence as it is said in both languages, the figures in it, and why it is not printed, if so."""

    sentence: Sentence
    fa: str
    en: str
    figures: list[dict[str, Any]] = field(default_factory=list)
    left_out: str = ""


Counts = Mapping[str, frozenset[int]]
"""What earlier bulletins of the place printed of each indicator that counts families."""


def fill(gathered: Gathered, printed: Counts) -> list[Filled]:
    """Return every sentence, filled or left out."""
    return [filled(sentence, gathered, printed) for sentence in sentences()]


def indicators_needed() -> list[str]:
    """Return the keys of all indicators that the sentences ask for."""
    return list(dict.fromkeys(key for sentence in sentences() for key in (*sentence.indicators, *sentence.rest)))


def filled(sentence: Sentence, gathered: Gathered, printed: Counts) -> Filled:
    """Return one sentence, filled or left out; or what is said instead where it declares that."""
    figures = {key: gathered.figures.get(key) for key in (*sentence.indicators, *sentence.rest)}
    reason = why_not(sentence, figures, printed) or tells_centres(sentence, gathered)
    if reason in (LeftOut.UNCOUNTED, LeftOut.NO_RATIO, LeftOut.NO_PARTS) and sentence.missing_fa:
        return Filled(sentence, sentence.missing_fa, sentence.missing_en)
    if reason:
        return Filled(sentence, "", "", left_out=reason)
    texts = {language: in_words(sentence, figures, gathered, language) for language in LANGUAGES}
    frozen = [figure.plain() for key in sentence.indicators if (figure := figures[key])]
    return Filled(sentence, figures=frozen, **texts)


def why_not(sentence: Sentence, figures: Mapping[str, Figure | None], printed: Counts) -> str:
    """Return why the sentence may not be printed, or nothing."""
    found = [figure for figure in figures.values() if figure is not None]
    if len(found) < len(figures):
        return LeftOut.UNCOUNTED
    for figure in found:
        if reason := why_not_figure(figure, printed):
            return reason
    counts = [figures[key] for key in sentence.rest]
    first, others = counts[:1], counts[1:]
    left = sum(one.numerator or 0 for one in first if one) - sum(one.numerator or 0 for one in others if one)
    return LeftOut.SMALL if is_small(abs(left)) else ""


def tells_centres(sentence: Sentence, gathered: Gathered) -> str:
    """Return why counties without a centre are not told: where the centres are so few that their count is not."""
    centres = gathered.figures.get("centres")
    few = centres is not None and (centres.hidden or is_small(centres.numerator or 0))
    return LeftOut.SMALL if few and "counties_without" in sentence.indicators else ""


def why_not_figure(figure: Figure, printed: Counts) -> str:
    """Return why one figure may not be printed, or nothing."""
    if figure.hidden:
        return LeftOut.HIDDEN
    if figure.numerator is None:
        return LeftOut.UNCOUNTED
    if figure.indicator.shape in WITH_PARTS:
        if not figure.denominator:
            return LeftOut.NO_RATIO
        if figure.numerator_when is None or figure.denominator_when is None:
            return LeftOut.NO_PARTS
    if is_few(figure):
        return LeftOut.SMALL
    return LeftOut.NEAR if is_near(figure, printed) else ""


def is_few(figure: Figure) -> bool:
    """Say whether the figure tells of fewer than ten: by itself, by a part, or by the difference of its parts."""
    numerator, denominator = figure.numerator or 0, figure.denominator
    if numerator < 1 or is_small(numerator) or (is_small(round(figure.value or 0)) and denominator is None):
        return True
    if is_small(denominator or 0):
        return True
    apart = figure.indicator.shape in (Shape.PERCENT, Shape.GROWTH)
    return apart and denominator is not None and is_small(abs(denominator - numerator))


def counts_families(figure: Figure) -> bool:
    """Say whether the figure counts families on a day: two such counts must not tell a few by their difference."""
    return figure.indicator.dates == Dates.STOCK and figure.indicator.family


def is_near(figure: Figure, printed: Counts) -> bool:
    """Say whether an earlier bulletin printed a count that differs by one to nine families."""
    if not counts_families(figure) or figure.numerator is None:
        return False
    return any(is_small(abs(figure.numerator - before)) for before in printed.get(figure.indicator.key, ()))


def in_words(sentence: Sentence, figures: Mapping[str, Figure | None], gathered: Gathered, language: str) -> str:
    """Return the text with every slot filled. Raises `RatioWithoutParts`."""
    free = {
        "place": place_said(gathered.place, language),
        "day": format_date(gathered.period.until, language, long=True),
        "norm": norm_said(language),
    }

    def value(name: str) -> str:
        if name in free:
            return free[name]
        figure = figures[name]
        if figure is None:
            raise RatioWithoutParts(name)
        return said(figure, language)

    return SLOT.sub(lambda slot: value(slot[1]), sentence.text(language))
