"""Writing into the file when its family is to be visited next."""

from collections.abc import Iterable
from datetime import date

from hamdeli.casework.models import CaseFile, Outcome, Plan, State, Visit
from hamdeli.casework.visiting import dues
from hamdeli.casework.visiting.faults import VisitFault


def due_after(visit: Visit, *, done_on: date, outcome: str) -> date:
    """Return the day by which the next visit after this one is due, by the open plan of the family."""
    visit_months = months_of([visit.case_file_id]).get(visit.case_file_id)
    return dues.latest(done_on, met=outcome != Outcome.NOT_MET, visit_months=visit_months)


def months_of(case_files: Iterable[int]) -> dict[int, int]:
    """Return after how many months each family (primary key of its file) with an open plan is visited again."""
    plans = Plan.objects.filter(case_file__in=list(case_files), state=Plan.State.OPEN)
    return dict(plans.values_list("case_file", "visit_months"))


def note_next(visit: Visit, *, outcome: str, wished: date | None) -> date | None:
    """Write the next visit's day into the (locked) file and return it; `wished` may be sooner, never later.

    A file that is closed, or not yet under support, has none, except to go again where nobody was met. A form that
    comes late, after a later visit was written down, changes nothing.
    """
    done_on = visit.done_on
    if done_on is None:
        raise VisitFault("not_done")
    due = due_after(visit, done_on=done_on, outcome=outcome)
    if wished and (wrong := dues.fault_of(wished, done_on, due)):
        raise VisitFault(wrong, due=due.isoformat())
    if not expects_visits(visit.case_file, outcome) or is_old(visit, done_on):
        return None
    CaseFile.objects.filter(pk=visit.case_file_id).update(next_visit_on=wished or due)
    return wished or due


def expects_visits(case_file: CaseFile, outcome: str) -> bool:
    """Say whether a next visit is due at all."""
    if case_file.state == State.ACTIVE:
        return True
    return outcome == Outcome.NOT_MET and case_file.state != State.CLOSED


def is_old(visit: Visit, done_on: date) -> bool:
    """Say whether a later visit to the family was written down already."""
    return Visit.objects.filter(case_file=visit.case_file_id, done_on__gt=done_on).exclude(pk=visit.pk).exists()
