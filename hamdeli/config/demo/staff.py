"""Those who work in the demonstration: one user for each role, signed in by one click and in no other way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from hamdeli.accounts.appointing import appoint
from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import CENTRE_ROLES, COUNTRY_ROLES, COUNTY_ROLES, Role
from hamdeli.centres.models import Centre, Speciality
from hamdeli.config.demo.names import FAMILIES, MEN_OLD, WOMEN_OLD
from hamdeli.config.demo.seeds import Chance
from hamdeli.journal.actors import SYSTEM
from hamdeli.places.models import Place


@dataclass(frozen=True)
class Part:
    """One of the staff: sign-in name, role, names. `province` is the code of the province where it holds.

    `speciality` puts one at the centre to which the lively one refers for it.
    """

    username: str
    role: str
    name_fa: str
    name_en: str
    province: str = ""
    speciality: str = ""


PARTS = (
    Part("deputy", Role.SUPPORT_DEPUTY, "مریم کریمی", "Maryam Karimi", "10"),
    Part("county-head", Role.COUNTY_HEAD, "حسین کاشانی", "Hossein Kashani", "10"),
    Part("centre-head", Role.CENTRE_HEAD, "زهرا صالحی", "Zahra Salehi", "10"),
    Part("social-worker", Role.SOCIAL_WORKER, "علی رحیمی", "Ali Rahimi", "10"),
    Part("specialist-head", Role.CENTRE_HEAD, "ناهید امیری", "Nahid Amiri", "10", Speciality.HEALTH),
    Part("volunteer", Role.VOLUNTEER, "سمیه نادری", "Somayeh Naderi", "10"),
    Part("admission-worker", Role.ADMISSION_WORKER, "اعظم فلاحی", "Azam Fallahi", "10"),
    Part("enquiring-worker", Role.ENQUIRING_WORKER, "محسن طاهری", "Mohsen Taheri", "10"),
    Part("supervisor", Role.SUPERVISOR, "پروین شریفی", "Parvin Sharifi", "10"),
    Part("participation", Role.PARTICIPATION_DEPUTY, "رضا موسوی", "Reza Mousavi", "10"),
    Part("founder", Role.FOUNDER, "کبری دهقان", "Kobra Dehghan", "10"),
    Part("inspector", Role.INSPECTOR, "عباس حیدری", "Abbas Heydari", "10"),
    Part("supporter", Role.SUPPORTER, "لیلا باقری", "Leila Bagheri", "10"),
    Part("ilam-participation", Role.PARTICIPATION_DEPUTY, "سکینه ملکی", "Sakineh Maleki", "16"),
    Part("ilam-county-head", Role.COUNTY_HEAD, "جواد پیرانی", "Javad Pirani", "16"),
    Part("ilam-founder", Role.FOUNDER, "ملیحه آزادی", "Maliheh Azadi", "16"),
    Part("director-general", Role.DIRECTOR_GENERAL, "فاطمه احمدی", "Fatemeh Ahmadi"),
    Part("ilam-deputy", Role.SUPPORT_DEPUTY, "یدالله شوهانی", "Yadollah Shohani", "16"),
    Part("auditor", Role.AUDITOR, "نرگس یوسفی", "Narges Yousefi"),
)
# An account that only lends its name: nobody enters it, not by the one click either.
CLOSED = {"demonstration": True, "is_active": False}
DEPUTIES = {"10": "deputy", "16": "ilam-deputy"}


def employ(*, lively: Centre, since: datetime) -> dict[str, User]:
    """Create the users without usable passwords and give them their posts; return them by sign-in name."""
    users = {}
    for part in PARTS:
        user = User(username=part.username, name_fa=part.name_fa, name_en=part.name_en, demonstration=True)
        user.set_unusable_password()
        user.save()
        centre = specialised(lively, part.speciality) if part.speciality else lively
        code = centre.code if part.role in CENTRE_ROLES else ""
        appoint(user=user, role=part.role, place=place_of(part, centre), actor=SYSTEM, centre_code=code, since=since)
        users[part.username] = user
    return users


def specialised(lively: Centre, speciality: str) -> Centre:
    """Return the centre with the speciality in the county of `lively`, else in its province; another where none has."""
    others = Centre.objects.licensed().filter(province=lively.province_id).exclude(pk=lively.pk).order_by("code")
    able = others.filter(capabilities__speciality=speciality)
    return able.filter(county=lively.county_id).first() or able.first() or others.first() or lively


def employ_heads(centres: Sequence[Centre], chance: Chance) -> dict[str, str]:
    """Name the head of each centre, by its code: the history tells of them. Nobody can sign in as the new ones."""
    known = dict(Post.objects.filter(role=Role.CENTRE_HEAD).values_list("centre_code", "user__username"))
    missing = [centre.code for centre in centres if centre.code not in known]
    given, family = (chance.choice(names, len(missing)) for names in ([*MEN_OLD, *WOMEN_OLD], FAMILIES))
    made = [
        User(username=f"head-{code}", name_fa=f"{first} {last}", password=make_password(None), **CLOSED)
        for code, first, last in zip(missing, given, family, strict=True)
    ]
    User.objects.bulk_create(made)
    return known | {code: user.username for code, user in zip(missing, made, strict=True)}


def seat(province: str) -> Place:
    """The county of the capital: the most populous one of the province with that code."""
    found = Place.objects.counties_of(Place.objects.get(code=province, kind=Place.Kind.PROVINCE))
    return found.order_by("-population", "code")[0]


def place_of(part: Part, centre: Centre) -> Place:
    """Where the post holds: the country, the province, or the county of the centre."""
    if part.role in COUNTRY_ROLES:
        return Place.objects.get(kind=Place.Kind.COUNTRY)
    if part.role in COUNTY_ROLES | CENTRE_ROLES:
        return centre.county if part.province == centre.province.code else seat(part.province)
    return Place.objects.get(code=part.province, kind=Place.Kind.PROVINCE)
