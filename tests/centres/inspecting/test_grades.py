"""The arithmetic of a grade, the versions of its weights, and the ranking."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.inspecting.grading import give_grade, own_measures
from hamdeli.centres.inspecting.ranking import ranking, ranks
from hamdeli.centres.inspecting.signing import sign
from hamdeli.centres.inspecting.tables import default_rules, publish_weights, table_in_force
from hamdeli.centres.inspecting.weights import LETTERS, LINES, WHOLE, Measure, grade, read_weights, size_of
from hamdeli.centres.models import Centre, Finding, Grade
from tests.centres.inspecting.making import done, found, signed, today
from tests.support.cast import Cast, centre

CASEWORK = {"visits": Measure(8, 10), "plans": Measure(5, 10), "answers": Measure(0, 0)}


@st.composite
def tables(draw: Any) -> Any:
    """A sound table of weights."""
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=4, max_size=4)))
    weights = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
    least = sorted(draw(st.sets(st.integers(1, 100), min_size=3, max_size=3)), reverse=True)
    small = draw(st.integers(1, 100))
    rules = {
        "weights": dict(zip(LINES, weights, strict=True)),
        "thresholds": dict(zip(LETTERS[:3], least, strict=True)),
        "sizes": {"small": small, "middle": small + draw(st.integers(1, 100))},
    }
    return read_weights(rules)


@st.composite
def figures(draw: Any) -> Measure:
    """A figure, perhaps with nothing to count."""
    of = draw(st.integers(0, 300))
    return Measure(draw(st.integers(0, of)), of)


measures = st.fixed_dictionaries({line: figures() for line in LINES})


@given(measures, tables())
def test_the_lines_add_up_and_stay_within_a_hundred_points(read: dict[str, Measure], table: Any) -> None:
    result = grade(read, table)
    assert result.total == sum(line.points for line in result.lines)
    assert 0 <= result.total <= WHOLE
    assert all(0 <= line.points <= line.share for line in result.lines)
    counting = [line for line in result.lines if line.of and line.weight]
    assert sum(line.share for line in result.lines) == (WHOLE if counting else 0)
    assert grade(read, table) == result


@given(measures, tables(), st.sampled_from(LINES))
def test_a_better_figure_never_gives_a_worse_grade(read: dict[str, Measure], table: Any, line: str) -> None:
    figure = read[line]
    if figure.good == figure.of:
        return
    better = grade({**read, line: Measure(figure.good + 1, figure.of)}, table)
    before = grade(read, table)
    assert better.total >= before.total
    assert LETTERS.index(better.letter) <= LETTERS.index(before.letter)


@given(tables(), st.integers(1, 300))
def test_all_of_everything_is_a_hundred_points(table: Any, of: int) -> None:
    result = grade(dict.fromkeys(LINES, Measure(of, of)), table)
    assert (result.total, result.letter) == (WHOLE, "A")


def test_a_grade_by_hand() -> None:
    table = read_weights(default_rules())
    read = {**CASEWORK, "inspection": Measure(94, 100), "findings": Measure(3, 4)}
    result = grade(read, table)
    # 40, 15, 20, 15 of 90: the answers have nothing to count.
    assert [line.share for line in result.lines] == [4444, 1667, 2222, 1667, 0]
    assert [line.points for line in result.lines] == [4177, 1250, 1777, 833, 0]
    assert (result.total, result.letter) == (8037, "B")
    assert [size_of(places, table) for places in (29, 30, 79, 80)] == ["small", "middle", "middle", "large"]


@pytest.mark.parametrize(
    ("part", "values", "code"),
    [
        ("weights", {"inspection": 41}, "table_weights"),
        ("weights", {"inspection": 140, "findings": -85}, "table_weights"),
        ("thresholds", {"A": 70}, "table_thresholds"),
        ("thresholds", {"C": 0}, "table_thresholds"),
        ("sizes", {"middle": 30}, "table_sizes"),
    ],
)
def test_weights_that_cannot_be_counted_with_are_refused(part: str, values: dict[str, int], code: str) -> None:
    rules = {**default_rules(), part: {**default_rules()[part], **values}}
    with pytest.raises(ValueError, match=code):
        read_weights(rules)


def test_a_grade_keeps_its_lines_and_the_version_of_its_day(cast: Cast) -> None:
    inspection = done(cast)
    found(cast, inspection)
    sign(inspection=inspection, by=cast.centre_head, seen_version=inspection.version)
    made = give_grade(centre=cast.mehr, measures=CASEWORK, by=cast.participation, today=today())
    assert made.table.number == 1
    assert made.total == sum(line["points"] for line in made.lines)
    rules = {**default_rules(), "thresholds": {"A": 99, "B": 98, "C": 97}}
    told: Any = {"rules": rules, "province": cast.isfahan, "by": cast.participation, "today": today()}
    publish_weights(in_force_from=today() + timedelta(days=1), **told)
    assert table_in_force(cast.isfahan.pk, today()).number == 1
    assert table_in_force(cast.isfahan.pk, today() + timedelta(days=1)).number == 2
    assert table_in_force(cast.ilam.pk, today() + timedelta(days=1)).number == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Grade.objects.filter(pk=made.pk).update(letter="A")


def test_no_grade_without_an_inspection_within_a_year_or_twice_a_day(cast: Cast) -> None:
    told: Any = {"centre": cast.mehr, "measures": CASEWORK, "by": cast.participation}
    with pytest.raises(InspectionFault, match="no_inspection"):
        give_grade(today=today(), **told)
    row = done(cast)
    with pytest.raises(InspectionFault, match="no_inspection"):
        give_grade(today=today(), **told)
    sign(inspection=row, by=cast.centre_head, seen_version=row.version)
    with pytest.raises(InspectionFault, match="no_inspection"):
        give_grade(today=today() + timedelta(days=365), **told)
    give_grade(today=today(), **told)
    with pytest.raises(InspectionFault, match="graded_today"):
        give_grade(today=today(), **told)


def test_weights_in_the_past_or_the_same_again_are_refused(cast: Cast) -> None:
    told: Any = {"province": cast.isfahan, "by": cast.participation, "today": today()}
    with pytest.raises(InspectionFault, match="table_same"):
        publish_weights(rules=default_rules(), in_force_from=today(), **told)
    with pytest.raises(InspectionFault, match="past"):
        publish_weights(rules=default_rules(), in_force_from=today() - timedelta(days=1), **told)


def test_findings_count_while_they_are_open_or_for_a_year(cast: Cast) -> None:
    inspection = done(cast)
    late, _open, old = (found(cast, inspection) for _number in range(3))
    Finding.objects.filter(pk=late.pk).update(due_on=today() - timedelta(days=1))
    Finding.objects.filter(pk=old.pk).update(state="closed", closed_on=today() - timedelta(days=365))
    assert own_measures(cast.mehr, inspection, today())["findings"] == Measure(1, 2)


@given(st.lists(st.tuples(st.sampled_from([(1, "a", "s"), (1, "b", "s")]), st.integers(0, 5))))
def test_ties_share_the_rank_and_classes_are_apart(rows: list[Any]) -> None:
    keyed = [(key, among, total) for key, (among, total) in enumerate(rows)]
    result = ranks(keyed)
    for key, among, total in keyed:
        likes = [other for _key, there, other in keyed if there == among]
        assert result[key] == (1 + sum(other > total for other in likes), len(likes))


def test_a_centre_is_ranked_among_its_likes_or_the_reason_is_said(cast: Cast) -> None:
    guild = centre("10-009", cast.kashan, kind="guild")
    revoked = centre("10-010", cast.kashan, licence="revoked")
    for row in (cast.mehr, cast.noor, guild):
        signed(cast, row)
        if row != cast.noor:
            give_grade(centre=row, measures=CASEWORK, by=cast.participation, today=today())
    places = {place.centre.code: place for place in ranking([cast.isfahan.pk], Q(), today())}
    assert (places["10-001"].rank, places["10-001"].among) == (1, 1)
    assert places["10-009"].rank == 1
    assert (places["10-002"].why, places["10-003"].why) == ("not_graded", "no_inspection")
    assert places[revoked.code].why == "licence"
    give_grade(centre=cast.noor, measures={**CASEWORK, "plans": Measure(0, 10)}, by=cast.inspector, today=today())
    seen = ranking([cast.isfahan.pk], Q(code="10-002"), today())
    assert [(place.rank, place.among) for place in seen] == [(2, 2)]
    assert Centre.objects.count() > 4
