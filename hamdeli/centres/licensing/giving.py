"""Giving a centre its licence: the approval in principle, the licence at the opening, and its renewal."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.faults import LicenceFault
from hamdeli.centres.licensing.policy import last_day, probation_end, probation_places
from hamdeli.centres.licensing.recording import locked, record, require_move
from hamdeli.centres.models import Centre, Founding, Licence, LicenceAct, LicenceTerm
from hamdeli.journal.once import once
from hamdeli.persian.calendar import solar_year

Kind, Why = LicenceTerm.Kind, LicenceTerm.Why
NUMBER = "{centre}/{year}/{count:04}"
PURPOSE = "give a licence"


@transaction.atomic
def give(
    *,
    centre: Centre,
    kind: str,
    begins: date,
    ends: date,
    by: User,
    key: str,
    seconded_by: str = "",
    opening: bool = False,
) -> LicenceTerm:
    """Give the centre an approval in principle or its licence, from the first to the last day, and return the term.

    A licence replaces the approval in principle. Where an application for the centre is open, it is given at the
    `opening` alone. `seconded_by` names who checked before. Raises `LicenceFault`.
    """
    act = LicenceAct.APPROVE if kind == Kind.PROVISIONAL else LicenceAct.GIVE

    def done() -> int:
        fresh = locked(centre)
        require_move(fresh, act, by)
        if act == LicenceAct.GIVE and not opening and founding_of(fresh):
            raise LicenceFault("founding_open")
        return add_term(fresh, act, kind, begins, ends, by=by, seconded_by=seconded_by).pk

    body = [centre.code, kind, begins, ends]
    made = LicenceTerm.objects.get(pk=once(key=key, actor=by.actor, purpose=PURPOSE, body=body, act=done))
    centre.refresh_from_db()
    return made


def add_term(
    centre: Centre, act: LicenceAct, kind: str, begins: date, ends: date, *, by: User, seconded_by: str = ""
) -> LicenceTerm:
    """Store the term of the locked centre and move its licence."""
    at = timezone.now()
    if ends < begins:
        raise LicenceFault("term_backwards")
    longest = last_day(begins, provisional=kind == Kind.PROVISIONAL)
    if ends > longest:
        raise LicenceFault("term_too_long", until=longest)
    if kind == Kind.FULL:
        replace_provisional(centre, at)
    require_apart(centre, begins)
    term = LicenceTerm.objects.create(
        centre=centre,
        number=next_number(centre, begins),
        kind=kind,
        begins=begins,
        ends=ends,
        given_by=by.username,
        seconded_by=seconded_by,
        given_at=at,
    )
    if act == LicenceAct.GIVE:
        open_doors(centre, begins)
    after = Licence.PROVISIONAL if kind == Kind.PROVISIONAL else Licence.ACTIVE
    record(centre, act, by=by, at=at, after=after, term=term, until=ends, number=term.number)
    return term


def founding_of(centre: Centre) -> Founding | None:
    """Return the application that was approved in principle and waits for the opening; None where there is none."""
    return Founding.objects.filter(centre=centre, state=Founding.State.PROVISIONAL).first()


def replace_provisional(centre: Centre, at: datetime) -> None:
    """End the approval in principle: the licence takes its place."""
    standing = centre.terms.filter(kind=Kind.PROVISIONAL, ended_at__isnull=True)
    standing.update(ended_at=at, ended_why=Why.REPLACED)


def require_apart(centre: Centre, begins: date) -> None:
    """Refuse a term that begins while another stands."""
    last = centre.terms.filter(ended_at__isnull=True).order_by("-ends").first()
    if last and last.ends >= begins:
        raise LicenceFault("term_overlaps", number=last.number, until=last.ends)


def next_number(centre: Centre, begins: date) -> str:
    """Return the number of the next term: the centre, the Solar Hijri year, a running number."""
    return NUMBER.format(centre=centre.code, year=solar_year(begins), count=centre.terms.count() + 1)


def open_doors(centre: Centre, begins: date) -> None:
    """Let a new centre begin: its opening day, and its probation."""
    first = not centre.terms.filter(kind=Kind.FULL, begins__lt=begins).exists()
    opened = centre.opened_on or begins
    if first and probation_end(opened) >= begins:
        centre.opened_on = opened
        put_on_probation(centre, opened)


def put_on_probation(centre: Centre, opened: date) -> None:
    """Write into the row until when a centre that opened on this day is on probation, and with how many places."""
    centre.probation_until, centre.probation_places = probation_end(opened), probation_places(centre.capacity)
