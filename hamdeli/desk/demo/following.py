"""One family of the demonstration whose whole life can be followed: on which page, and as whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import CaseFile, Check, Delivery, Onward, Referral, Task
from hamdeli.households.models import Person
from hamdeli.journal.sealing import blind_index

HEAD_CODE = "9990000018"
"""The national code of the head: nobody has such a number."""

WORKER, AIDE, CENTRE, SPECIALIST = "social-worker", "volunteer", "centre-head", "specialist-head"
ADMISSION, ENQUIRY, COUNTY, SUPERVISOR = "admission-worker", "enquiring-worker", "county-head", "supervisor"


@dataclass(frozen=True)
class Stage:
    """One stop of the walk: the sign-in name of who does it, what there is to see or to do, and where."""

    key: str
    user: str
    title: Any
    address: Callable[[CaseFile], str]


def of_file(page: str) -> Callable[[CaseFile], str]:
    """Return the address of a page of the file."""
    return lambda file: reverse(f"desk:{page}", args=[file.code])


def plain(page: str) -> Callable[[CaseFile], str]:
    """Return the address of a page that needs no file."""
    return lambda file: reverse(f"desk:{page}")


def of_row(page: str, rows: Callable[[CaseFile], QuerySet[Any]], lists: str, name: str = "pk") -> Any:
    """Return the address of the first of `rows`; of the list `lists` when it is not there any more."""

    def address(file: CaseFile) -> str:
        key = rows(file).values_list(name, flat=True).first()
        return reverse(f"desk:{page}", args=[key]) if key else reverse(f"desk:{lists}")

    return address


def referrals(file: CaseFile) -> QuerySet[Referral]:
    """The word with which it began."""
    return file.referrals.order_by("pk")


def in_talk(file: CaseFile) -> QuerySet[Onward]:
    """The referral about which both centres are in talk: one has asked something, or has to answer."""
    return file.onward.filter(state__in=[Onward.State.ASKED, Onward.State.SENT]).order_by("-pk")


def doors(file: CaseFile) -> QuerySet[Delivery]:
    """The delivery list of today."""
    return Delivery.objects.filter(lines__case_file=file, state=Delivery.State.APPROVED).order_by("-on")


def lessons(file: CaseFile) -> QuerySet[Task]:
    """What the volunteer is asked to do."""
    return file.tasks.filter(owner__username=AIDE, done_at=None).order_by("due_on")


def checks(file: CaseFile) -> QuerySet[Check]:
    """The check that is open."""
    return file.checks.filter(found="").order_by("-month")


PAST: tuple[Stage, ...] = (
    Stage(
        "word", ADMISSION, _("A neighbour tells of the family"), of_row("referral", referrals, "referrals", "receipt")
    ),
    Stage("admission", ADMISSION, _("The steps of the admission"), of_file("file_admission")),
    Stage("household", ADMISSION, _("The members, and how they live"), of_file("file_household")),
    Stage("papers", ADMISSION, _("The papers that were brought"), of_file("file_documents")),
    Stage("enquiry", ENQUIRY, _("The visit of enquiry"), of_file("file_visits")),
    Stage("score", COUNTY, _("The score, line by line"), of_file("file_score")),
    Stage("decision", COUNTY, _("The decision of the commission"), of_file("file_decision")),
    Stage("handover", CENTRE, _("The file is handed over to the centre"), of_file("file")),
    Stage("screening", WORKER, _("The screening of harms"), of_file("file_screening")),
    Stage("restricted", COUNTY, _("What only named posts may open"), plain("restricted")),
    Stage("counselling", WORKER, _("Counselling, alone and in a group"), plain("counselling_list")),
    Stage("plan", WORKER, _("The plan of empowerment"), of_file("file_plan")),
    Stage("visits", WORKER, _("The visits and their decisions"), of_file("file_visits")),
    Stage("aid", WORKER, _("What the family received"), of_file("file_aid")),
    Stage("onward", WORKER, _("Referrals to specialised centres"), of_file("file_onward")),
    Stage("timeline", WORKER, _("The whole life on one page"), of_file("file_timeline")),
)
TODAY: tuple[Stage, ...] = (
    Stage("phone", WORKER, _("Take the visit of today along on the phone, without a signal"), plain("phone")),
    Stage("question", WORKER, _("Answer what the other centre asks"), of_row("onward", in_talk, "onwards", "code")),
    Stage("answer", SPECIALIST, _("Accept the family, ask, or decline"), of_row("onward", in_talk, "onwards", "code")),
    Stage("review", WORKER, _("Review the plan with the family"), of_file("plan_reviews")),
    Stage("door", WORKER, _("Hand out food baskets by code"), of_row("delivery_door", doors, "deliveries")),
    Stage("lesson", AIDE, _("Do the task of the volunteer"), of_row("task", lessons, "tasks")),
    Stage("approval", CENTRE, _("Approve money as the second person"), plain("aid_proposals")),
    Stage("payment", COUNTY, _("Hand money out as the third person"), plain("aid_proposals")),
    Stage("check", SUPERVISOR, _("Look the file through"), of_row("check", checks, "checks")),
    Stage("letter", WORKER, _("Print a letter for the family"), of_file("file_letters")),
    Stage("exit", CENTRE, _("What an exit would need"), of_file("file_exit")),
    Stage("next", ADMISSION, _("Take up the next word"), plain("referrals")),
)
STAGES = {stage.key: stage for stage in (*PAST, *TODAY)}


def head_of_family() -> Person | None:
    """Return the head of the family, or None where the demonstration has no such family."""
    heads = Person.objects.filter(national_code_index=blind_index(HEAD_CODE), left_on=None)
    return heads.select_related("household__case_file").first()
