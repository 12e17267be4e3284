"""The checklist that an installation begins with; provinces change its rows."""

from dataclasses import dataclass

from django.db import transaction

from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.policy import FEWEST_TRAINED
from hamdeli.centres.models import FoundingCheck

COUNTY, PROVINCE = Right.CHECK_FOUNDING, Right.LICENSE


@dataclass(frozen=True)
class Default:
    """One line as it is shipped."""

    code: str
    name_fa: str
    name_en: str
    evidence_fa: str
    evidence_en: str
    right: str = COUNTY
    trained: int = 0


# Identity, local record, training: domain 2.2. Record, addiction, premises: norms of the sister network, for defaults.
DEFAULTS = (
    Default(
        "identity",
        "هویت اعضا بررسی شد",
        "identity of the trustees checked",
        "اصل کارت ملی و شناسنامهٔ هر عضو دیده شود",
        "identity card and birth certificate of each trustee were seen",
    ),
    Default(
        "record",
        "اعضا سوءپیشینه ندارند",
        "no criminal record",
        "گواهی عدم سوءپیشینه، حداکثر سه‌ماهه",
        "certificates of no criminal record, not older than three months",
    ),
    Default(
        "addiction",
        "آزمایش عدم اعتیاد انجام شد",
        "addiction test taken",
        "نتیجهٔ آزمایش هر عضو از آزمایشگاه معتبر",
        "result of each trustee from an accredited laboratory",
    ),
    Default(
        "local",
        "دو معتمد محل سابقهٔ اعضا را تأیید کردند",
        "local record confirmed by two people",
        "نام و گفتهٔ دو معتمد که نسبتی با اعضا ندارند",
        "names and words of two trusted locals who are not related to the trustees",
    ),
    Default(
        "premises",
        "محل مرکز بازدید شد",
        "premises seen",
        "تاریخ بازدید، نام بازدیدکننده و وضع اتاق گفت‌وگوی خصوصی",
        "day of the visit, who went, and whether there is a room to speak in private",
    ),
    Default(
        "training",
        "اعضا دورهٔ آموزشی را گذراندند",
        "training done",
        "دوره‌ها در همین صفحه ثبت شده باشند",
        "the courses are written down on this page",
        trained=FEWEST_TRAINED,
    ),
    Default(
        "statute",
        "اساسنامه خوانده شد",
        "statute read",
        "با اساسنامهٔ نمونه سنجیده و مغایرت‌ها نوشته شود",
        "compared with the model statute, differences written down",
        right=PROVINCE,
    ),
    Default(
        "account",
        "حساب بانکی به نام مرکز باز شد",
        "bank account opened in the centre's name",
        "نامهٔ بانک؛ حساب به نام شخص پذیرفته نیست",
        "letter of the bank; an account in a person's name will not do",
        right=PROVINCE,
    ),
)


@transaction.atomic
def load_checks() -> int:
    """Create the shipped checks that are missing and return how many; what was changed stays as it is."""
    known = set(FoundingCheck.objects.values_list("code", flat=True))
    new = [
        FoundingCheck(position=place, **vars(default))
        for place, default in enumerate(DEFAULTS, 1)
        if default.code not in known
    ]
    return len(FoundingCheck.objects.bulk_create(new))
