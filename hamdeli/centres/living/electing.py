"""Boards: an election replaces the whole board as one act; between elections single members leave and come."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.living.rules import require_seats, require_term
from hamdeli.centres.models import Board, BoardMember, Centre
from hamdeli.journal.changing import conflict
from hamdeli.journal.once import once
from hamdeli.journal.refusals import checked
from hamdeli.journal.sealing import blind_index, seal, unseal
from hamdeli.journal.writing import write
from hamdeli.persian import national_code, phones
from hamdeli.persian.letters import clean, fold


@dataclass(frozen=True)
class Nominee:
    """Who is elected, and into which seat. National code and telephone are sealed."""

    name: str
    national_code: str
    seat: str
    phone: str = ""


@dataclass(frozen=True)
class Term:
    """From when to when a board is elected."""

    since: date
    until: date


def elect(
    *,
    centre: Centre,
    body: str,
    members: Sequence[Nominee],
    term: Term,
    replacing: int | None,
    by: User,
    today: date,
    key: str,
) -> Board:
    """Replace the board `replacing` (its key; None where none sat) by the elected one, and return that.

    Raises `LivingFault`, or `KeyUsedOtherwise`.
    """
    require_term(term.since, term.until, today)
    require_seats(body, [member.seat for member in members])
    people = [in_form(member) for member in members]
    require_different(people)
    asked = [centre.pk, body, term.since.isoformat(), term.until.isoformat(), [index_of(each) for each in people]]

    def act() -> int:
        return elected(centre, body, people, term, replacing, by).pk

    return Board.objects.get(pk=once(key=key, actor=by.actor, purpose="election", body=asked, act=act))


def elected(centre: Centre, body: str, people: Sequence[Nominee], term: Term, replacing: int | None, by: User) -> Board:
    """End the board that sits and store the new one with its members."""
    before = Board.objects.select_for_update().filter(centre=centre, body=body, ended_on__isnull=True).first()
    if (before.pk if before else None) != replacing:
        raise LivingFault("elected_meanwhile")
    details = {"body": body, "on": term.since.isoformat(), "until": term.until.isoformat(), "members": len(people)}
    # The journal is one chain: whoever writes into it waits here, so that nobody is elected at two centres at once.
    write(actor=by.actor, verb="elected_board", kind="centre", subject=centre.code, details=details)
    if before:
        end(before, term.since)
    for person in people:
        require_here(person, centre)
    board = Board.objects.create(
        centre=centre, body=body, since=term.since, until=term.until, made_by=by, made_at=timezone.now()
    )
    store([member_row(board, person, term.since) for person in people])
    return board


def end(board: Board, on: date) -> None:
    """End the term of a board, and of all who sit on it, on the day of the election of the next."""
    if on <= board.since:
        raise LivingFault("terms_overlap", on=board.since.isoformat())
    if board.members.filter(until__isnull=True, since__gt=on).exists():
        raise LivingFault("day_early")
    board.members.filter(until__isnull=True).update(until=on)
    board.ended_on = on
    board.version += 1
    board.save(update_fields=["ended_on", "version"])


@dataclass(frozen=True)
class Change:
    """One change between elections: who leaves and why, who comes; on which day."""

    on: date
    leaving: BoardMember | None = None
    coming: Nominee | None = None
    why: str = ""


@transaction.atomic
def replace_member(*, board: Board, change: Change, seen_version: int, by: User, today: date) -> Board:
    """Let a member leave, another come, or both. Raises `LivingFault` or `Conflict`."""
    fresh = Board.objects.select_for_update(of=("self",)).select_related("centre").get(pk=board.pk)
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind="centre", subject=fresh.centre.code)
    coming = in_form(change.coming) if change.coming else None
    require_change(fresh, change, coming, today)
    details: dict[str, Any] = {"body": fresh.body, "on": change.on.isoformat(), "version": fresh.version + 1}
    if change.leaving:
        details["left"] = change.leaving.pk
    why = clean(change.why)
    write(actor=by.actor, verb="changed_board", kind="centre", subject=fresh.centre.code, reason=why, details=details)
    if change.leaving:
        fresh.members.filter(pk=change.leaving.pk).update(until=change.on, left_why=why[:200])
    if coming:
        require_here(coming, fresh.centre)
        store([member_row(fresh, coming, change.on)])
    fresh.version += 1
    fresh.save(update_fields=["version"])
    return fresh


def require_change(board: Board, change: Change, coming: Nominee | None, today: date) -> None:
    """Refuse a change that cannot be, or leaves the board without an officer, too small or too large."""
    if board.ended_on is not None:
        raise LivingFault("not_sitting")
    if not (change.leaving or coming):
        raise LivingFault("nothing_new")
    if change.on > today:
        raise LivingFault("day_ahead")
    if change.on < (change.leaving.since if change.leaving else board.since):
        raise LivingFault("day_early")
    if change.leaving and not clean(change.why):
        raise LivingFault("why_missing")
    sitting = list(board.members.filter(until__isnull=True))
    if change.leaving and change.leaving not in sitting:
        raise LivingFault("not_sitting")
    staying = [member for member in sitting if member != change.leaving]
    if coming and blind_index(coming.national_code) in {member.code_index for member in staying}:
        raise LivingFault("person_twice", name=coming.name)
    require_seats(board.body, [*(member.seat for member in staying), *([coming.seat] if coming else [])])


def in_form(person: Nominee) -> Nominee:
    """Return the nominee with everything in its stored form; refuse what is not right."""
    name = clean(person.name)[:120]
    if not name:
        raise LivingFault("name_missing")
    code = checked(national_code.check, person.national_code, LivingFault("code_unfit", name=name))
    phone = checked(phones.check, person.phone, LivingFault("phone_unfit", name=name)) if person.phone else ""
    return Nominee(name, code, person.seat, phone)


def require_different(people: Sequence[Nominee]) -> None:
    """Refuse one person in two seats of one board."""
    seen: set[str] = set()
    for person in people:
        if person.national_code in seen:
            raise LivingFault("person_twice", name=person.name)
        seen.add(person.national_code)


def require_here(person: Nominee, centre: Centre) -> None:
    """Refuse somebody who sits on a board of another centre."""
    elsewhere = BoardMember.objects.sitting().filter(code_index=index_of(person)).exclude(centre=centre)
    found = elsewhere.select_related("centre").first()
    if found:
        raise LivingFault("other_centre", name=person.name, centre=found.centre.code)


def index_of(person: Nominee) -> str:
    """Return the blind index of the nominee's national code."""
    return blind_index(person.national_code)


def member_row(board: Board, person: Nominee, since: date) -> BoardMember:
    """Return the unsaved row of a member."""
    return BoardMember(
        board=board,
        centre_id=board.centre_id,
        name=person.name,
        name_folded=fold(person.name)[:120],
        sealed=seal(json.dumps({"national_code": person.national_code, "phone": person.phone})),
        code_index=index_of(person),
        seat=person.seat,
        since=since,
    )


def store(rows: Sequence[BoardMember]) -> None:
    """Store members; the database has the last word on who sits at two centres."""
    try:
        with transaction.atomic():
            BoardMember.objects.bulk_create(rows)
    except DatabaseError as refused:
        raise LivingFault("elected_meanwhile") from refused


def phone_of(member: BoardMember) -> str:
    """Return the telephone of a member in its stored form, or nothing."""
    return str(json.loads(unseal(bytes(member.sealed)))["phone"])
