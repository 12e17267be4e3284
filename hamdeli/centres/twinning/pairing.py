"""Making two centres twins, ending it, and how many twins a centre may have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from hamdeli.accounts.access import as_of_now
from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.centres.models import Centre, Twin, TwinCeiling
from hamdeli.centres.twinning.access import may_end
from hamdeli.centres.twinning.converting import require, require_licensed
from hamdeli.centres.twinning.faults import TwinningFault
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import change, conflict
from hamdeli.journal.writing import write
from hamdeli.places.models import Place

SHORTEST, LONGEST = timedelta(days=30), timedelta(days=3 * 366)
ELAPSED = gettext_noop("the time was over")


@dataclass(frozen=True)
class Terms:
    """For what, sharing what, from when until when two centres are twins."""

    tie: str
    purpose: str
    shares: Sequence[str]
    since: date
    until: date


@transaction.atomic
def twin(*, supporting: Centre, supported: Centre, terms: Terms, by: User, today: date) -> Twin:
    """Make two centres twins, as who licenses both of them. Raises `TwinningFault`."""
    if supporting.pk == supported.pk:
        raise TwinningFault("same_centre")
    rows = Centre.objects.select_for_update(of=("self",)).filter(pk__in=[supporting.pk, supported.pk])
    pair = {centre.pk: centre for centre in rows.order_by("pk")}
    for centre in pair.values():
        require(by, centre, Right.LICENSE)
        require_licensed(centre)
    require_terms(pair[supporting.pk], terms, today)
    require_place(list(pair.values()), today)
    made = Twin.objects.create(
        supporting=pair[supporting.pk],
        supported=pair[supported.pk],
        tie=terms.tie,
        purpose=terms.purpose.strip(),
        shares=list(terms.shares),
        since=terms.since,
        until=terms.until,
        made_by=by,
        made_at=timezone.now(),
    )
    details = {"supporting": supporting.code, "supported": supported.code, "tie": terms.tie, "shares": made.shares}
    write(actor=by.actor, verb="twinned", kind="twin", subject=str(made.pk), details=details)
    return made


@transaction.atomic
def end(*, pair: Twin, why: str, by: User, today: date, seen_version: int) -> Twin:
    """End a pair with the reason. Raises `TwinningFault` or `Conflict`."""
    rows = Twin.objects.select_for_update(of=("self",)).select_related("supporting", "supported")
    fresh = rows.get(pk=pair.pk)
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind="twin", subject=str(fresh.pk))
    if not may_end(as_of_now(by), fresh):
        raise TwinningFault("may_not", centre=fresh.supporting.code)
    if fresh.ended_on is not None:
        raise TwinningFault("ended_already")
    if not why.strip():
        raise TwinningFault("words_missing")
    return ended(fresh, why=why.strip()[:200], today=today, actor=by.actor)


def ended(pair: Twin, *, why: str, today: date, actor: Actor) -> Twin:
    """Store the end of a locked pair and tell the journal."""
    pair.ended_on, pair.ended_why, pair.version = today, why, pair.version + 1
    pair.save()
    details = {"supporting": pair.supporting.code, "supported": pair.supported.code, "version": pair.version}
    write(actor=actor, verb="ended_twins", kind="twin", subject=str(pair.pk), details=details)
    return pair


@transaction.atomic
def end_all(*, centre: Centre, why: str, today: date, actor: Actor) -> int:
    """End every pair of a centre that stays no centre, and return how many there were."""
    rows = Twin.objects.of(centre.pk).filter(ended_on__isnull=True).select_for_update(of=("self",))
    pairs = list(rows.select_related("supporting", "supported").order_by("pk"))
    for pair in pairs:
        ended(pair, why=why, today=today, actor=actor)
    return len(pairs)


@transaction.atomic
def set_ceiling(*, province: Place, most: int, by: User, seen_version: int) -> TwinCeiling:
    """Say how many twins a centre of the province may have; pairs that stand stay.

    Raises `TwinningFault` or `Conflict`.
    """
    if not reaches(as_of_now(by), Right.LICENSE, province_id=province.pk):
        raise TwinningFault("may_not", centre=province.code)
    if not 1 <= most <= TwinCeiling.MOST:
        raise TwinningFault("ceiling_unfit", most=TwinCeiling.MOST)
    row, _made = TwinCeiling.objects.get_or_create(province=province)
    told = {"verb": "set_twin_ceiling", "kind": "twin_ceiling", "subject": province.code}
    return change(row, seen_version=seen_version, values={"most": most}, actor=by.actor, **told)


def ceiling_of(province: int) -> int:
    """Return how many twins a centre of the province with that primary key may have."""
    most = TwinCeiling.objects.filter(province=province).values_list("most", flat=True).first()
    return TwinCeiling.USUAL if most is None else most


def require_terms(supporting: Centre, terms: Terms, today: date) -> None:
    """Refuse terms without purpose, without anything shared, for an impossible time, or of an unfit centre."""
    if not terms.purpose.strip():
        raise TwinningFault("words_missing")
    if not terms.shares or set(terms.shares) - set(Twin.Share.values):
        raise TwinningFault("nothing_shared")
    if terms.since < today or not SHORTEST <= terms.until - terms.since <= LONGEST:
        raise TwinningFault("span_unfit")
    if terms.tie == Twin.Tie.SPECIALITY and not supporting.capabilities.exists():
        raise TwinningFault("not_specialised")


def require_place(pair: Sequence[Centre], today: date) -> None:
    """Refuse twins that are twins already, and a centre that has as many as its province allows."""
    keys = [centre.pk for centre in pair]
    between = Twin.objects.filter(Q(supporting__in=keys) & Q(supported__in=keys), ended_on__isnull=True)
    between.filter(until__lt=today).update(ended_on=today, ended_why=ELAPSED)
    if between.exists():
        raise TwinningFault("twins_already")
    for centre in pair:
        most = ceiling_of(centre.province_id)
        if Twin.objects.standing(today).of(centre.pk).count() >= most:
            raise TwinningFault("too_many", centre=centre.code, most=most)
