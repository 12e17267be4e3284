"""What the pages about inspections say of a warning, of a line of a grade, and of why a centre is not ranked."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamdeli.desk.templatetags.formats import number
from hamdeli.insight.warnings import Kind, Warning

NUMBERS: dict[str, Any] = {
    Kind.NO_VISIT: gettext_lazy("last visit %(days)s days ago; files carried: %(of)s"),
    Kind.NO_PLAN: gettext_lazy("%(count)s of %(of)s files"),
    Kind.VISITS_LATE: gettext_lazy("%(count)s of %(of)s files"),
    Kind.UNANSWERED: gettext_lazy("%(count)s of %(of)s files carried"),
    Kind.MONEY: gettext_lazy("approvals: %(count)s; rials: %(rials)s"),
    Kind.NO_WORKER: gettext_lazy("files carried: %(of)s"),
    Kind.OVER_CAPACITY: gettext_lazy("files carried: %(count)s; places: %(of)s"),
}
LINES: dict[str, Any] = {
    "inspection": (gettext_lazy("Points of the inspection"), gettext_lazy("points of those that could be had")),
    "findings": (
        gettext_lazy("Findings not overdue"),
        gettext_lazy("of those that are open or were closed within a year"),
    ),
    "visits": (gettext_lazy("Visits in time"), gettext_lazy("of the active files that were accepted two months ago")),
    "plans": (gettext_lazy("Files with a plan"), gettext_lazy("of the active files that were accepted two months ago")),
    "answers": (
        gettext_lazy("Handovers answered in time"),
        gettext_lazy("within fourteen days, of those of the last year that are at least fourteen days old"),
    ),
}
SIZES: dict[str, Any] = {
    "small": gettext_lazy("small"),
    "middle": gettext_lazy("middle-sized"),
    "large": gettext_lazy("large"),
}
UNRANKED: dict[str, Any] = {
    "licence": gettext_lazy("the licence is not active"),
    "no_inspection": gettext_lazy("no signed inspection within a year"),
    "not_graded": gettext_lazy("not graded within a year"),
}


def numbers_of(warning: Warning) -> str:
    """Return the numbers of a warning as a sentence."""
    if warning.kind == Kind.NO_VISIT and warning.days is None:
        return _("no visit yet; files carried: %(of)s") % {"of": number(warning.of)}
    told = {name: number(getattr(warning, name)) for name in ("count", "of", "days", "rials")}
    return str(NUMBERS[warning.kind]) % told


def spoken(found: list[Warning]) -> list[dict[str, Any]]:
    """Return warnings as the pages show them."""
    return [{"kind": each.kind, "label": Kind(each.kind).label, "numbers": numbers_of(each)} for each in found]


def spoken_lines(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines of a grade with their names."""
    return [{**line, "label": LINES[line["code"]][0], "counted": LINES[line["code"]][1]} for line in lines]
