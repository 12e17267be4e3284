"""What a step needs besides the steps before it: each need raises a fault with what is missing."""

from collections.abc import Callable

from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.admission.records import decision_of, enquiry_of, score_of
from hamdeli.casework.admission.steps import PAPERS
from hamdeli.casework.models import Admission
from hamdeli.households.models import Kinship


def need_head(admission: Admission) -> None:
    """Somebody is the head of the household."""
    if not admission.case_file.household.members.present().filter(kinship=Kinship.HEAD).exists():
        raise AdmissionFault("no_head")


def need_births(admission: Admission) -> None:
    """The birth date of each member is known: the score counts ages."""
    members = admission.case_file.household.members.present()
    missing = members.filter(birth_date__isnull=True).count()
    if missing:
        raise AdmissionFault("births", count=missing)


def need_home(admission: Admission) -> None:
    """How the family lives is known."""
    if not admission.case_file.household.tenure:
        raise AdmissionFault("home")


def need_papers(admission: Admission) -> None:
    """The papers that the cause of support asks for are there, and none of these is marked."""
    brought = set(admission.case_file.documents.filter(mark__isnull=True).values_list("kind", flat=True))
    for kind in PAPERS[admission.case_file.cause]:
        if kind not in brought:
            raise AdmissionFault("paper", kind=kind.label)


def need_enquiry(admission: Admission) -> None:
    """The family was visited and met."""
    if enquiry_of(admission) is None:
        raise AdmissionFault("no_enquiry")


def need_score(admission: Admission) -> None:
    """There is a score that rests on the household as it is written down."""
    if score_of(admission) is None:
        raise AdmissionFault("no_score")


def need_decision(admission: Admission) -> None:
    """The commission has decided."""
    if decision_of(admission) is None:
        raise AdmissionFault("no_decision")


NEEDS: dict[str, Callable[[Admission], None]] = {
    "head": need_head,
    "births": need_births,
    "home": need_home,
    "papers": need_papers,
    "enquiry": need_enquiry,
    "score": need_score,
    "decision": need_decision,
}
