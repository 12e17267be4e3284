"""A ratio is printed with its parts, what they count and their days, or not at all."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils import timezone

from hamdeli.insight.areas import AreaKey
from hamdeli.insight.bulletins.gathering import CENSUS, DAY, Figure, When, figure_of
from hamdeli.insight.bulletins.saying import RatioWithoutParts, said
from hamdeli.insight.catalogue import Level, by_key
from hamdeli.insight.periods import Period
from hamdeli.insight.reading import Value

ON = date(2026, 11, 22)
ILAM = AreaKey(Level.PROVINCE, "16")
PERIOD = Period(1405, 9, ON)
COUNTED = timezone.make_aware(datetime(2026, 11, 22, 3))
PEOPLE = Figure(by_key("people_per_centre"), 580_158 / 65, 580_158, 65, When(CENSUS, years=(1395,)), When(DAY, on=ON))


def figure(key: str, numerator: int, denominator: int | None = None) -> Figure:
    value = Value(by_key(key), ILAM, numerator, denominator, ON, COUNTED)
    return figure_of(value, PERIOD, (1395,))


def test_people_per_centre_is_as_it_is_with_its_parts() -> None:
    assert figure("people_per_centre", 580_158, 65) == PEOPLE
    english = "580,158 people / 65 centres = 8,926 people per centre (census of 1395; centres on 2026-11-22)"
    assert said(PEOPLE, "en") == english
    persian = "۵۸۰٬۱۵۸ نفر / ۶۵ مرکز = ۸٬۹۲۶ نفر به‌ازای هر مرکز (سرشماری ۱۳۹۵؛ مرکزها در ۱۴۰۵/۰۹/۰۱)"
    assert said(PEOPLE, "fa") == persian


def test_growth_has_its_sign_and_both_its_days() -> None:
    grown = figure("files_delegated_growth", 22_485, 16_061)
    text = "\u2066+40%\u2069 (22,485 files / 16,061 files; files on 2026-11-22; files on 2026-03-20)"
    assert said(grown, "en") == text
    assert said(grown, "fa").startswith("\u2066+۴۰٪\u2069 (۲۲٬۴۸۵ پرونده / ۱۶٬۰۶۱ پرونده")
    assert "−25%" in said(figure("files_delegated_growth", 75, 100), "en").replace("-", "−")


@pytest.mark.parametrize("missing", ["numerator", "denominator", "value", "numerator_when", "denominator_when"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_planted_ratio_without_a_part_is_refused(missing: str, language: str) -> None:
    with pytest.raises(RatioWithoutParts):
        said(replace(PEOPLE, **{missing: None}), language)  # type: ignore[arg-type]


def test_a_ratio_whose_parts_have_no_words_is_refused() -> None:
    with pytest.raises(RatioWithoutParts):
        said(replace(PEOPLE, indicator=by_key("aid_in_kind")), "en")


def test_a_percentage_and_a_small_ratio() -> None:
    assert "= \u206691%\u2069 (" in said(figure("capacity_used", 22_485, 24_733), "en")
    assert "= 14.3 files per social worker" in said(figure("files_per_worker", 100, 7), "en")
    assert said(figure("centres", 421), "fa") == "۴۲۱"
