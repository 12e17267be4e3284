"""The records that do a step by themselves: the visit of enquiry, the score, the decision."""

from typing import Any

from django.db.models import QuerySet

from hamdeli.casework.models import Admission, Decision, Outcome, Score, Visit


def enquiry_of(admission: Admission) -> Visit | None:
    """Return the last enquiry visit of the admission whose decision stands and at which the family was met."""
    met = enquired(admission.case_file_id, admission.begun_at).select_related("visit__visitor")
    last = met.order_by("visit__done_at").last()
    return last.visit if last else None


def enquired(case_file: Any, since: Any) -> QuerySet[Decision]:
    """Return the standing decisions of visits of enquiry since a moment at which the family was met.

    Both are values, or references to the columns of a query outside.
    """
    decided = Decision.objects.filter(
        case_file=case_file,
        visit__purpose=Visit.Purpose.ENQUIRY,
        visit__state=Visit.State.DONE,
        visit__done_at__gte=since,
        replaced_by__isnull=True,
    )
    return decided.exclude(outcome=Outcome.NOT_MET)


def score_of(admission: Admission) -> Score | None:
    """Return the last score since the admission began and since its household was written down for the last time.

    One that was made after the admission had ended is of the years that followed.
    """
    scores = Score.objects.filter(case_file=admission.case_file_id, made_at__gte=admission.begun_at)
    if admission.ended_at:
        scores = scores.filter(made_at__lte=admission.ended_at)
    written = admission.steps.filter(step="household").order_by("id").last()
    if written:
        scores = scores.filter(made_at__gte=written.done_at)
    return scores.select_related("made_by").order_by("id").last()


def decision_of(admission: Admission) -> Decision | None:
    """Return the decision of the commission that stands."""
    decisions = admission.decisions.filter(replaced_by__isnull=True)
    return decisions.select_related("author", "approver").order_by("id").last()
