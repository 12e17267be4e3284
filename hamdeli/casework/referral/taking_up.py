"""Taking a referral up: a household with its persons, a file in admission, and the admission itself, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from hamdeli.accounts.models import User
from hamdeli.casework.admission.beginning import begin
from hamdeli.casework.models import CaseFile, Referral, State
from hamdeli.casework.referral.answering import answer, open_for
from hamdeli.casework.referral.faults import ReferralFault
from hamdeli.casework.referral.numbers import new_file_code
from hamdeli.households.entering import Told, require_born, store
from hamdeli.households.models import Household, Kinship
from hamdeli.journal.sealing import seal
from hamdeli.journal.writing import write


@dataclass(frozen=True, slots=True)
class Family:
    """A family as it is met first: its persons, one of them the head, where it lives (degrees), address and phone."""

    persons: Sequence[Told]
    latitude: float
    longitude: float
    address: str = ""
    phone: str = ""


@transaction.atomic
def take_up(
    referral: Referral, family: Family, *, user: User, at: datetime, today: date, seen_version: int | None = None
) -> CaseFile:
    """Make household, persons, file and admission, and answer the referral.

    Raises `ReferralFault` and `HouseholdFault` (a national code that is taken says no more than that).
    """
    fresh = open_for(referral, user, seen_version)
    home = settle(family, today)
    fresh.case_file = open_file(fresh, home, today)
    begin(fresh.case_file, user=user, at=at)
    answer(fresh, Referral.State.TAKEN_UP, user, at, file=fresh.case_file.code)
    code = fresh.case_file.code
    write(actor=user.actor, verb="opened_file", kind="case_file", subject=code, details={"referral": fresh.receipt})
    return fresh.case_file


def settle(family: Family, today: date) -> Household:
    """Store the household and its persons."""
    if [person.kinship for person in family.persons].count(Kinship.HEAD) != 1:
        raise ReferralFault("one_head")
    home = Household.objects.create(
        latitude=family.latitude,
        longitude=family.longitude,
        members_count=len(family.persons),
        address_sealed=seal(family.address) if family.address else None,
        phone_sealed=seal(family.phone) if family.phone else None,
    )
    for person in family.persons:
        require_born(person.birth_date, today)
        store(home, person)
    return home


def open_file(referral: Referral, home: Household, today: date) -> CaseFile:
    """Store the file in admission under a code that nobody has."""
    while True:
        file = CaseFile(
            code=new_file_code(referral.province.code),
            household=home,
            province=referral.province,
            county=referral.county,
            state=State.ADMISSION,
            discreet=referral.discreet,
            keeper=referral.keeper,
            opened_on=today,
        )
        try:
            with transaction.atomic():
                file.save(force_insert=True)
        except IntegrityError:
            if not CaseFile.objects.filter(code=file.code).exists():
                raise
        else:
            return file
