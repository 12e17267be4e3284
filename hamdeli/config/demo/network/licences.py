"""The licences of the demonstration: terms from the opening on, what was suspended or expired, and two that close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.giving import NUMBER
from hamdeli.centres.licensing.policy import last_day
from hamdeli.centres.models import Centre, Licence, LicenceAct, LicenceMove, LicenceTerm, Measure
from hamdeli.config.demo.network.closing import close_down, let_close
from hamdeli.config.demo.network.extra_centres import add_centres
from hamdeli.config.demo.network.measures import appeal_against, ask_for_renewal, propose_one, suspend_some
from hamdeli.config.demo.seeds import Chance
from hamdeli.persian.calendar import solar_year

LICENSERS = {"10": "participation", "16": "ilam-participation"}
CHECKERS = {"10": "county-head", "16": "ilam-county-head"}
OPENED_AT_LEAST = date(2014, 4, 1)
"""Licences of centres began in 1393; a centre without an opening day counts as one of them."""
EXTRA = {"10": {"suspended": 3, "expired": 4, "closing": 1, "revoked": 1}, "16": {"suspended": 1, "expired": 1}}


@dataclass
class Books:
    """What is to be stored of one province: terms and moves, by whom, until today."""

    by: User
    checker: User
    today: date
    terms: list[LicenceTerm] = field(default_factory=list)
    moves: list[LicenceMove] = field(default_factory=list)

    def license(self, centre: Centre, until: date) -> None:
        """Write the terms of a centre from its opening day on, one after the other, while they begin by `until`."""
        begins, act, count = centre.opened_on or OPENED_AT_LEAST, LicenceAct.GIVE, 1
        while begins <= until:
            term = self.term(centre, begins, count)
            self.terms.append(term)
            before = Licence.PROVISIONAL if act == LicenceAct.GIVE else Licence.ACTIVE
            self.move(centre, act, begins, (before, Licence.ACTIVE), term=term)
            begins, act, count = term.ends + timedelta(days=1), LicenceAct.RENEW, count + 1

    def term(self, centre: Centre, begins: date, count: int) -> LicenceTerm:
        """Return one term, unsaved."""
        return LicenceTerm(
            centre=centre,
            number=NUMBER.format(centre=centre.code, year=solar_year(begins), count=count),
            kind=LicenceTerm.Kind.FULL,
            begins=begins,
            ends=last_day(begins),
            given_by=self.by.username,
            seconded_by=self.checker.username,
            given_at=office(begins),
        )

    def move(
        self,
        centre: Centre,
        act: LicenceAct,
        on: date,
        states: tuple[str, str],
        *,
        term: LicenceTerm | None = None,
        measure: Measure | None = None,
        by: User | None = None,
        note: str = "",
    ) -> None:
        """Write one move of `centre` from one state to another."""
        self.moves.append(
            LicenceMove(
                centre=centre,
                term=term,
                act=act,
                before=states[0],
                after=states[1],
                by=None if act == LicenceAct.EXPIRE else by or self.by,
                at=office(on),
                grounds=measure.grounds if measure else "",
                note=note or (measure.note if measure else ""),
                until=measure.until if measure else term.ends if term else None,
            )
        )

    def store(self) -> None:
        """Store all terms and all moves, the oldest first."""
        LicenceTerm.objects.bulk_create(self.terms)
        LicenceMove.objects.bulk_create(sorted(self.moves, key=lambda move: move.at))


def office(day: date) -> datetime:
    """Return a moment of office hours."""
    return timezone.make_aware(datetime.combine(day, time(10)))


def settle_licences(
    provinces: Mapping[str, Sequence[Centre]], lively: Centre, staff: Mapping[str, User], today: date, chance: Chance
) -> None:
    """Give every centre its licence, and add those that are not active; `provinces`: the centres by province code."""
    for code, centres in provinces.items():
        books = Books(staff[LICENSERS[code]], staff[CHECKERS[code]], today)
        for centre in centres:
            books.license(centre, today)
        extra = add_centres(centres, EXTRA[code], chance, today)
        for centre in (centre for name in ("suspended", "closing", "revoked") for centre in extra.get(name, [])):
            books.license(centre, today)
        expire_some(books, extra["expired"])
        suspend_some(books, extra["suspended"], staff["inspector"], centres[0])
        if code == "10":
            others = [centre for centre in centres if centre.pk != lively.pk]
            propose_one(books, others[len(others) // 2], staff["inspector"])
            let_close(books, extra["closing"][0], others, staff)
            close_down(books, extra["revoked"][0], others, staff)
        books.store()
        ask_for_renewal(books, centres)
        if code == "10":
            appeal_against(books, extra["suspended"][0])


def expire_some(books: Books, centres: Sequence[Centre]) -> None:
    """Let the last terms of these centres have ended some months ago, and nobody have renewed them."""
    for centre in centres:
        books.license(centre, books.today - timedelta(days=732))
        last = books.terms[-1]
        on = last.ends + timedelta(days=1)
        books.move(centre, LicenceAct.EXPIRE, on, (Licence.ACTIVE, Licence.EXPIRED), term=last)
        Centre.objects.filter(pk=centre.pk).update(licence=Licence.EXPIRED)
