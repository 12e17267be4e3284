"""Hours, telephone and capacities of one centre."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import CENTRE_ROLES, OWN_FILES_ROLES, Right, roles_with
from hamdeli.casework.models import CaseFile, Onward
from hamdeli.casework.models.onward import OPEN
from hamdeli.centres.access import access_centre
from hamdeli.centres.founding.carrying import told_at_founding
from hamdeli.centres.living.capacities import Loads, set_capacities
from hamdeli.centres.living.opening import set_hours
from hamdeli.centres.models import Centre, Speciality, Weekday
from hamdeli.delegation.models import Mandate
from hamdeli.desk.boards.fields import spoken_time
from hamdeli.desk.boards.forms import CapacityForm, HoursForm
from hamdeli.desk.boards.rooms import deed, room
from hamdeli.desk.casework.deeds import carry_out, version_of
from hamdeli.desk.requests import Request
from hamdeli.desk.typed import spoken_phone

WORKING = sorted(set(roles_with(Right.WORK)) & CENTRE_ROLES - OWN_FILES_ROLES)


@require_safe
def centre_hours(request: Request, code: str) -> HttpResponse:
    """Show when the centre is open and how much it can carry."""
    centre = access_centre(request.user, code)
    words = room(request, centre, "centre_hours")
    open_days = {row.weekday: row for row in centre.opening_hours.all()}
    words |= {
        "phone": spoken_phone(centre.phone),
        "entered": bool(open_days),
        "told": told_at_founding(centre),
        "days": [(day.label, span_of(open_days.get(day.value))) for day in Weekday],
        **told_capacities(centre),
    }
    return render(request, "desk/boards/hours.html", words)


def span_of(row: Any) -> str:
    """Return the opening hours of one day as they are read, or nothing where it is closed."""
    return f"{spoken_time(row.opens)} – {spoken_time(row.closes)}" if row else ""


def told_capacities(centre: Centre) -> dict[str, Any]:
    """Return capacities beside what is carried."""
    loads = loads_of(centre)
    said = {row.worker_id: row.files for row in centre.worker_capacities.all()}
    able = {row.speciality: row.families for row in centre.speciality_capacities.all()}
    workers = [(each, loads.by_worker.get(each.pk, 0), said.get(each.pk)) for each in workers_at(centre)]
    names = sorted(row.speciality for row in centre.capabilities.all())
    return {
        "carried": loads.carried,
        "workers": workers,
        "total": sum(said.values()) if said else None,
        "able": [(Speciality(name).label, loads.referred.get(name, 0), able.get(name)) for name in names],
    }


def workers_at(centre: Centre) -> list[User]:
    """Return who holds a working post at the centre now, by their names."""
    held = Post.objects.held_at(timezone.now()).filter(centre_code=centre.code, role__in=WORKING)
    users = User.objects.filter(posts__in=held, is_active=True).distinct()
    return sorted(users, key=lambda user: user.display_name)


def loads_of(centre: Centre) -> Loads:
    """Return what the centre carries now."""
    files = CaseFile.objects.filter(centre=centre, worker__isnull=False).order_by()
    referred = Onward.objects.filter(receiver=centre, state__in=OPEN).order_by()
    return Loads(
        carried=Mandate.objects.open().filter(centre=centre).count(),
        by_worker=dict(files.values_list("worker").annotate(many=Count("pk"))),
        referred=dict(referred.values_list("speciality").annotate(many=Count("pk"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def centre_hours_change(request: Request, code: str) -> HttpResponse:
    """Write telephone and opening hours."""
    centre = access_centre(request.user, code, Right.RUN_CENTRE)
    data = request.POST if request.method == "POST" else None
    form = HoursForm(data, initial=HoursForm.initial_of(centre.phone, list(centre.opening_hours.all())))
    page = deed(
        *(request, centre, "centre_hours"),
        *(_("Telephone and opening hours"), _("Save"), _("The hours are saved.")),
        what=_("A day without times is a day on which the centre is closed."),
        template="desk/boards/hours_form.html",
        thing=centre,
    )

    def act() -> None:
        phone, hours = form.cleaned_data["phone"], form.hours()
        seen = version_of(request)
        set_hours(centre=centre, phone=phone, hours=hours, seen_version=seen, actor=request.user.actor)

    return carry_out(request, page, form, act, None)


@require_http_methods(["GET", "HEAD", "POST"])
def centre_capacities(request: Request, code: str) -> HttpResponse:
    """Write how much each social worker can carry and each speciality can help."""
    centre = access_centre(request.user, code, Right.RUN_CENTRE)
    workers = workers_at(centre)
    names = sorted(centre.capabilities.values_list("speciality", flat=True))
    stands = {f"worker_{row.worker_id}": row.files for row in centre.worker_capacities.all()}
    stands |= {f"speciality_{row.speciality}": row.families for row in centre.speciality_capacities.all()}
    data = request.POST if request.method == "POST" else None
    form = CapacityForm(data, workers=workers, specialities=names, initial=stands)
    page = deed(
        *(request, centre, "centre_hours"),
        *(_("Capacities"), _("Save"), _("The capacities are saved.")),
        what=_("Files for each social worker, and referred families for each speciality. None below what is carried."),
        thing=centre,
    )

    def act() -> None:
        wanted, loads, seen = form.wanted(), loads_of(centre), version_of(request)
        set_capacities(centre=centre, wanted=wanted, loads=loads, seen_version=seen, actor=request.user.actor)

    return carry_out(request, page, form, act, None)
