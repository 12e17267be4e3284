"""The columns of a list of centres."""

from collections.abc import Sequence
from datetime import date

from hamdeli.centres.models import Kind, Licence, Setting, Speciality
from hamdeli.jobs.lists.cells import record_code, several, yes_or_no
from hamdeli.persian.letters import clean, squeeze
from hamdeli.sheets import columns as kinds
from hamdeli.sheets.cells import Plain
from hamdeli.sheets.columns import Column
from hamdeli.sheets.faults import CellProblem

MOST_PLACES = 100_000
LONGEST_NOTE = 300
KINDS = {
    **dict.fromkeys(("neighbourhood", "neighborhood", "محله‌ای", "محله", "محله‌محور", "مرکز محله"), Kind.NEIGHBOURHOOD),
    **dict.fromkeys(("neighbourhood centre", "مرکز محله‌ای", "مرکز محله‌محور"), Kind.NEIGHBOURHOOD),
    **dict.fromkeys(("specialised", "specialized", "تخصصی", "مرکز تخصصی", "specialised centre"), Kind.SPECIALISED),
    **dict.fromkeys(("guild", "صنفی", "صنف", "مرکز صنفی", "guild centre"), Kind.GUILD),
}
SPECIALITIES = {
    **dict.fromkeys(("employment", "اشتغال", "کارآفرینی", "اشتغال و کارآفرینی"), Speciality.EMPLOYMENT),
    **dict.fromkeys(("education", "آموزش", "تحصیل", "آموزشی", "تحصیلی"), Speciality.EDUCATION),
    **dict.fromkeys(("health", "سلامت", "درمان", "بهداشت", "بهداشت و درمان"), Speciality.HEALTH),
    **dict.fromkeys(("social work", "social_work", "مددکاری", "مددکاری اجتماعی"), Speciality.SOCIAL_WORK),
}
LICENCES = {
    **dict.fromkeys(("active", "فعال", "معتبر", "دارد"), Licence.ACTIVE),
    **dict.fromkeys(("provisional", "approval in principle", "موافقت اصولی"), Licence.PROVISIONAL),
    **dict.fromkeys(("suspended", "تعلیق", "معلق", "تعلیق شده"), Licence.SUSPENDED),
    **dict.fromkeys(("expired", "منقضی", "انقضا", "منقضی شده"), Licence.EXPIRED),
    **dict.fromkeys(("revoked", "ابطال", "باطل", "ابطال شده", "لغو"), Licence.REVOKED),
}
SETTINGS = {
    **dict.fromkeys(("urban", "شهری", "شهر"), Setting.URBAN),
    **dict.fromkeys(("rural", "روستایی", "روستا"), Setting.RURAL),
}
_LICENCES = {squeeze(word): state for word, state in LICENCES.items()}


def licence(cell: Plain) -> tuple[Licence, str]:
    """The state of the licence and a note: words that name no state are the reason of a suspension."""
    text = clean(str(cell))
    if (state := _LICENCES.get(squeeze(text))) is not None:
        return state, ""
    if len(text) > LONGEST_NOTE:
        raise CellProblem("too_long", longest=LONGEST_NOTE)
    return Licence.SUSPENDED, text


def centre_columns(today: date) -> Sequence[Column]:
    """Return the columns; no centre was opened after `today`."""
    extra = {"required": False, "blank": True}
    return (
        Column("code", "کد مرکز", "Centre code", record_code(), variants=("کد", "code"), unique=True),
        Column("name", "نام", "Name", kinds.text(150), variants=("نام مرکز", "centre name", "عنوان مرکز")),
        Column("province", "استان", "Province", kinds.code(60), variants=("کد استان", "نام استان")),
        Column("county", "شهرستان", "County", kinds.code(60), variants=("کد شهرستان", "نام شهرستان")),
        Column("kind", "نوع", "Kind", kinds.choice(KINDS), variants=("نوع مرکز",)),
        Column("specialities", "تخصص‌ها", "Specialities", several(SPECIALITIES), variants=("تخصص",), blank=True),
        Column("latitude", "عرض جغرافیایی", "Latitude", kinds.latitude(), variants=("عرض", "lat")),
        Column("longitude", "طول جغرافیایی", "Longitude", kinds.longitude(), variants=("طول", "lon", "lng", "long")),
        Column("capacity", "ظرفیت", "Capacity", kinds.integer(0, MOST_PLACES), variants=("گنجایش", "ظرفیت پرونده")),
        Column("licence", "مجوز", "Licence", licence, variants=("وضعیت مجوز", "license", "پروانه")),
        Column("setting", "شهری/روستایی", "Urban or rural", kinds.choice(SETTINGS), ("موقعیت", "setting"), **extra),
        Column("mosque_based", "مسجدمحور", "Mosque-based", yes_or_no(), ("مسجد محور است",), **extra),
        Column("social_workers", "تعداد مددکار", "Social workers", kinds.integer(0, 1000), ("مددکاران",), **extra),
        Column("opened_on", "تاریخ افتتاح", "Opened on", kinds.solar_date(today), ("افتتاح", "opened"), **extra),
    )
