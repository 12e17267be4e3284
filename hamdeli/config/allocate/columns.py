"""The columns of the two spreadsheets, with their headings and words in both languages."""

from collections.abc import Mapping

from hamdeli.persian.letters import clean, squeeze
from hamdeli.sheets import columns as kinds
from hamdeli.sheets.cells import Plain
from hamdeli.sheets.columns import Column

GENERAL = "general"
SPECIALITIES = ("employment", "education", "health", "social work")
NEEDS = (GENERAL, *SPECIALITIES)
MOST_PLACES = 1_000_000
ACTIVE = ""
"""The licence of a centre that may receive files; any other text is the reason why it may not."""


def spelled(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return each spelling with the value it stands for."""
    return {spelling: value for value, others in words.items() for spelling in (value, *others)}


SPECIALITY_WORDS = {
    "employment": ("اشتغال", "شغل", "کار", "کارآفرینی", "اشتغال و کارآفرینی"),
    "education": ("آموزش", "تحصیل", "آموزشی", "تحصیلی"),
    "health": ("سلامت", "درمان", "بهداشت", "بهداشت و درمان"),
    "social work": ("social_work", "مددکاری", "مددکاری اجتماعی"),
}
NEED_WORDS = {GENERAL: ("general care", "عمومی", "عام", "معیشت"), **SPECIALITY_WORDS}
KIND_WORDS = {
    "neighbourhood": ("neighborhood", "neighbourhood centre", "محله‌ای", "محله", "محله‌محور", "مرکز محله‌ای"),
    "specialised": ("specialized", "specialised centre", "تخصصی", "مرکز تخصصی"),
    "guild": ("guild centre", "صنفی", "صنف", "مرکز صنفی"),
}
NONE_WORDS = frozenset(squeeze(word) for word in ("-", "ندارد", "هیچ", "بدون تخصص", "none", "no"))
ACTIVE_WORDS = frozenset(squeeze(word) for word in ("active", "فعال", "معتبر", "دارد"))
LONGEST_REASON = 300


def specialities(cell: Plain) -> tuple[str, ...]:
    """The specialities of a centre; a word that says there are none counts as empty."""
    if squeeze(str(cell)) in NONE_WORDS:
        return ()
    found: tuple[str, ...] = kinds.choices(spelled(SPECIALITY_WORDS))(cell)
    return found


def licence(cell: Plain) -> str:
    """ACTIVE, or the reason why the centre may not receive files, as it was written."""
    text = clean(str(cell))
    return ACTIVE if squeeze(text) in ACTIVE_WORDS else text[:LONGEST_REASON]


def place(name: str, fa: str, en: str) -> Column:
    """The column of a province or county, by its name or code."""
    return Column(name, fa, en, kinds.code(80), variants=(f"کد {fa}", f"نام {fa}"))


PLACES = (
    place("province", "استان", "Province"),
    place("county", "شهرستان", "County"),
    Column("latitude", "عرض جغرافیایی", "Latitude", kinds.latitude(), variants=("عرض", "lat")),
    Column("longitude", "طول جغرافیایی", "Longitude", kinds.longitude(), variants=("طول", "lon", "lng", "long")),
)
CENTRES = (
    Column("code", "کد مرکز", "Centre code", kinds.code(), variants=("کد", "centre"), unique=True),
    Column("name", "نام", "Name", kinds.text(), variants=("نام مرکز", "عنوان مرکز", "centre name")),
    *PLACES,
    Column("kind", "نوع", "Kind", kinds.choice(spelled(KIND_WORDS)), variants=("نوع مرکز",)),
    Column("specialities", "تخصص‌ها", "Specialities", specialities, variants=("تخصص", "speciality"), blank=True),
    Column("capacity", "ظرفیت", "Capacity", kinds.integer(0, MOST_PLACES), variants=("گنجایش", "ظرفیت پرونده")),
    Column("licence", "مجوز", "Licence", licence, variants=("وضعیت مجوز", "license", "پروانه")),
)
FILES = (
    Column("code", "کد پرونده", "File code", kinds.code(), variants=("کد", "شماره پرونده", "file"), unique=True),
    *PLACES,
    Column("need", "نیاز اصلی", "Main need", kinds.choice(spelled(NEED_WORDS)), variants=("نیاز",)),
    Column(
        "carried_by",
        "مرکز فعلی",
        "Carried by",
        kinds.code(),
        variants=("کد مرکز فعلی", "carried by", "کد مرکز"),
        blank=True,
    ),
    Column("priority", "اولویت", "Priority", kinds.integer(1, 5), variants=("درجه اولویت",)),
    Column("members", "تعداد اعضا", "Members", kinds.integer(1, 99), variants=("تعداد افراد", "بعد خانوار")),
)
