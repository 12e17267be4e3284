"""What a decision rests on: the family as it is known, the score, the enquiry visit, and the decision that stands."""

from datetime import date, timedelta
from typing import Any

from hamdeli.casework.admission.decision_faults import DecisionFault
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.admission.records import enquiry_of
from hamdeli.casework.admission.rulings import VISIT_GOOD_FOR_DAYS, Why
from hamdeli.casework.admission.way import require_ready
from hamdeli.casework.models import Admission, CaseFile, Decision, Outcome, Score, Visit
from hamdeli.casework.scoring.reading import read_family
from hamdeli.casework.scoring.scoring import is_current, latest_score
from hamdeli.journal.chain import digest_of


def latest_admission(case_file: CaseFile) -> Admission | None:
    """Return the last admission of a file, open or ended."""
    return case_file.admissions.order_by("-id").first()


def standing_decision(case_file: CaseFile) -> Decision | None:
    """Return the decision of the commission that no later one has replaced."""
    ours = case_file.decisions.filter(visit__isnull=True, replaced_by__isnull=True)
    return ours.select_related("author", "approver").order_by("-id").first()


def replaced_by_next(case_file: CaseFile, admission: Admission) -> Decision | None:
    """Return the decision that a new one replaces: of this admission, or one that only put the family on the list."""
    last = standing_decision(case_file)
    if last and (last.admission_id == admission.pk or last.outcome == Outcome.WAITING):
        return last
    return None


def enquiry_decision(visit: Visit) -> Decision | None:
    """Return the decision that ended the enquiry and that stands."""
    return visit.decisions.filter(replaced_by__isnull=True).order_by("-id").first()


def basis_of(case_file: CaseFile, admission: Admission, on: date) -> dict[str, Any]:
    """Return all that a decision of the day `on` rests on, as JSON keeps it."""
    last, visit = latest_score(case_file), enquiry_of(admission)
    ended, standing = enquiry_decision(visit) if visit else None, standing_decision(case_file)
    return {
        "file": {"state": case_file.state, "coverage": case_file.coverage, "admission": admission.pk},
        "family": read_family(case_file, on).plain(),
        "score": score_basis(last) if last else None,
        "visit": {"id": visit.pk, "decision": ended.digest if ended else ""} if visit else None,
        "standing": standing.pk if standing else None,
    }


def score_basis(last: Score) -> dict[str, Any]:
    """Return what a decision takes from a score: one made again with the same lines is the same."""
    return {"total": last.total, "table": last.table.number, "lines": digest_of(last.lines)}


def digest_over(decided: dict[str, Any], basis: dict[str, Any]) -> str:
    """Return the digest over what is decided and what it rests on."""
    return digest_of({"decided": decided, "basis": basis})


def changed_parts(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return which parts differ."""
    return [part for part in now if before.get(part) != now[part]]


def require_rest(case_file: CaseFile, admission: Admission, why: Why, today: date) -> None:
    """Raise `DecisionFault` unless there are the visit and the score on which this reason must rest."""
    if not why.enquired:
        return
    visit = enquiry_of(admission)
    if visit is None or visit.done_on is None:
        raise DecisionFault("no_visit")
    if today - visit.done_on > timedelta(days=VISIT_GOOD_FOR_DAYS):
        raise DecisionFault("visit_old", days=VISIT_GOOD_FOR_DAYS)
    require_score(latest_score(case_file), case_file, today)
    require_steps(admission)


def require_score(last: Score | None, case_file: CaseFile, today: date) -> None:
    """Raise `DecisionFault` unless the last score says what is known today."""
    if last is None:
        raise DecisionFault("no_score")
    if not is_current(last, case_file, today):
        raise DecisionFault("score_old")


def require_steps(admission: Admission) -> None:
    """Raise `DecisionFault` while a step of an open admission is not done."""
    if admission.ended_at is not None:
        return
    try:
        require_ready(admission)
    except AdmissionFault as fault:
        raise DecisionFault("not_ready", what=fault.sentence) from fault
