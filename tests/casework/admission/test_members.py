"""Members come, change, leave and die; the household keeps a head and its number."""

import os
import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hamdeli.casework.admission.members import let_go
from hamdeli.casework.models import CaseFile, Task
from hamdeli.households.amending import amend_home, amend_person, opened
from hamdeli.households.entering import Told, enter
from hamdeli.households.faults import SENTENCES, HouseholdFault
from hamdeli.households.models import Household, NameWord, Person
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from hamdeli.journal.sealing import unseal
from tests.casework.referral.making import HEAD, NOW, TODAY, code_of, referred, taken_up
from tests.support.cast import Cast, case_file

WIFE = Told("spouse", "زهره", "کریمی", "female", date(1985, 1, 1))
SON = Told("child", "علی", "راد", "male", date(2012, 1, 1))


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    return taken_up(cast, persons=[HEAD, WIFE, SON])


def entered(cast: Cast, file: CaseFile, told: Told) -> Person:
    return enter(file.household, told, today=TODAY, actor=cast.county_head.actor, file=file.code)


def gone(cast: Cast, file: CaseFile, person: Person, **how: Any) -> bool:
    values = {"why": "death", "on": TODAY, "new_head": None, "sure": False, "seen_version": person.version, **how}
    return let_go(file, person, user=cast.county_head, today=TODAY, at=NOW, **values)


def count(file: CaseFile) -> int:
    return Household.objects.get(pk=file.household_id).members_count


def member(file: CaseFile, name: str) -> Person:
    return file.household.members.get(given_name=name)


def amended(cast: Cast, file: CaseFile, person: Person, told: Told, **how: Any) -> Person:
    seen = how.pop("seen_version", person.version)
    return amend_person(person, told, seen_version=seen, today=TODAY, actor=cast.county_head.actor, file=file.code)


def test_a_member_comes_and_the_number_follows(cast: Cast, file: CaseFile) -> None:
    baby = entered(cast, file, replace(SON, given_name="نورا", birth_date=TODAY, national_code=code_of(5)))
    assert count(file) == 4
    assert unseal(baby.national_code_sealed or b"") == code_of(5)
    assert NameWord.objects.filter(person=baby, word="نورا").exists()


def test_announced_members_are_filled_up_first(cast: Cast) -> None:
    listed = case_file("F-1", cast.kashan)
    assert (count(listed), listed.household.members.count()) == (2, 1)
    entered(cast, listed, WIFE)
    assert count(listed) == 2
    entered(cast, listed, SON)
    assert count(listed) == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"birth_date": date(2026, 3, 2)}, "birth_future"),
        ({"birth_date": date(1890, 1, 1)}, "birth_long_ago"),
        ({"kinship": "head"}, "head_exists"),
    ],
)
def test_impossible_members_are_refused(cast: Cast, file: CaseFile, change: dict[str, Any], code: str) -> None:
    with pytest.raises(HouseholdFault, match=code):
        entered(cast, file, replace(SON, **change))
    with pytest.raises(HouseholdFault, match=code):
        amended(cast, file, member(file, "علی"), replace(SON, **change))
    assert count(file) == 3
    assert HouseholdFault(code).sentence
    assert all(HouseholdFault(each).sentence for each in SENTENCES)


def test_a_person_is_in_one_household(cast: Cast, file: CaseFile) -> None:
    entered(cast, file, replace(SON, given_name="نورا", national_code=code_of(5)))
    other = case_file("16-1", cast.dehloran)
    refused = []
    for place, told in ((other, WIFE), (file, SON)):
        with pytest.raises(HouseholdFault) as fault:
            entered(cast, place, replace(told, national_code=code_of(5)))
        refused.append(fault.value.sentence)
    # In scope or out of it: the same words.
    assert len(set(refused)) == 1
    assert file.code not in refused[0]


def test_the_database_itself_keeps_a_person_in_one_household(cast: Cast, file: CaseFile) -> None:
    first = entered(cast, file, replace(SON, given_name="نورا", national_code=code_of(5)))
    copy = {"national_code_index": first.national_code_index, "national_code_sealed": first.national_code_sealed}
    other = case_file("16-1", cast.dehloran)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(household=other.household).update(**copy)


def test_who_moves_away_may_come_elsewhere_and_who_died_may_not(cast: Cast, file: CaseFile) -> None:
    other = case_file("16-1", cast.dehloran)
    for why, comes, number in (("marriage", True, 6), ("death", False, 7)):
        told = replace(SON, given_name=f"نورا{number}", national_code=code_of(number))
        gone(cast, file, entered(cast, file, told), why=why)
        if comes:
            entered(cast, other, replace(told, kinship="spouse"))
        else:
            with pytest.raises(HouseholdFault, match="code_refused"):
                entered(cast, other, replace(told, kinship="spouse"))


def test_somebody_leaves(cast: Cast, file: CaseFile) -> None:
    son = member(file, "علی")
    assert gone(cast, file, son, why="moved")
    assert count(file) == 2
    assert list(file.household.members.present().values_list("given_name", flat=True)) == ["مریم", "زهره"]
    assert not NameWord.objects.filter(person=son).exists()
    son.refresh_from_db()
    for act in (lambda: gone(cast, file, son), lambda: amended(cast, file, son, SON)):
        with pytest.raises(HouseholdFault, match="left_already"):
            act()


@pytest.mark.parametrize(("on", "code"), [(date(2026, 3, 2), "left_future"), (date(2011, 12, 31), "left_before_birth")])
def test_impossible_days_of_leaving_are_refused(cast: Cast, file: CaseFile, on: date, code: str) -> None:
    with pytest.raises(HouseholdFault, match=code):
        gone(cast, file, member(file, "علی"), on=on)


def test_a_head_who_leaves_names_who_follows(cast: Cast, file: CaseFile) -> None:
    head = member(file, "مریم")
    with pytest.raises(HouseholdFault, match="head_needed"):
        gone(cast, file, head)
    elsewhere = case_file("F-9", cast.kashan).household.members.get()
    for nobody in (head, elsewhere):
        with pytest.raises(HouseholdFault, match="head_unknown"):
            gone(cast, file, head, new_head=nobody)
    assert gone(cast, file, head, new_head=member(file, "زهره"))
    kin = dict(file.household.members.present().values_list("given_name", "kinship"))
    assert kin == {"زهره": "head", "علی": "child"}


def test_the_kin_of_a_son_who_becomes_head(cast: Cast, file: CaseFile) -> None:
    gone(cast, file, member(file, "مریم"), new_head=member(file, "علی"), sure=True)
    assert member(file, "زهره").kinship == "parent"


def test_a_child_becomes_head_where_somebody_has_looked_again(cast: Cast, file: CaseFile) -> None:
    head, son = member(file, "مریم"), member(file, "علی")
    with pytest.raises(HouseholdFault, match="head_young"):
        gone(cast, file, head, new_head=son)
    Person.objects.filter(pk=son.pk).update(birth_date=TODAY.replace(year=TODAY.year - 18))
    assert gone(cast, file, head, new_head=son)


def test_a_file_in_which_nobody_is_left_goes_before_the_commission(cast: Cast) -> None:
    file = taken_up(cast)
    assert not gone(cast, file, member(file, "مریم"))
    task = Task.objects.get(case_file=file)
    assert (task.urgent, task.owner) == (True, cast.county_head)
    assert Entry.objects.filter(verb="called_commission", subject=file.code).exists()


def test_the_first_change_is_not_overwritten(cast: Cast, file: CaseFile) -> None:
    son = member(file, "علی")
    amended(cast, file, son, replace(SON, work="pupil"))
    with pytest.raises(Conflict) as clash:
        amended(cast, file, son, replace(SON, work="unable"), seen_version=son.version)
    assert clash.value.actor == cast.county_head.username
    son.refresh_from_db()
    assert son.work == "pupil"


def test_the_journal_names_fields_and_never_what_stands_in_them(cast: Cast, file: CaseFile) -> None:
    amended(cast, file, member(file, "علی"), replace(SON, given_name="QALI", national_code=code_of(8)))
    home, values = file.household, {"address": "QSTREET", "phone": "+989121234567", "tenure": "rented"}
    home.refresh_from_db()
    amend_home(home, values, seen_version=home.version, actor=cast.county_head.actor, file=file.code)
    fresh = Household.objects.get(pk=home.pk)
    assert opened(fresh, "address") == "QSTREET"
    told = str(list(Entry.objects.values()))
    assert "national_code" in told
    assert "address" in told
    for secret in ("QALI", "QSTREET", "98912", code_of(8)):
        assert secret not in told


def check(file: CaseFile) -> None:
    """What must hold of a household whose members are all known."""
    present = list(file.household.members.present())
    heads = [person for person in present if person.kinship == "head"]
    assert len(heads) == (1 if present else 0)
    assert count(file) == max(len(present), 1)


def live(cast: Cast, seed: int) -> None:
    """Let a family live for thirty events."""
    chance, file = random.Random(seed), taken_up(cast, referred(cast, key=str(seed)), persons=[HEAD, WIFE, SON])
    for turn in range(30):
        present = list(file.household.members.present())
        person = chance.choice(present) if present else None
        if person is None or chance.random() < 0.4:
            kinship = "head" if not present else chance.choice(["child", "parent", "other", "head"])
            deed: Any = lambda kinship=kinship: entered(cast, file, replace(SON, kinship=kinship))  # noqa: E731
        else:
            heir = chance.choice([*present, None])
            why = chance.choice(["death", "moved", "mistake"])
            deed = lambda person=person, heir=heir, why=why: gone(cast, file, person, new_head=heir, why=why, sure=True)  # noqa: E731
        try:
            deed()
        except HouseholdFault:
            assert turn >= 0
        check(file)


def live_long(cast: Cast, seeds: range) -> None:
    for seed in seeds:
        live(cast, seed)


def test_a_household_keeps_its_head_and_its_number(cast: Cast) -> None:
    live_long(cast, range(8))


@pytest.mark.long
def test_a_household_keeps_its_head_and_its_number_for_long(cast: Cast) -> None:
    live_long(cast, range(100, 100 + int(os.environ.get("HAMDELI_EXAMPLES", "3000"))))


def test_a_planted_hole_in_the_following_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hamdeli.households.leaving.crown", lambda _head, _others: None)
    with pytest.raises(AssertionError):
        live_long(cast, range(20))
