"""A member leaves a family that has a file; a file in which nobody is left goes before the commission."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Task
from hamdeli.casework.models.wording import in_both
from hamdeli.households.leaving import leave
from hamdeli.households.models import Person
from hamdeli.journal.writing import write

DAYS = timedelta(days=7)
NOBODY = gettext_noop("Nobody is left in the household: bring the file before the commission")


@transaction.atomic
def let_go(
    case_file: CaseFile,
    person: Person,
    *,
    why: str,
    on: date,
    new_head: Person | None,
    sure: bool,
    seen_version: int,
    user: User,
    today: date,
    at: datetime,
) -> bool:
    """Write down that `person` left. Return whether anybody is left; where nobody is, the commission is called.

    Raises `Conflict` and `HouseholdFault`.
    """
    anybody = leave(
        person,
        why=why,
        on=on,
        today=today,
        seen_version=seen_version,
        actor=user.actor,
        file=case_file.code,
        new_head=new_head,
        sure=sure,
    )
    if not anybody:
        call_commission(case_file, user=user, today=today, at=at)
    return anybody


def call_commission(case_file: CaseFile, *, user: User, today: date, at: datetime) -> Task:
    """Bring the file before the commission: an urgent task of its social worker, or of whoever wrote it down."""
    task = Task.objects.create(
        case_file=case_file,
        **in_both(NOBODY),
        owner=case_file.worker or user,
        due_on=today + DAYS,
        urgent=True,
        made_by=user,
        made_at=at,
    )
    write(actor=user.actor, verb="called_commission", kind="case_file", subject=case_file.code)
    return task
