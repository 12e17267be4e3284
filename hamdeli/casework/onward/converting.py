"""What onward referrals mean for a centre that gives a speciality up; and the day on which a conversion is in force."""

from django.db import transaction
from django.utils import timezone

from hamdeli.casework.models import Onward
from hamdeli.centres.models import Conversion
from hamdeli.centres.twinning.converting import put_into_force
from hamdeli.centres.twinning.faults import TwinningFault


def accepted_by(centre: int, speciality: str) -> int:
    """Count the referrals for the speciality that the centre with that primary key has accepted and not finished."""
    mine = Onward.objects.filter(receiver=centre, speciality=speciality)
    return mine.filter(state=Onward.State.ACCEPTED).count()


def convert_due() -> int:
    """Put into force what is due today, and return how many it was: once a day, by `./run serve`.

    A centre that must finish a referral first is asked again tomorrow.
    """
    due = Conversion.objects.due(timezone.localdate()).order_by("pk").values_list("pk", flat=True)
    return sum(in_force(pk) for pk in due)


@transaction.atomic
def in_force(pk: int) -> bool:
    """Put one conversion into force, unless referrals stand against it."""
    rows = Conversion.objects.select_for_update(of=("self",)).select_related("centre")
    conversion = rows.get(pk=pk)
    try:
        put_into_force(conversion, accepted=accepted_by(conversion.centre_id, conversion.speciality))
    except TwinningFault:
        return False
    return True
