"""Measures of the demonstration: suspensions, a proposal that waits, requests to renew, an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.policy import renewal_from
from hamdeli.centres.models import Appeal, Centre, Grounds, Licence, LicenceAct, LicenceTerm, Measure, RenewalRequest
from hamdeli.config.demo.calendar_of_work import moment

if TYPE_CHECKING:
    from hamdeli.config.demo.network.licences import Books

FACTS = (
    (Grounds.INACTIVE, "در سه بازدید پیاپی، مرکز بسته بود و در شش ماه هیچ بازدیدی از خانواده‌ها ثبت نشده است."),
    (Grounds.FINDINGS, "ایرادهای بازرسی پیشین دربارهٔ دفتر کمک‌ها در مهلت تعیین‌شده برطرف نشد."),
    (Grounds.MONEY, "صورت‌حساب کمک‌های نقدی دو ماه ارائه نشده است."),
)
WORDS = "رئیس هیئت امنا بیمار بود؛ صورت‌حساب‌ها آماده است و از این هفته بازدیدها را از سر گرفته‌ایم."
MOST_REQUESTS = 4


def measure(
    centre: Centre, kind: str, told: tuple[str, str], *, by: User, on: date, until: date | None = None
) -> Measure:
    """Return a proposed measure, unsaved."""
    return Measure(
        centre=centre,
        kind=kind,
        grounds=told[0],
        note=told[1],
        until=until,
        before=Licence.ACTIVE,
        proposed_by=by,
        proposed_at=moment(on, 9),
    )


def decide(books: Books, made: Measure, on: date, *, state: str = Measure.State.IN_FORCE) -> Measure:
    """Store the measure as decided on a day, with its two moves."""
    made.state, made.decided_by, made.decided_at = state, books.by, moment(on, 11)
    made.ended_at = None if state == Measure.State.IN_FORCE else made.decided_at
    made.save()
    act = LicenceAct.SUSPEND if made.kind == Measure.Kind.SUSPENSION else LicenceAct.DECIDE
    proposed_on = made.proposed_at.date()
    books.move(
        made.centre,
        LicenceAct.PROPOSE,
        proposed_on,
        (Licence.ACTIVE, Licence.ACTIVE),
        measure=made,
        by=made.proposed_by,
    )
    books.move(made.centre, act, on, (Licence.ACTIVE, Licence.SUSPENDED), measure=made)
    return made


def suspend_some(books: Books, centres: Sequence[Centre], inspector: User, lifted: Centre) -> None:
    """Suspend these centres for some months; `lifted` was suspended two years ago, for three months."""
    for number, centre in enumerate(centres):
        on = books.today - timedelta(days=20 + 17 * number)
        until = on + timedelta(days=120)
        told, before = FACTS[number % len(FACTS)], on - timedelta(days=6)
        decide(books, measure(centre, "suspension", told, by=inspector, on=before, until=until), on)
        Centre.objects.filter(pk=centre.pk).update(licence=Licence.SUSPENDED, licence_note=told[1])
    on = books.today - timedelta(days=700)
    if lifted.opened_on is None or lifted.opened_on >= on:
        return
    until = on + timedelta(days=90)
    made = measure(lifted, "suspension", FACTS[1], by=inspector, on=on - timedelta(days=8), until=until)
    decide(books, made, on, state=Measure.State.ENDED)
    books.move(lifted, LicenceAct.LIFT, until, (Licence.SUSPENDED, Licence.ACTIVE))


def propose_one(books: Books, centre: Centre, inspector: User) -> None:
    """Let the inspector have proposed something that the deputy has not decided."""
    on = books.today - timedelta(days=2)
    until = books.today + timedelta(days=90)
    made = measure(centre, "suspension", FACTS[2], by=inspector, on=on, until=until)
    made.save()
    books.move(centre, LicenceAct.PROPOSE, on, (Licence.ACTIVE, Licence.ACTIVE), measure=made, by=inspector)


def ask_for_renewal(books: Books, centres: Sequence[Centre]) -> None:
    """Let a few centres whose licence ends soon have asked for the renewal."""
    ending = LicenceTerm.objects.filter(centre__in=centres, ends__gte=books.today).order_by("ends", "pk")
    soon = [term for term in ending[: 3 * MOST_REQUESTS] if renewal_from(term.ends) < books.today]
    on = books.today - timedelta(days=1)
    RenewalRequest.objects.bulk_create(
        RenewalRequest(centre=term.centre, term=term, asked_by=head, asked_at=moment(on, 10))
        for term in soon[:MOST_REQUESTS]
        if (head := User.objects.filter(username=f"head-{term.centre.code}").first())
    )


def appeal_against(books: Books, centre: Centre) -> None:
    """Let the centre have appealed against its suspension: the director general has not decided yet."""
    made = Measure.objects.get(centre=centre)
    head = User(username=f"head-{centre.code}", name_fa="منصور عابدی", demonstration=True, is_active=False)
    head.set_unusable_password()
    head.save()
    Appeal.objects.create(measure=made, words=WORDS, made_by=head, made_at=moment(books.today - timedelta(days=5), 12))
