"""The rules of plans on plain values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.casework.models import Plan, Step
from hamdeli.casework.planning.rules import (
    Member,
    Standing,
    StepFacts,
    as_of,
    circle,
    farthest_end,
    in_order,
    is_quiet,
    last_movement,
    next_due,
    progress,
    progress_by_goal,
    standing,
    suggested_exemption,
)
from hamdeli.casework.planning.templates import TEMPLATES
from hamdeli.persian.calendar import from_solar

DAY = date(2025, 9, 1)
days = st.integers(-60, 60).map(lambda number: DAY + timedelta(days=number))


@st.composite
def plans(draw: st.DrawFn) -> list[StepFacts]:
    """Steps of up to three goals; each waits for an earlier one or for none, so there is no circle."""
    steps: list[StepFacts] = []
    for key in range(draw(st.integers(0, 12))):
        after = draw(st.one_of(st.none(), st.sampled_from([step.key for step in steps]))) if steps else None
        done = draw(st.one_of(st.none(), days))
        dropped = done is None and draw(st.booleans())
        number = draw(st.integers(1, 9))
        steps.append(StepFacts(key, draw(st.integers(1, 3)), number, draw(days), after, done, dropped))
    return draw(st.permutations(steps))


@given(st.dictionaries(st.integers(0, 8), st.one_of(st.none(), st.integers(0, 8))))
def test_a_circle_is_found_exactly_where_one_is(after: dict[int, int | None]) -> None:
    found = circle(after)
    if found:
        assert all(after[step] == following for step, following in zip(found, (*found[1:], found[0]), strict=True))
        return
    for start in after:
        step: int | None = start
        for _ in range(len(after) + 1):
            step = after.get(step) if step is not None else None
        assert step is None


@given(plans())
def test_order_keeps_all_steps_and_puts_none_before_what_it_waits_for(steps: list[StepFacts]) -> None:
    ordered = in_order(steps)
    assert sorted(step.key for step in ordered) == sorted(step.key for step in steps)
    places = {step.key: place for place, step in enumerate(ordered)}
    assert all(places[step.after] < places[step.key] for step in steps if step.after is not None)


@given(plans())
def test_free_steps_stand_by_their_numbers(steps: list[StepFacts]) -> None:
    free = [StepFacts(step.key, step.goal, step.number, step.due_on) for step in steps]
    assert in_order(free) == sorted(free, key=lambda step: (step.number, step.key))


@given(plans())
def test_progress_adds_up(steps: list[StepFacts]) -> None:
    whole = progress(steps, DAY)
    assert whole.done == whole.in_time + whole.late <= whole.total
    assert whole.done + whole.overdue <= whole.total
    assert 0 <= whole.share <= 1
    goals = progress_by_goal(steps, DAY).values()
    assert (sum(goal.done for goal in goals), sum(goal.total for goal in goals)) == (whole.done, whole.total)


@given(plans(), days)
def test_progress_never_falls_as_days_go_by(steps: list[StepFacts], day: date) -> None:
    earlier, later = (progress(as_of(steps, when), when) for when in (day, day + timedelta(days=30)))
    assert earlier.done <= later.done
    assert earlier.total == later.total


@given(plans())
def test_the_next_step_is_open_and_waits_for_none(steps: list[StepFacts]) -> None:
    found = next_due(steps)
    by_key = {step.key: step for step in steps}
    if found is None:
        assert not any(step.is_open for step in steps)
        return
    assert found.is_open
    assert not (found.after is not None and by_key[found.after].is_open)


@given(plans())
def test_every_step_stands_in_one_way(steps: list[StepFacts]) -> None:
    by_key = {step.key: step for step in steps}
    found = [standing(step, by_key, DAY) for step in steps]
    done = sum(how in (Standing.DONE, Standing.DONE_LATE) for how in found)
    counted = progress(steps, DAY)
    assert (done, found.count(Standing.DONE_LATE)) == (counted.done, counted.late)
    assert found.count(Standing.OVERDUE) == counted.overdue


def test_three_years_are_counted_in_solar_years() -> None:
    assert farthest_end(from_solar(1403, 12, 30)) == from_solar(1406, 12, 29)
    assert farthest_end(from_solar(1404, 5, 10)) == from_solar(1407, 5, 10)


def test_a_plan_is_quiet_after_ninety_days() -> None:
    moved = last_movement(date(2025, 1, 1), [date(2025, 2, 1)], [date(2025, 3, 1)])
    assert moved == date(2025, 3, 1)
    assert not is_quiet(moved, moved + timedelta(days=89))
    assert is_quiet(moved, moved + timedelta(days=90))


ABLE = Member(40, "well", "casual")
OLD = Member(70, "well", "home")
CHILD = Member(9, "well", "pupil")


@pytest.mark.parametrize(
    ("members", "exempt"),
    [
        ([], ""),
        ([ABLE, OLD], ""),
        ([OLD, CHILD], "age"),
        ([OLD, Member(72, "disabled", "unable")], "age"),
        ([OLD, Member(45, "disabled", "")], "disability"),
        ([Member(45, "well", "unable"), CHILD], "disability"),
        ([Member(45, "special", "home")], "illness"),
        ([Member(None, "well", "")], ""),
        ([CHILD], ""),
    ],
)
def test_exemption_is_suggested_where_no_adult_may_be_able(members: list[Member], exempt: str) -> None:
    assert suggested_exemption(members) == exempt
    assert exempt in ("", *Plan.Exempt.values)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_each_template_fits_into_three_years_and_speaks_both_languages(template: object) -> None:
    chosen = TEMPLATES[getattr(template, "code", "")]
    assert all(0 < step.days < 3 * 365 for step in chosen.steps)
    chain = [step.days for step in chosen.steps if not step.beside]
    assert chain == sorted(chain)
    for text in (chosen.label, chosen.goal, *(step.text for step in chosen.steps)):
        assert text.fa
        assert not text.fa.isascii()
        assert text.en.isascii()
        assert text.spoken("en-gb") == text.en
        assert len(text.fa) <= 200
    assert {step.who for step in chosen.steps} <= set(Step.Who)
