"""What is due, as lines of a page: each with the one tap that leads to doing it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import CaseFile


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
        lambda row: row.title,
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
        lambda row: row.title,
        lambda row: reverse("desk:file_plan", kwargs={"code": row.goal.plan.case_file.code}),
        lambda row: row.goal.plan.case_file,
    ),
    "onward": Manner(
        _("Onward referrals to answer"),
        "transfer-in",
        _("Answer"),
        lambda row: (
            _("%(speciality)s, from %(centre)s")
            % {"speciality": row.get_speciality_display(), "centre": row.sender.name}
        ),
        lambda row: reverse("desk:onward", kwargs={"code": row.code}),
        lambda row: None,
    ),
}


def line(kind: str, row: Any, names: dict[int, str]) -> Line:
    """Return the line of a row of `casework.daily.due`; `names` are those of heads, by the file's primary key."""
    manner = MANNERS[kind]
    file = manner.file(row)
    return Line(
        kind=kind,
        icon=manner.icon,
        what=manner.what(row),
        deed=manner.deed,
        url=manner.url(row),
        due=row.due,
        pressing=bool(row.pressing),
        code=file.code if file else row.code,
        name=names.get(file.pk, "") if file else "",
    )
