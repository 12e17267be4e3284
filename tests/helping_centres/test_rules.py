"""Working hours, numbers that tell who somebody is, courses as they are typed, and the spread of times."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.support.counting import spread_of
from hamdeli.support.course_text import content_of, parts_of, result_of
from hamdeli.support.faults import SupportFault
from hamdeli.support.privacy import telling_number
from hamdeli.support.working_hours import WEEK, moment_after, working_minutes

TEHRAN = ZoneInfo("Asia/Tehran")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of October 2025: the 4th is a Saturday, the 9th a Thursday, the 10th a Friday."""
    return datetime(2025, 10, day, hour, minute, tzinfo=TEHRAN)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (at(4, 9), at(4, 10), 60),
        (at(4, 7), at(4, 8), 0),
        (at(4, 15), at(5, 9), 120),
        (at(8, 15), at(9, 9), 120),
        (at(9, 11), at(11, 9), 120),
        (at(10, 9), at(10, 15), 0),
        (at(9, 13), at(11, 8, 30), 30),
        (at(4, 0), at(11, 0), 44 * 60),
        (at(5, 9), at(4, 9), 0),
    ],
)
def test_minutes_within_working_hours(start: datetime, end: datetime, minutes: int) -> None:
    assert working_minutes(start, end) == minutes


@settings(max_examples=200, deadline=None)
@given(start=st.integers(0, 40 * 1440), minutes=st.integers(1, 4000))
def test_a_promised_moment_is_that_far_away_and_within_working_hours(start: int, minutes: int) -> None:
    begin = at(1, 0) + timedelta(minutes=start)
    promised = moment_after(begin, minutes)
    assert working_minutes(begin, promised) == minutes
    first, last = WEEK[promised.weekday()]
    assert first * 60 < promised.hour * 60 + promised.minute <= last * 60


@settings(max_examples=200, deadline=None)
@given(moments=st.lists(st.integers(0, 40 * 1440), min_size=3, max_size=3))
def test_minutes_add_up(moments: list[int]) -> None:
    a, b, c = (at(1, 0) + timedelta(minutes=each) for each in sorted(moments))
    assert working_minutes(a, b) + working_minutes(b, c) == working_minutes(a, c)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("کد ملی ۰۰۱۲۳۴۵۶۷۹ است", "national_code"),
        ("0012345679", "national_code"),
        ("001-234567-9", "national_code"),
        ("تلفن ۰۹۱۳۱۱۱۲۲۳۳", "long_number"),
        ("+98 913 111 22 33", "long_number"),
        ("6037-9911-2222-3333", "long_number"),
        ("0012345678", "long_number"),
        ("پرونده ۱۰-۰۰۰۱۲۳ از سال ۱۴۰۴", ""),
        ("12 families, 3 visits", ""),
        ("", ""),
    ],
)
def test_numbers_that_tell_who_somebody_is(text: str, told: str) -> None:
    assert telling_number(text) == told


def test_parts_and_questions_as_they_are_typed() -> None:
    assert parts_of("before\n# One \na\n\nb\n#Two\n\n") == [
        {"title": "", "text": "before"},
        {"title": "One", "text": "a\n\nb"},
    ]
    content = content_of("Q?\n- no\n+ yes\n\nR?\n+ a\n- b\n- c", 50)
    assert result_of(content, {"q1": "a2", "q2": "a1"}) == (100, True)
    assert result_of(content, {"q1": "a1", "q2": "a1"}) == (50, True)
    assert result_of(content, {"q1": "a1", "q2": "a3"}) == (0, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_questions"),
        ("+ an answer to nothing", "no_questions"),
        ("Q?", "no_options"),
        ("Q?\n+ a", "no_options"),
        ("Q?\n- a\n- b", "one_right"),
        ("Q?\n+ a\n+ b", "one_right"),
        ("Q?\n+ a\n-", "unfit"),
    ],
)
def test_questions_that_cannot_be_asked(text: str, code: str) -> None:
    with pytest.raises(SupportFault) as refused:
        content_of(text, 70)
    assert refused.value.code == code
    assert refused.value.sentence


@pytest.mark.parametrize("answers", [{}, {"q1": "a1"}, {"q1": "a1", "q2": "a9"}, {"q1": "a1", "q2": "a1", "q3": "a1"}])
def test_answers_that_are_no_answers(answers: dict[str, str]) -> None:
    content = content_of("Q?\n- no\n+ yes\n\nR?\n+ a\n- b", 50)
    with pytest.raises(SupportFault):
        result_of(content, answers)


def test_median_and_ninetieth_percentile_say_of_how_many() -> None:
    spread = spread_of([*range(1, 101), None, None])
    assert (spread.median, spread.ninetieth, spread.counted, spread.asked) == (50, 90, 100, 102)
    one = spread_of([7])
    assert (one.median, one.ninetieth, one.counted) == (7, 7, 1)
    none = spread_of([None])
    assert (none.median, none.ninetieth, none.counted, none.asked) == (None, None, 0, 1)
