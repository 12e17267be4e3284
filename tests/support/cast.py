"""The cast of the tests: who they are, and the small world they live in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Role
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Capability, Centre
from hamdeli.households.models import Household, Kinship, Person
from hamdeli.places.models import Place


@dataclass
class Cast:
    """Two provinces, three counties, four centres, and those who work there."""

    country: Place
    isfahan: Place
    kashan: Place
    natanz: Place
    ilam: Place
    dehloran: Place
    director: User
    deputy: User
    participation: User
    county_head: User
    other_county_head: User
    centre_head: User
    other_centre_head: User
    worker: User
    volunteer: User
    admission_worker: User
    enquiring_worker: User
    supervisor: User
    founder: User
    inspector: User
    supporter: User
    auditor: User
    stranger: User
    mehr: Centre
    noor: Centre
    natanz_centre: Centre
    ilam_centre: Centre

    @property
    def staff(self) -> dict[str, User]:
        """Everybody, by the role they play in the permission matrix."""
        names = (
            "director deputy participation county_head other_county_head centre_head other_centre_head "
            "worker volunteer admission_worker enquiring_worker supervisor founder inspector supporter auditor stranger"
        )
        return {name: getattr(self, name) for name in names.split()}


def place(code: str, kind: str, name: str, parent: Place | None = None, **fields: Any) -> Place:
    """Return a place with the same name in both languages."""
    fields.setdefault("latitude", 33.98)
    fields.setdefault("longitude", 51.44)
    made, _ = Place.objects.get_or_create(
        code=code, defaults={"kind": kind, "name_fa": name, "name_en": name, "parent": parent, **fields}
    )
    return made


def centre(code: str, county: Place, *, specialities: tuple[str, ...] = (), **fields: Any) -> Centre:
    """Return a licensed neighbourhood centre in `county`."""
    values = {
        "name": f"مرکز {code}",
        "name_folded": f"مرکز {code}".lower(),
        "province": county.parent,
        "county": county,
        "kind": "neighbourhood",
        "latitude": county.latitude,
        "longitude": county.longitude,
        "capacity": 10,
    }
    made = Centre.objects.create(code=code, **{**values, **fields})
    Capability.objects.bulk_create(Capability(centre=made, speciality=name) for name in specialities)
    return made


def case_file(code: str, county: Place, *, name: tuple[str, str] = ("زهرا", "حسینی"), **fields: Any) -> CaseFile:
    """Return the active file of a family of two in `county`, with its head."""
    household = Household.objects.create(
        latitude=fields.pop("latitude", county.latitude),
        longitude=fields.pop("longitude", county.longitude),
        members_count=2,
    )
    Person.objects.create(household=household, kinship=Kinship.HEAD, given_name=name[0], family_name=name[1])
    values = {"province": county.parent, "county": county, "opened_on": date(2024, 5, 1)}
    return CaseFile.objects.create(code=code, household=household, **{**values, **fields})


def user(name: str, role: str, where: Place, centre_code: str = "") -> User:
    """Return a user who holds one post."""
    made = User.objects.create_user(username=name, password="correct horse battery", name_fa=name, name_en=name)
    Post.objects.create(user=made, role=role, place=where, centre_code=centre_code)
    return made


def everybody(
    country: Place, isfahan: Place, ilam: Place, kashan: Place, natanz: Place, centres: tuple[Centre, Centre]
) -> dict[str, User]:
    """Return those who work in the small world, by the role they play."""
    return {
        "director": user("director", Role.DIRECTOR_GENERAL, country),
        "deputy": user("deputy", Role.SUPPORT_DEPUTY, isfahan),
        "participation": user("participation", Role.PARTICIPATION_DEPUTY, isfahan),
        "county_head": user("county-head", Role.COUNTY_HEAD, kashan),
        "other_county_head": user("other-county-head", Role.COUNTY_HEAD, natanz),
        "centre_head": user("centre-head", Role.CENTRE_HEAD, kashan, centres[0].code),
        "other_centre_head": user("other-centre-head", Role.CENTRE_HEAD, kashan, centres[1].code),
        "worker": user("worker", Role.SOCIAL_WORKER, kashan, centres[0].code),
        "volunteer": user("volunteer", Role.VOLUNTEER, kashan, centres[0].code),
        "admission_worker": user("admission-worker", Role.ADMISSION_WORKER, kashan),
        "enquiring_worker": user("enquiring-worker", Role.ENQUIRING_WORKER, kashan),
        "supervisor": user("supervisor", Role.SUPERVISOR, kashan),
        "founder": user("founder", Role.FOUNDER, kashan),
        "inspector": user("inspector", Role.INSPECTOR, isfahan),
        "supporter": user("supporter", Role.SUPPORTER, isfahan),
        "auditor": user("auditor", Role.AUDITOR, country),
        "stranger": user("stranger", Role.SUPPORT_DEPUTY, ilam),
    }


def assemble() -> Cast:
    """Make the small world."""
    country = place("IR", "country", "ایران")
    isfahan = place(
        "10", "province", "اصفهان", country, latitude=32.65, longitude=51.67, population=5_120_850, population_year=1395
    )
    ilam = place(
        "16", "province", "ایلام", country, latitude=33.64, longitude=46.42, population=580_158, population_year=1395
    )
    kashan = place("1003", "county", "کاشان", isfahan, latitude=33.98, longitude=51.44)
    natanz = place("1013", "county", "نطنز", isfahan, latitude=33.51, longitude=51.92)
    dehloran = place("1602", "county", "دهلران", ilam, latitude=32.69, longitude=47.27)
    mehr = centre("10-001", kashan, specialities=("health",))
    noor = centre("10-002", kashan, latitude=34.01)
    return Cast(
        country=country,
        isfahan=isfahan,
        kashan=kashan,
        natanz=natanz,
        ilam=ilam,
        dehloran=dehloran,
        **everybody(country, isfahan, ilam, kashan, natanz, (mehr, noor)),
        mehr=mehr,
        noor=noor,
        natanz_centre=centre("10-003", natanz),
        ilam_centre=centre("16-001", dehloran),
    )
