"""The monthly return: what the head submits stays; a correction is the next edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.living.months import Month, months_over
from hamdeli.centres.models import Centre, MonthlyReturn
from hamdeli.centres.models.returns import BESIDE, COUNTED
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

MOST, MOST_RIALS = 1_000_000, 10**15


@dataclass(frozen=True)
class Counted:
    """What the records count for a month: figures by name, and aid by kind as (code, times, worth)."""

    figures: Mapping[str, int]
    kinds: Sequence[tuple[str, int, int]] = ()


@dataclass(frozen=True)
class Said:
    """What the head says: figures by name, reasons where they differ, what only the head knows, remarks."""

    figures: Mapping[str, int]
    reasons: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, int] = field(default_factory=dict)
    remarks: str = ""


def submit(
    *, centre: Centre, month: Month, counted: Counted, said: Said, follows: int, by: User, today: date, key: str
) -> MonthlyReturn:
    """Submit the return; `follows` is the edition that the head had before the eyes, 0 for none.

    Raises `LivingFault`, or `KeyUsedOtherwise`.
    """
    require_month(centre, month, today)
    reasons = require_said(counted, said)

    def act() -> int:
        return submitted(centre, month, counted, said, reasons, follows, by).pk

    asked = [centre.pk, month.code, follows, dict(said.figures), reasons, dict(said.beside), clean(said.remarks)]
    return MonthlyReturn.objects.get(pk=once(key=key, actor=by.actor, purpose="return", body=asked, act=act))


def require_month(centre: Centre, month: Month, today: date) -> None:
    """Refuse a month that is not over, lies too far back, or ended before the centre was opened."""
    if not month.is_over(today):
        raise LivingFault("month_ahead", on=(month.last + timedelta(days=1)).isoformat())
    if month not in months_over(today) or (centre.opened_on and month.last < centre.opened_on):
        raise LivingFault("month_early")


def require_said(counted: Counted, said: Said) -> dict[str, str]:
    """Return the reasons of the figures that differ; refuse one without reason, and figures that cannot be."""
    reasons = {}
    for name in (*COUNTED, *BESIDE):
        value = said.figures.get(name, 0) if name in COUNTED else said.beside.get(name, 0)
        if not 0 <= value <= (MOST_RIALS if name == "aid_worth" else MOST):
            raise LivingFault("figure_unfit", what=label(name))
        if name in COUNTED and value != counted.figures[name]:
            reasons[name] = clean(said.reasons.get(name, ""))[:200]
            if not reasons[name]:
                raise LivingFault("reason_missing", what=label(name))
    return reasons


def submitted(
    centre: Centre, month: Month, counted: Counted, said: Said, reasons: dict[str, str], follows: int, by: User
) -> MonthlyReturn:
    """Store the edition after `follows`."""
    before = latest(centre, month)
    if (before.edition if before else 0) != follows:
        who = before.submitted_by.display_name if before else ""
        raise LivingFault("submitted_already", who=who)
    values: dict[str, Any] = {name: said.figures[name] for name in COUNTED}
    values |= {name: said.beside.get(name, 0) for name in BESIDE}
    try:
        with transaction.atomic():
            made = MonthlyReturn.objects.create(
                centre=centre,
                year=month.year,
                month=month.number,
                edition=follows + 1,
                replaces=before,
                **values,
                remarks=clean(said.remarks)[:2000],
                counted=dict(counted.figures),
                reasons=reasons,
                kinds=[list(kind) for kind in counted.kinds],
                submitted_by=by,
                submitted_at=timezone.now(),
            )
    except IntegrityError as there:
        raise LivingFault("submitted_already", who=by.display_name) from there
    details = {"return": month.code, "edition": made.edition, "differs": sorted(reasons)}
    write(actor=by.actor, verb="submitted_return", kind="centre", subject=centre.code, details=details)
    return made


def latest(centre: Centre, month: Month) -> MonthlyReturn | None:
    """Return the last edition of the return of a month."""
    rows = centre.returns.filter(year=month.year, month=month.number).select_related("submitted_by")
    return rows.order_by("-edition").first()


def label(name: str) -> str:
    """Return what a figure is called."""
    return str(MonthlyReturn._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
