"""A check-in at a door without a signal: given once; what was told twice, or cannot be, waits for a person."""

from datetime import date
from typing import Any

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.aiding.access import access_delivery
from hamdeli.casework.aiding.checking_in import Answer, Door, check_in
from hamdeli.casework.aiding.listing import aid_of
from hamdeli.casework.models import Delivery, DeliveryLine


def checked_in(delivery: int, code: str, given_on: date, by: User, today: date) -> dict[str, Any]:
    """Write down that a family received what a list says; both versions are told where it had it already."""
    open_list = access_delivery(by, delivery, Right.GIVE)
    answer = check_in(delivery=open_list, code=code, by=by, today=today, given_on=given_on)
    if answer.door == Door.GIVEN:
        return {"delivery": delivery}
    return {"fault": f"door.{answer.door}", **before(open_list, answer)}


def before(delivery: Delivery, answer: Answer) -> dict[str, str]:
    """Return who gave it before and when, or in which month the same was given elsewhere."""
    if answer.door == Door.DOUBLED and answer.month:
        return {"month": answer.month.isoformat()}
    line = DeliveryLine.objects.filter(delivery=delivery, code=answer.code).first()
    aid = aid_of(line) if line else None
    return {"giver": aid.giver.username, "given_at": aid.made_at.isoformat()} if aid else {}


def led_lists(user: User) -> Exists:
    """Return the condition on forms from phones whose list `user` approves or gives by."""
    there = scope(user, Right.APPROVE_AID, province="centre__province", county="centre__county", centre="centre__code")
    named = Delivery.objects.filter(there).annotate(number=Cast("pk", CharField()))
    return Exists(named.filter(number=OuterRef("subject")))
