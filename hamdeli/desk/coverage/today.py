"""Coverage today: people and families in need for each centre, and places without any; list, export, map."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.desk.coverage.asking import Look, asked_for, chosen, look
from hamdeli.desk.coverage.maps import words_of_map
from hamdeli.desk.coverage.showing import families_told, tabs
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.access import require_place
from hamdeli.insight.coverage.today import Cover, total
from hamdeli.persian.digits import is_persian


@require_safe
def coverage_page(request: Request) -> HttpResponse:
    """Show how the place is covered today."""
    require_place(request.user)
    found = look(asked_for(request.user, request.GET))
    page = page_by_key(chosen(found), request.GET, order_key(), "code")
    words = {"page": page, "lines": [found.asked.line(found.rows[row.pk]) for row in page.rows]}
    words |= {"asked": found.asked, "today": timezone.localdate(), "form": found.asked.form, **figures_of(found)}
    words |= {"tabs": tabs(request.user, "coverage"), "map_words": words_of_map(), "query": request.GET.urlencode()}
    template = "desk/coverage/_fragment.html" if request.htmx else "desk/coverage/today.html"
    return render(request, template, words)


def order_key() -> str:
    """Return by what places are ordered: the Persian alphabet, or their names in English."""
    return "sort_key" if is_persian(get_language() or "fa") else "shown_name"


def figures_of(found: Look) -> dict[str, Any]:
    """Return the figures of the whole place."""
    asked, settled = found.asked, found.settlements
    whole = total(settled.values(), asked.area)
    centres = sum(centre_counts(found))
    whole_people = whole.people
    return {
        "whole": whole,
        "centres": centres,
        "people_ratio": whole_people / centres if centres else None,
        "families": families_told(whole.families, exact=asked.exact, settlement=False),
        "families_ratio": whole.families / centres if centres and (asked.exact or whole.families >= 10) else None,
        "settlements": len(settled),
        "known_people": sum(cover.people for cover in settled.values()),
        "source_unknown": sum(not cover.people for cover in settled.values()),
    }


def centre_counts(found: Look) -> Iterator[int]:
    """Yield one for each centre that stands in the place."""
    county = found.asked.county
    for centre in found.ground.centres:
        yield int(county is None or centre.county_id == county.pk)


@require_safe
def coverage_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook, each ratio beside its parts."""
    require_place(request.user)
    found = look(asked_for(request.user, request.GET))
    columns = [
        *(_("code"), _("place"), _("people"), _("year of the census"), _("families in need"), _("centres"), _("date")),
        *(_("people per centre"), _("norm"), _("centres missing to the norm"), _("way to the nearest centre (m)")),
        *(_("settlements without a centre within reach"), _("people there"), _("reach (m)")),
    ]
    covers = (found.rows[place.pk] for place in chosen(found).order_by(order_key(), "code"))
    rows = (cells(found, cover) for cover in covers)
    return workbook(f"coverage-{found.asked.area.code}.xlsx", found.asked.area.name, columns, rows)


def cells(found: Look, cover: Cover) -> list[Any]:
    """Return the cells of one row."""
    asked = found.asked
    told = asked.line(cover)
    families: Any = cover.families if asked.exact else told.families
    return [
        *(cover.place.code, cover.place.name, cover.people, cover.census, families, cover.centres),
        *(timezone.localdate().isoformat(), told.ratio, asked.norm, told.missing, cover.nearest),
        *(cover.without, cover.people_without, asked.reach),
    ]
