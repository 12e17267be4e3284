"""Referring a family to a specialised centre. Its own centre stays responsible: no mandate changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.access import may_know
from hamdeli.casework.models import CaseFile, Onward
from hamdeli.casework.models.onward import OPEN
from hamdeli.casework.onward.faults import OnwardFault
from hamdeli.casework.onward.sharing import Sharing
from hamdeli.centres.models import Capability, Centre
from hamdeli.households.models import Person
from hamdeli.journal.writing import write

ANSWER_DAYS = 7
LONGEST = timedelta(days=90)
CHANCE = SystemRandom()
NOTHING = Sharing()


@dataclass(frozen=True)
class Request:
    """What is asked of which centre, until when, for whom of the family (None: for all of it), sharing what."""

    receiver: Centre
    speciality: str
    asked_for: str
    answer_by: date
    sharing: Sharing = NOTHING
    person: Person | None = None


@transaction.atomic
def send(*, case_file: CaseFile, request: Request, by: User, today: date) -> Onward:
    """Send the referral in the name of the centre that carries the file."""
    locked = CaseFile.objects.select_for_update(of=("self",)).select_related("centre").get(pk=case_file.pk)
    if locked.centre is None:
        raise OnwardFault("not_carried")
    require_able(locked, request)
    require_sound(locked, request, by, today)
    onward = make(locked, locked.centre, request, by)
    shared = [name for name, told in vars(request.sharing).items() if told]
    details = {"onward": onward.code, "to_centre": request.receiver.code, "shared": shared}
    write(actor=by.actor, verb="referred_on", kind="case_file", subject=locked.code, details=details)
    return onward


def make(case_file: CaseFile, sender: Centre, request: Request, by: User) -> Onward:
    """Add the row."""
    return Onward.objects.create(
        code=new_code(),
        case_file=case_file,
        person=request.person,
        sender=sender,
        receiver=request.receiver,
        speciality=request.speciality,
        asked_for=request.asked_for.strip(),
        need_shared=request.sharing.need,
        ages_shared=request.sharing.ages,
        name_shared=request.sharing.name,
        phone_shared=request.sharing.phone,
        answer_by=request.answer_by,
        made_by=by,
        made_at=timezone.now(),
    )


def require_able(case_file: CaseFile, request: Request) -> None:
    """Refuse a centre that cannot take the family up: its own, without licence, of another province or trade."""
    centre = request.receiver
    if centre.pk == case_file.centre_id:
        raise OnwardFault("same_centre")
    if not centre.may_receive:
        raise OnwardFault("unlicensed", centre=centre.code)
    if centre.province_id != case_file.province_id:
        raise OnwardFault("elsewhere", centre=centre.code)
    if not Capability.objects.filter(centre=centre, speciality=request.speciality).exists():
        raise OnwardFault("not_able", centre=centre.code)
    same = Onward.objects.filter(case_file=case_file, receiver=centre, speciality=request.speciality)
    if same.filter(state__in=OPEN, person=request.person).exists():
        raise OnwardFault("open_already", centre=centre.code)


def require_sound(case_file: CaseFile, request: Request, by: User, today: date) -> None:
    """Refuse a referral without words, with an impossible day, for a stranger, or that betrays a discreet family."""
    if not request.asked_for.strip():
        raise OnwardFault("words_missing")
    if not today < request.answer_by <= today + LONGEST:
        raise OnwardFault("no_such_day")
    person = request.person
    if person and (person.household_id != case_file.household_id or person.left_on):
        raise OnwardFault("not_member")
    telling = request.sharing.name or request.sharing.phone
    if telling and case_file.discreet and not may_know(by, case_file):
        raise OnwardFault("discreet")


def new_code() -> str:
    """Return a code that no referral has and that tells nothing."""
    while True:
        code = f"R-{CHANCE.randrange(10**7, 10**8)}"
        if not Onward.objects.filter(code=code).exists():
            return code
