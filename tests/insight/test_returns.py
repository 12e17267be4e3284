"""What the records count for a return, counted twice: by the database, and one by one in plain Python."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.models import Aid, AidKind, CaseFile, Plan, Visit
from hamdeli.centres.living.months import months_over
from hamdeli.delegation.models import Handover, Mandate
from hamdeli.insight.activity import lives
from hamdeli.insight.returns import counted
from tests.support.cast import Cast, case_file

TODAY = date(2026, 11, 22)
MONTH = months_over(TODAY)[0]


def at(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def some_day(chance: Random) -> date:
    """Return a day in the month, on its edges or near it."""
    edges = (MONTH.first, MONTH.last, MONTH.first - timedelta(days=1), MONTH.last + timedelta(days=1))
    return chance.choice([*edges, MONTH.first + timedelta(days=chance.randrange(-20, 50))])


def register(cast: Cast, chance: Random) -> list[Mandate]:
    """Store families that went from one centre to the other and back, with what was done for them."""
    handover = Handover.objects.create(code="H", province=cast.isfahan, made_at=at(TODAY), files_count=1, digest="x")
    kind = AidKind.objects.create(code="rice", name_fa="برنج", name_en="rice")
    made = []
    for number in range(8):
        file = case_file(f"F-{number}", cast.kashan)
        begun = at(MONTH.first - timedelta(days=chance.randrange(60, 90)))
        ended = at(some_day(chance), 15)
        common: dict[str, Any] = {"case_file": file, "handover": handover}
        made.append(
            Mandate.objects.create(
                centre=cast.mehr, begun_at=begun, state="returned", reason="other", ended_at=ended, **common
            )
        )
        made.append(Mandate.objects.create(centre=cast.noor, begun_at=ended, answered_at=ended, **common))
        lived(cast, file, kind, chance)
    return made


def lived(cast: Cast, file: CaseFile, kind: AidKind, chance: Random) -> None:
    """Store visits, aid and a plan of one family."""
    for _number in range(chance.randrange(4)):
        day = some_day(chance)
        done = {"state": "done", "done_on": day, "done_at": at(day, chance.choice((9, 20))), "facts": "x"}
        Visit.objects.create(
            case_file=file, planned_on=day, visitor=cast.worker, made_by=cast.worker, made_at=at(day), **done
        )
    for _number in range(chance.randrange(3)):
        Aid.objects.create(
            case_file=file,
            household=file.household,
            kind=kind,
            worth=chance.randrange(1, 9),
            source="x",
            province=cast.isfahan,
            county=cast.kashan,
            centre=chance.choice((cast.mehr, cast.noor)),
            given_on=some_day(chance),
            author=cast.worker,
            giver=cast.worker,
            made_at=at(TODAY),
        )
    begun, until = some_day(chance), TODAY + timedelta(days=300)
    Plan.objects.create(
        case_file=file, begun_on=begun, until=until, review_on=until, made_by=cast.worker, made_at=at(begun)
    )


@pytest.mark.parametrize("seed", range(6))
def test_counted_twice_it_is_the_same(cast: Cast, seed: int) -> None:
    mandates = register(cast, Random(seed))
    told = counted([cast.mehr.pk, cast.noor.pk], MONTH)
    start, end = at(MONTH.first, 0), at(MONTH.last + timedelta(days=1), 0)
    for centre in (cast.mehr, cast.noor):
        mine = [each for each in mandates if each.centre_id == centre.pk]
        at_end = [each for each in mine if each.begun_at < end and (each.ended_at is None or each.ended_at >= end)]
        visits = [
            visit
            for visit in Visit.objects.filter(done_on__range=(MONTH.first, MONTH.last))
            for each in mine
            if visit.case_file_id == each.case_file_id
            and visit.done_at is not None
            and each.begun_at <= visit.done_at
            and (each.ended_at is None or visit.done_at <= each.ended_at)
        ]
        aid = [one for one in Aid.objects.filter(centre=centre) if MONTH.first <= one.given_on <= MONTH.last]
        files_at_end = {each.case_file_id for each in at_end}
        figures = told[centre.pk].figures
        assert figures["files"] == len(at_end)
        assert figures["accepted"] == sum(bool(each.answered_at and start <= each.answered_at < end) for each in mine)
        assert figures["sent_back"] == sum(bool(each.ended_at and start <= each.ended_at < end) for each in mine)
        assert (figures["visits"], figures["families"]) == (len(visits), len({each.case_file_id for each in visits}))
        assert (figures["aids"], figures["aid_worth"]) == (len(aid), sum(one.worth for one in aid))
        assert sum(worth for _kind, _many, worth in told[centre.pk].kinds) == figures["aid_worth"]
        assert figures["plans"] == sum(
            plan.case_file_id in files_at_end and plan.begun_on <= MONTH.last for plan in Plan.objects.all()
        )


def test_as_many_questions_for_one_centre_as_for_many(cast: Cast, django_assert_num_queries: Any) -> None:
    register(cast, Random(1))
    for centres in ([cast.mehr.pk], [cast.mehr.pk, cast.noor.pk, cast.natanz_centre.pk]):
        with django_assert_num_queries(9):
            counted(centres, MONTH)
        with django_assert_num_queries(6):
            lives(centres, TODAY)


def test_the_last_day_of_each_kind_of_event(cast: Cast) -> None:
    register(cast, Random(2))
    life = lives([cast.noor.pk], TODAY)[cast.noor.pk]
    answered = [timezone.localdate(each.answered_at) for each in cast.noor.mandates.all() if each.answered_at]
    assert life.days["answer"] == max(answered)
    assert life.last == max(day for day in life.days.values() if day)
