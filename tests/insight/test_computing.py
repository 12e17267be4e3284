"""Every indicator is counted for every area, in as many queries for one file as for twenty."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.centres.models import LicenceMove
from hamdeli.insight.areas import AreaKey
from hamdeli.insight.catalogue import CATALOGUE, Level, by_key
from hamdeli.insight.computing import compute, compute_all, wanted
from hamdeli.insight.jobs import compute_nightly
from hamdeli.insight.models import Computation, Reading
from hamdeli.insight.periods import Period, last_day, running
from hamdeli.insight.reading import read
from hamdeli.jobs.models import Job
from tests.support.cast import Cast, case_file

TODAY = date(2026, 11, 22)
NATION, ISFAHAN, KASHAN = AreaKey(Level.NATION, "IR"), AreaKey(Level.PROVINCE, "10"), AreaKey(Level.COUNTY, "1003")
MEHR = AreaKey(Level.CENTRE, "10-001")


def test_a_figure_is_read_with_its_parts(cast: Cast) -> None:
    compute(running(TODAY))
    values = read(["people_per_centre", "centres_mosque"], [NATION, ISFAHAN], running(TODAY))
    people = values["people_per_centre", ISFAHAN]
    assert (people.numerator, people.denominator, people.as_of) == (5_120_850, 3, TODAY)
    assert people.value == pytest.approx(5_120_850 / 3)
    nation = values["people_per_centre", NATION]
    assert (nation.numerator, nation.denominator) == (5_120_850 + 580_158, 4)


def test_nothing_to_divide_by_gives_no_ratio(cast: Cast) -> None:
    compute(running(TODAY))
    value = read(["women_heads"], [ISFAHAN], running(TODAY), all_counts=True)["women_heads", ISFAHAN]
    assert (value.value, value.numerator, value.denominator) == (None, 0, 0)


def test_small_counts_are_for_those_who_open_files(cast: Cast) -> None:
    case_file("10-1", cast.kashan)
    compute(running(TODAY))
    assert read(["families"], [ISFAHAN], running(TODAY))["families", ISFAHAN].hidden
    assert read(["families"], [ISFAHAN], running(TODAY), all_counts=True)["families", ISFAHAN].numerator == 1
    assert read(["families"], [KASHAN], running(TODAY))["families", KASHAN].hidden


def test_as_many_queries_for_one_file_as_for_twenty(cast: Cast) -> None:
    counts = []
    compute(running(TODAY))
    for number in (1, 20):
        for at in range(number):
            case_file(f"10-{number}-{at}", cast.kashan)
        with CaptureQueriesContext(connection) as captured:
            compute(running(TODAY))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_computing_again_replaces_the_readings(cast: Cast) -> None:
    compute(running(TODAY))
    before = Reading.objects.count()
    compute(running(TODAY))
    assert (Reading.objects.count(), Computation.objects.count()) == (before, 1)


def test_what_other_definitions_counted_is_not_read(cast: Cast) -> None:
    compute(running(TODAY))
    Computation.objects.update(definitions="before")
    assert read(["centres"], [ISFAHAN], running(TODAY)) == {}


def test_all_periods_are_computed_and_broken_off_months_forgotten(cast: Cast) -> None:
    compute(Period(1405, 7, date(2026, 10, 3)))
    compute_all(TODAY)
    found = {(one.year, one.months, one.until) for one in Computation.objects.all()}
    assert found == {(one.year, one.months, one.until) for one in wanted(TODAY)}


def test_the_night_computes_what_any_period_of_the_dashboards_lacks(cast: Cast) -> None:
    today = timezone.localdate()
    compute(running(today))
    assert compute_nightly() == 1
    assert compute_nightly() == 0
    Job.objects.update(state="done", ended_at=timezone.now())
    compute_all(today)
    assert compute_nightly() == 0


def test_a_past_day_counts_the_licence_of_that_day(cast: Cast) -> None:
    at = timezone.make_aware(datetime(2025, 6, 1, 10))
    LicenceMove.objects.create(centre=cast.mehr, act="give", before="provisional", after="active", at=at)
    whole = Period(1403, 12, last_day(1403, 12))
    compute(whole)
    compute(running(TODAY))
    before, now = (read(["centres"], [ISFAHAN], when)["centres", ISFAHAN] for when in (whole, running(TODAY)))
    assert (before.numerator, now.numerator) == (2, 3)


def test_keys_are_unique_and_short() -> None:
    keys = [indicator.key for indicator in CATALOGUE]
    assert len(keys) == len(set(keys))
    assert all(by_key(key).key == key and len(key) <= 40 for key in keys)
