"""Plans: made from templates, gone through step by step, reviewed, ended; and all that is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from hamdeli.casework.models import Goal, Plan, Review, Step
from hamdeli.casework.planning.ending import end_plan
from hamdeli.casework.planning.faults import PlanFault
from hamdeli.casework.planning.finding import overdue, quiet, visible_plans
from hamdeli.casework.planning.finishing import correct_step, corrections_of, finish_step
from hamdeli.casework.planning.goals import add_goal, add_goal_from_template, drop_goal, reach_goal
from hamdeli.casework.planning.keeping import facts_of_plan
from hamdeli.casework.planning.making import exemption_of, make_plan
from hamdeli.casework.planning.reviewing import review
from hamdeli.casework.planning.rules import farthest_end, progress
from hamdeli.casework.planning.steps import add_step, change_step, drop_step, order_steps
from hamdeli.casework.visiting.dues import latest
from hamdeli.households.models import Person
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from tests.casework.planning.making import (
    BEGUN,
    TODAY,
    carried,
    finish_all,
    finished,
    key,
    only_goal,
    planned,
    steps_of,
)
from tests.support.cast import Cast


def refused(code: str) -> Any:
    """Expect the fault `code`."""
    return pytest.raises(PlanFault, match=f"^{code} ")


def test_a_plan_is_made_from_templates(cast: Cast) -> None:
    file = carried(cast)
    head = Person.objects.get()
    plan = planned(cast, file, ("business", head.pk), ("housing", None))
    assert (plan.state, plan.until, plan.version) == ("open", farthest_end(BEGUN), 1)
    assert {(goal.person_id, goal.need) for goal in plan.goals.all()} == {(head.pk, "employment"), (None, "general")}
    steps = steps_of(plan)
    assert all(BEGUN < step.due_on <= plan.until for step in steps)
    assert steps[1].after == steps[0]
    assert Entry.objects.filter(verb="made_plan").count() == 1


def test_a_plan_of_templates_speaks_both_languages(cast: Cast) -> None:
    plan = planned(cast, carried(cast))
    step = steps_of(plan)[0]
    spoken = {}
    for language in ("fa", "en"):
        with translation.override(language):
            spoken[language] = (step.words, step.goal.words)
    assert spoken["fa"] == (step.title, step.goal.title)
    assert spoken["en"] == (step.title_en, step.goal.title_en)
    assert spoken["en"][0].isascii()
    changed: dict[str, Any] = {"who": step.who, "due_on": BEGUN, "after": None, "by": cast.worker}
    with translation.override("en"):
        later = change_step(step=step, title=step.words, seen_version=1, **changed)
        assert (later.title, later.title_en) == spoken["fa"][:1] + spoken["en"][:1]
        own = change_step(step=later, title="ours", seen_version=2, **changed)
    assert (own.title, own.title_en, own.words) == ("ours", "", "ours")


def test_a_plan_asks_for_no_visit_later_than_the_norm(cast: Cast) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        planned(cast, carried(cast), visit_months=12)
    assert latest(BEGUN, met=True, visit_months=12) == latest(BEGUN, met=True, visit_months=None)


def test_the_same_form_twice_makes_one_plan(cast: Cast) -> None:
    file = carried(cast)
    once = key()
    assert planned(cast, file, key=once) == planned(cast, file, key=once)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("begun_ahead", {"begun_on": TODAY + timedelta(days=1)}),
        ("begun_before_file", {"begun_on": date(2020, 1, 1)}),
        ("ends_before", {"until": BEGUN}),
        ("too_long", {"until": farthest_end(BEGUN) + timedelta(days=1)}),
        ("template_unknown", {"chosen": [("wealth", None)]}),
        ("goal_twice", {"chosen": [("housing", None), ("housing", None)]}),
        ("person_elsewhere", {"chosen": [("business", 10**9)]}),
        ("due_after_end", {"until": BEGUN + timedelta(days=100)}),
    ],
)
def test_what_cannot_be_a_plan_is_refused(cast: Cast, code: str, asked: dict[str, Any]) -> None:
    file = carried(cast)
    values: dict[str, Any] = {"begun_on": BEGUN, "chosen": [("housing", None)], "today": TODAY, "by": cast.worker}
    with refused(code):
        make_plan(case_file=file, key=key(), **{**values, **asked})
    assert not Plan.objects.exists()
    assert not Goal.objects.exists()


def test_a_longer_plan_says_why(cast: Cast) -> None:
    plan = planned(cast, carried(cast), until=date(2029, 6, 1), longer_why="three children at school")
    assert plan.longer_why == "three children at school"


def test_a_family_has_one_open_plan(cast: Cast) -> None:
    file = carried(cast)
    planned(cast, file)
    with refused("plan_there"):
        planned(cast, file)


def test_exemption_is_suggested_from_the_members_there_are(cast: Cast) -> None:
    file = carried(cast)
    Person.objects.update(birth_date=date(1950, 1, 1))
    assert exemption_of(file, TODAY) == "age"


def test_a_step_is_finished_with_evidence_and_stays_done(cast: Cast) -> None:
    plan = planned(cast, carried(cast))
    step = steps_of(plan)[0]
    with refused("evidence_missing"):
        finish_step(step=step, evidence=" ", on=TODAY, by=cast.worker, seen_version=1, today=TODAY)
    done = finished(step, cast.worker)
    assert finish_step(step=step, evidence="seen", on=done.done_on, by=cast.worker, seen_version=1, today=TODAY) == done  # type: ignore[arg-type]
    with refused("step_done"):
        finish_step(step=step, evidence="other", on=TODAY, by=cast.centre_head, seen_version=1, today=TODAY)
    with refused("step_done"):
        drop_step(step=step, why="wrong", on=TODAY, by=cast.worker, seen_version=2, today=TODAY)
    assert progress(facts_of_plan(plan), TODAY).done == 1


def test_a_wrong_word_about_a_done_step_is_corrected_beside_it(cast: Cast) -> None:
    step = steps_of(planned(cast, carried(cast)))[0]
    with refused("step_not_done"):
        correct_step(step=step, words="not so", by=cast.worker, key=key())
    finished(step, cast.worker)
    correct_step(step=step, words="the certificate was of another child", by=cast.worker, key=key())
    assert [entry.reason for entry in corrections_of([step.pk])[step.pk]] == ["the certificate was of another child"]
    step.refresh_from_db()
    assert step.done_on


def test_a_step_waits_for_the_one_before(cast: Cast) -> None:
    first, second, *_ = steps_of(planned(cast, carried(cast)))
    with refused("step_waits"):
        finished(second, cast.worker)
    drop_step(step=first, why="not needed", on=TODAY, by=cast.worker, seen_version=1, today=TODAY)
    assert finished(second, cast.worker).done_on


@pytest.mark.parametrize(
    ("code", "on"), [("day_ahead", TODAY + timedelta(days=1)), ("day_before_begin", BEGUN - timedelta(days=1))]
)
def test_a_step_is_not_done_on_a_day_that_cannot_be(cast: Cast, code: str, on: date) -> None:
    step = steps_of(planned(cast, carried(cast)))[0]
    with refused(code):
        finished(step, cast.worker, on)


def test_steps_in_a_circle_are_refused(cast: Cast) -> None:
    first, second, *_ = steps_of(planned(cast, carried(cast)))
    third = add_step(goal=first.goal, title="x", who="family", due_on=TODAY, by=cast.worker, key=key(), after=second)
    values: dict[str, Any] = {"title": "a", "who": "family", "due_on": TODAY, "by": cast.worker, "seen_version": 1}
    for step, after in ((first, third), (first, first)):
        with refused("step_circle"):
            change_step(step=step, after=after, **values)


def test_a_step_due_after_the_end_or_of_another_plan_is_refused(cast: Cast) -> None:
    plan, other = planned(cast, carried(cast)), planned(cast, carried(cast, "F-2"))
    step, foreign = steps_of(plan)[0], steps_of(other)[0]
    values: dict[str, Any] = {"title": "a", "who": "family", "by": cast.worker}
    late = plan.until + timedelta(days=1)
    with refused("due_after_end"):
        change_step(step=step, after=None, due_on=late, seen_version=1, **values)
    with refused("due_after_end"):
        add_step(goal=step.goal, due_on=late, key=key(), **values)
    with refused("due_before_begin"):
        add_step(goal=step.goal, due_on=BEGUN - timedelta(days=1), key=key(), **values)
    with refused("step_elsewhere"):
        add_step(goal=step.goal, due_on=TODAY, after=foreign, key=key(), **values)


def test_two_who_change_one_step_are_told(cast: Cast) -> None:
    step = steps_of(planned(cast, carried(cast)))[0]
    values: dict[str, Any] = {"who": "family", "due_on": TODAY, "after": None, "by": cast.worker, "seen_version": 1}
    assert change_step(step=step, title="first", **values).version == 2
    with pytest.raises(Conflict) as clash:
        change_step(step=step, title="second", **values)
    assert clash.value.actor == "worker"


def test_steps_are_put_in_order(cast: Cast) -> None:
    steps = steps_of(planned(cast, carried(cast)))
    goal = steps[0].goal
    turned = [step.pk for step in reversed(steps)]
    with refused("order_incomplete"):
        order_steps(goal=goal, steps=turned[:-1], by=cast.worker, seen_version=1)
    order_steps(goal=goal, steps=turned, by=cast.worker, seen_version=1)
    assert list(goal.steps.order_by("number").values_list("pk", "number")) == list(
        zip(turned, range(1, 7), strict=True)
    )


def test_a_goal_is_added_reached_or_dropped(cast: Cast) -> None:
    plan = planned(cast, carried(cast))
    goal = only_goal(plan)
    common: dict[str, Any] = {"on": TODAY, "by": cast.worker, "seen_version": 1, "today": TODAY}
    with refused("steps_open"):
        reach_goal(goal=goal, **common)
    own = add_goal(plan=plan, title="a quiet room to learn", need="education", by=cast.worker, key=key())
    with refused("nothing_done"):
        reach_goal(goal=own, **common)
    with refused("reason_missing"):
        drop_goal(goal=own, why="", **common)
    assert drop_goal(goal=own, why="they moved", **common).state == "dropped"
    with refused("goal_ended"):
        add_step(goal=own, title="x", who="family", due_on=TODAY, by=cast.worker, key=key())
    finish_all(plan, cast.worker)
    assert reach_goal(goal=goal, **common).state == "reached"
    assert add_goal_from_template(plan=plan, template="counselling", by=cast.worker, key=key()).steps.count() == 5


def test_a_review_counts_the_records(cast: Cast) -> None:
    plan = planned(cast, carried(cast))
    first, second, *_ = steps_of(plan)
    finished(first, cast.worker, date(2025, 4, 1))
    finished(second, cast.worker, date(2025, 8, 1))
    common: dict[str, Any] = {"plan": plan, "by": cast.worker, "today": TODAY}
    made = review(words="they are well", on=date(2025, 5, 1), key=key(), **common)
    assert (made.reached, made.of) == (1, 6)
    plan.refresh_from_db()
    assert plan.review_on == date(2025, 11, 2)
    assert review(words="again", on=TODAY, key=key(), next_on=date(2025, 12, 1), **common).reached == 2
    for code, wrong in (
        ("words_missing", {"words": " ", "on": TODAY}),
        ("review_order", {"words": "x", "on": TODAY, "next_on": TODAY}),
        ("review_earlier", {"words": "x", "on": date(2025, 6, 1)}),
    ):
        with refused(code):
            review(key=key(), **common, **wrong)  # type: ignore[arg-type]


def test_a_plan_ends_reached_or_with_a_reason(cast: Cast) -> None:
    plan = planned(cast, carried(cast))
    common: dict[str, Any] = {"plan": plan, "on": TODAY, "by": cast.worker, "seen_version": 1, "today": TODAY}
    with refused("goals_open"):
        end_plan(reached=True, **common)
    with refused("reason_missing"):
        end_plan(reached=False, **common)
    finish_all(plan, cast.worker)
    reach_goal(goal=only_goal(plan), on=TODAY, by=cast.worker, seen_version=1, today=TODAY)
    assert end_plan(reached=True, **common).state == "reached"
    with refused("plan_ended"):
        add_goal(plan=plan, title="x", need="general", by=cast.worker, key=key())


def test_plans_without_movement_and_with_overdue_steps_are_found(cast: Cast) -> None:
    plan = planned(cast, carried(cast))
    rows = visible_plans(cast.centre_head)
    assert list(rows.filter(quiet(TODAY))) == [plan]
    assert list(rows.filter(overdue(TODAY))) == [plan]
    finished(steps_of(plan)[0], cast.worker, date(2025, 8, 1))
    assert not rows.filter(quiet(TODAY))
    assert not visible_plans(cast.other_centre_head)
    assert not visible_plans(cast.volunteer)
    plan.case_file.__class__.objects.update(aide=cast.volunteer)
    assert list(visible_plans(cast.volunteer)) == [plan]


def changes(**values: Any) -> Any:
    """Return what goes past all verbs."""
    return lambda steps: Step.objects.filter(pk=steps[0].pk).update(**values)


DIRECT: dict[str, Any] = {
    "circle": lambda steps: Step.objects.filter(pk=steps[0].pk).update(after=steps[1]),
    "itself": lambda steps: Step.objects.filter(pk=steps[0].pk).update(after=steps[0]),
    "after the end": changes(due_on=date(2040, 1, 1)),
    "done without evidence": changes(done_on=TODAY),
    "undone": lambda steps: Step.objects.filter(pk=steps[2].pk).update(done_on=None, done_by=None),
    "dropped without a reason": changes(dropped_on=TODAY),
    "deleted": lambda steps: Step.objects.filter(pk=steps[5].pk).delete(),
    "a new one too late": lambda steps: Step.objects.create(
        goal=steps[0].goal, number=99, title="x", who="family", due_on=date(2040, 1, 1)
    ),
    "second plan": lambda steps: Plan.objects.create(
        case_file=steps[0].goal.plan.case_file,
        begun_on=BEGUN,
        until=TODAY,
        review_on=TODAY,
        made_by=steps[2].done_by,
        made_at="2025-01-01T00:00Z",
    ),
    "review changed": lambda steps: Review.objects.update(reached=0),
}


@pytest.mark.parametrize("name", DIRECT)
def test_the_database_refuses_what_goes_past_the_verbs(cast: Cast, name: str) -> None:
    plan = planned(cast, carried(cast))
    steps = steps_of(plan)
    drop_step(step=steps[1], why="x", on=TODAY, by=cast.worker, seen_version=1, today=TODAY)
    steps[2] = finished(steps[2], cast.worker)
    review(plan=plan, words="x", on=TODAY, by=cast.worker, today=TODAY, key=key())
    with pytest.raises(DatabaseError), transaction.atomic():
        DIRECT[name](steps)
