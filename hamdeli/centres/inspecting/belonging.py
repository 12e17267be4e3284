"""Who belongs to a centre, and so may not inspect it."""

from datetime import datetime, timedelta

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right, roles_with
from hamdeli.accounts.scopes import reaches
from hamdeli.centres.inspecting.faults import InspectionFault
from hamdeli.centres.licensing.belonging import belongs
from hamdeli.centres.models import Centre
from hamdeli.places.models import Place

AFTERWARDS = timedelta(days=365)
"""So long after the last post at a centre somebody still counts as its own."""


def belongs_to(user: User, centre: Centre, at: datetime) -> bool:
    """Say whether `user` belongs to the centre, or held a post there within the last year."""
    held = Post.objects.filter(user=user, centre_code=centre.code, since__lte=at, until__gt=at - AFTERWARDS)
    return belongs(user, centre) or held.exists()


def require_foreign(user: User, centre: Centre, at: datetime) -> None:
    """Refuse an inspector who does not inspect there, or who belongs to the centre."""
    if belongs_to(user, centre, at):
        raise InspectionFault("belongs", who=user.display_name, centre=centre.code)
    if not reaches(user, Right.INSPECT, province_id=centre.province_id, county_id=centre.county_id):
        raise InspectionFault("no_inspector", who=user.display_name)


def inspectors_for(province: Place, county: Place | None, at: datetime) -> list[User]:
    """Return who may inspect in a province, or in one county of it, ordered by sign-in name."""
    places = [province.pk, county.pk] if county else [province.pk]
    held = Post.objects.held_at(at).filter(role__in=roles_with(Right.INSPECT), place__in=places)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("username"))
