"""What a centre gave: the list, its totals by kind and month, and the list as a workbook."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.aiding.access import visible_aid
from hamdeli.casework.aiding.doubling import standing
from hamdeli.casework.aiding.months import solar_month
from hamdeli.casework.models import Aid, AidKind, CaseFile
from hamdeli.desk.casework.aiding.forms import AidFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date, from_solar, to_solar
from hamdeli.persian.digits import to_ascii

MONTHS = 4


@dataclass(frozen=True)
class Total:
    """One kind: its worth in rials in each of the months, newest first, and how often it was given in all of them."""

    kind: AidKind
    worths: list[int]
    times: int


@require_safe
def aid_list(request: Request) -> HttpResponse:
    """List what was given, the latest written first; searched and filtered through the address."""
    form = AidFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "-id")
    files = CaseFile.objects.visible_to(request.user).filter(pk__in=[row.case_file_id for row in page.rows])
    words: dict[str, Any] = {"form": form, "page": page, "seen": set(files.values_list("pk", flat=True))}
    if request.htmx:
        return render(request, "desk/casework/aiding/_aid.html", words)
    starts = months_back(timezone.localdate(), MONTHS)
    language = get_language() or "fa"
    words |= {"months": [solar_month(start, language) for start in starts], "totals": totals(request, starts)}
    return render(request, "desk/casework/aiding/aid.html", words)


@require_safe
def aid_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, without names."""
    rows = chosen(request, AidFilter(request.GET))
    write(actor=request.user.actor, verb="exported", kind="aid", subject="list", details={"rows": rows.count()})
    columns = [_("Kind of aid"), _("Given on"), _("Pieces"), _("Worth (rials)"), _("Source"), _("Centre")]
    columns += [_("Members"), _("Why again"), _("taken back")]
    cells = cells_of(rows, get_language() or "fa")
    return workbook("aid.xlsx", _("Aid"), columns, cells)


def cells_of(rows: QuerySet[Aid], language: str) -> Iterator[list[Any]]:
    """Yield the cells of each row."""
    for row in rows.select_related("household").order_by("-id").iterator(2000):
        sign = -1 if row.takes_back_id else 1
        yield [
            row.kind.name,
            format_date(row.given_on, language),
            sign * row.quantity,
            sign * row.worth,
            row.source,
            row.centre.code if row.centre else "",
            row.household.members_count,
            row.override_reason,
            _("taken back") if row.takes_back_id else "",
        ]


def chosen(request: Request, form: AidFilter) -> QuerySet[Aid]:
    """Return the visible aid that the form asks for. A file is found by its code only where its reader sees it."""
    require_right(request.user, Right.SEE_FILES)
    rows = visible_aid(request.user).select_related("kind", "centre", "giver", "case_file", "taken_back_by")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["q"]:
        files = CaseFile.objects.visible_to(request.user)
        rows = rows.filter(case_file__in=files.filter(code__istartswith=to_ascii(asked["q"]).strip()))
    wanted = {"kind": asked["kind"], "given_on__gte": asked["since"], "given_on__lte": asked["until"]}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    if asked["only"] == "exceptions":
        rows = rows.exclude(override_reason="")
    return rows.filter(takes_back__isnull=False) if asked["only"] == "taken_back" else rows


def totals(request: Request, starts: list[date]) -> list[Total]:
    """Return what was given and not taken back since the last of `starts`, by kind and month, the greatest first."""
    rows = standing(visible_aid(request.user)).filter(given_on__gte=starts[-1]).values("kind", "given_on")
    worths: dict[int, list[int]] = defaultdict(lambda: [0] * len(starts))
    times: dict[int, int] = defaultdict(int)
    for row in rows.annotate(sum=Sum("worth"), many=Count("pk")).order_by():
        place = next((place for place, start in enumerate(starts) if row["given_on"] >= start), None)
        if place is not None:
            worths[row["kind"]][place] += row["sum"]
            times[row["kind"]] += row["many"]
    kinds = AidKind.objects.in_bulk(list(worths))
    found = [Total(kinds[pk], worths[pk], times[pk]) for pk in worths]
    return sorted(found, key=lambda total: (-sum(total.worths), total.kind.code))


def months_back(today: date, count: int) -> list[date]:
    """Return the first days of this Solar Hijri month and the ones before it, the newest first."""
    year, month, _day = to_solar(today)
    months = [divmod(year * 12 + month - 1 - back, 12) for back in range(count)]
    return [from_solar(which, before + 1, 1) for which, before in months]
