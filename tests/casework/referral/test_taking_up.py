"""Taking up makes household, persons, file and admission in one act, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from hamdeli.casework.models import Admission, CaseFile, Referral, State
from hamdeli.casework.referral import taking_up
from hamdeli.casework.referral.faults import ReferralFault
from hamdeli.casework.referral.numbers import is_sound
from hamdeli.households.entering import Told
from hamdeli.households.faults import HouseholdFault
from hamdeli.households.models import Household, Person
from hamdeli.journal.sealing import unseal
from tests.casework.referral.making import HEAD, code_of, referred, taken_up
from tests.support.cast import Cast

CHILD = Told(kinship="child", given_name="علی", family_name="راد", birth_date=date(2012, 1, 1))


def test_a_file_in_admission_is_made(cast: Cast) -> None:
    row = referred(cast)
    home = {"address": "خیابان بهار", "phone": "+989121234567"}
    file = taken_up(cast, row, persons=[HEAD, CHILD], home=home)
    row.refresh_from_db()
    assert (row.state, row.case_file) == ("taken_up", file)
    assert (file.state, file.county, file.centre) == (State.ADMISSION, cast.kashan, None)
    assert len(file.code) == 13
    assert is_sound(file.code)
    assert file.household.members_count == file.household.members.count() == 2
    assert unseal(file.household.address_sealed or b"") == "خیابان بهار"
    admission = Admission.objects.get(case_file=file)
    assert (admission.state, admission.begun_by) == ("interview", cast.admission_worker)


def test_what_is_discreet_stays_discreet(cast: Cast) -> None:
    row = referred(cast, discreet=True, keeper=cast.enquiring_worker)
    with pytest.raises(ReferralFault, match="not_allowed"):
        taken_up(cast, row)
    file = taken_up(cast, row, user=cast.county_head)
    assert (file.discreet, file.keeper) == (True, cast.enquiring_worker)


def test_a_taken_national_code_is_refused_and_leaves_nothing(cast: Cast) -> None:
    head = replace(HEAD, national_code=code_of(1))
    taken_up(cast, head=head)
    before = (Household.objects.count(), Person.objects.count(), CaseFile.objects.count())
    row = referred(cast, key="b")
    with pytest.raises(HouseholdFault, match="code_refused"):
        taken_up(cast, row, head=head)
    assert (Household.objects.count(), Person.objects.count(), CaseFile.objects.count()) == before
    row.refresh_from_db()
    assert row.state == Referral.State.RECEIVED


@pytest.mark.parametrize(
    ("persons", "code"),
    [
        ([CHILD], "one_head"),
        ([HEAD, HEAD], "one_head"),
        ([replace(HEAD, birth_date=date(2026, 3, 2))], "birth_future"),
        ([replace(HEAD, birth_date=date(1880, 3, 2))], "birth_long_ago"),
    ],
)
def test_impossible_families_are_refused(cast: Cast, persons: list[Told], code: str) -> None:
    with pytest.raises((ReferralFault, HouseholdFault), match=code):
        taken_up(cast, persons=persons)
    assert not CaseFile.objects.exists()


def test_a_file_code_that_is_taken_is_drawn_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = taken_up(cast).code
    drawn = iter([first, first, "1000000000009"])
    monkeypatch.setattr(taking_up, "new_file_code", lambda _province: next(drawn))
    assert taken_up(cast, referred(cast, key="b")).code == "1000000000009"
