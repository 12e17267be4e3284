"""Scoring a file: reading the family, counting under the table of the day, and keeping both."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, Score, State
from hamdeli.casework.scoring.families import Family
from hamdeli.casework.scoring.faults import ScoreFault
from hamdeli.casework.scoring.reading import read_family
from hamdeli.casework.scoring.rules import score
from hamdeli.casework.scoring.versions import rules_of, shown_in_force, table_of
from hamdeli.journal.writing import write


@transaction.atomic
def score_file(*, case_file: CaseFile, by: User, today: date) -> Score:
    """Store the score of a file under the table in force today.

    Raises `ScoreFault` where nobody is known as a member, or the file is closed.
    """
    locked = CaseFile.objects.select_for_update(of=("self",)).select_related("household").get(pk=case_file.pk)
    if locked.state == State.CLOSED:
        raise ScoreFault("closed")
    family, table = read_family(locked, today), table_of(locked, today)
    if not family.members:
        raise ScoreFault("no_member")
    result = score(family, rules_of(table))
    made = Score.objects.create(
        case_file=locked,
        table=table,
        inputs=family.plain(),
        lines=result.plain(),
        total=result.total,
        made_at=timezone.now(),
        made_by=by,
    )
    details = {"score": made.total, "table": table.number}
    write(actor=by.actor, verb="scored", kind="case_file", subject=locked.code, details=details)
    return made


def latest_score(case_file: CaseFile) -> Score | None:
    """Return the last score of a file."""
    return case_file.scores.select_related("table").order_by("-id").first()


def is_current(last: Score, case_file: CaseFile, today: date) -> bool:
    """Say whether a score still says what the family and the table of today say."""
    newest = shown_in_force(case_file.province_id, today)
    return last.table.digest == newest.digest and Family.read(last.inputs) == read_family(case_file, today)
