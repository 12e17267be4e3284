"""The list of proposals, and the form for a new one."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.places import counties_for, provinces_for
from hamdeli.desk.proposals.forms import ProposalForm, initial_of
from hamdeli.desk.requests import Request
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.places.models import Place, PlaceQuerySet
from hamdeli.proposals.access import require_place
from hamdeli.proposals.faults import ProposalFault
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.policies import policy_of
from hamdeli.proposals.proposing import propose
from hamdeli.proposals.sentences import sentence


@require_safe
def proposal_list(request: Request) -> HttpResponse:
    """List the proposals of the places where the reader proposes, the newest first."""
    require_right(request.user, Right.PROPOSE)
    rows = Proposal.objects.visible_to(request.user).select_related("province", "county", "made_by", "job")
    page = page_by_key(rows, request.GET, "-pk")
    template = "desk/proposals/_fragment.html" if request.htmx else "desk/proposals/list.html"
    return render(request, template, {"page": page, "title": _("Proposals")})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_new(request: Request) -> HttpResponse:
    """Ask for place, files and policy; begin the run."""
    require_right(request.user, Right.PROPOSE)
    places = places_for(request.user)
    if request.method != "POST":
        first = places.first()
        form = ProposalForm(initial={"which": "waiting", "place": first, **initial_of()}, places=places)
        return render(request, "desk/proposals/new.html", words(form, places))
    form = ProposalForm(request.POST, places=places)
    made = begin(request, form) if form.is_valid() else None
    if made is None:
        return render(request, "desk/proposals/new.html", words(form, places), status=422)
    return redirect("desk:proposal", made.code)


def begin(request: Request, form: ProposalForm) -> Proposal | None:
    """Begin the run that a valid form asks for, or tell the form why not."""
    province, county = require_place(request.user, form.cleaned_data["place"])
    key = request.POST.get("idempotency_key", "")
    if not key:
        form.add_error(None, _("The form came without its key. Send it again from this page."))
        return None
    try:
        policy = policy_of(form.policy_values())
        which = form.cleaned_data["which"]
        return propose(by=request.user, province=province, county=county, which=which, policy=policy, key=key[:64])
    except ProposalFault as fault:
        form.add_error(None, sentence(fault.code, fault.params))
    except KeyUsedOtherwise:
        form.add_error(None, _("This form was sent before with other values. Look at the list of proposals."))
    return None


def places_for(user: User) -> PlaceQuerySet:
    """Return the provinces and counties in which `user` proposes, the provinces first."""
    whole, parts = provinces_for(user, Right.PROPOSE), counties_for(user, Right.PROPOSE)
    return Place.objects.filter(Q(pk__in=whole.values("pk")) | Q(pk__in=parts.values("pk"))).order_by(
        "-kind", "sort_key", "code"
    )


def words(form: ProposalForm, places: PlaceQuerySet) -> dict[str, Any]:
    """Return what the page of a new proposal shows: the form, and how many files there are in each place."""
    return {
        "form": form,
        "title": _("A new proposal"),
        "counts": counts_of(list(places)),
        "breadcrumb": [(_("Proposals"), ".."), (_("A new proposal"), "")],
    }


def counts_of(places: list[Place]) -> list[tuple[Place, int, int]]:
    """Return for each place how many active files wait and how many there are, from two queries."""
    counted: dict[int, tuple[int, int]] = {}
    for path in ("province_id", "county_id"):
        rows = CaseFile.objects.active().filter(**{f"{path}__in": [place.pk for place in places]})
        told = rows.order_by().values_list(path).annotate(waiting=Count("pk", filter=Q(centre=None)), all=Count("pk"))
        counted.update({key: (waiting, every) for key, waiting, every in told})
    return [(place, *counted.get(place.pk, (0, 0))) for place in places]
