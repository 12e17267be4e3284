"""The list of bulletins and its export."""

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
from hamdeli.desk.bulletins.forms import BulletinFilter
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.models.bulletins import Bulletin, BulletinQuerySet
from hamdeli.journal.writing import write
from hamdeli.persian.calendar import format_date
from hamdeli.persian.digits import to_ascii
from hamdeli.places.naming import name_key


@require_safe
def bulletin_list(request: Request) -> HttpResponse:
    """List the released bulletins, and the drafts of those who publish, the newest first."""
    require_right(request.user, Right.SEE_FIGURES)
    form = BulletinFilter(request.GET)
    words: dict[str, Any] = {
        "form": form,
        "page": page_by_key(chosen(request, form), request.GET, "-id"),
        "publishes": request.user.has(Right.PUBLISH),
    }
    template = "_fragment" if request.htmx else "list"
    return render(request, f"desk/bulletins/{template}.html", words)


@require_safe
def bulletin_export(request: Request) -> FileResponse:
    """Hand out the list as a workbook."""
    require_right(request.user, Right.SEE_FIGURES)
    rows = chosen(request, BulletinFilter(request.GET)).order_by("-id")
    write(actor=request.user.actor, verb="exported", kind="bulletin", subject="list", details={"rows": rows.count()})
    columns = [
        *(_("Code"), _("About"), _("Day of the figures"), _("State"), _("Author")),
        *(_("Released on"), _("Released by"), _("Corrects")),
    ]
    return workbook("bulletins.xlsx", _("Bulletins"), columns, cells(rows, get_language() or "fa"))


def cells(rows: BulletinQuerySet, language: str) -> Iterator[list[Any]]:
    """Yield the cells of each bulletin."""
    for row in rows.iterator(500):
        yield [
            *(row.code, row.place.name, format_date(row.day, language), row.get_state_display()),
            row.author.display_name,
            format_date(row.released_at, language) if row.released_at else "",
            row.released_by.display_name if row.released_by else "",
            row.corrects.code if row.corrects else "",
        ]


def chosen(request: Request, form: BulletinFilter) -> BulletinQuerySet:
    """Return the visible bulletins that the form asks for."""
    rows = Bulletin.objects.visible_to(request.user).select_related("place", "author", "released_by", "corrects")
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    code, name = to_ascii(asked["q"]).strip().upper(), name_key(asked["q"])
    if code:
        named = Q(place__name_folded__contains=name) | Q(place__name_en_folded__contains=name)
        rows = rows.filter(Q(code__contains=code) | named)
    rows = rows.filter(state=asked["state"]) if asked["state"] else rows
    year = to_ascii(asked["year"]).strip()
    return rows.filter(year=int(year)) if year.isascii() and year.isdecimal() else rows
