"""From the approval in principle to the opening day, or to its lapse: here a centre comes into the registry."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.accounts.appointing import appoint
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right, Role
from hamdeli.centres.founding.boarding import seat_founders
from hamdeli.centres.founding.carrying import carry_statute
from hamdeli.centres.founding.checking import require_ticked
from hamdeli.centres.founding.deciding import taken
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.moves import Act, State
from hamdeli.centres.founding.signing import require_second, sign
from hamdeli.centres.founding.steps import locked, require_move, step
from hamdeli.centres.licensing.expiring import expire
from hamdeli.centres.licensing.giving import give
from hamdeli.centres.licensing.policy import last_day
from hamdeli.centres.models import Capability, Centre, Founding, Licence, LicenceTerm, Setting, Trustee
from hamdeli.places.models import Place

FIRST_NUMBER, DIGITS = 1, 3
TRIES = 5


@transaction.atomic
def approve(*, founding: Founding, by: User, today: date, seen_version: int, national_code: str = "") -> Founding:
    """Approve in principle: the centre gets its code and three months to open. Raises `FoundingFault`, `Conflict`."""
    fresh = taken(founding, Act.APPROVE, by, seen_version)
    require_ticked(fresh, Right.CHECK_FOUNDING, Right.LICENSE)
    require_second(sign(by, fresh, national_code), fresh)
    centre, until = registered(fresh), last_day(today, provisional=True)
    checker = fresh.endorsed_by.username if fresh.endorsed_by else ""
    give(
        centre=centre,
        kind=LicenceTerm.Kind.PROVISIONAL,
        begins=today,
        ends=until,
        by=by,
        key=f"founding-{fresh.pk}-approve",
        seconded_by=checker,
    )
    values = {"approved_by": by, "approved_on": today, "open_until": until, "centre": centre}
    return step(fresh, Act.APPROVE, by=by, on=today, values=values, details={"centre": centre.code})


def registered(founding: Founding) -> Centre:
    """Enter the centre into the registry, under the next code of its province."""
    for _again in range(TRIES):
        centre = Centre(code=next_code(founding.province), licence=Licence.PROVISIONAL, **described(founding))
        try:
            with transaction.atomic():
                centre.save()
        except IntegrityError:
            continue
        rows = [Capability(centre=centre, speciality=code) for code in founding.specialities]
        Capability.objects.bulk_create(rows)
        return centre
    raise FoundingFault("not_now", state=founding.state)


def described(founding: Founding) -> dict[str, object]:
    """Return what the registry says of the centre."""
    names = ("name", "name_folded", "province", "county", "kind", "mosque_based", "latitude", "longitude")
    values = {name: getattr(founding, name) for name in (*names, "capacity", "social_workers")}
    return values | {"setting": setting_of(founding)}


def setting_of(founding: Founding) -> str:
    """Return rural where all chosen places are villages, urban otherwise."""
    kinds = set(founding.area.values_list("kind", flat=True))
    return Setting.RURAL if kinds == {Place.Kind.VILLAGE} else Setting.URBAN


def next_code(province: Place) -> str:
    """Return the first code of the province after all that were ever given."""
    prefix = f"{province.code}-"
    codes = Centre.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(code[len(prefix) :]) for code in codes if code[len(prefix) :].isdecimal()]
    return f"{prefix}{max(numbers, default=FIRST_NUMBER - 1) + 1:0{DIGITS}}"


@transaction.atomic
def open_centre(
    *, founding: Founding, on: date, by: User, today: date, seen_version: int, statute_size: int = 0
) -> Founding:
    """Open the centre: its licence begins on this day, and its executive leads it. Raises `FoundingFault`, `Conflict`.

    The day lies within the approval in principle. The executive gets the post of a head where the account is known.
    The trustees become its board and the scan of the statute (`statute_size` bytes) its first paper.
    """
    fresh = taken(founding, Act.OPEN, by, seen_version)
    require_opening(fresh, on, today)
    centre = Centre.objects.select_related("county").get(founding=fresh)
    give(
        centre=centre,
        kind=LicenceTerm.Kind.FULL,
        begins=on,
        ends=last_day(on),
        by=by,
        key=f"founding-{fresh.pk}-open",
        seconded_by=fresh.endorsed_by.username if fresh.endorsed_by else "",
        opening=True,
    )
    seat_founders(fresh, centre, on, by, today)
    carry_statute(fresh, centre, by, today, statute_size)
    head = appointed_head(fresh, centre, by)
    details = {"centre": centre.code, "head": head}
    return step(fresh, Act.OPEN, by=by, on=on, values={"opened_on": on}, details=details)


def require_opening(founding: Founding, on: date, today: date) -> None:
    """Refuse an opening before the approval, one to come, and one after its three months."""
    if on > today:
        raise FoundingFault("day_ahead")
    if founding.approved_on and on < founding.approved_on:
        raise FoundingFault("open_early", on=founding.approved_on.isoformat())
    if founding.open_until and max(on, today) > founding.open_until:
        raise FoundingFault("open_late", on=founding.open_until.isoformat())


def appointed_head(founding: Founding, centre: Centre, by: User) -> str:
    """Give the executive trustee the post of the centre's head; return the sign-in name, nothing without an account."""
    executive = (
        founding.trustees.filter(role=Trustee.Role.EXECUTIVE, user__is_active=True).select_related("user").first()
    )
    if executive is None or executive.user is None:
        return ""
    user = executive.user
    appoint(user=user, role=Role.CENTRE_HEAD, place=centre.county, actor=by.actor, centre_code=centre.code)
    return user.username


@transaction.atomic
def lapse(*, founding: Founding, today: date) -> Founding:
    """Let an approval in principle end that was not used in time; its licence expires. Raises `FoundingFault`."""
    fresh = locked(founding)
    require_move(fresh, Act.LAPSE, None)
    if fresh.open_until and today <= fresh.open_until:
        raise FoundingFault("not_due", on=fresh.open_until.isoformat())
    expire(centre=Centre.objects.get(founding=fresh), today=today)
    return step(fresh, Act.LAPSE, by=None, on=today)


def due(today: date) -> list[Founding]:
    """Return the approvals in principle whose three months are over."""
    return list(Founding.objects.filter(state=State.PROVISIONAL, open_until__lt=today).order_by("pk"))


def lapse_late_foundings() -> int:
    """Let late approvals lapse and return how many: once a day, by `./run serve`."""
    today = timezone.localdate()
    return sum(lapsed(founding, today) for founding in due(today))


def lapsed(founding: Founding, today: date) -> bool:
    """Let it lapse, unless it was opened this moment."""
    try:
        lapse(founding=founding, today=today)
    except FoundingFault:
        return False
    return True
