"""Boards: elections, single changes, and who may sit where."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from hamdeli.centres.living.electing import Change, Nominee, Term, phone_of, replace_member
from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.models import Board, BoardMember
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from tests.centres.making import elected, key, nominees, today
from tests.support.cast import Cast
from tests.volunteers.making import code


def test_an_election_replaces_the_board_as_one_act(cast: Cast) -> None:
    first = elected(cast)
    second = elected(cast, first=20, since=today())
    first.refresh_from_db()
    assert first.ended_on == today()
    assert not first.members.filter(until__isnull=True).exists()
    assert second.members.filter(until__isnull=True).count() == 5
    assert [entry.verb for entry in Entry.objects.filter(verb="elected_board")] == ["elected_board"] * 2


def test_members_may_be_elected_again(cast: Cast) -> None:
    elected(cast)
    again = elected(cast, since=today())
    assert again.members.count() == 5
    assert BoardMember.objects.sitting().count() == 5


def test_sent_five_times_it_is_one_election(cast: Cast) -> None:
    same = key()
    made = {elected(cast, key=same, replacing=None).pk for _time in range(5)}
    assert len(made) == 1


def test_a_second_tab_does_not_elect_unseen(cast: Cast) -> None:
    elected(cast)
    with pytest.raises(LivingFault, match="elected_meanwhile"):
        elected(cast, first=20, since=today(), replacing=None)


def test_codes_and_telephones_are_sealed(cast: Cast) -> None:
    board = elected(cast)
    member = board.members.first()
    assert member is not None
    assert phone_of(member) == "+989131234567"
    row = BoardMember.objects.filter(pk=member.pk).values().get()
    assert code(0) not in repr({**row, "sealed": bytes(row["sealed"])})
    assert code(0) not in repr(list(Entry.objects.values_list("details", flat=True)))


def test_one_person_on_two_centres_boards_is_refused(cast: Cast) -> None:
    elected(cast)
    with pytest.raises(LivingFault, match="other_centre") as fault:
        elected(cast, centre=cast.noor)
    assert "10-001" in fault.value.sentence
    assert cast.noor.boards.count() == 0
    assert not Entry.objects.filter(subject="10-002").exists()
    assert elected(cast, body="executive", members=nominees(0, 3)).members.count() == 3


def test_the_database_refuses_it_too(cast: Cast) -> None:
    member = elected(cast).members.first()
    other = elected(cast, centre=cast.noor, first=20)
    assert member is not None
    row = BoardMember.objects.filter(pk=member.pk).values().get()
    with pytest.raises(DatabaseError), transaction.atomic():
        BoardMember.objects.create(**{**row, "id": None, "board_id": other.pk, "centre_id": cast.noor.pk})
    with pytest.raises(DatabaseError), transaction.atomic():
        BoardMember.objects.filter(pk=member.pk).update(code_index="x" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        BoardMember.objects.filter(pk=member.pk).delete()
    assert connection.is_usable()


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"members": nominees(0, 4)}, "size_unfit"),
        ({"members": [*nominees(0, 7), Nominee("هشتم", code(8), "member")]}, "size_unfit"),
        ({"members": nominees(seat="member")}, "seat_missing"),
        ({"members": nominees(seat="treasurer")}, "seat_missing"),
        ({"members": [*nominees(0, 5), Nominee("دیگر", code(9), "chair")]}, "seat_twice"),
        ({"members": nominees(national_code=code(1))}, "person_twice"),
        ({"members": nominees(national_code="1234567890")}, "code_unfit"),
        ({"members": nominees(phone="12")}, "phone_unfit"),
        ({"members": nominees(name=" ")}, "name_missing"),
        ({"term": Term(today(), today())}, "term_backwards"),
        ({"term": Term(today(), today() + timedelta(days=1500))}, "term_long"),
        ({"term": Term(today() + timedelta(days=1), today() + timedelta(days=90))}, "day_ahead"),
    ],
)
def test_a_board_that_cannot_be(cast: Cast, more: dict[str, Any], fault: str) -> None:
    with pytest.raises(LivingFault, match=fault):
        elected(cast, **more)
    assert not Board.objects.exists()


def test_terms_do_not_overlap(cast: Cast) -> None:
    first = elected(cast)
    for since in (first.since, first.since - timedelta(days=9)):
        with pytest.raises(LivingFault, match="terms_overlap"):
            elected(cast, first=20, since=since)
    first.refresh_from_db()
    assert first.ended_on is None


def test_one_leaves_and_another_comes(cast: Cast) -> None:
    board = elected(cast)
    leaving = board.members.get(seat="treasurer")
    coming = replace(nominees(30)[2])
    change = Change(today(), leaving, coming, "مهاجرت")
    replace_member(board=board, change=change, seen_version=1, by=cast.centre_head, today=today())
    assert board.members.get(seat="treasurer", until__isnull=True).name == coming.name
    with pytest.raises(Conflict):
        replace_member(board=board, change=change, seen_version=1, by=cast.centre_head, today=today())


@pytest.mark.parametrize(
    ("why", "seat", "fault"), [("رفت", "", "size_unfit"), ("", "", "why_missing"), ("رفت", "member", "seat_missing")]
)
def test_a_change_that_cannot_be(cast: Cast, why: str, seat: str, fault: str) -> None:
    board = elected(cast)
    coming = Nominee("تازه", code(40), seat) if seat else None
    change = Change(today(), board.members.get(seat="chair"), coming, why)
    with pytest.raises(LivingFault, match=fault):
        replace_member(board=board, change=change, seen_version=1, by=cast.centre_head, today=today())
    assert board.members.filter(until__isnull=True).count() == 5
