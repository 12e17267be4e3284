"""Delivery lists, their codes, and the door."""

from datetime import timedelta

import pytest

from hamdeli.casework.aiding.checking_in import Door, check_in
from hamdeli.casework.aiding.codes import check_digit, grouped, is_whole, new_codes
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.giving import give
from hamdeli.casework.aiding.listing import (
    What,
    Whom,
    approve_list,
    close_list,
    discard_list,
    doubled,
    families,
    make_list,
    not_come,
    served,
)
from hamdeli.casework.aiding.taking_back import take_back
from hamdeli.casework.models import Aid, CaseFile, Delivery
from hamdeli.journal.models import Entry
from tests.casework.aiding.making import TODAY, carried, food_list, gift, kind, third
from tests.support.cast import Cast


def shown(delivery: Delivery, code: str, by: object, **more: object) -> Door:
    return check_in(delivery=delivery, code=code, by=by, today=TODAY, **more).door  # type: ignore[arg-type]


def test_one_wrong_or_two_swapped_digits_never_pass() -> None:
    assert check_digit("572") == "4"
    for code in ("000000000", *(f"{number:08}" + check_digit(f"{number:08}") for number in (12345678, 90909090))):
        assert is_whole(code)
        for place in range(9):
            others = [code[:place] + digit + code[place + 1 :] for digit in "0123456789" if digit != code[place]]
            assert not any(map(is_whole, others))
        for place in range(8):
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            assert swapped == code or not is_whole(swapped)
    assert not is_whole("12345678")
    assert not is_whole("۱۲۳۴۵۶۷۸۹")
    assert grouped("123456789") == "123-456-789"


def test_codes_are_new_and_whole(cast: Cast) -> None:
    codes = new_codes(2000)
    assert len(set(codes)) == 2000
    assert all(map(is_whole, codes))
    assert codes != sorted(codes)


def test_a_list_holds_the_families_that_fit(cast: Cast) -> None:
    carried(cast, "F-1", need="health")
    carried(cast, "F-2", priority=5)
    had = carried(cast, "F-3")
    carried(cast, "F-4", centre=cast.noor)
    give(case_file=had, gift=gift(on=TODAY - timedelta(days=60)), centre=cast.mehr, giver=cast.worker, today=TODAY)

    def codes(**whom: object) -> list[str]:
        found = families(cast.mehr, Whom(**whom), kind())  # type: ignore[arg-type]
        return sorted(found.values_list("code", flat=True))

    assert codes() == ["F-1", "F-2", "F-3"]
    assert codes(need="health") == ["F-1"]
    assert codes(priority=4) == ["F-2"]
    assert codes(members_from=3) == []
    assert codes(members_to=2, nothing_since=TODAY - timedelta(days=90)) == ["F-1", "F-2"]


def test_doubled_families_are_left_out_or_kept_with_a_reason(cast: Cast) -> None:
    first, _second = carried(cast, "F-1"), carried(cast, "F-2")
    give(case_file=first, gift=gift(), centre=cast.mehr, giver=cast.worker, today=TODAY)
    assert doubled(CaseFile.objects.all(), kind(), TODAY).get() == first
    assert [line.case_file.code for line in food_list(cast).lines.all()] == ["F-2"]
    kept = food_list(cast, keep_doubled="the feast")
    assert dict(kept.lines.values_list("case_file__code", "override_reason")) == {"F-1": "the feast", "F-2": ""}
    line = kept.lines.get(case_file=first)
    assert shown(kept, line.code, cast.worker) == Door.GIVEN
    assert Aid.objects.get(line=line).override_reason == "the feast"


def test_another_person_approves_and_nothing_is_given_before(cast: Cast) -> None:
    carried(cast)
    what = What(title="Baskets", kind=kind(), worth=1, source="mosque", on=TODAY)
    delivery = make_list(centre=cast.mehr, whom=Whom(), what=what, author=cast.worker)
    with pytest.raises(AidFault, match="list_state"):
        check_in(delivery=delivery, code=delivery.lines.get().code, by=cast.worker, today=TODAY)
    with pytest.raises(AidFault, match="list_own"):
        approve_list(delivery=delivery, by=cast.worker)
    approve_list(delivery=delivery, by=cast.centre_head)
    for deed in (
        lambda: approve_list(delivery=delivery, by=cast.centre_head),
        lambda: discard_list(delivery=delivery, by=cast.worker),
    ):
        with pytest.raises(AidFault, match="list_state"):
            deed()
    assert shown(delivery, delivery.lines.get().code, cast.worker) == Door.GIVEN


def test_the_door_answers_every_code(cast: Cast) -> None:
    first, second = carried(cast, "F-1"), carried(cast, "F-2")
    delivery = food_list(cast)
    codes = dict(delivery.lines.values_list("case_file__code", "code"))
    give(case_file=second, gift=gift(), centre=cast.mehr, giver=cast.worker, today=TODAY)
    assert shown(delivery, grouped(codes["F-1"]), cast.worker) == Door.GIVEN
    assert shown(delivery, codes["F-1"], third(cast)) == Door.ALREADY
    assert shown(delivery, "۰۰۰۰۰۰۰۰۰", cast.worker) == Door.NOT_LISTED
    assert shown(delivery, "12", cast.worker) == Door.MISTYPED
    assert shown(delivery, codes["F-2"], cast.worker) == Door.DOUBLED
    assert shown(delivery, codes["F-2"], cast.worker, reason="the twins") == Door.GIVEN
    aid = Aid.objects.get(case_file=first)
    assert (aid.kind, aid.worth, aid.source, aid.giver) == (delivery.kind, 9_000_000, "mosque", cast.worker)


def test_a_line_that_was_served_by_mistake_can_be_served_again(cast: Cast) -> None:
    carried(cast)
    delivery = food_list(cast)
    code = delivery.lines.get().code
    for _mistake in range(2):
        assert shown(delivery, code, cast.worker) == Door.GIVEN
        take_back(aid=Aid.objects.latest("pk"), reason="the neighbour's code", by=cast.worker)
    assert not served(delivery).exists()
    assert shown(delivery, code, cast.worker) == Door.GIVEN


def test_money_at_the_door_is_handed_out_by_a_third(cast: Cast) -> None:
    carried(cast)
    delivery = food_list(cast, "cash")
    code = delivery.lines.get().code
    for two in (cast.worker, cast.centre_head):
        with pytest.raises(AidFault, match="same_person"):
            check_in(delivery=delivery, code=code, by=two, today=TODAY)
    assert shown(delivery, code, third(cast)) == Door.GIVEN
    aid = Aid.objects.get()
    assert (aid.author, aid.approver, aid.giver) == (cast.worker, cast.centre_head, third(cast))


def test_a_closed_list_tells_who_did_not_come(cast: Cast) -> None:
    carried(cast, "F-1"), carried(cast, "F-2")
    delivery = food_list(cast)
    codes = dict(delivery.lines.values_list("case_file__code", "code"))
    shown(delivery, codes["F-1"], cast.worker)
    close_list(delivery=delivery, by=cast.centre_head)
    assert [line.case_file.code for line in not_come(delivery)] == ["F-2"]
    assert Entry.objects.get(verb="closed_list").details["files"] == ["F-2"]
    with pytest.raises(AidFault, match="list_state"):
        check_in(delivery=delivery, code=codes["F-2"], by=cast.worker, today=TODAY)


def test_a_list_that_nobody_approved_can_be_thrown_away(cast: Cast) -> None:
    carried(cast)
    what = What(title="Baskets", kind=kind(), worth=1, source="mosque", on=TODAY)
    discard_list(delivery=make_list(centre=cast.mehr, whom=Whom(), what=what, author=cast.worker), by=cast.worker)
    assert not Delivery.objects.exists()
    with pytest.raises(AidFault, match="list_empty"):
        make_list(centre=cast.mehr, whom=Whom(need="education"), what=what, author=cast.worker)
