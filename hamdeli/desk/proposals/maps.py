"""A proposal on the map: the centres as they are, the families no more precisely than a square of about a kilometre."""

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from hamdeli.desk.proposals.frames import frame
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import kilometres
from hamdeli.places.outlines import outline
from hamdeli.proposals.access import access_proposal
from hamdeli.proposals.models import Proposal, ProposalCentre, ProposalRecords
from hamdeli.proposals.records import Records

SQUARE = 0.01
"""Degrees: 1.1 km from south to north, 0.9 km from west to east."""
STEPS = 10
"""A family is drawn on one of STEPS x STEPS points of its square, chosen by its code and not by its home."""


@require_safe
def proposal_map(request: Request, code: str) -> HttpResponse:
    """Show the map of the proposal."""
    proposal = access_proposal(request.user, code)
    return render(request, "desk/proposals/map.html", frame(request, proposal, "proposal_map"))


def etag_of(request: Request, code: str) -> str:
    """Return the mark of what the map shows to this reader."""
    proposal = access_proposal(request.user, code)
    told = f"{proposal.pk}:{proposal.version}:{get_language()}:{request.user.pk}"
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=etag_of)
def proposal_map_data(request: Request, code: str) -> HttpResponse:
    """Return outline, centres and families of the proposal as GeoJSON."""
    proposal = access_proposal(request.user, code)
    features = [*outlines(proposal), *families(proposal), *centres(proposal)]
    answer = JsonResponse(
        {"type": "FeatureCollection", "attribution": _("Natural Earth; GeoNames"), "features": features}
    )
    answer["Cache-Control"] = "private, no-cache"
    return answer


def outlines(proposal: Proposal) -> list[dict[str, Any]]:
    """Return the outline of the province, where one is known."""
    try:
        shape = outline(proposal.province.code)
    except KeyError:
        return []
    return [feature("outline", shape["geometry"], label=proposal.province.name)]


def families(proposal: Proposal) -> list[dict[str, Any]]:
    """Return the families as two clouds of points, with and without a centre, each somewhere in its square."""
    kept = ProposalRecords.objects.filter(proposal=proposal).first()
    if kept is None:
        return []
    records = Records.from_bytes(bytes(kept.content))
    if not len(records.files):
        return []
    points = np.stack(
        (blurred(records.files.longitude, records, 0), blurred(records.files.latitude, records, 1)), axis=1
    )
    staying = np.fromiter(proposal.lines.filter(centre=None).values_list("case_file_id", flat=True), dtype=np.int64)
    placed = ~np.isin(records.file_keys, staying)
    return [cloud(points[which], placed=said) for which, said in ((placed, True), (~placed, False)) if which.any()]


def cloud(points: npt.NDArray[np.float64], *, placed: bool) -> dict[str, Any]:
    """Return families as one feature, which says whether they have a centre; points: (N, 2) longitude, latitude."""
    return feature("family", {"type": "MultiPoint", "coordinates": points.tolist()}, placed=placed)


def blurred(degrees: Any, records: Records, axis: int) -> Any:
    """(N,) a point of the square of each home that tells nothing about where in the square the home is."""
    square = np.floor(degrees / SQUARE)
    mixed = (records.file_keys.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    step = (mixed >> np.uint64(40 + 10 * axis)) % np.uint64(STEPS)
    return np.round((square + (step.astype(np.float64) + 0.5) / STEPS) * SQUARE, 4)


def centres(proposal: Proposal) -> list[dict[str, Any]]:
    """Return the centres of the proposal with their load."""
    rows = proposal.centres.select_related("centre")
    if proposal.county_id:
        rows = rows.filter(load__gt=0) | rows.filter(centre__county=proposal.county)
    return [centre(proposal, row) for row in rows.order_by("centre__code")]


def centre(proposal: Proposal, row: ProposalCentre) -> dict[str, Any]:
    """Return one centre as a point."""
    point = {"type": "Point", "coordinates": [row.centre.longitude, row.centre.latitude]}
    return feature(
        "centre",
        point,
        code=row.centre.code,
        label=row.centre.name,
        load=row.occupied + row.load,
        capacity=row.places,
        url=reverse("desk:proposal_centre", args=[proposal.code, row.centre.code]),
        lines=lines_of(row),
    )


def lines_of(row: ProposalCentre) -> list[str]:
    """Return what is said of a centre when it is clicked."""
    told = []
    if row.mean_distance is not None:
        told.append(_("Mean way: %(km)s") % {"km": kilometres(row.mean_distance)})
    if row.price:
        told.append(_("One more place would save %(km)s") % {"km": kilometres(row.price)})
    return told


def feature(kind: str, geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    """Return a feature of one of the kinds that the map knows."""
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, **properties}}
