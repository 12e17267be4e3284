"""The score: known families, and what must hold for every family."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamdeli.casework.models import Cause, Hardship
from hamdeli.casework.scoring import families as family_words
from hamdeli.casework.scoring.families import Family, Member, Trouble
from hamdeli.casework.scoring.measuring import READERS, equivalents, estimate, measure
from hamdeli.casework.scoring.reading_tables import read_table
from hamdeli.casework.scoring.rules import score
from hamdeli.casework.scoring.tables import CHOICES, GOODS, NUMBERS, TableFaults
from hamdeli.households.models import Education, Health, Tenure, Work
from tests.casework.scoring.making import families, members, rules, table

WIDOW = Family(
    members=(
        Member("head", 41, "primary", "well", "home", 0, "none"),
        Member("child", 12, "primary", "well", "pupil", 0, "none"),
        Member("child", 9, "primary", "disabled", "pupil", None, "none"),
    ),
    tenure="rented",
    rooms=1,
    assets=("refrigerator",),
    cause="death",
)
MANY = settings(max_examples=100, deadline=None)


def lines(family: Family) -> dict[str, int]:
    return {line.rule: line.points for line in score(family, table()).lines}


def test_the_lines_of_a_widow_with_two_children() -> None:
    assert {name: points for name, points in lines(WIDOW).items() if points} == {
        "income": 35,
        "housing": 8,
        "room": 6,
        "uninsured": 3,
        "head_absent": 8,
        "disabled": 6,
        "children": 4,
    }
    assert score(WIDOW, table()).total == 70


def test_the_income_is_told_with_all_that_it_is_made_of() -> None:
    earner = Member("head", 40, "primary", "well", "casual", 60_000_000, "none")
    line = score(Family((earner, Member("spouse", 38, work="home")), tenure="rented"), table()).lines[0]
    assert line.details["stated"] == 60_000_000
    assert line.details["equivalents"] == 170
    assert line.details["counted"] == 60_000_000 * 100 // 170
    assert (line.read, line.matched, line.missing) == (58, 70, False)


def test_an_unknown_income_counts_as_what_the_family_seems_to_live_on() -> None:
    silent = Family(
        (Member("head", 40, "university", "well", "employed", None, "social"),), "owned", 4, assets=("car",)
    )
    line = score(silent, table()).lines[0]
    assert line.missing
    assert line.details["counted"] == estimate(silent, table()) > table().line
    stated = replace(silent, members=(replace(silent.members[0], income=1),))
    assert score(stated, table()).lines[0].details["counted"] == estimate(silent, table()) // 2


def test_a_group_is_cut_at_its_limit_and_says_so() -> None:
    burdened = replace(
        WIDOW, members=tuple(replace(each, health="disabled", work="unable", age=70) for each in WIDOW.members)
    )
    found = [line for line in score(burdened, table()).lines if line.rule == "limit"]
    assert not found
    rich = replace(WIDOW, assets=("car", "shop", "second_home"), tenure="owned", rooms=9)
    rich = replace(rich, members=(replace(rich.members[0], income=900_000_000),))
    cut = [line for line in score(rich, table()).lines if line.rule == "limit"]
    assert [(line.group, line.points) for line in cut] == [("poverty", 19)]
    assert sum(line.points for line in score(rich, table()).lines if line.group == "poverty") == 0


def test_a_hardship_counts_while_it_lasts() -> None:
    assert lines(replace(WIDOW, troubles=(Trouble("eviction", "2026-01-01"),)))["troubles"] == 7
    assert lines(WIDOW)["troubles"] == 0


@MANY
@given(families)
def test_the_same_family_has_the_same_lines_also_after_the_database(family: Family) -> None:
    again = Family.read(json.loads(json.dumps(family.plain())))
    assert again == family
    assert score(again, read_table(rules())) == score(family, table())
    assert json.loads(json.dumps(score(family, table()).plain()))


@MANY
@given(families)
def test_a_score_lies_between_nothing_and_the_most(family: Family) -> None:
    assert 0 <= score(family, table()).total <= table().most == 100


@MANY
@given(families, st.integers(1, 500_000_000), st.data())
def test_more_income_never_gives_more(family: Family, more: int, data: Any) -> None:
    place = data.draw(st.integers(0, len(family.members) - 1))
    member = family.members[place]
    if member.income is None:
        return
    changed = list(family.members)
    changed[place] = replace(member, income=member.income + more)
    richer = replace(family, members=tuple(changed))
    assert score(richer, table()).total <= score(family, table()).total


@MANY
@given(families, st.sampled_from(sorted(GOODS["assets"])))
def test_one_thing_more_never_gives_more(family: Family, thing: str) -> None:
    assert score(replace(family, assets=(*family.assets, thing)), table()).total <= score(family, table()).total


@MANY
@given(families, st.integers(0, 8), st.integers(1, 5))
def test_more_rooms_never_give_more(family: Family, rooms: int, more: int) -> None:
    fewer, many = replace(family, rooms=rooms), replace(family, rooms=rooms + more)
    assert score(many, table()).total <= score(fewer, table()).total


@MANY
@given(families, st.sampled_from(sorted(GOODS["troubles"])))
def test_a_hardship_never_takes_points(family: Family, kind: str) -> None:
    worse = replace(family, troubles=(*family.troubles, Trouble(kind, "2030-01-01")))
    assert score(worse, table()).total >= score(family, table()).total


@MANY
@given(families, st.data())
def test_a_disability_never_takes_points_from_somebody_well(family: Family, data: Any) -> None:
    place = data.draw(st.integers(0, len(family.members) - 1))
    changed = list(family.members)
    changed[place] = replace(changed[place], health="well")
    well = replace(family, members=tuple(changed))
    changed[place] = replace(changed[place], health="disabled")
    assert score(replace(family, members=tuple(changed)), table()).total >= score(well, table()).total


def test_a_table_whose_bands_rise_would_reward_income_and_is_seen_to() -> None:
    planted = rules()
    planted["groups"][0]["rules"][0]["bands"][0]["points"] = 1
    with pytest.raises(TableFaults, match="rises_with_means"):
        read_table(planted)


@MANY
@given(families, members)
def test_nobody_counts_for_less_than_nothing_in_the_size(family: Family, member: Member) -> None:
    larger = replace(family, members=(*family.members, member))
    assert equivalents(larger, table()) >= equivalents(family, table()) >= 50


def test_the_words_are_those_of_the_records() -> None:
    assert CHOICES["tenure"] == set(Tenure.values)
    assert CHOICES["head_education"] == set(Education.values)
    assert CHOICES["head_work"] == set(Work.values)
    assert GOODS["troubles"] == set(Hardship.Kind.values)
    assert set(Cause.values) >= family_words.ABSENT
    assert set(Health.values) >= family_words.ILL
    assert set(READERS) == NUMBERS | set(CHOICES) | set(GOODS)
    for reads in READERS:
        measure(WIDOW, table(), reads)


def wrong(path: str, value: Any) -> list[str]:
    """Return the faults of a table in which the value at `path` is another."""
    planted: Any = rules()
    here = planted
    *way, last = path.split(".")
    for step in way:
        here = here[int(step)] if step.isdigit() else here[step]
    here[int(last) if last.isdigit() else last] = value
    try:
        read_table(planted)
    except TableFaults as faults:
        return [f"{fault.path} {fault.code}" for fault in faults.faults]
    return []


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("line", "much", "line not_a_number"),
        ("line", 0, "line out_of_range"),
        ("line", True, "line not_a_number"),
        ("lines", 3, "lines unknown"),
        ("title", {"fa": "جدول"}, "title not_both_languages"),
        ("equivalence", None, "equivalence missing"),
        ("groups", [], "groups missing"),
        ("groups.0.most", 0, "groups[0].most out_of_range"),
        ("groups.0.code", "burdens", "groups twice"),
        ("groups.0.rules.0.kind", "magic", "groups[0].rules[0].kind not_one_of"),
        ("groups.0.rules.0.reads", "shoe_size", "groups[0].rules[0].reads not_one_of"),
        ("groups.0.rules.0.bands.1.below", 20, "groups[0].rules[0].bands not_in_order"),
        ("groups.0.rules.0.otherwise", 50, "groups[0].rules[0].bands rises_with_means"),
        ("groups.0.rules.1.points.palace", 3, "groups[0].rules[1].points.palace unknown"),
        ("groups.0.rules.4.points.car", 3, "groups[0].rules[4].points rises_with_means"),
        ("groups.1.rules.0.each", -3, "groups[1].rules[0].each out_of_range"),
        ("groups.2.rules.0.points.debt", -1, "groups[2].rules[0].points falls_with_burden"),
        ("proxy.trust", 101, "proxy.trust out_of_range"),
        ("proxy.weights.0.is", "castle", "proxy.weights[0].is not_one_of"),
        ("proxy.weights.16.adds", -5, "proxy.weights[16].adds rises_with_means"),
    ],
)
def test_a_faulty_table_is_refused_with_the_place_of_the_fault(path: str, value: Any, found: str) -> None:
    assert found in wrong(path, value)


def test_the_basic_table_is_sound_and_every_fault_is_told() -> None:
    assert wrong("line", 60_000_000) == []
    planted = rules(line=0, title=3)
    planted["groups"][0]["most"] = "x"
    with pytest.raises(TableFaults) as caught:
        read_table(planted)
    assert len(caught.value.faults) == 3
    nothings: list[Any] = [None, [], "x", {}]
    for nothing in nothings:
        with pytest.raises(TableFaults):
            read_table(nothing)
