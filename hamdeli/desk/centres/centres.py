"""The list of centres, its export, and the page of one centre."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.centres.access import access_centre, has_right
from hamdeli.centres.inspecting.access import READERS
from hamdeli.centres.models import Centre, CentreQuerySet, Licence
from hamdeli.delegation.models import Mandate, MandateState
from hamdeli.desk.centres.forms import CentreFilter, CentreForm
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.places import counties_for
from hamdeli.desk.requests import Request
from hamdeli.desk.typed import spoken_phone
from hamdeli.desk.workbooks import workbook
from hamdeli.insight.activity import in_state, lives
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold


@require_safe
def centre_list(request: Request) -> HttpResponse:
    """List the centres that the reader may see; searched and filtered through the address."""
    require_right(request.user, Right.SEE_CENTRES)
    form = CentreFilter(request.GET, counties=counties_for(request.user, Right.SEE_CENTRES))
    page = page_by_key(chosen(request, form).prefetch_related("capabilities"), request.GET, "code")
    give_loads(page.rows)
    give_lives(page.rows)
    template = "desk/centres/centres/_fragment.html" if request.htmx else "desk/centres/centres/list.html"
    return render(request, template, {"form": form, "page": page})


@require_safe
def centre_export(request: Request) -> FileResponse:
    """Hand out the same list as a workbook."""
    require_right(request.user, Right.SEE_CENTRES)
    form = CentreFilter(request.GET, counties=counties_for(request.user, Right.SEE_CENTRES))
    columns = [
        *(gettext("centre code"), gettext("name"), gettext("province"), gettext("county"), gettext("kind")),
        *(gettext("specialities"), gettext("latitude"), gettext("longitude"), gettext("capacity"), gettext("licence")),
        *(gettext("telephone"), gettext("activity")),
    ]
    centres = chosen(request, form).prefetch_related("capabilities").order_by("code")
    return workbook("centres.xlsx", gettext("centres"), columns, cells(centres))


def cells(centres: CentreQuerySet) -> Iterator[list[Any]]:
    """Yield the cells of each centre."""
    known = lives(list(centres.order_by().values_list("pk", flat=True)), timezone.localdate())
    for centre in centres.iterator(500):
        specialities = gettext(", ").join(row.get_speciality_display() for row in centre.capabilities.all())
        yield [
            *(centre.code, centre.name, centre.province.name, centre.county.name, centre.get_kind_display()),
            *(specialities, centre.latitude, centre.longitude, centre.capacity, centre.get_licence_display()),
            *(spoken_phone(centre.phone), str(known[centre.pk].state.label)),
        ]


@require_safe
def centre_page(request: Request, code: str) -> HttpResponse:
    """Show one centre: what it is, what it carries, and the form to those who may change it."""
    centre = access_centre(request.user, code)
    return render(request, "desk/centres/centres/page.html", centre_context(request, centre))


def centre_context(request: Request, centre: Centre) -> dict[str, Any]:
    """Return what the page of a centre shows."""
    give_loads([centre])
    give_lives([centre])
    specialities = list(centre.capabilities.order_by("speciality"))
    return {
        "centre": centre,
        "specialities": specialities,
        "may_change": has_right(request.user, centre, Right.CHANGE_CENTRES),
        "sees_files": request.user.has(Right.SEE_FILES),
        "oversees": any(has_right(request.user, centre, right) for right in READERS),
        "form": CentreForm(
            instance=centre,
            initial={"version": centre.version, "specialities": [row.speciality for row in specialities]},
        ),
    }


def chosen(request: Request, form: CentreFilter) -> CentreQuerySet:
    """Return the visible centres that the form asks for."""
    centres = Centre.objects.visible_to(request.user).select_related("province", "county")
    if not form.is_valid():
        return centres
    asked = form.cleaned_data
    text = asked["q"]
    if text:
        code = to_ascii(text).strip().upper()
        centres = centres.filter(Q(code__startswith=code) | Q(name_folded__contains=fold(text)))
    if asked["licence"] == "not_active":
        centres = centres.exclude(licence=Licence.ACTIVE)
        asked["licence"] = ""
    for field in ("kind", "licence", "setting", "county"):
        if asked[field]:
            centres = centres.filter(**{field: asked[field]})
    if asked["speciality"]:
        centres = centres.filter(capabilities__speciality=asked["speciality"])
    return in_state(centres, asked["activity"], timezone.localdate()) if asked["activity"] else centres


def give_loads(centres: list[Centre]) -> None:
    """Give each centre how many files it carries, and how many of them it has not answered."""
    counted = (
        Mandate.objects.open()
        .filter(centre__in=centres)
        .values("centre_id")
        .annotate(carried=Count("id"), offered=Count("id", filter=Q(state=MandateState.OFFERED)))
    )
    found = {row["centre_id"]: row for row in counted}
    for centre in centres:
        row = found.get(centre.pk, {"carried": 0, "offered": 0})
        centre.carried, centre.offered = row["carried"], row["offered"]  # type: ignore[attr-defined]


def give_lives(centres: list[Centre]) -> None:
    """Give each centre its activity."""
    known = lives([centre.pk for centre in centres], timezone.localdate())
    for centre in centres:
        centre.life = known[centre.pk]  # type: ignore[attr-defined]
