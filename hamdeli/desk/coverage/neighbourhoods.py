"""The neighbourhoods that a province brought: looked through, handed out as the list they came as, taken out."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.centres.neighbourhoods.access import access_neighbourhood, neighbourhoods_of
from hamdeli.centres.neighbourhoods.columns import neighbourhood_columns
from hamdeli.centres.neighbourhoods.faults import NeighbourhoodFault
from hamdeli.centres.neighbourhoods.removing import remove
from hamdeli.desk.coverage.forms import NeighbourhoodFilter
from hamdeli.desk.coverage.showing import tabs
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.places import counties_for
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.persian.digits import is_persian, to_ascii
from hamdeli.places.models import PlaceQuerySet
from hamdeli.places.naming import name_key


@require_safe
def neighbourhood_list(request: Request) -> HttpResponse:
    """List the neighbourhoods of the reader's province, by town."""
    form = filter_of(request)
    page = page_by_key(chosen(request, form), request.GET, "parent__sort_key", "code")
    words = {"page": page, "form": form, "tabs": tabs(request.user, "neighbourhoods")}
    template = "desk/coverage/_neighbourhoods.html" if request.htmx else "desk/coverage/neighbourhoods.html"
    return render(request, template, words)


@require_safe
def neighbourhoods_export(request: Request) -> FileResponse:
    """Hand out the same list in the columns in which it may be brought again."""
    rows = chosen(request, filter_of(request))
    persian = is_persian(get_language() or "fa")
    columns = neighbourhood_columns(timezone.localdate())
    headings = [column.fa if persian else column.en for column in columns]
    names = [column.name for column in columns]
    return workbook("neighbourhoods.xlsx", _("neighbourhoods"), headings, cells(rows, names))


def filter_of(request: Request) -> NeighbourhoodFilter:
    """Return the filters that the address has; 404 for who brings no such list."""
    require_right(request.user, Right.CHANGE_CENTRES)
    return NeighbourhoodFilter(request.GET, counties=counties_for(request.user, Right.CHANGE_CENTRES))


def cells(rows: PlaceQuerySet, names: list[str]) -> Iterator[list[Any]]:
    """Yield the cells of each neighbourhood, one for each of the columns `names`; places by their codes."""
    for row in rows.order_by("parent__sort_key", "code"):
        town: Any = row.parent
        told = {
            "name": row.name_fa,
            "province": town.parent.parent.code,
            "county": town.parent.code,
            "city": town.code,
        }
        yield [told[name] if name in told else getattr(row, name) for name in names]


def chosen(request: Request, form: NeighbourhoodFilter) -> PlaceQuerySet:
    """Return the neighbourhoods that the form asks for."""
    rows = neighbourhoods_of(request.user).select_related("parent__parent__parent")
    if not form.is_valid():
        return rows
    text, county = form.cleaned_data["q"], form.cleaned_data["county"]
    if text:
        key = name_key(text)
        named = Q(name_folded__contains=key) | Q(name_en_folded__contains=key) | Q(parent__name_folded__startswith=key)
        rows = rows.filter(named | Q(code__istartswith=to_ascii(text).strip()))
    return rows.filter(parent__parent=county) if county else rows


@posted("desk:neighbourhoods")
def neighbourhood_removal(request: Request, code: str) -> HttpResponse:
    """Take out one that was brought by mistake."""
    place = access_neighbourhood(request.user, code)
    try:
        remove(place=place, by=request.user)
    except NeighbourhoodFault as fault:
        messages.error(request, fault.sentence)
    else:
        messages.success(request, _("%(place)s was taken out.") % {"place": place.name})
    return redirect("desk:neighbourhoods")
