"""The centres of a proposal: the table, its export, and the page of one centre."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hamdeli.desk.paging import page_by_key
from hamdeli.desk.proposals.forms import AdjustmentForm, CentreFilter
from hamdeli.desk.proposals.frames import crumbs, frame
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits, number
from hamdeli.desk.workbooks import workbook
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold
from hamdeli.proposals.access import access_proposal, access_proposal_centre
from hamdeli.proposals.adjusting import CAPACITY, CLOSE
from hamdeli.proposals.models import Proposal, ProposalCentre

SORTS = ("total", "share", "match", "mean", "worst", "price", "code")
SHOWS: dict[str, Q] = {
    "full": Q(total__gte=F("places"), places__gt=0),
    "free": Q(left__gt=0),
    "empty": Q(total=0, places__gt=0),
    "closed": Q(places=0),
}
NOTHING = -1


@require_safe
def centre_list(request: Request, code: str) -> HttpResponse:
    """List the centres of the proposal; sorted, searched and filtered through the address."""
    proposal = access_proposal(request.user, code)
    form = CentreFilter(request.GET)
    page = page_by_key(chosen(proposal, form), request.GET, *order_of(request))
    words = frame(request, proposal, "proposal_centres") | {"form": form, "page": page}
    template = "desk/proposals/centres/_fragment.html" if request.htmx else "desk/proposals/centres/list.html"
    return render(request, template, words)


@require_safe
def centre_export(request: Request, code: str) -> FileResponse:
    """Hand out the same table as a workbook."""
    proposal = access_proposal(request.user, code)
    columns = [
        *(
            _("centre code"),
            _("name"),
            _("county"),
            pgettext("allocation", "places"),
            _("occupied before"),
            _("files of this proposal"),
        ),
        *(_("files today"), _("files with a special need"), _("of which matched"), _("mean way (m)")),
        *(_("longest way (m)"), _("one more place would save (m)")),
    ]
    rows = chosen(proposal, CentreFilter(request.GET)).order_by("centre__code")
    return workbook(f"{proposal.code}-centres.xlsx", proposal.code, columns, cells(rows))


def cells(rows: QuerySet[ProposalCentre]) -> Iterator[list[Any]]:
    """Yield the cells of each centre."""
    for row in rows:
        yield [
            *(row.centre.code, row.centre.name, row.centre.county.name, row.places, row.occupied, row.load),
            *(row.load_today, row.needing, row.matched, row.mean_distance, row.worst_distance, row.price),
        ]


@require_safe
def centre_page(request: Request, code: str, centre: str) -> HttpResponse:
    """Show one centre of the proposal: its load, what a place there is worth, and what may be adjusted."""
    proposal = access_proposal(request.user, code)
    row = access_proposal_centre(proposal, centre)
    words = frame(request, proposal, "proposal_centres")
    return render(request, "desk/proposals/centres/page.html", words | centre_words(proposal, row))


def centre_words(proposal: Proposal, row: ProposalCentre) -> dict[str, Any]:
    """Return what the page of a centre in a proposal shows."""
    row.total = row.occupied + row.load  # type: ignore[attr-defined]
    here = [each for each in proposal.draft if each["centre"] == row.centre.code]
    drafted = next((each["value"] for each in here if each["kind"] == CAPACITY), None)
    return {
        "row": row,
        "title": row.centre.name,
        "breadcrumb": crumbs(
            proposal,
            (_("Centres"), reverse("desk:proposal_centres", args=[proposal.code])),
            (digits(row.centre.code), ""),
        ),
        "closed_in_draft": any(each["kind"] == CLOSE for each in here),
        "drafted": drafted,
        "capacity_form": capacity_form(row, drafted),
    }


def capacity_form(row: ProposalCentre, drafted: int | None) -> AdjustmentForm:
    """Return the form that lowers the capacity of a centre, from the drafted one, and says that it cannot raise it."""
    capacity = row.centre.capacity
    now = min(row.places, capacity) if drafted is None else drafted
    wished = {"kind": CAPACITY, "centre": row.centre.code, "value": now}
    form = AdjustmentForm(initial=wished)
    told = _("At most %(capacity)s, as the registry has it; the deputy for public participation changes it there.")
    form.fields["value"].help_text = told % {"capacity": number(capacity)}
    return form


def chosen(proposal: Proposal, form: CentreFilter) -> QuerySet[ProposalCentre]:
    """Return the centres that the form asks for, with what the table sorts by (never null)."""
    rows = proposal.centres.select_related("centre__county").annotate(
        code=F("centre__code"),
        total=F("occupied") + F("load"),
        left=F("places") - F("occupied") - F("load"),
        share=(F("occupied") + F("load")) * 1000 / Greatest(F("places"), 1),
        match=F("matched") * 1000 / Greatest(F("needing"), 1),
        mean=Coalesce(F("mean_distance"), float(NOTHING)),
        worst=Coalesce(F("worst_distance"), NOTHING),
    )
    if not form.is_valid():
        return rows
    text, show = form.cleaned_data["q"], form.cleaned_data["show"]
    if text:
        code = to_ascii(text).strip().upper()
        rows = rows.filter(Q(centre__code__startswith=code) | Q(centre__name_folded__contains=fold(text)))
    return rows.filter(SHOWS[show]) if show in SHOWS else rows


def order_of(request: Request) -> tuple[str, ...]:
    """Return the keys of the order that the address asks for; by code where it asks for none."""
    asked = request.GET.get("sort", "")
    name = asked.removeprefix("-")
    return (asked, "code") if name in SORTS and name != "code" else ("-code" if asked == "-code" else "code",)
