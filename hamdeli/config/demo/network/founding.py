"""Applications for centres in every state, by the verbs themselves, on days of the last two years."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.approving import approve, lapse
from hamdeli.centres.founding.areas import SETTLED
from hamdeli.centres.founding.checking import teach, tick
from hamdeli.centres.founding.checklist import load_checks
from hamdeli.centres.founding.deciding import endorse, hand_back, refuse, submit, take_up, withdraw
from hamdeli.centres.founding.describing import Named, Premises, begin, house, raise_funds, rule, serve
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.moves import Act
from hamdeli.centres.founding.steps import step
from hamdeli.centres.founding.trustees import Person, add
from hamdeli.centres.licensing.giving import put_on_probation
from hamdeli.centres.licensing.policy import last_day, probation_end
from hamdeli.centres.models import Centre, Founding, FoundingCheck, Kind, Signer, Speciality, Tenure
from hamdeli.config.demo.names import FAMILIES, MEN_OLD, WOMEN_OLD
from hamdeli.config.demo.national_codes import draw_national_codes
from hamdeli.config.demo.network import founding_words as words
from hamdeli.config.demo.seeds import Chance
from hamdeli.journal.sealing import blind_index
from hamdeli.places.models import Place

FIRST_CODE, CODES = 900_000_000, 120
ROLES = ("chair", "executive", "treasurer", "member", "member", "member", "member")
ASIDE = 0.004
STEP_DAYS = 9


@dataclass(frozen=True)
class Plan:
    """One application to be: how far it goes, how many days ago it began, who writes it, the executive's account."""

    name: str
    reach: str
    days: int
    by: str
    county: str
    province: str
    kind: str = Kind.NEIGHBOURHOOD
    specialities: tuple[str, ...] = ()
    mosque: bool = False
    trustees: int = 6
    leader: str = ""
    capacity: int = 0
    workers: int = 0


ISFAHAN: dict[str, Any] = {"by": "county-head", "county": "county-head", "province": "participation"}
ILAM: dict[str, Any] = {"by": "ilam-founder", "county": "ilam-county-head", "province": "ilam-participation"}
SOCIAL: dict[str, Any] = {"kind": Kind.SPECIALISED, "specialities": (Speciality.SOCIAL_WORK,)}
PLANS = (
    Plan("خیریهٔ یاس کبود", "refused", 700, **ISFAHAN, mosque=True),
    Plan("مرکز نیکوکاری نسیم مهر", "lapsed", 560, **ISFAHAN, trustees=5),
    Plan("مرکز نیکوکاری سپیده", "withdrawn", 330, **ISFAHAN, trustees=7),
    Plan("مرکز نیکوکاری ریحانه", "provisional", 95, **ISFAHAN, mosque=True),
    Plan("مرکز تخصصی توان‌افزا", "endorsed", 70, **ISFAHAN, kind=Kind.SPECIALISED, specialities=("employment",)),
    Plan("مرکز نیکوکاری صنف فرش‌بافان", "returned", 60, **ISFAHAN, kind=Kind.GUILD, trustees=5),
    Plan("مرکز نیکوکاری چراغ محله", "checking", 40, **ISFAHAN, mosque=True),
    Plan("مرکز نیکوکاری همسایه‌ها", "submitted", 12, **ISFAHAN, trustees=5),
    Plan("مرکز نیکوکاری مهربانان", "draft", 6, **(ISFAHAN | {"by": "founder"}), trustees=4, leader="founder"),
    Plan("مرکز تخصصی مددکاری آرامش", "approvable", 75, **ILAM, **SOCIAL, leader="ilam-founder"),
)
WAY = ("submitted", "checking", "endorsed", "provisional")


@dataclass
class Maker:
    """What every application needs: who works where, the days, chance, national codes, and the next key."""

    staff: Mapping[str, User]
    today: date
    chance: Chance
    codes: Iterator[str]
    keys: Iterator[int] = field(default_factory=count)
    towns: dict[int, list[Place]] = field(default_factory=dict)

    def key(self) -> str:
        """The next idempotency key."""
        return f"demo-founding-{next(self.keys)}"

    def one_of(self, texts: list[str]) -> str:
        """One of the texts."""
        return texts[int(self.chance.integers(len(texts)))]

    def town_of(self, county: Place) -> Place:
        """One of the larger settlements of the county."""
        if county.pk not in self.towns:
            there = Place.objects.within(county).filter(kind__in=SETTLED, latitude__isnull=False)
            self.towns[county.pk] = list(there.order_by("-population", "code")[:4])
        found = self.towns[county.pk]
        return found[int(self.chance.integers(len(found)))]


def settle_foundings(staff: Mapping[str, User], today: date, chance: Chance) -> None:
    """Store the applications; after the licences, whose centres have their codes before these."""
    load_checks()
    codes = iter(draw_national_codes(chance, CODES, first=FIRST_CODE))
    maker = Maker(staff, today, chance, codes)
    signing = {name for plan in PLANS for name in (plan.county, plan.province)}
    Signer.objects.bulk_create(
        Signer(user=staff[name], code_index=blind_index(next(codes)), since=timezone.now()) for name in sorted(signing)
    )
    for plan in PLANS:
        tell(maker, plan)
    newest = Centre.objects.filter(licence="active", opened_on__lt=today, opened_on__isnull=False)
    for name in ("county-head", "ilam-county-head"):
        county = staff[name].posts.get(role="county_head").place
        grown = newest.filter(county=county, founding=None).order_by("-opened_on", "code").first()
        if grown is not None and grown.opened_on is not None:
            grow(maker, grown, grown.opened_on, name)


def tell(maker: Maker, plan: Plan) -> Founding:
    """Store one application as far as it went, and return it."""
    day = maker.today - timedelta(days=plan.days)
    founding = written(maker, plan, day)
    if plan.reach != "draft":
        went(maker, plan, founding, day)
    return Founding.objects.get(pk=founding.pk)


def written(maker: Maker, plan: Plan, day: date) -> Founding:
    """Return the draft, with all its parts."""
    by = maker.staff[plan.by]
    county = maker.staff[plan.county].posts.get(role="county_head").place
    drawn = int(maker.chance.integers(2, 5))
    capacity, workers = plan.capacity or 12 * drawn, plan.workers or drawn
    told = Named(plan.name, plan.kind, plan.specialities, plan.mosque, capacity, workers)
    made = begin(named=told, county=county, by=by, today=day, key=maker.key())
    who: dict[str, Any] = {"founding": made, "by": by}
    town = maker.town_of(county)
    north, east = (float(part) for part in maker.chance.uniform(-ASIDE, ASIDE, 2))
    at = (round((town.latitude or 0) + north, 5), round((town.longitude or 0) + east, 5))
    tenure = Tenure.MOSQUE if plan.mosque else Tenure.RENTED
    metres = int(maker.chance.integers(6, 22)) * 10
    premises = Premises(f"{town.name_fa}، خیابان اصلی", *at, tenure, metres, maker.one_of(words.HOURS))
    made = house(**who, premises=premises, seen_version=made.version)
    made = served(made, town, by)
    if plan.reach != "draft":
        made = raise_funds(**who, places=[], note=maker.one_of(words.FUNDS), seen_version=made.version)
    rule(**who, text=words.STATUTE, seen_version=made.version)
    for number in range(plan.trustees):
        add(**who, person=person(maker, plan, number), today=day, key=maker.key())
    return Founding.objects.get(pk=made.pk)


def served(made: Founding, town: Place, by: User) -> Founding:
    """Return the application with the town as its area, and a drawn one where it stays in the county."""
    latitude, longitude, size = town.latitude or 0.0, town.longitude or 0.0, 0.012
    corners = [(latitude + north * size, longitude + east * size) for north, east in SIX]
    try:
        return serve(founding=made, places=[town], corners=corners, by=by, seen_version=made.version)
    except FoundingFault:
        return serve(founding=made, places=[town], corners=[], by=by, seen_version=made.version)


SIX = ((1.0, 0.0), (0.5, 1.0), (-0.5, 1.0), (-1.0, 0.0), (-0.5, -1.0), (0.5, -1.0))


def person(maker: Maker, plan: Plan, number: int) -> Person:
    """Return a trustee; the executive is who has an account."""
    role, leader = ROLES[number], plan.leader
    name = f"{maker.one_of(MEN_OLD if maker.chance.random() < 0.6 else WOMEN_OLD)} {maker.one_of(FAMILIES)}"
    known = role == "executive" and leader
    born = maker.today - timedelta(days=int(maker.chance.integers(30 * 365, 68 * 365)))
    return Person(
        name=maker.staff[leader].name_fa if known else name,
        national_code=next(maker.codes),
        phone=f"0913{int(maker.chance.integers(1_000_000, 9_999_999))}",
        birth_date=born,
        role=role,
        local_record=maker.one_of(words.RECORDS),
        endorsements=maker.one_of(words.VOUCHING),
        username=leader if known else "",
    )


def went(maker: Maker, plan: Plan, founding: Founding, day: date) -> None:
    """Take the application on its way, step by step, a week or so between two."""
    county, province = maker.staff[plan.county], maker.staff[plan.province]
    days = (day + timedelta(days=STEP_DAYS * number) for number in count(1))
    on = min(next(days), maker.today)
    made = submit(founding=founding, by=maker.staff[plan.by], today=on, seen_version=founding.version)
    if plan.reach == "submitted":
        return
    made = take_up(founding=made, by=county, today=on, seen_version=made.version)
    on = min(next(days), maker.today)
    if leave_early(maker, plan, made, on):
        return
    work_through(made, county, Right.CHECK_FOUNDING, on, maker)
    on = min(next(days), maker.today)
    made = endorse(founding=made, by=county, today=on, seen_version=made.version)
    if plan.reach == "endorsed":
        return
    work_through(made, province, Right.LICENSE, on, maker)
    if plan.reach == "approvable":
        return
    made = approve(founding=made, by=province, today=min(next(days), maker.today), seen_version=made.version)
    if plan.reach == "lapsed" and made.open_until:
        lapse(founding=made, today=made.open_until + timedelta(days=1))


def leave_early(maker: Maker, plan: Plan, made: Founding, on: date) -> bool:
    """End or return an application that does not get as far as the county's approval; say whether it stays there."""
    who: dict[str, Any] = {"founding": made, "today": on, "seen_version": made.version}
    county = maker.staff[plan.county]
    match plan.reach:
        case "checking":
            work_through(made, county, Right.CHECK_FOUNDING, on, maker, most=4)
        case "returned":
            hand_back(**who, by=county, missing=words.MISSING)
        case "refused":
            refuse(**who, by=county, why="need", note=words.REFUSED)
        case "withdrawn":
            withdraw(**who, by=maker.staff[plan.by], note=words.WITHDRAWN)
        case _:
            return False
    return True


def work_through(made: Founding, by: User, right: Right, on: date, maker: Maker, most: int = 9) -> None:
    """Write the course down and tick the checks of an office."""
    board = list(made.trustees.all())
    if right == Right.CHECK_FOUNDING:
        told: dict[str, Any] = {"title": words.COURSE, "hours": 8, "trustees": board, "on": on, "today": on}
        teach(founding=made, by=by, key=maker.key(), **told)
    for check in FoundingCheck.objects.filter(right=right)[:most]:
        tick(founding=made, check=check, on=on, note=words.SEEN[check.code], by=by, today=on)


def grow(maker: Maker, centre: Centre, opened: date, name: str) -> None:
    """Tell how a centre that works today was founded: its licence is there already."""
    province = "participation" if name == "county-head" else "ilam-participation"
    kind: dict[str, Any] = {
        "kind": centre.kind,
        "specialities": tuple(centre.capabilities.values_list("speciality", flat=True)),
        "capacity": centre.capacity,
        "workers": centre.social_workers,
    }
    plan = Plan(centre.name, "endorsed", (maker.today - opened).days + 60, name, name, province, **kind)
    if plan.kind == Kind.SPECIALISED and not plan.specialities:
        return
    made = tell(maker, plan)
    by, approved = maker.staff[province], opened - timedelta(days=25)
    work_through(made, by, Right.LICENSE, approved, maker)
    values = {"approved_by": by, "approved_on": approved, "open_until": last_day(approved, provisional=True)}
    details = {"centre": centre.code}
    made = step(made, Act.APPROVE, by=by, on=approved, values=values | {"centre": centre}, details=details)
    step(made, Act.OPEN, by=by, on=opened, values={"opened_on": opened}, details=details)
    if probation_end(opened) >= maker.today:
        put_on_probation(centre, opened)
        centre.save(update_fields=["probation_until", "probation_places"])
