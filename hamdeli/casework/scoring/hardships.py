"""Writing down a temporary hardship: what befell the family, and until when it counts."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Hardship
from hamdeli.casework.scoring.faults import ScoreFault
from hamdeli.journal.writing import write

LONGEST = timedelta(days=366)
MONTHS = 12


@transaction.atomic
def add_hardship(*, case_file: CaseFile, kind: str, since: date, until: date, by: User, today: date) -> Hardship:
    """Store a hardship; from the day after `until` it counts no more. Raises `ScoreFault`."""
    if until <= since:
        raise ScoreFault("hardship_order")
    if since > today:
        raise ScoreFault("hardship_future")
    if until - max(since, today) > LONGEST:
        raise ScoreFault("hardship_long", months=MONTHS)
    made = Hardship.objects.create(
        case_file=case_file, kind=kind, since=since, until=until, made_by=by, made_at=timezone.now()
    )
    details = {"hardship": kind, "until": until.isoformat()}
    write(actor=by.actor, verb="wrote_hardship", kind="case_file", subject=case_file.code, details=details)
    return made
