"""The page of one application, its map, its statute, and who its trustees are."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.scans import ENDINGS
from hamdeli.casework.vault import kept
from hamdeli.centres.founding.access import WRITING, access_founding, access_office, may_write
from hamdeli.centres.founding.areas import Reach, reach_of
from hamdeli.centres.founding.describing import begin
from hamdeli.centres.founding.trustees import opened
from hamdeli.centres.models import Centre, Founding, FoundingCourse
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of
from hamdeli.desk.founding.forms import BeginningForm
from hamdeli.desk.founding.words import checklist, is_office, kind_words, may_teach, next_steps, parts_of
from hamdeli.desk.places import counties_for
from hamdeli.desk.requests import Request
from hamdeli.desk.typed import spoken_phone
from hamdeli.journal.writing import record_look
from hamdeli.places.models import Place, PlaceQuerySet

LANDMARKS = 12
"""Settlements named on the map."""


@require_safe
def founding_page(request: Request, pk: int) -> HttpResponse:
    """Show one application: what it says, what is missing, the checklist, the way, and what may be done next."""
    user, founding = request.user, access_founding(request.user, pk)
    writes = may_write(user, founding) and founding.is_writable
    courses = FoundingCourse.objects.filter(founding=founding).prefetch_related("trustees").order_by("on", "pk")
    words: dict[str, Any] = {
        "founding": founding,
        "kind": kind_words(founding),
        "steps": next_steps(user, founding),
        "writes": writes,
        "parts": parts_of(founding) if writes else [],
        "trustees": list(founding.trustees.select_related("user").order_by("pk")),
        "checks": checklist(user, founding) if founding.submitted_on else [],
        "courses": list(courses),
        "teaches": may_teach(user, founding),
        "office": is_office(user, founding),
        "way": list(founding.steps.select_related("by").order_by("-pk")),
        "reach": reach_of(founding),
        "funds": list(Place.objects.filter(pk__in=founding.funds_area.values("pk")).by_name("-kind")),
        "sees_centre": user.has(Right.SEE_CENTRES),
        "proposes": user.has(Right.PROPOSE),
    }
    return render(request, "desk/founding/page.html", words)


@require_safe
def founding_map(request: Request, pk: int) -> HttpResponse:
    """Return the area of an application, what it meets, the place of the centre and its neighbours as GeoJSON."""
    founding = access_founding(request.user, pk)
    reach = reach_of(founding)
    outlines = [founding, *(each.founding for each in reach.overlaps)]
    features = [
        {"type": "Feature", "geometry": each.outline, "properties": {"kind": "outline", "label": each.name}}
        for each in outlines
        if each.outline
    ]
    features += [stop(founding)] if founding.latitude is not None else []
    features += [stop_of_place(name, point) for name, point in points_of(reach)]
    features += [landmark(place) for place in landmarks(founding.county)]
    features += [neighbour(centre) for centre in Centre.objects.filter(county=founding.county_id).order_by("code")]
    around = [founding.county.latitude, founding.county.longitude]
    told = {"type": "FeatureCollection", "attribution": "GeoNames", "around": around, "features": features}
    return JsonResponse(told)


def stop(founding: Founding) -> dict[str, Any]:
    """Return the place where the centre would stand."""
    return spot((founding.latitude, founding.longitude), kind="stop", label=founding.name)


def points_of(reach: Reach) -> list[tuple[str, tuple[float, float]]]:
    """Return the places that would be served, with their points."""
    return [(place.name, place.point) for place in reach.places]


def stop_of_place(name: str, point: tuple[float, float]) -> dict[str, Any]:
    """Return a place that would be served."""
    return spot(point, kind="family", label=name, placed=True)


def landmarks(county: Place) -> PlaceQuerySet:
    """Return the settlements by whose names one finds one's way on the map: the greatest of the county."""
    there = Place.objects.within(county).filter(latitude__isnull=False, population__gt=0).exclude(pk=county.pk)
    return there.order_by("-population", "code")[:LANDMARKS]


def landmark(place: Place) -> dict[str, Any]:
    """Return a settlement with its name."""
    return spot((place.latitude, place.longitude), kind="name", label=place.name)


def neighbour(centre: Centre) -> dict[str, Any]:
    """Return a centre of the county."""
    told = {"kind": "centre", "code": centre.code, "label": centre.name, "load": 0, "capacity": centre.capacity}
    return spot((centre.latitude, centre.longitude), **told)


def spot(at: tuple[float | None, float | None], **properties: Any) -> dict[str, Any]:
    """Return a point, given by latitude and longitude, as a feature of GeoJSON."""
    latitude, longitude = at
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


@require_http_methods(["GET", "HEAD", "POST"])
def founding_new(request: Request) -> HttpResponse:
    """Begin an application."""
    rights = [right for right in WRITING if request.user.has(right)]
    if not rights:
        raise Http404
    made: list[Founding] = []
    data = request.POST if request.method == "POST" else None
    form = BeginningForm(data, counties=counties_for(request.user, rights[0]))
    deed = Deed(
        title=_("Application for a centre"),
        what=_("A draft that nobody else sees, until it is submitted. Write it part by part."),
        button=_("Keep the draft"),
        done=_("The draft is kept. Write the other parts."),
        back=reverse("desk:foundings"),
    )

    def act() -> None:
        today, county = timezone.localdate(), form.cleaned_data["county"]
        made.append(begin(named=form.named(), county=county, by=request.user, today=today, key=key_of(request)))

    answer = carry_out(request, deed, form, act, None)
    return redirect("desk:founding", pk=made[0].pk) if made else answer


@require_safe
def founding_people(request: Request, pk: int) -> HttpResponse:
    """Show an office who the trustees are: codes, days of birth, telephones. The look is recorded."""
    founding = access_office(request.user, pk)
    record_look(actor=request.user.actor, kind="founding", subjects=[str(founding.pk)], reason="trustees")
    rows = []
    for trustee in founding.trustees.order_by("pk"):
        told = opened(trustee)
        born, phone = date.fromisoformat(told["birth_date"]), spoken_phone(told["phone"])
        rows.append({"trustee": trustee, "code": told["national_code"], "born": born, "phone": phone})
    return render(request, "desk/founding/people.html", {"founding": founding, "rows": rows})


@require_safe
def founding_statute_file(request: Request, pk: int) -> HttpResponse:
    """Hand out the scan of the statute, and record that it was seen."""
    founding = access_founding(request.user, pk)
    if not founding.statute_digest:
        raise Http404
    content = kept(founding.statute_digest)
    record_look(actor=request.user.actor, kind="founding", subjects=[str(founding.pk)], reason="statute")
    response = HttpResponse(content, content_type=founding.statute_type)
    name = f"statute-{founding.pk}.{ENDINGS[founding.statute_type]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
