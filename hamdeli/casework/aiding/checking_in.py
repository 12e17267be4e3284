"""At the door: a family shows its code and gets an answer at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.aiding.codes import is_whole, typed
from hamdeli.casework.aiding.doubling import held
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.giving import Gift, Hands, write_down
from hamdeli.casework.aiding.listing import aid_of, locked
from hamdeli.casework.models import Delivery, DeliveryLine


class Door(models.TextChoices):
    """What the door answers."""

    GIVEN = "given", _("Give it")
    ALREADY = "already", _("Already given")
    NOT_LISTED = "not_listed", _("Not on this list")
    MISTYPED = "mistyped", _("The code is mistyped")
    DOUBLED = "doubled", _("Has received the same elsewhere")


@dataclass(frozen=True)
class Answer:
    """The answer to one code. `members` of the family; `at` when it was given before; `month` of the double aid."""

    door: Door
    code: str
    members: int | None = None
    at: datetime | None = None
    month: date | None = None


@transaction.atomic
def check_in(
    *, delivery: Delivery, code: str, by: User, today: date, given_on: date | None = None, reason: str = ""
) -> Answer:
    """Hand out what the code stands for, once however often it is shown, and answer.

    `given_on` is the day of the door, where a phone tells later (`today` otherwise); `reason` lets a family have it
    that has had the same kind in its period. `AidFault` while the list is not approved or no longer open.
    """
    digits = typed(code)
    if not is_whole(digits):
        return Answer(Door.MISTYPED, digits)
    open_list = locked(delivery, Delivery.State.APPROVED)
    line = open_list.lines.select_related("case_file__household", "case_file__centre").filter(code=digits).first()
    if line is None:
        return Answer(Door.NOT_LISTED, digits)
    members = line.case_file.household.members_count
    with held(line.case_file.household_id):
        before = aid_of(line)
        if before:
            return Answer(Door.ALREADY, digits, members, before.made_at)
        return hand_out(open_list, line, by, given_on or today, today, reason)


def hand_out(delivery: Delivery, line: DeliveryLine, by: User, given_on: date, today: date, reason: str) -> Answer:
    """Write the aid of a line down."""
    members = line.case_file.household.members_count
    gift = Gift(
        kind=delivery.kind,
        worth=delivery.worth,
        source=delivery.source,
        given_on=given_on,
        override=line.override_reason or reason,
    )
    hands, centre = hands_of(delivery, by), delivery.centre
    try:
        with transaction.atomic():
            write_down(case_file=line.case_file, gift=gift, centre=centre, hands=hands, today=today, line=line)
    except AidFault as fault:
        if fault.code != "doubled":
            raise
        return Answer(Door.DOUBLED, line.code, members, month=date.fromisoformat(fault.params["month"]))
    return Answer(Door.GIVEN, line.code, members)


def hands_of(delivery: Delivery, by: User) -> Hands:
    """Return who stands behind it: for money who made and who approved the list, and a third at the door."""
    if not delivery.kind.money:
        return Hands(author=by, giver=by)
    if by.pk in (delivery.author_id, delivery.approver_id):
        raise AidFault("same_person")
    return Hands(author=delivery.author, approver=delivery.approver, giver=by)
