"""Which existing centre to enlarge first: ranked by what one more place saves, from the last proposal."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.desk.coverage.asking import Asked, asked_for
from hamdeli.desk.coverage.showing import tabs
from hamdeli.desk.paging import Page, page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.access import require_place
from hamdeli.insight.coverage.enlarging import last_proposal, priced_centres
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold
from hamdeli.proposals.models import Proposal, ProposalCentre


@require_safe
def coverage_enlarging(request: Request) -> HttpResponse:
    """Rank the centres by the price of a place."""
    require_place(request.user)
    asked = asked_for(request.user, request.GET)
    proposal = last_proposal(asked.province, asked.county)
    page = page_by_key(chosen(proposal, asked), request.GET, "-price", "code") if proposal else Page([], "", "")
    words = {"page": page, "form": narrow(asked), "asked": asked, "proposal": proposal}
    words |= {"tabs": tabs(request.user, "coverage_enlarging"), "opens": opens(request, proposal)}
    template = "desk/coverage/_enlarging.html" if request.htmx else "desk/coverage/enlarging.html"
    return render(request, template, words)


@require_safe
def enlarging_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_place(request.user)
    asked = asked_for(request.user, request.GET)
    proposal = last_proposal(asked.province, asked.county)
    columns = [
        *(
            _("centre code"),
            _("name"),
            _("county"),
            _("capacity"),
            _("files by the proposal"),
            _("one more place would save (m)"),
        ),
        *(_("proposal"), _("state"), _("date")),
    ]
    rows = cells(chosen(proposal, asked).order_by("-price", "centre__code"), proposal) if proposal else iter(())
    return workbook(f"enlarging-{asked.area.code}.xlsx", _("which to enlarge first"), columns, rows)


def cells(rows: QuerySet[ProposalCentre], proposal: Proposal) -> Iterator[list[Any]]:
    """Yield the cells of each centre."""
    for row in rows:
        centre = row.centre
        yield [
            *(centre.code, centre.name, centre.county.name, row.places, row.occupied + row.load, row.price),
            *(proposal.code, proposal.get_state_display(), proposal.made_at.date().isoformat()),
        ]


def chosen(proposal: Proposal, asked: Asked) -> QuerySet[ProposalCentre]:
    """Return the centres with a price that the address asks for."""
    rows = priced_centres(proposal, asked.county).annotate(code=F("centre__code"), total=F("occupied") + F("load"))
    if asked.text:
        code = to_ascii(asked.text).strip().upper()
        rows = rows.filter(Q(centre__code__startswith=code) | Q(centre__name_folded__contains=fold(asked.text)))
    return rows


def narrow(asked: Asked) -> Any:
    """Return the form with search and place alone."""
    for name in ("level", "show", "reach", "norm"):
        asked.form.fields.pop(name, None)
    asked.form.fields["q"].label = _("Name or centre code")
    return asked.form


def opens(request: Request, proposal: Proposal | None) -> bool:
    """Say whether the reader may open the proposal itself."""
    if proposal is None:
        return False
    return reaches(request.user, Right.PROPOSE, province_id=proposal.province_id, county_id=proposal.county_id)
