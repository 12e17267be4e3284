"""Specialities that centres have learnt, twins, and the bulletins of both provinces."""

from collections.abc import Mapping
from datetime import date, timedelta

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre, Conversion, Kind, Licence, Speciality, Twin
from hamdeli.centres.twinning.converting import Wish, approve, propose
from hamdeli.centres.twinning.pairing import Terms, twin
from hamdeli.insight.bulletins.issuing import begin, release
from hamdeli.insight.computing import compute
from hamdeli.insight.models import Computation
from hamdeli.insight.periods import running
from hamdeli.places.models import Place

PROVINCES = {"10": ("participation", "county-head"), "16": ("ilam-participation", "ilam-county-head")}
LASTS = timedelta(days=365)
LEARNT = {
    Speciality.EDUCATION: "دورهٔ شصت‌ساعتهٔ تسهیلگری آموزشی؛ گواهی هر دو نفر در دفتر مرکز است.",
    Speciality.EMPLOYMENT: "دورهٔ چهل‌ساعتهٔ مشاورهٔ شغلی با مرکز فنی‌وحرفه‌ای شهرستان.",
    Speciality.SOCIAL_WORK: "کارشناسی مددکاری اجتماعی و سی ساعت کار زیر نظر سرپرست.",
    Speciality.HEALTH: "دورهٔ مراقبت در خانه با شبکهٔ بهداشت شهرستان.",
}
WHY = "خانوارهای بسیاری در این شهرستان همین نیاز را دارند و نزدیک‌ترین مرکز دور است."
PURPOSES = {
    Twin.Tie.MEANS: "خیران شهر، نوشت‌افزار و هزینهٔ درمان خانوارهای مرکز دوم را پیش از مهر فراهم می‌کنند.",
    Twin.Tie.SPECIALITY: "مرکز تخصصی هفته‌ای یک روز به مرکز عمومی سر می‌زند و مددکارانش را آموزش می‌دهد.",
}


def settle_bulletins(staff: Mapping[str, User], today: date) -> None:
    """Let centres learn specialities and become twins, and let each province have a bulletin and a draft.

    `staff` are the users by their sign-in names. The figures are counted here unless they were.
    """
    for code, (licenser, proposer) in PROVINCES.items():
        convert_some(code, staff[licenser], staff[proposer], today)
        twin_some(code, staff[licenser], today)
    now = running(today)
    if not Computation.objects.valid().filter(year=now.year, months=now.months).exists():
        compute(now)
    for code, (licenser, _proposer) in PROVINCES.items():
        place, by = Place.objects.get(code=code, kind=Place.Kind.PROVINCE), staff[licenser]
        draft = begin(place=place, year=now.year, months=now.months, by=by)
        if not draft.sentences.exclude(left_out="").filter(key__in=("headline", "delegated")).exists():
            release(bulletin=draft, by=by, seen_version=draft.version)
    country = Place.objects.get(kind=Place.Kind.COUNTRY)
    begin(place=country, year=now.year, months=now.months, by=staff["director-general"])


def convert_some(code: str, licenser: User, proposer: User, today: date) -> None:
    """One centre of the county has learnt a speciality; another proposal waits."""
    county = proposer.posts_now[0].place
    general = Centre.objects.licensed().filter(county=county, kind=Kind.NEIGHBOURHOOD, capabilities=None)
    for number, centre in enumerate(general.order_by("-capacity", "code")[:2]):
        word = (Speciality.EDUCATION, Speciality.EMPLOYMENT)[number]
        wish = Wish(word, Conversion.Change.ADD, WHY, today, people=2, training=LEARNT[word])
        made = propose(centre=centre, wish=wish, by=proposer, today=today)
        if number == 0:
            approve(conversion=made, by=licenser, today=today, accepted=0, seen_version=1, answer="مدارک دیده شد.")


def twin_some(code: str, licenser: User, today: date) -> None:
    """A large centre in a town helps one in a village; a specialised centre helps a general one."""
    here = Centre.objects.filter(province__code=code, licence=Licence.ACTIVE)
    towns = here.filter(setting="urban", kind=Kind.NEIGHBOURHOOD).order_by("-capacity", "code")
    villages = here.filter(setting="rural", kind=Kind.NEIGHBOURHOOD).order_by("capacity", "code")
    for rich, poor in zip(towns[:3], villages[:3], strict=False):
        terms = Terms(Twin.Tie.MEANS, PURPOSES[Twin.Tie.MEANS], ["goods", "money"], today, today + LASTS)
        twin(supporting=rich, supported=poor, terms=terms, by=licenser, today=today)
    special = here.filter(kind=Kind.SPECIALISED, capabilities__isnull=False).order_by("code").distinct()
    for able, general in zip(special[:2], towns[5:7], strict=False):
        terms = Terms(Twin.Tie.SPECIALITY, PURPOSES[Twin.Tie.SPECIALITY], ["training", "places"], today, today + LASTS)
        twin(supporting=able, supported=general, terms=terms, by=licenser, today=today)
