"""Unserved demand and results of specialities: counted twice, and no small count given away."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hamdeli.casework.models import CaseFile, Onward
from hamdeli.centres.models import Capability, Centre, Speciality
from hamdeli.insight import specialities
from hamdeli.insight.results import results
from hamdeli.insight.specialities import Demand, demand, total_of
from hamdeli.insight.suppressing import LEAST, hidden
from tests.support.cast import Cast, case_file, centre

NEEDS = ("general", *Speciality.values)


def referral(file: CaseFile, receiver: Centre, by: Any, state: str = "accepted", **fields: Any) -> Onward:
    """Store an onward referral as it stands now."""
    now = timezone.now()
    ended = {} if state in ("sent", "asked", "accepted") else {"ended_at": now}
    more = {"declined": {"reason": "too_far"}, "done": {"outcome": "helped"}}.get(state, {})
    return Onward.objects.create(
        **{
            **{"code": f"R-{Onward.objects.count()}", "case_file": file, "sender": file.centre, "receiver": receiver},
            **{"speciality": file.need, "asked_for": "x", "answer_by": timezone.localdate(), "made_by": by},
            **{"made_at": now, "state": state, **ended, **more, **fields},
        }
    )


def recounted() -> dict[str, tuple[int, int, int]]:
    """Count families, carried and taken up in plain Python over all rows."""
    able = set(Capability.objects.values_list("centre_id", "speciality"))
    taken = set(Onward.objects.filter(state__in=["accepted", "done"]).values_list("case_file_id", "speciality"))
    counts: dict[str, Counter[str]] = {}
    for file in CaseFile.objects.select_related("county"):
        if file.state == "active" and file.need != "general":
            row = counts.setdefault(f"{file.county.code}.{file.need}", Counter())
            row["families"] += 1
            carried = (file.centre_id, file.need) in able
            row["carried"] += carried
            row["referred"] += not carried and (file.pk, file.need) in taken
    return {key: (row["families"], row["carried"], row["referred"]) for key, row in counts.items()}


def told(rows: list[Demand]) -> dict[str, tuple[int, int, int]]:
    """Return what the rows say of families."""
    return {row.key: (row.families, row.carried, row.referred) for row in rows if row.families}


@pytest.mark.parametrize("seed", range(12))
def test_demand_is_counted_twice_alike(cast: Cast, seed: int) -> None:
    chance = Random(seed)
    centres = [cast.mehr, cast.noor, cast.natanz_centre, cast.ilam_centre]
    pairs = {(one.pk, word) for one in centres for word in Speciality.values if chance.random() < 0.3}
    Capability.objects.all().delete()
    Capability.objects.bulk_create(Capability(centre_id=key, speciality=word) for key, word in sorted(pairs))
    for number in range(25):
        at = chance.choice(centres)
        file = case_file(f"F-{number}", at.county, need=chance.choice(NEEDS), centre=chance.choice([at, None]))
        if file.centre and file.need != "general" and chance.random() < 0.5:
            other = chance.choice([one for one in centres if one != at])
            referral(file, other, cast.deputy, chance.choice(["sent", "accepted", "done", "declined"]))
    assert told(demand(cast.director)) == recounted()


def test_each_figure_has_its_parts_and_the_way_to_the_nearest(cast: Cast) -> None:
    case_file("F-1", cast.kashan, need="health", centre=cast.mehr)
    one = case_file("F-2", cast.kashan, need="health", centre=cast.noor)
    case_file("F-3", cast.kashan, need="health", centre=cast.noor)
    case_file("F-4", cast.natanz, need="health")
    referral(one, cast.mehr, cast.worker)
    rows = {row.key: row for row in demand(cast.deputy)}
    here = rows["1003.health"]
    assert (here.families, here.carried, here.referred, here.unserved, here.centres) == (3, 1, 1, 1, 1)
    assert here.free == 10 - 2
    there = rows["1013.health"]
    assert (there.unserved, there.centres) == (1, 0)
    assert there.nearest == pytest.approx(68_000, rel=0.05)


def test_who_sees_no_files_reads_no_small_count(cast: Cast) -> None:
    for number in range(9):
        case_file(f"F-{number}", cast.kashan, need="health")
    (row,) = [row for row in demand(cast.participation) if row.families]
    assert {row.told(name) for name in ("families", "carried", "referred", "unserved")} == {None}
    assert total_of([row]).families == 0
    (open_row,) = [row for row in demand(cast.county_head) if row.families]
    assert open_row.told("families") == 9
    case_file("F-9", cast.kashan, need="health")
    (row,) = [row for row in demand(cast.participation) if row.families]
    assert row.told("unserved") == 10


def test_a_planted_leak_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specialities, "hidden", lambda parts: {name for name, n in parts.items() if 0 < n < 10})
    for number in range(20):
        case_file(f"F-{number}", cast.kashan, need="health", centre=cast.mehr if number < 17 else cast.noor)
    (row,) = [row for row in demand(cast.participation) if row.families]
    shown = {name: row.told(name) for name in ("carried", "referred", "unserved")}
    assert recovered(row.families, shown) == 3


def recovered(total: int, shown: dict[str, int | None]) -> int:
    """Return what somebody works out for what is hidden, all together."""
    return total - sum(value for value in shown.values() if value is not None)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60), min_size=1))
def test_what_is_hidden_makes_ten_together_or_is_everything(parts: dict[str, int]) -> None:
    unseen = hidden(parts)
    assert all(not 0 < count < LEAST for name, count in parts.items() if name not in unseen)
    if unseen and sum(parts.values()) >= LEAST:
        assert sum(parts[name] for name in unseen) >= LEAST
        assert len(unseen) > 1 or len(parts) == 1


def test_results_add_up_and_are_veiled_for_who_sees_no_files(cast: Cast) -> None:
    Capability.objects.create(centre=cast.noor, speciality="education")
    states = ["done"] * 12 + ["declined"] * 3 + ["expired"] * 2 + ["sent", "accepted", "withdrawn"]
    for number, state in enumerate(states):
        referral(
            case_file(f"F-{number}", cast.kashan, need="education", centre=cast.mehr), cast.noor, cast.worker, state
        )
    (row,) = results(cast.county_head)
    assert (row.asked, row.due, row.answered, row.counts["done"]) == (20, 18, 16, 12)
    assert row.reasons[0][1] == 3
    (veiled,) = results(cast.participation)
    shown = {name: veiled.told[name] for name in veiled.counts}
    assert all(not value or value >= LEAST for value in shown.values())
    assert recovered(veiled.asked, shown) >= LEAST or recovered(veiled.asked, shown) == 0
    assert veiled.reasons == []
    (county,) = results(cast.county_head, by="county")
    assert (county.place, county.asked) == ("1003", 20)


def test_the_head_of_a_centre_reads_its_own_results_alone(cast: Cast) -> None:
    Capability.objects.create(centre=cast.natanz_centre, speciality="health")
    referral(case_file("F-1", cast.kashan, need="health", centre=cast.noor), cast.mehr, cast.worker)
    referral(case_file("F-2", cast.kashan, need="health", centre=cast.noor), cast.natanz_centre, cast.worker)
    assert [row.place for row in results(cast.centre_head)] == ["10-001"]
    assert [row.place for row in results(cast.deputy)] == ["10-001", "10-003"]
    assert results(cast.stranger) == []


def test_as_many_queries_for_many_as_for_few(cast: Cast) -> None:
    counts = []
    assert cast.deputy.posts_now
    for number in range(20):
        at = centre(f"10-1{number:02}", cast.kashan, specialities=("health",))
        referral(case_file(f"F-{number}", cast.kashan, need="health", centre=cast.noor), at, cast.worker)
        if number in (0, 19):
            with CaptureQueriesContext(connection) as queries:
                demand(cast.deputy), results(cast.deputy)
            counts.append(len(queries))
    assert counts[0] == counts[1]
