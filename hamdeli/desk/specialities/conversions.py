"""The list of conversions, its export, and the page of one."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.onward.converting import accepted_by
from hamdeli.centres.access import has_right
from hamdeli.centres.models import Conversion, ConversionQuerySet
from hamdeli.centres.twinning.access import access_conversion
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.specialities.forms import ConversionFilter
from hamdeli.desk.specialities.ways import tabs
from hamdeli.desk.workbooks import workbook
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold


@require_safe
def conversion_list(request: Request) -> HttpResponse:
    """List the conversions of the centres that the reader sees, the newest first."""
    require_right(request.user, Right.SEE_CENTRES)
    form = ConversionFilter(request.GET)
    page = page_by_key(chosen(request, form), request.GET, "-id")
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "tabs": tabs(request.user, "desk:conversions"),
        "proposes": request.user.has(Right.CHECK_FOUNDING),
    }
    template = "_conversions" if request.htmx else "conversions"
    return render(request, f"desk/specialities/{template}.html", words)


@require_safe
def conversion_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    require_right(request.user, Right.SEE_CENTRES)
    rows = chosen(request, ConversionFilter(request.GET)).order_by("-id")
    write(actor=request.user.actor, verb="exported", kind="conversion", subject="list", details={"rows": rows.count()})
    columns = [
        *(_("Centre code"), _("Centre"), _("County"), _("Change"), _("Speciality"), _("State")),
        *(_("From"), _("People who have learnt it"), _("Reason"), _("Answer")),
    ]
    return workbook("conversions.xlsx", _("Conversions"), columns, cells(rows, get_language() or "fa"))


def cells(rows: ConversionQuerySet, language: str) -> Iterator[list[Any]]:
    """Yield the cells of each conversion."""
    for row in rows.iterator(500):
        yield [
            *(row.centre.code, row.centre.name, row.centre.county.name, row.get_change_display()),
            *(row.get_speciality_display(), row.get_state_display(), format_date(row.starts_on, language)),
            *(row.people, row.reason, row.answer),
        ]


def chosen(request: Request, form: ConversionFilter) -> ConversionQuerySet:
    """Return the visible conversions that the form asks for."""
    rows = Conversion.objects.visible_to(request.user).select_related("centre__county")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    code = to_ascii(asked["q"]).strip().upper()
    if code:
        rows = rows.filter(Q(centre__code__startswith=code) | Q(centre__name_folded__contains=fold(asked["q"])))
    for name in ("state", "speciality"):
        rows = rows.filter(**{name: asked[name]}) if asked[name] else rows
    return rows


@require_safe
def conversion_page(request: Request, pk: int) -> HttpResponse:
    """Show one conversion: what is proposed, why, who decided, and what may be done now."""
    conversion = access_conversion(request.user, pk)
    open_now = conversion.state == Conversion.State.PROPOSED
    own = conversion.proposed_by_id == request.user.pk
    may_license = has_right(request.user, conversion.centre, Right.LICENSE)
    words: dict[str, Any] = {
        "conversion": conversion,
        "tabs": tabs(request.user, "desk:conversions"),
        "accepted": accepted_by(conversion.centre_id, conversion.speciality),
        "decides": open_now and not own and may_license,
        "withdraws": open_now and has_right(request.user, conversion.centre, Right.CHECK_FOUNDING),
    }
    return render(request, "desk/specialities/conversion.html", words)
