"""What is due, as lines of a page: each with the one tap that leads to doing it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.admission.steps import BY_KEY
from hamdeli.casework.daily.names import names_of
from hamdeli.casework.models import CaseFile, Onward, Referral
from hamdeli.casework.referral.words import opened
from hamdeli.desk.casework.admission.ways import PLACES
from hamdeli.journal.writing import record_look


@dataclass(frozen=True)
class Line:
    """One thing to do: what, for whom, until when, and where it is done."""

    kind: str
    icon: str
    what: Any
    deed: Any
    url: str
    due: date
    pressing: bool
    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class Manner:
    """How one kind of what is due is shown."""

    label: Any
    icon: str
    deed: Any
    what: Callable[[Any], Any]
    url: Callable[[Any], str]
    file: Callable[[Any], CaseFile | None]


def file_of(row: Any) -> CaseFile:
    """Return the file of a row that has one."""
    file: CaseFile = row.case_file
    return file


def onward_told(row: Any) -> Any:
    """Return who waits for an answer to a referral: who sent it, or who received it and asked back."""
    if row.state == Onward.State.ASKED:
        return _("%(speciality)s: %(centre)s asks back") % {
            "speciality": row.get_speciality_display(),
            "centre": row.receiver.name,
        }
    return _("%(speciality)s, from %(centre)s") % {
        "speciality": row.get_speciality_display(),
        "centre": row.sender.name,
    }


RECORDS = PLACES | {"score": "desk:file_score", "decision": "desk:file_decision"}
"""Where the steps of an admission are done that are not answered on a page of their own."""


def step_url(row: Any) -> str:
    """Return where the next step of an admission is done."""
    file = {"code": row.case_file.code}
    if row.next in RECORDS:
        return reverse(RECORDS[row.next], kwargs=file)
    return reverse("desk:file_admission_step", kwargs=file | {"step": row.next})


MANNERS: dict[str, Manner] = {
    "checks": Manner(
        _("Returned by the supervisor"),
        "arrow-back-up",
        _("Answer"),
        lambda row: row.comment,
        lambda row: reverse("desk:check", kwargs={"pk": row.pk}),
        file_of,
    ),
    "tasks": Manner(
        _("Tasks"),
        "checklist",
        _("Done"),
        lambda row: row.words,
        lambda row: reverse("desk:task", kwargs={"pk": row.pk}),
        file_of,
    ),
    "visits": Manner(
        _("Planned visits"),
        "walk",
        _("Visit"),
        lambda row: _("Visit: %(purpose)s") % {"purpose": row.get_purpose_display()},
        lambda row: reverse("desk:visit_form", kwargs={"code": row.case_file.code, "pk": row.pk}),
        file_of,
    ),
    "files": Manner(
        _("Visits due"),
        "calendar-event",
        _("Plan a visit"),
        lambda row: _("A visit is due"),
        lambda row: reverse("desk:file_visits", kwargs={"code": row.code}),
        lambda row: row,
    ),
    "steps": Manner(
        _("Steps of plans"),
        "target-arrow",
        _("Open the plan"),
        lambda row: row.words,
        lambda row: reverse("desk:file_plan", kwargs={"code": row.goal.plan.case_file.code}),
        lambda row: row.goal.plan.case_file,
    ),
    "onward": Manner(
        _("Onward referrals to answer"),
        "transfer-in",
        _("Answer"),
        onward_told,
        lambda row: reverse("desk:onward", kwargs={"code": row.code}),
        lambda row: None,
    ),
    "appeals": Manner(
        _("Objections to answer"),
        "speakerphone",
        _("Answer"),
        lambda row: _("The family objects to a decision"),
        lambda row: reverse("desk:appeal", kwargs={"pk": row.pk}),
        lambda row: row.decision.case_file,
    ),
    "drafts": Manner(
        _("Decisions to approve"),
        "gavel",
        _("Read and approve"),
        lambda row: _("Decision: %(outcome)s") % {"outcome": row.get_outcome_display()},
        lambda row: reverse("desk:decision", kwargs={"pk": row.pk}),
        file_of,
    ),
    "referrals": Manner(
        _("Referrals that wait"),
        "mail",
        _("Take up"),
        lambda row: _("Referred by: %(channel)s") % {"channel": row.get_channel_display()},
        lambda row: reverse("desk:referral", kwargs={"receipt": row.receipt}),
        lambda row: None,
    ),
    "admissions": Manner(
        _("Admissions"),
        "clipboard-list",
        _("Do"),
        lambda row: _("Admission: %(step)s") % {"step": BY_KEY[row.next].label},
        step_url,
        file_of,
    ),
    "enquiries": Manner(
        _("Enquiries to plan"),
        "home-heart",
        _("Plan a visit"),
        lambda row: BY_KEY["enquiry"].label,
        lambda row: reverse("desk:file_visits", kwargs={"code": row.case_file.code}),
        file_of,
    ),
}


def lines_of(rows: Iterable[tuple[str, Any]], user: User) -> list[Line]:
    """Return the lines of rows of `casework.daily.due`, each with its kind, and note the look at the names in them."""
    rows = list(rows)
    names = names_of([file for kind, row in rows if (file := MANNERS[kind].file(row))], user)
    lines = [line(kind, row, names) for kind, row in rows]
    for subject in ("case_file", "referral"):
        seen = {each.code for each in lines if each.name and (each.kind == "referrals") == (subject == "referral")}
        record_look(actor=user.actor, kind=subject, subjects=sorted(seen))
    return lines


def line(kind: str, row: Any, names: dict[int, str]) -> Line:
    """Return the line of a row; `names` are those of heads, by the file's primary key."""
    manner = MANNERS[kind]
    code, name = shown(row, manner.file(row), names)
    return Line(
        kind=kind,
        icon=manner.icon,
        what=manner.what(row),
        deed=manner.deed,
        url=manner.url(row),
        due=row.due,
        pressing=bool(row.pressing),
        code=code,
        name=name,
    )


def shown(row: Any, file: CaseFile | None, names: dict[int, str]) -> tuple[str, str]:
    """Return the code of a row and the name of its family; a referral is there for those alone who may know it."""
    if file:
        return file.code, names.get(file.pk, "")
    return (row.receipt, opened(row).name) if isinstance(row, Referral) else (row.code, "")
