"""A word is entered once, sealed, under a number that reveals nothing; whether the family is known stays unsaid."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hamdeli.casework.models import CaseFile, Referral
from hamdeli.casework.referral import referring
from hamdeli.casework.referral.access import may_know_of, visible_referrals
from hamdeli.casework.referral.answering import drop, link
from hamdeli.casework.referral.candidates import candidates
from hamdeli.casework.referral.faults import ReferralFault
from hamdeli.casework.referral.numbers import is_sound, new_file_code, new_receipt
from hamdeli.casework.referral.searching import meant
from hamdeli.casework.referral.words import Word, opened
from hamdeli.journal.models import Entry
from hamdeli.journal.once import KeyUsedOtherwise
from tests.casework.referral.making import HEAD, NOW, WORD, code_of, referred, taken_up
from tests.support.cast import Cast


def test_numbers_check_themselves_and_say_nothing() -> None:
    receipts = {new_receipt() for _ in range(300)}
    codes = {new_file_code("10") for _ in range(300)}
    assert len(receipts) == len(codes) == 300
    assert all(len(number) == 10 and number[0] != "0" and is_sound(number) for number in receipts)
    assert all(len(number) == 13 and number.startswith("10") and is_sound(number) for number in codes)
    for number in receipts:
        for place in range(10):
            wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
            assert not is_sound(wrong)


def test_what_is_said_is_sealed_and_comes_back(cast: Cast) -> None:
    word = replace(WORD, national_code=code_of(1), phone="+989121234567", referrer_name="حاج اکبر")
    row = referred(cast, word)
    assert opened(row) == word
    stored = bytes(row.sealed)
    for secret in ("مریم", code_of(1), "+98912", "اکبر"):
        assert secret.encode() not in stored
    assert row.code_index
    assert code_of(1) not in row.code_index
    told = str(list(Entry.objects.values("subject", "details", "reason")))
    assert row.receipt in told
    assert "راد" not in told
    assert code_of(1) not in told


def test_the_same_form_is_one_referral(cast: Cast) -> None:
    first = [referred(cast, key="tab").pk for _ in range(5)]
    assert len(set(first)) == 1
    assert Referral.objects.count() == 1
    with pytest.raises(KeyUsedOtherwise):
        referred(cast, replace(WORD, given_name="زهره"), key="tab")


def test_a_receipt_that_is_taken_is_drawn_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = referred(cast, key="a").receipt
    drawn = iter([taken, taken, "1000000008"])
    monkeypatch.setattr(referring, "new_receipt", lambda: next(drawn))
    assert referred(cast, key="b").receipt == "1000000008"


@pytest.mark.parametrize(
    ("word", "how", "code"),
    [
        (Word(given_name="مریم"), {}, "name"),
        (replace(WORD, birth_date=date(2026, 3, 2)), {}, "birth_future"),
        (WORD, {"discreet": True}, "keeper_needed"),
    ],
)
def test_a_word_that_cannot_be_used_is_refused(cast: Cast, word: Word, how: dict[str, Any], code: str) -> None:
    with pytest.raises(ReferralFault) as refused:
        referred(cast, word, **how)
    assert refused.value.code == code
    assert refused.value.sentence
    assert not Referral.objects.exists()


def test_a_keeper_must_work_there(cast: Cast) -> None:
    with pytest.raises(ReferralFault, match="keeper_unfit"):
        referred(cast, discreet=True, keeper=cast.other_county_head)
    with pytest.raises(ReferralFault, match="centre_elsewhere"):
        referred(cast, county=cast.natanz)


def test_a_referral_of_a_centre_is_of_its_county_too(cast: Cast) -> None:
    row = referred(cast)
    seers = {name for name, user in cast.staff.items() if visible_referrals(user).filter(pk=row.pk).exists()}
    assert seers == {"worker", "centre_head", "county_head", "admission_worker", "enquiring_worker"}


def test_a_discreet_family_is_known_to_few(cast: Cast) -> None:
    row = referred(cast, discreet=True, keeper=cast.enquiring_worker)
    knowing = {name for name, user in cast.staff.items() if may_know_of(user, row)}
    assert knowing == {"enquiring_worker", "county_head", "centre_head"}


def test_it_is_found_by_receipt_and_by_national_code(cast: Cast) -> None:
    row = referred(cast, replace(WORD, national_code=code_of(1)))
    other = referred(cast, key="b")

    def found(text: str) -> set[int]:
        rows = visible_referrals(cast.admission_worker).filter(meant(text, cast.admission_worker))
        return set(rows.values_list("pk", flat=True))

    assert found(row.receipt) == {row.pk}
    assert found(row.receipt[:6]) == {row.pk}
    assert found(code_of(1)) == {row.pk}
    assert found(code_of(2)) == set()
    assert found("") == {row.pk, other.pk}


def test_a_discreet_family_is_not_found_by_its_code(cast: Cast) -> None:
    row = referred(cast, replace(WORD, national_code=code_of(1)), discreet=True, keeper=cast.enquiring_worker)
    for user, hit in ((cast.admission_worker, False), (cast.enquiring_worker, True), (cast.county_head, True)):
        rows = visible_referrals(user).filter(meant(code_of(1), user))
        assert rows.filter(pk=row.pk).exists() == hit


def test_a_known_family_is_shown_only_within_scope(cast: Cast) -> None:
    word = replace(WORD, national_code=code_of(1))
    taken_up(cast, head=replace(HEAD, national_code=code_of(1)))
    assert [each.by_code for each in candidates(word, cast.admission_worker)] == [True]
    for stranger in (cast.worker, cast.other_county_head, cast.stranger, cast.other_centre_head):
        assert candidates(word, stranger) == []


def test_names_are_compared_folded_and_only_with_the_birth_date(cast: Cast) -> None:
    taken_up(cast, head=replace(HEAD, given_name="مريم", family_name="راد‌فر"))
    same = replace(WORD, given_name="مریم", family_name="رادفر")
    assert [each.by_code for each in candidates(same, cast.admission_worker)] == [False]
    assert candidates(replace(same, birth_date=date(1980, 4, 3)), cast.admission_worker) == []
    assert candidates(replace(same, birth_date=None), cast.admission_worker) == []


def test_that_a_family_is_known_is_told_to_the_admission_worker_alone(cast: Cast) -> None:
    file = taken_up(cast)
    row = referred(cast, key="b")
    link(row, file, user=cast.admission_worker, at=NOW)
    told = {
        name: getattr(visible_referrals(cast.staff[name]).get(pk=row.pk), "told")  # noqa: B009
        for name in ("worker", "centre_head", "enquiring_worker", "admission_worker", "county_head")
    }
    assert told == {
        **dict.fromkeys(("worker", "centre_head", "enquiring_worker"), "taken_up"),
        **dict.fromkeys(("admission_worker", "county_head"), "known"),
    }


def test_answers_come_once_and_from_those_who_may(cast: Cast) -> None:
    row, file = referred(cast), CaseFile.objects.get(pk=taken_up(cast, referred(cast, key="b")).pk)
    for user in (cast.worker, cast.centre_head, cast.enquiring_worker, cast.stranger):
        with pytest.raises(ReferralFault, match="not_allowed"):
            drop(row, why="no_need", user=user, at=NOW)
    with pytest.raises(ReferralFault, match="reason"):
        drop(row, why="no such", user=cast.admission_worker, at=NOW)
    drop(row, why="no_need", user=cast.admission_worker, at=NOW)
    for act in (lambda: drop(row, why="no_need", user=cast.admission_worker, at=NOW), lambda: taken_up(cast, row)):
        with pytest.raises(ReferralFault, match="answered"):
            act()
    with pytest.raises(ReferralFault, match="answered"):
        link(row, file, user=cast.admission_worker, at=NOW)
