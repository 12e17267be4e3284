"""Aid in kind: what is written down, what is refused, and how a mistake is taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error, transaction
from django.utils import timezone

from hamdeli.casework.aiding.doubling import standing
from hamdeli.casework.aiding.faults import SENTENCES, AidFault
from hamdeli.casework.aiding.giving import give
from hamdeli.casework.aiding.kinds import add_kind, change_kind, load_aid_kinds
from hamdeli.casework.aiding.taking_back import take_back
from hamdeli.casework.models import Aid, AidKind, Onward
from hamdeli.journal.models import Entry
from tests.casework.aiding.making import TODAY, carried, gift, kind
from tests.support.cast import Cast, case_file


def given(cast: Cast, file: Any, code: str = "food", on: date = TODAY, **more: Any) -> Aid:
    centre = more.pop("centre", cast.mehr)
    return give(case_file=file, gift=gift(code, on, **more), centre=centre, giver=cast.worker, today=TODAY)


def test_the_shipped_kinds_are_loaded_once_and_changes_stay(cast: Cast) -> None:
    assert load_aid_kinds() > 10
    change_kind(kind(), seen_version=1, values={"period_days": 60}, actor=cast.deputy.actor)
    assert load_aid_kinds() == 0
    assert kind().period_days == 60
    assert all(row.name_fa and row.name_en for row in AidKind.objects.all())
    assert set(AidKind.objects.filter(money=True).values_list("code", flat=True)) == {
        "cash",
        "rent",
        "treatment",
        "loan",
    }


def test_a_province_adds_a_kind_with_its_period(cast: Cast) -> None:
    made = add_kind(name_fa="بخاری", name_en="Gas heater", period_days=1460, money=False, actor=cast.deputy.actor)
    assert (made.code, made.period_days) == ("gas-heater", 1460)
    for bad in ({"name_en": "Gas heater"}, {"name_en": "بخاری"}, {"name_en": "Stove", "period_days": -1}):
        values: dict[str, Any] = {"name_fa": "بخاری", "name_en": "x", "period_days": 1, "money": False} | bad
        with pytest.raises(AidFault):
            add_kind(**values, actor=cast.deputy.actor)


def test_aid_in_kind_is_written_by_who_gives_it(cast: Cast) -> None:
    file = carried(cast)
    aid = given(cast, file, quantity=2, person=file.household.members.get())
    assert (aid.author, aid.giver, aid.approver) == (cast.worker, cast.worker, None)
    assert (aid.household, aid.centre, aid.county) == (file.household, cast.mehr, cast.kashan)
    entry = Entry.objects.get(verb="gave")
    assert (entry.subject, entry.details["kind"]) == ("F-1", "food")


def test_the_same_kind_waits_for_its_period_and_no_longer(cast: Cast) -> None:
    file = carried(cast)
    period = kind().period_days
    given(cast, file, on=TODAY - timedelta(days=period))
    given(cast, file)
    with pytest.raises(AidFault, match="doubled") as refused:
        given(cast, file)
    assert refused.value.params == {"kind": "سبد غذایی", "month": TODAY.isoformat()}
    assert "مهر ۱۴۰۴" in refused.value.sentence
    given(cast, file, "clothes")
    given(cast, file, "medicine")
    given(cast, file, "medicine")


def test_what_a_phone_tells_late_counts_too(cast: Cast) -> None:
    file = carried(cast)
    given(cast, file)
    with pytest.raises(AidFault, match="doubled"):
        given(cast, file, on=TODAY - timedelta(days=10))


def test_an_exception_has_its_reason_and_stands_in_the_journal(cast: Cast) -> None:
    file = carried(cast)
    given(cast, file)
    aid = given(cast, file, override="the first basket was spoilt")
    assert aid.override_reason == "the first basket was spoilt"
    entry = Entry.objects.get(verb="gave_again")
    assert (entry.subject, entry.reason, entry.details["month"]) == ("F-1", "the first basket was spoilt", "2025-10")


def test_a_reason_that_was_not_needed_is_no_exception(cast: Cast) -> None:
    assert given(cast, carried(cast), override="to be sure").override_reason == ""


def test_another_centre_hears_kind_and_month_only(cast: Cast) -> None:
    file = carried(cast)
    given(cast, file, source="the Rezaei family")
    Onward.objects.create(
        code="R1", case_file=file, sender=cast.mehr, receiver=cast.noor, speciality="health", asked_for="x",
        state="accepted", answer_by=TODAY, made_by=cast.worker, made_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(AidFault) as refused:
        given(cast, file, centre=cast.noor)
    assert set(refused.value.params) == {"kind", "month"}
    sentence = str(SENTENCES["doubled"])
    assert "%(kind)s" in sentence
    assert "centre" not in sentence


def test_a_centre_that_has_nothing_to_do_with_the_file_gives_nothing(cast: Cast) -> None:
    with pytest.raises(AidFault, match="not_here"):
        given(cast, carried(cast), centre=cast.noor)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"quantity": 0}, "nothing"),
        ({"worth": -1}, "nothing"),
        ({"worth": 10**13}, "too_much"),
        ({"source": " "}, "reason_missing"),
        ({"on": TODAY + timedelta(days=1)}, "future"),
        ({"on": TODAY - timedelta(days=366)}, "too_old"),
        ({"on": date(2025, 8, 31)}, "before_file"),
        ({"code": "cash"}, "in_money"),
    ],
)
def test_what_cannot_be_meant_is_refused(cast: Cast, bad: dict[str, Any], code: str) -> None:
    file = carried(cast, opened_on=date(2025, 9, 1) if code == "before_file" else date(2024, 5, 1))
    with pytest.raises(AidFault, match=code):
        given(cast, file, **bad)
    assert not Aid.objects.exists()


def test_who_is_not_of_the_household_receives_nothing_by_its_file(cast: Cast) -> None:
    file, other = carried(cast), case_file("F-2", cast.kashan)
    with pytest.raises(AidFault, match="not_member"):
        given(cast, file, person=other.household.members.get())
    file.state, file.closed_on, file.centre = "closed", TODAY, None
    file.save()
    with pytest.raises(AidFault, match="file_closed"):
        given(cast, file, centre=None)


def test_a_mistake_is_taken_back_by_another_row_and_never_changed(cast: Cast) -> None:
    file = carried(cast)
    aid = given(cast, file)
    row = take_back(aid=aid, reason="another family", by=cast.centre_head)
    assert (row.takes_back, row.worth, row.kind) == (aid, aid.worth, aid.kind)
    assert not standing().exists()
    assert Entry.objects.get(verb="took_aid_back").reason == "another family"
    for bad, code in ((aid, "taken_back"), (row, "is_taking_back")):
        with pytest.raises(AidFault, match=code):
            take_back(aid=bad, reason="again", by=cast.centre_head)
    given(cast, file)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_changes_and_money_of_two(cast: Cast) -> None:
    file = carried(cast)
    aid = given(cast, file)
    for deed in (lambda: Aid.objects.update(worth=1), lambda: aid.delete()):
        with pytest.raises(Error), transaction.atomic():
            deed()
    same = {name: getattr(aid, name) for name in ("case_file", "household", "province", "county", "centre", "given_on")}
    money = {"kind": kind("cash"), "worth": 5, "source": "x", "made_at": aid.made_at} | same
    people = (
        (cast.worker, None, cast.worker),
        (cast.worker, cast.centre_head, cast.worker),
        (cast.worker, cast.worker, cast.centre_head),
        (cast.worker, cast.centre_head, cast.centre_head),
    )
    for author, approver, giver in people:
        with pytest.raises(Error), transaction.atomic():
            Aid.objects.create(**money, author=author, approver=approver, giver=giver)
    Aid.objects.create(**money, author=cast.worker, approver=cast.centre_head, giver=cast.county_head)
