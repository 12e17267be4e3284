"""Entering a referral. The same verb serves the desk and, later, the public form."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from hamdeli.accounts.models import User
from hamdeli.casework.models import Referral
from hamdeli.casework.referral.access import keepers_at
from hamdeli.casework.referral.faults import ReferralFault
from hamdeli.casework.referral.numbers import new_receipt
from hamdeli.casework.referral.words import Word, as_text, sealed
from hamdeli.centres.models import Centre
from hamdeli.journal.actors import Actor
from hamdeli.journal.once import once
from hamdeli.journal.sealing import blind_index
from hamdeli.journal.writing import write
from hamdeli.places.models import Place


def refer(
    word: Word,
    *,
    channel: str,
    county: Place,
    centre: Centre | None = None,
    discreet: bool = False,
    keeper: User | None = None,
    actor: Actor,
    user: User | None,
    at: datetime,
    today: date,
    key: str,
) -> Referral:
    """Store a referral, once for each `key`, and return it: its receipt number reveals nothing.

    Whether the family is known is not looked up here: whoever enters learns nothing by it. Raises `ReferralFault`.
    """
    require_useful(word, today)
    require_place(county, centre, keeper, discreet=discreet)
    referral = Referral(
        channel=channel,
        province=county.parent,
        county=county,
        centre=centre,
        sealed=sealed(word),
        code_index=blind_index(word.national_code) if word.national_code else "",
        discreet=discreet,
        keeper=keeper if discreet else None,
        received_at=at,
        received_by=user,
    )
    # A keyed digest, because a receipt of the journal is not sealed.
    body = [channel, county.code, centre.code if centre else "", discreet, blind_index(as_text(word))]
    pk = once(key=key, actor=actor, purpose="refer", body=body, act=lambda: store(referral, actor).pk)
    return Referral.objects.get(pk=pk)


def require_useful(word: Word, today: date) -> None:
    """Raise unless the family can be found by what is said."""
    if not (word.family_name or word.phone or word.address):
        raise ReferralFault("name")
    if word.birth_date and word.birth_date > today:
        raise ReferralFault("birth_future")


def require_place(county: Place, centre: Centre | None, keeper: User | None, *, discreet: bool) -> None:
    """Raise unless centre and named person belong to the place."""
    if centre and centre.county_id != county.pk:
        raise ReferralFault("centre_elsewhere")
    if discreet and keeper is None:
        raise ReferralFault("keeper_needed")
    if discreet and keeper and not keepers_at(county).filter(pk=keeper.pk).exists():
        raise ReferralFault("keeper_unfit")


def store(referral: Referral, actor: Actor) -> Referral:
    """Save a new referral under a receipt number that nobody has."""
    while not saved(referral, new_receipt()):
        pass
    details = {"channel": referral.channel, "discreet": referral.discreet}
    write(actor=actor, verb="referred", kind="referral", subject=referral.receipt, details=details)
    return referral


def saved(referral: Referral, receipt: str) -> bool:
    """Save the referral under `receipt`, and say whether nobody had it."""
    referral.receipt = receipt
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError:
        if not Referral.objects.filter(receipt=receipt).exists():
            raise
        referral.pk = None
        return False
    return True
