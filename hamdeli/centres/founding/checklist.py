"""The checklist of applications: what an installation begins with, and how its lines are added and changed."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.founding.policy import FEWEST_TRAINED, MOST_TRUSTEES
from hamdeli.centres.models import FoundingCheck
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import change
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

COUNTY, PROVINCE = Right.CHECK_FOUNDING, Right.LICENSE
KIND = "founding_check"
TEXTS = ("name_fa", "name_en", "evidence_fa", "evidence_en")


@dataclass(frozen=True)
class Wanted:
    """What a line shall say: its names, what proves it, who ticks it, how many trustees are trained, its place."""

    name_fa: str
    name_en: str
    evidence_fa: str
    evidence_en: str
    right: str = COUNTY
    trained: int = 0
    position: int = 1
    active: bool = True


# Identity, local record, training: domain 2.2. Record, addiction, premises: norms of the sister network, for defaults.
DEFAULTS = {
    "identity": Wanted(
        "هویت اعضا بررسی شد",
        "identity of the trustees checked",
        "اصل کارت ملی و شناسنامهٔ هر عضو دیده شود",
        "identity card and birth certificate of each trustee were seen",
    ),
    "record": Wanted(
        "اعضا سوءپیشینه ندارند",
        "no criminal record",
        "گواهی عدم سوءپیشینه، حداکثر سه‌ماهه",
        "certificates of no criminal record, not older than three months",
    ),
    "addiction": Wanted(
        "آزمایش عدم اعتیاد انجام شد",
        "addiction test taken",
        "نتیجهٔ آزمایش هر عضو از آزمایشگاه معتبر",
        "result of each trustee from an accredited laboratory",
    ),
    "local": Wanted(
        "دو معتمد محل سابقهٔ اعضا را تأیید کردند",
        "local record confirmed by two people",
        "نام و گفتهٔ دو معتمد که نسبتی با اعضا ندارند",
        "names and words of two trusted locals who are not related to the trustees",
    ),
    "premises": Wanted(
        "محل مرکز بازدید شد",
        "premises seen",
        "تاریخ بازدید، نام بازدیدکننده و وضع اتاق گفت‌وگوی خصوصی",
        "day of the visit, who went, and whether there is a room to speak in private",
    ),
    "training": Wanted(
        "اعضا دورهٔ آموزشی را گذراندند",
        "training done",
        "دوره‌ها در همین صفحه ثبت شده باشند",
        "the courses are written down on this page",
        trained=FEWEST_TRAINED,
    ),
    "statute": Wanted(
        "اساسنامه خوانده شد",
        "statute read",
        "با اساسنامهٔ نمونه سنجیده و مغایرت‌ها نوشته شود",
        "compared with the model statute, differences written down",
        right=PROVINCE,
    ),
    "account": Wanted(
        "حساب بانکی به نام مرکز باز شد",
        "bank account opened in the centre's name",
        "نامهٔ بانک؛ حساب به نام شخص پذیرفته نیست",
        "letter of the bank; an account in a person's name will not do",
        right=PROVINCE,
    ),
}


@transaction.atomic
def load_checks() -> int:
    """Create the shipped checks that are missing and return how many; what was changed stays as it is."""
    known = set(FoundingCheck.objects.values_list("code", flat=True))
    new = [
        FoundingCheck(code=code, **asdict(line) | {"position": place})
        for place, (code, line) in enumerate(DEFAULTS.items(), 1)
        if code not in known
    ]
    return len(FoundingCheck.objects.bulk_create(new))


@transaction.atomic
def add_check(wanted: Wanted, *, actor: Actor) -> FoundingCheck:
    """Add a line at the end; its code comes of the English name. Applications under way need it too."""
    code = slugify(wanted.name_en)[:30].strip("-")
    if not code:
        raise FoundingFault("check_unnamed")
    if FoundingCheck.objects.filter(code=code).exists():
        raise FoundingFault("check_known", check=wanted.name_en)
    last = FoundingCheck.objects.aggregate(last=Max("position"))["last"] or 0
    made = FoundingCheck.objects.create(code=code, **fit(wanted) | {"position": last + 1})
    details = {"right": made.right, "trained": made.trained}
    write(actor=actor, verb="added_check", kind=KIND, subject=code, details=details)
    return made


@transaction.atomic
def change_check(check: FoundingCheck, wanted: Wanted, *, seen_version: int, actor: Actor) -> FoundingCheck:
    """Change a line. What was ticked stays ticked. Raises `FoundingFault`, or `Conflict`."""
    others = FoundingCheck.objects.select_for_update().filter(active=True, right=check.right).exclude(pk=check.pk)
    leaves = not wanted.active or wanted.right != check.right
    if leaves and check.active and not others.exists():
        raise FoundingFault("check_last")
    told: dict[str, str] = {"verb": "changed_check", "kind": KIND, "subject": check.code}
    return change(check, seen_version=seen_version, values=fit(wanted), actor=actor, **told)


def fit(wanted: Wanted) -> dict[str, Any]:
    """Return what may be stored, by field. Raises `FoundingFault`."""
    values = asdict(wanted)
    values |= {name: clean(values[name]) for name in TEXTS}
    if not all(values[name] for name in TEXTS):
        raise FoundingFault("words_missing")
    if wanted.right not in (COUNTY, PROVINCE):
        raise FoundingFault("word_unknown")
    if not 0 <= wanted.trained <= MOST_TRUSTEES:
        raise FoundingFault("trained_odd", most=MOST_TRUSTEES)
    return values
