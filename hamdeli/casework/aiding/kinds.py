"""Kinds of aid: those that an installation begins with, and how a province changes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.models import AidKind
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import change
from hamdeli.journal.writing import write

LONGEST_PERIOD = 3650


@dataclass(frozen=True)
class Default:
    """A kind as it is shipped: how many days a household waits before the same kind again; 0 is no waiting."""

    code: str
    name_fa: str
    name_en: str
    period_days: int
    money: bool = False


# The headings are those that centres report (domain 1.5); no source tells the periods: provinces set their own.
DEFAULTS = (
    Default("food", "سبد غذایی", "food basket", 25),
    Default("hot-meal", "غذای گرم", "hot meal", 0),
    Default("cash", "کمک نقدی", "cash", 30, money=True),
    Default("rent", "کمک اجاره‌بها", "help with the rent", 30, money=True),
    Default("school-kit", "بسته نوشت‌افزار", "school kit", 300),
    Default("clothes", "پوشاک", "clothes", 120),
    Default("medicine", "دارو", "medicine", 0),
    Default("treatment", "هزینه درمان", "cost of treatment", 30, money=True),
    Default("essentials", "لوازم ضروری زندگی", "household essentials", 1095),
    Default("dowry", "اقلام جهیزیه", "dowry goods", 1825),
    Default("winter-fuel", "سوخت زمستانی", "winter fuel", 120),
    Default("repair", "تعمیر مسکن", "repair of the home", 1095),
    Default("loan", "وام قرض‌الحسنه", "interest-free loan", 730, money=True),
)


@transaction.atomic
def load_aid_kinds() -> int:
    """Create the shipped kinds that are missing and return how many; what a province changed stays as it is."""
    known = set(AidKind.objects.values_list("code", flat=True))
    new = [AidKind(**vars(default)) for default in DEFAULTS if default.code not in known]
    return len(AidKind.objects.bulk_create(new))


@transaction.atomic
def add_kind(*, name_fa: str, name_en: str, period_days: int, money: bool, actor: Actor) -> AidKind:
    """Create a kind. Its code comes of the English name; `AidFault` when there is one already."""
    code = slugify(name_en)[:30].strip("-")
    if not code:
        raise AidFault("kind_unnamed")
    if AidKind.objects.filter(code=code).exists():
        raise AidFault("kind_known", kind=name_en)
    require_period(period_days)
    kind = AidKind.objects.create(
        code=code, name_fa=name_fa.strip(), name_en=name_en.strip(), period_days=period_days, money=money
    )
    details = {"period_days": period_days, "money": money}
    write(actor=actor, verb="added_kind", kind="aid_kind", subject=code, details=details)
    return kind


def change_kind(kind: AidKind, *, seen_version: int, values: Mapping[str, Any], actor: Actor) -> AidKind:
    """Change the names or the period of a kind. Whether it is money stays: aid of that kind was given by its rule."""
    require_period(values.get("period_days", 0))
    allowed = {name: value for name, value in values.items() if name in ("name_fa", "name_en", "period_days")}
    told: dict[str, Any] = {"verb": "changed_kind", "kind": "aid_kind", "subject": kind.code}
    return change(kind, seen_version=seen_version, values=allowed, actor=actor, **told)


def require_period(days: int) -> None:
    """Refuse a period that cannot be meant."""
    if not 0 <= days <= LONGEST_PERIOD:
        raise AidFault("period_odd", most=LONGEST_PERIOD)
