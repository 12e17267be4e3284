"""Taking a mistake back: by another row, never by a change."""

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.aiding.doubling import held
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.models import Aid
from hamdeli.journal.writing import write

SAME = (
    *("case_file_id", "household_id", "person_id", "kind_id", "worth", "quantity", "source", "province_id"),
    *("county_id", "centre_id", "given_on"),
)


@transaction.atomic
def take_back(*, aid: Aid, reason: str, by: User) -> Aid:
    """Write the row that takes `aid` back, and return it. Money is taken back by another than who handed it out."""
    if not reason.strip():
        raise AidFault("reason_missing")
    with held(aid.household_id):
        if aid.takes_back_id:
            raise AidFault("is_taking_back")
        if Aid.objects.filter(takes_back=aid).exists():
            raise AidFault("taken_back")
        if aid.kind.money and aid.giver_id == by.pk:
            raise AidFault("same_person")
        same = {name: getattr(aid, name) for name in SAME}
        row = Aid.objects.create(**same, author=by, giver=by, takes_back=aid, made_at=timezone.now())
        details = {"aid": aid.pk, "kind": aid.kind.code, "worth": aid.worth}
        write(
            actor=by.actor,
            verb="took_aid_back",
            kind="case_file",
            subject=aid.case_file.code,
            reason=reason.strip(),
            details=details,
        )
    return row
