"""Giving aid in kind, and writing down any aid: the one place where aid is born."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.aiding.doubling import held, last_month_of
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.probation import require_within_probation
from hamdeli.casework.models import Aid, AidKind, CaseFile, DeliveryLine, Onward, State
from hamdeli.centres.models import Centre
from hamdeli.households.models import Person
from hamdeli.journal.writing import write

OLDEST = timedelta(days=365)
MOST_WORTH = 10**12
MOST_PIECES = 10_000


@dataclass(frozen=True)
class Gift:
    """What is given: worth in rials of all pieces together, from which source (a word), on which day.

    `override` is the reason why it is given although the household has received the same kind in its period.
    """

    kind: AidKind
    worth: int
    source: str
    given_on: date
    quantity: int = 1
    person: Person | None = None
    override: str = ""


@dataclass(frozen=True)
class Hands:
    """Who stands behind aid: for money three different people, in kind the giver alone."""

    author: User
    giver: User
    approver: User | None = None


def give(
    *,
    case_file: CaseFile,
    gift: Gift,
    centre: Centre | None,
    giver: User,
    today: date,
    line: DeliveryLine | None = None,
) -> Aid:
    """Write down aid in kind that `giver` gives, for `centre` (None: the county office). `AidFault` for the rest."""
    if gift.kind.money:
        raise AidFault("in_money")
    hands = Hands(author=giver, giver=giver)
    return write_down(case_file=case_file, gift=gift, centre=centre, hands=hands, today=today, line=line)


def write_down(
    *,
    case_file: CaseFile,
    gift: Gift,
    centre: Centre | None,
    hands: Hands,
    today: date,
    line: DeliveryLine | None = None,
) -> Aid:
    """Store the aid, unless it cannot be or the household has had it already: nobody else gives to it meanwhile."""
    require_sound(case_file, gift, today)
    require_at(case_file, centre)
    with held(case_file.household_id):
        require_within_probation(centre, gift.worth, gift.given_on)
        last = last_month_of(case_file.household_id, gift.kind, gift.given_on)
        if last and not gift.override.strip():
            raise AidFault("doubled", kind=gift.kind.name, month=last.isoformat())
        if not last:
            gift = replace(gift, override="")
        aid = store(case_file, gift, centre, hands, line)
        tell(aid, doubled=last)
    return aid


def store(case_file: CaseFile, gift: Gift, centre: Centre | None, hands: Hands, line: DeliveryLine | None) -> Aid:
    """Add the row."""
    return Aid.objects.create(
        case_file=case_file,
        household_id=case_file.household_id,
        person=gift.person,
        kind=gift.kind,
        worth=gift.worth,
        quantity=gift.quantity,
        source=gift.source.strip(),
        province_id=case_file.province_id,
        county_id=case_file.county_id,
        centre=centre,
        line=line,
        line_round=line.aid.filter(takes_back=None).count() if line else 0,
        given_on=gift.given_on,
        author=hands.author,
        approver=hands.approver,
        giver=hands.giver,
        override_reason=gift.override.strip(),
        made_at=timezone.now(),
    )


def tell(aid: Aid, *, doubled: date | None) -> None:
    """Write the aid into the journal; what was given twice with its reason, where the county reads it."""
    details = {"aid": aid.pk, "kind": aid.kind.code, "worth": aid.worth, "given_on": aid.given_on.isoformat()}
    if doubled:
        details["month"] = doubled.isoformat()[:7]
    verb = "gave_again" if doubled else "gave"
    subject = aid.case_file.code
    write(
        actor=aid.giver.actor, verb=verb, kind="case_file", subject=subject, reason=aid.override_reason, details=details
    )


def require_sound(case_file: CaseFile, gift: Gift, today: date) -> None:
    """Refuse what cannot be meant: no pieces, an impossible day, a closed file, somebody of another household."""
    if gift.quantity < 1 or gift.worth < 0 or (gift.kind.money and gift.worth < 1):
        raise AidFault("nothing")
    if gift.worth > MOST_WORTH or gift.quantity > MOST_PIECES:
        raise AidFault("too_much")
    if not gift.source.strip():
        raise AidFault("reason_missing")
    if case_file.state == State.CLOSED:
        raise AidFault("file_closed")
    require_day(case_file, gift.given_on, today)
    if gift.person and (gift.person.household_id != case_file.household_id or gift.person.left_on):
        raise AidFault("not_member")


def require_day(case_file: CaseFile, given_on: date, today: date) -> None:
    """Refuse a day that has not come, that is long past, or that was before the file."""
    if given_on > today:
        raise AidFault("future")
    if given_on < today - OLDEST:
        raise AidFault("too_old")
    if given_on < case_file.opened_on:
        raise AidFault("before_file")


def require_at(case_file: CaseFile, centre: Centre | None) -> None:
    """Refuse a centre that has nothing to do with the file: it carries it, or accepted its referral."""
    if centre is None or case_file.centre_id == centre.pk:
        return
    if not Onward.objects.filter(case_file=case_file, receiver=centre, state=Onward.State.ACCEPTED).exists():
        raise AidFault("not_here", centre=centre.code)
