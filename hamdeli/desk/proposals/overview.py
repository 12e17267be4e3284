"""The first page of a proposal: its progress while it runs; afterwards what it costs, and its proof."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from hamdeli.desk.jobs.progress import shown
from hamdeli.desk.proposals.frames import frame
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import kilometres, number, percent
from hamdeli.desk.templatetags.pictures import Chart, Series
from hamdeli.places.models import Place
from hamdeli.proposals.access import access_proposal
from hamdeli.proposals.models import Proposal

PLANS = (("proposal", lazy("this proposal")), ("nearest", lazy("nearest first")), ("today", lazy("today")))
ROWS: tuple[tuple[str, Any, Any], ...] = (
    ("placed", lazy("files with a centre"), number),
    ("unplaced", lazy("files that stay with the county office"), number),
    ("cost", lazy("cost of the plan (way and mismatch of all families)"), kilometres),
    ("mean_distance", lazy("mean way from a family to its centre"), kilometres),
    ("worst_distance", lazy("longest way"), kilometres),
    ("matched_share", lazy("special needs met by the centre"), percent),
    ("leaving", lazy("files that leave their centre of today"), number),
    ("other_county", lazy("files in another county"), number),
    ("brim_share", lazy("centres filled to the brim"), percent),
)


@require_safe
def proposal_page(request: Request, code: str) -> HttpResponse:
    """Show the progress, or the figures beside those of the two other plans."""
    proposal = access_proposal(request.user, code)
    words = frame(request, proposal, "proposal")
    if proposal.state == Proposal.State.RUNNING and proposal.job is not None and not proposal.job.ended:
        return render(request, "desk/proposals/running.html", words | {"job": shown(proposal.job)})
    if not proposal.figures:
        return render(request, "desk/proposals/failed.html", words)
    if proposal.being_approved and proposal.approval_job is not None:
        words |= {"job": shown(proposal.approval_job)}
    later = proposal.later.order_by("-pk").first()
    return render(request, "desk/proposals/overview.html", words | figures_of(proposal) | {"later": later})


def figures_of(proposal: Proposal) -> dict[str, Any]:
    """Return the figures as the page shows them."""
    figures = proposal.figures
    plans = figures["plans"]
    return {
        "figures": figures,
        "plan": plans["proposal"],
        "plans": [label for _name, label in PLANS],
        "rows": [(label, [write(plans[name].get(key)) for name, _label in PLANS]) for key, label, write in ROWS],
        "saved": saved(plans),
        "loads": loads_chart(figures),
        "shortage": shortage_of(figures),
        "inside": not proposal.policy.get("may_leave_county", True),
    }


def saved(plans: dict[str, Any]) -> float | None:
    """Return by how much nearest first costs more, as a ratio of the proposal's cost."""
    cost = plans["proposal"]["cost"]
    return (plans["nearest"]["cost"] - cost) / cost if cost else None


def loads_chart(figures: dict[str, Any]) -> Chart:
    """Return how many centres are filled how far, under the three plans."""
    ends = [
        _("empty"),
        *(percent(share / 10) for share in range(1, 10)),
        _("below full"),
    ]
    series = [Series(str(label), figures["plans"][name]["filled"]) for name, label in PLANS]
    return Chart(
        "loads", _("Centres by how far they are filled"), [*ends, _("full")], series, category_label=_("Filled up to")
    )


def shortage_of(figures: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the counties where places are missing or, when there are enough, where files stay; the worst first."""
    counted = "missing" if figures["missing"] else "staying"
    rows = [row for row in figures["shortage"] if row.get(counted)]
    places = Place.objects.in_bulk([row["county"] for row in rows])
    return [{**row, "name": places[row["county"]].name} for row in rows if row["county"] in places]
