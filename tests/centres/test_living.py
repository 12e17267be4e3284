"""Account, hours, capacities, papers, returns, activity: the verbs, and what the database refuses."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from hamdeli.centres.living.activity import activity_of
from hamdeli.centres.living.banking import confirm, propose, refuse
from hamdeli.centres.living.capacities import Capacities, Loads, set_capacities
from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.living.months import Month, month_of, months_over, read_month
from hamdeli.centres.living.opening import set_hours
from hamdeli.centres.living.overriding import lift, override
from hamdeli.centres.living.papers import withdraw
from hamdeli.centres.living.reporting import Counted, Said, submit
from hamdeli.centres.models import BankAccount, MonthlyReturn
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from tests.centres.making import account, iban, key, last_month, paper, sent, today, zeros
from tests.support.cast import Cast

NO_LOADS = Loads(0, {}, {})


def test_an_account_needs_two_people(cast: Cast) -> None:
    made = account(cast)
    with pytest.raises(LivingFault, match="own_proposal"):
        confirm(account=made, by=cast.centre_head, seen_version=1)
    assert confirm(account=made, by=cast.participation, seen_version=1).state == "confirmed"
    with pytest.raises(LivingFault, match="answered_already"):
        confirm(account=made, by=cast.participation, seen_version=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        BankAccount.objects.filter(pk=made.pk).update(iban=iban(7))
    with pytest.raises(DatabaseError), transaction.atomic():
        BankAccount.objects.filter(pk=made.pk).update(answered_by=cast.centre_head)
    assert made.iban not in repr(list(Entry.objects.values_list("details", flat=True)))


def test_another_account_replaces_the_first(cast: Cast) -> None:
    first = account(cast, confirmed=True)
    account(cast, 2, confirmed=True)
    first.refresh_from_db()
    assert first.state == "replaced"
    assert cast.mehr.accounts.get(state="confirmed").iban == iban(2)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"iban": "IR12"}, "iban_unfit"),
        ({"holder": "زهرا صالحی"}, "holder_unfit"),
        ({"holder": ""}, "holder_unfit"),
        ({"iban": iban(1)}, "account_elsewhere"),
    ],
)
def test_an_account_that_cannot_be(cast: Cast, more: dict[str, Any], fault: str) -> None:
    account(cast, confirmed=True)
    asked: dict[str, Any] = {"iban": iban(5), "holder": cast.noor.name, "by": cast.other_centre_head, "key": key()}
    with pytest.raises(LivingFault, match=fault):
        propose(centre=cast.noor, **(asked | more))
    assert not cast.noor.accounts.exists()


def test_the_holder_is_the_centre_in_any_letters(cast: Cast) -> None:
    cast.mehr.name = "مرکز نیکوکاری مهر"
    made = propose(centre=cast.mehr, iban=iban(), holder="مركز نیکوكاري مهر", by=cast.centre_head, key=key())
    assert refuse(account=made, why="برگه ناخوانا", by=cast.participation, seen_version=1).state == "refused"


def test_hours(cast: Cast) -> None:
    asked: dict[str, Any] = {"centre": cast.mehr, "phone": "+982112345678", "actor": cast.centre_head.actor}
    set_hours(**asked, hours={0: (time(8), time(12)), 6: (None, None)}, seen_version=1)
    assert [row.weekday for row in cast.mehr.opening_hours.all()] == [0]
    with pytest.raises(Conflict):
        set_hours(**asked, hours={}, seen_version=1)
    for span in ((time(8), None), (time(12), time(8)), (time(8), time(8))):
        with pytest.raises(LivingFault, match="hours_unfit"):
            set_hours(**asked, hours={1: span}, seen_version=2)


@pytest.mark.parametrize(
    ("workers", "able", "loads", "fault"),
    [
        ({1: 9}, {}, Loads(10, {}, {}), "below_load"),
        ({1: 4}, {}, Loads(4, {1: 5}, {}), "below_worker_load"),
        ({2: 4}, {}, NO_LOADS, "not_worker"),
        ({}, {"health": 1}, Loads(0, {}, {"health": 2}), "below_referred"),
        ({}, {"education": 1}, NO_LOADS, "not_able"),
    ],
)
def test_a_capacity_below_what_is_carried(cast: Cast, workers: Any, able: Any, loads: Loads, fault: str) -> None:
    wanted = Capacities(workers, able, {1: "کارمند"})
    with pytest.raises(LivingFault, match=fault) as refused:
        set_capacities(centre=cast.mehr, wanted=wanted, loads=loads, seen_version=1, actor=cast.centre_head.actor)
    assert fault not in ("below_load", "below_worker_load") or "carried" in refused.value.params
    assert not cast.mehr.worker_capacities.exists()


def test_capacities(cast: Cast) -> None:
    wanted = Capacities({cast.worker.pk: 12}, {"health": 3}, {cast.worker.pk: "کارمند"})
    asked: dict[str, Any] = {"centre": cast.mehr, "wanted": wanted, "loads": NO_LOADS}
    set_capacities(**asked, seen_version=1, actor=cast.centre_head.actor)
    assert cast.mehr.worker_capacities.get().files == 12
    assert cast.mehr.speciality_capacities.get().families == 3
    cast.mehr.refresh_from_db()
    assert (cast.mehr.capacity, cast.mehr.version) == (10, 2)


def test_a_newer_paper_replaces_the_older(cast: Cast) -> None:
    first, second = paper(cast, days=20), paper(cast, days=400)
    first.refresh_from_db()
    assert first.ended_at is not None
    assert list(cast.mehr.papers.filter(ended_at__isnull=True)) == [second]
    withdraw(paper=second, why="نادرست", by=cast.centre_head, seen_version=1)
    with pytest.raises(LivingFault, match="answered_already"):
        withdraw(paper=second, why="نادرست", by=cast.centre_head, seen_version=2)


def test_a_paper_that_expired_before_it_was_brought(cast: Cast) -> None:
    with pytest.raises(LivingFault, match="expired_already"):
        paper(cast, days=-1)
    assert not cast.mehr.papers.exists()


def test_a_return_stays(cast: Cast) -> None:
    made = sent(cast, visits=4)
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthlyReturn.objects.filter(pk=made.pk).update(visits=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
    assert Entry.objects.get(verb="submitted_return").details["return"] == last_month().code


def submitting(cast: Cast, said: Said, follows: int, **more: Any) -> MonthlyReturn:
    asked: dict[str, Any] = {"centre": cast.mehr, "month": last_month(), "counted": Counted(zeros(visits=4))}
    asked |= {"by": cast.centre_head, "today": today(), "key": key()}
    return submit(**(asked | more), said=said, follows=follows)


def test_submitted_from_five_tabs_it_is_one_and_a_correction_is_the_next_edition(cast: Cast) -> None:
    said = Said(zeros(visits=4))
    submitting(cast, said, 0)
    for _tab in range(4):
        with pytest.raises(LivingFault, match="submitted_already"):
            submitting(cast, said, 0)
    corrected = submitting(cast, Said(zeros(visits=5), {"visits": "یکی ثبت نشد"}), 1)
    assert (corrected.edition, corrected.counted["visits"], corrected.visits) == (2, 4, 5)
    assert list(MonthlyReturn.objects.standing()) == [corrected]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (Said(zeros(visits=5)), "reason_missing"),
        (Said(zeros(visits=5), {"visits": "  "}), "reason_missing"),
        (Said(zeros(visits=-1), {"visits": "x"}), "figure_unfit"),
        (Said(zeros(visits=4), beside={"donors": 10**7}), "figure_unfit"),
    ],
)
def test_figures_that_cannot_be(cast: Cast, said: Said, fault: str) -> None:
    with pytest.raises(LivingFault, match=fault):
        submitting(cast, said, 0)


def test_months_that_cannot_be(cast: Cast) -> None:
    said, this = Said(zeros(visits=4)), month_of(today())
    with pytest.raises(LivingFault, match="month_ahead"):
        submitting(cast, said, 0, month=this)
    for month in (this.before(14), Month(1300, 1)):
        with pytest.raises(LivingFault, match="month_early"):
            submitting(cast, said, 0, month=month)
    cast.mehr.opened_on = this.first
    with pytest.raises(LivingFault, match="month_early"):
        submitting(cast, said, 0)


def test_months() -> None:
    esfand = Month(1403, 12)
    assert (esfand.first, esfand.last, esfand.due) == (date(2025, 2, 19), date(2025, 3, 20), date(2025, 3, 30))
    assert Month(1404, 1).before() == esfand
    assert esfand.before(12) == Month(1402, 12)
    assert months_over(date(2025, 3, 21))[0] == esfand
    assert read_month(esfand.code) == esfand
    assert [read_month(text) for text in ("", "1403", "1403-13", "1403-x", "0-1", "9999-1")] == [None] * 6
    assert esfand.spoken("fa") == "اسفند ۱۴۰۳"


@pytest.mark.parametrize(
    ("days", "state"), [(0, "active"), (44, "active"), (45, "quiet"), (89, "quiet"), (90, "silent"), (None, "silent")]
)
def test_the_rule_of_activity(days: int | None, state: str) -> None:
    last = None if days is None else today() - timedelta(days=days)
    assert activity_of(last, today()) == state


def test_the_word_of_the_county(cast: Cast) -> None:
    asked: dict[str, Any] = {"centre": cast.mehr, "by": cast.county_head, "today": today()}
    until = today() + timedelta(days=30)
    override(**asked, state="quiet", reason="بازسازی", until=until, key=key())
    word = override(**asked, state="active", reason="باز شد", until=until, key=key())
    assert cast.mehr.activity_words.filter(lifted_on__isnull=True).get() == word
    lift(word=word, by=cast.county_head, today=today(), seen_version=1)
    with pytest.raises(LivingFault, match="answered_already"):
        lift(word=word, by=cast.county_head, today=today(), seen_version=2)
    for end in (today() - timedelta(days=1), today() + timedelta(days=400)):
        with pytest.raises(LivingFault, match="until_unfit"):
            override(**asked, state="quiet", reason="x", until=end, key=key())
    with pytest.raises(LivingFault, match="why_missing"):
        override(**asked, state="quiet", reason=" ", until=until, key=key())
