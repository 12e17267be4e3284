"""The list of licences, its export, and the appeals."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.centres.licensing.ending import NEVER, ending_soon, with_terms
from hamdeli.centres.models import Appeal, Centre, CentreQuerySet, Licence, LicenceTerm, Measure, RenewalRequest
from hamdeli.centres.models.measures import AppealQuerySet
from hamdeli.desk.licensing.forms import AppealFilter, LicenceFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.places import counties_for
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold

LICENSING = (Right.LICENSE, Right.CHECK_FOUNDING, Right.INSPECT, Right.HEAR_APPEALS, Right.RUN_CENTRE)


@require_safe
def licence_list(request: Request) -> HttpResponse:
    """List the licences of the centres that the reader sees, the code of the centre first."""
    form = filter_of(request)
    page = page_by_key(chosen(request, form), request.GET, "code")
    give_measures(page.rows)
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/licensing/{template}.html", {"form": form, "page": page, "never": NEVER})


@require_safe
def licence_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    rows = chosen(request, filter_of(request)).order_by("code")
    write(actor=request.user.actor, verb="exported", kind="licence", subject="list", details={"rows": rows.count()})
    columns = [
        *(_("centre code"), _("name"), _("county"), _("Licence"), _("licence number"), _("valid until")),
        *(_("opened on"), _("on probation until")),
    ]
    return workbook("licences.xlsx", _("Licences"), columns, cells(rows, get_language() or "fa"))


def cells(rows: CentreQuerySet, language: str) -> Iterator[list[Any]]:
    """Yield the cells of each licence."""
    for row in rows.iterator(500):
        ends = row.valid_until  # type: ignore[attr-defined]
        until = "" if ends == NEVER else format_date(ends, language)
        number = row.licence_number or ""  # type: ignore[attr-defined]
        days = [format_date(day, language) if day else "" for day in (row.opened_on, row.probation_until)]
        yield [row.code, row.name, row.county.name, row.get_licence_display(), number, until, *days]


def filter_of(request: Request) -> LicenceFilter:
    """Return the filters that the address has."""
    require_right(request.user, Right.SEE_CENTRES)
    return LicenceFilter(request.GET, counties=counties_for(request.user, Right.SEE_CENTRES))


def chosen(request: Request, form: LicenceFilter) -> CentreQuerySet:
    """Return the centres whose licences the form asks for, with their latest terms."""
    rows = with_terms(Centre.objects.visible_to(request.user).select_related("county"))
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    if asked["q"]:
        rows = rows.filter(matching(asked["q"]))
    if asked["before"]:
        rows = rows.filter(valid_until__lt=asked["before"])  # type: ignore[misc]
    if asked["county"]:
        rows = rows.filter(county=asked["county"])
    if asked["measure"]:
        rows = rows.filter(Exists(measures(asked["measure"]).filter(centre=OuterRef("pk"))))
    return in_state(rows, asked["state"])


def matching(text: str) -> Q:
    """Return the condition on centres whose name, code or licence number is `text`."""
    code = to_ascii(text).strip().upper()
    numbered = LicenceTerm.objects.filter(centre=OuterRef("pk"), number__startswith=code)
    return Q(code__startswith=code) | Q(name_folded__contains=fold(text)) | Q(Exists(numbered))


def measures(asked: str) -> Any:
    """Return the open measures that a filter asks for."""
    proposed, in_force = Measure.State.PROPOSED, Measure.State.IN_FORCE
    if asked in (proposed, in_force):
        return Measure.objects.filter(state=asked)
    return Measure.objects.filter(state__in=[proposed, in_force], kind=asked)


def in_state(rows: CentreQuerySet, state: str) -> CentreQuerySet:
    """Return the centres whose licence is in this state, ends soon, or asks for its renewal."""
    if state == "soon":
        return ending_soon(rows, timezone.localdate())
    if state == "asked":
        waiting = RenewalRequest.objects.filter(centre=OuterRef("pk"), state=RenewalRequest.State.ASKED)
        return rows.filter(Exists(waiting))
    return rows.filter(licence=state) if state in Licence.values else rows


def give_measures(centres: list[Centre]) -> None:
    """Give each centre its open measure, in one query."""
    opened = (Measure.State.PROPOSED, Measure.State.IN_FORCE)
    found = {row.centre_id: row for row in Measure.objects.filter(centre__in=centres, state__in=opened)}
    for centre in centres:
        centre.open_measure = found.get(centre.pk)  # type: ignore[attr-defined]


@require_safe
def appeal_list(request: Request) -> HttpResponse:
    """List the appeals of the centres that the reader sees, the newest first."""
    form = AppealFilter(request.GET)
    page = page_by_key(appeals(request.user, form), request.GET, "-pk")
    template = "_appeals" if request.htmx else "appeals"
    return render(request, f"desk/licensing/{template}.html", {"form": form, "page": page})


@require_safe
def appeal_export(request: Request) -> FileResponse:
    """Hand out the appeals as a workbook."""
    rows = appeals(request.user, AppealFilter(request.GET)).order_by("-pk")
    write(actor=request.user.actor, verb="exported", kind="appeal", subject="list", details={"rows": rows.count()})
    language = get_language() or "fa"
    columns = [_("centre code"), _("name"), _("measure"), _("made at"), _("state"), _("why it is decided so")]
    told = (
        [
            *(row.measure.centre.code, row.measure.centre.name, row.measure.get_kind_display()),
            *(format_date(row.made_at, language), row.get_state_display(), row.decision),
        ]
        for row in rows.iterator(500)
    )
    return workbook("appeals.xlsx", _("Appeals about licences"), columns, told)


def appeals(user: User, form: AppealFilter) -> AppealQuerySet:
    """Return the visible appeals that the form asks for."""
    require_right(user, Right.SEE_CENTRES)
    rows = Appeal.objects.visible_to(user).select_related("measure__centre__county", "made_by")
    if not form.is_valid():
        return rows
    text, state = form.cleaned_data["q"], form.cleaned_data["state"]
    if text:
        code = to_ascii(text).strip().upper()
        named = Q(measure__centre__code__startswith=code) | Q(measure__centre__name_folded__contains=fold(text))
        rows = rows.filter(named)
    return rows.filter(state=state) if state else rows


def licences_ending(user: User) -> CentreQuerySet:
    """Return the centres with licences that end soon where `user` licenses centres, or runs one."""
    reach = scope(user, Right.LICENSE, centre="") | scope(user, Right.RUN_CENTRE, centre="code")
    return ending_soon(Centre.objects.filter(reach), timezone.localdate())
