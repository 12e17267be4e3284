"""The columns of a list of case files."""

from collections.abc import Sequence
from datetime import date

from hamdeli.casework.models import Cause, Need
from hamdeli.households.models import Sex
from hamdeli.jobs.lists.cells import record_code
from hamdeli.sheets import columns as kinds
from hamdeli.sheets.columns import Column

MOST_MEMBERS = 50
FAMILY_NAME = ("نام خانوادگی", "family name")
NEEDS = {
    **dict.fromkeys(("general", "عمومی", "مراقبت عمومی", "عام", "معیشت", "general care"), Need.GENERAL),
    **dict.fromkeys(("employment", "اشتغال", "شغل", "کار"), Need.EMPLOYMENT),
    **dict.fromkeys(("education", "آموزش", "تحصیل", "آموزشی", "تحصیلی"), Need.EDUCATION),
    **dict.fromkeys(("health", "سلامت", "درمان", "بهداشت", "بهداشت و درمان"), Need.HEALTH),
    **dict.fromkeys(("social work", "social_work", "مددکاری", "مددکاری اجتماعی"), Need.SOCIAL_WORK),
}
CAUSES = {
    **dict.fromkeys(("death", "فوت", "فوت سرپرست", "death of the head"), Cause.DEATH),
    **dict.fromkeys(("divorce", "طلاق"), Cause.DIVORCE),
    **dict.fromkeys(("incapacity", "ازکارافتادگی", "از کار افتاده", "incapacity for work"), Cause.INCAPACITY),
    **dict.fromkeys(("illness", "بیماری", "بیمار"), Cause.ILLNESS),
    **dict.fromkeys(("old age", "old_age", "سالمندی", "کهولت", "سالمند"), Cause.OLD_AGE),
    **dict.fromkeys(("prison", "زندان", "زندانی", "زندانی بودن سرپرست", "imprisonment of the head"), Cause.PRISON),
    **dict.fromkeys(("other", "سایر", "دیگر", "غیره"), Cause.OTHER),
}
SEXES = {
    **dict.fromkeys(("female", "زن", "مونث", "f", "خانم"), Sex.FEMALE),
    **dict.fromkeys(("male", "مرد", "مذکر", "m", "آقا"), Sex.MALE),
}


def file_columns(today: date) -> Sequence[Column]:
    """Return the columns; nobody was born and no file was opened after `today`."""
    extra = {"required": False, "blank": True}
    once = {**extra, "unique": True}
    day, text = kinds.solar_date(today), kinds.text(80)
    return (
        Column("code", "کد پرونده", "File code", record_code(), variants=("کد", "شماره پرونده"), unique=True),
        Column("province", "استان", "Province", kinds.code(60), variants=("کد استان", "نام استان")),
        Column("county", "شهرستان", "County", kinds.code(60), variants=("کد شهرستان", "نام شهرستان")),
        Column("latitude", "عرض جغرافیایی", "Latitude", kinds.latitude(), variants=("عرض", "lat")),
        Column("longitude", "طول جغرافیایی", "Longitude", kinds.longitude(), variants=("طول", "lon", "lng", "long")),
        Column("need", "نیاز اصلی", "Main need", kinds.choice(NEEDS), variants=("نیاز", "need")),
        Column(
            "carried_by", "مرکز فعلی", "Carried by", record_code(), variants=("کد مرکز", "کد مرکز فعلی"), blank=True
        ),
        Column("priority", "اولویت", "Priority", kinds.integer(1, 5), variants=("درجه اولویت",)),
        Column(
            "members", "تعداد اعضا", "Members", kinds.integer(1, MOST_MEMBERS), variants=("تعداد افراد", "بعد خانوار")
        ),
        Column("given_name", "نام سرپرست", "Given name of the head", text, variants=("نام", "given name"), **extra),
        Column(
            "family_name",
            "نام خانوادگی سرپرست",
            "Family name of the head",
            text,
            ("نام خانوادگی", "family name"),
            **extra,
        ),
        Column(
            "national_code", "کد ملی", "National code", kinds.national_code(), ("کد ملی سرپرست", "شماره ملی"), **once
        ),
        Column("birth_date", "تاریخ تولد", "Birth date", day, variants=("تاریخ تولد سرپرست",), **extra),
        Column("sex", "جنسیت", "Sex", kinds.choice(SEXES), variants=("جنس", "جنسیت سرپرست"), **extra),
        Column("cause", "علت حمایت", "Cause of support", kinds.choice(CAUSES), variants=("علت", "cause"), **extra),
        Column("opened_on", "تاریخ تشکیل پرونده", "File opened on", day, variants=("تاریخ تشکیل", "opened"), **extra),
    )
