"""Every indicator is computed twice, by the queries of the catalogue and by plain Python, and both say the same."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from hamdeli.insight.catalogue import CATALOGUE
from hamdeli.insight.computing import compute
from hamdeli.insight.models import Reading
from hamdeli.insight.periods import Period, last_day, running
from hamdeli.questionnaires.models import Edition, Questionnaire
from tests.insight.expected import expected
from tests.insight.oracle import Exported, Oracle
from tests.insight.register import Register
from tests.support.cast import Cast

TODAY = date(2026, 11, 22)
PERIODS = (running(TODAY), Period(1404, 12, last_day(1404, 12)), running(TODAY).a_year_before)


@pytest.fixture
def edition(cast: Cast) -> Edition:
    sheet = Questionnaire.objects.create(code="q", purpose="screening", title_fa="پ", title_en="q")
    return Edition.objects.create(
        questionnaire=sheet, number=1, content={}, digest="x", published_at=timezone.now(), published_by=cast.deputy
    )


def differences(period: Period) -> list[str]:
    """Return where readings and oracle differ."""
    compute(period)
    told = expected(Oracle(Exported(), period.since, period.until))
    read = {(row.key, row.level, row.area): (row.numerator, row.denominator) for row in Reading.objects.all()}
    found = []
    for indicator in CATALOGUE:
        above, below = told[indicator.key]
        levels = set(indicator.levels)
        places = {place for place in (*above, *(below or ())) if place[0] in levels}
        places |= {(level, area) for key, level, area in read if key == indicator.key}
        for place in sorted(places):
            want = (above[place], below[place] if below is not None else None)
            have = read.get((indicator.key, *place), (0, None if below is None else 0))
            if want != have:
                found.append(f"{indicator.key} {place}: counted {have}, by the rows {want}")
    return found


class Undone(Exception):
    """Takes a register back."""


def check(cast: Cast, edition: Edition, seeds: range, files: int) -> list[str]:
    """Return the differences of many registers, each in a transaction that is taken back."""
    found = []
    for seed in seeds:
        try:
            with transaction.atomic():
                Register(cast, edition, seed).write(files)
                for period in PERIODS[: 1 + seed % 3]:
                    found += [f"seed {seed}: {one}" for one in differences(period)]
                    Reading.objects.all().delete()
                raise Undone
        except Undone:
            continue
    return found


def test_ten_random_registers_are_counted_the_same_twice(cast: Cast, edition: Edition) -> None:
    assert check(cast, edition, range(10), 14) == []


@pytest.mark.long
def test_a_hundred_random_registers_are_counted_the_same_twice(cast: Cast, edition: Edition) -> None:
    assert check(cast, edition, range(100, 200), 25) == []


def test_a_planted_fault_is_seen(cast: Cast, edition: Edition, monkeypatch: Any) -> None:
    """A day too many at the beginning of the period is found."""
    Register(cast, edition, 3).write(30)
    true = Period.since.fget  # type: ignore[attr-defined]
    before = differences(PERIODS[0])
    monkeypatch.setattr(Period, "since", property(lambda self: true(self).replace(day=1)))
    assert before == []
    compute(PERIODS[0])
    wrong = expected(Oracle(Exported(), true(PERIODS[0]), PERIODS[0].until))
    read = {(r.level, r.area): r.numerator for r in Reading.objects.filter(key="visits")}
    aid = {(r.level, r.area): r.numerator for r in Reading.objects.filter(key="aid")}
    assert read != dict(wrong["visits"][0]) or aid != dict(wrong["aid"][0])
