"""The papers of a centre: brought, replaced by a newer one of the same kind, withdrawn. None is ever deleted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.living.paper_kinds import BY_CODE
from hamdeli.centres.models import Centre, CentrePaper
from hamdeli.journal.changing import conflict
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import clean

REPLACED = gettext_noop("replaced by a newer one")


@dataclass(frozen=True)
class Described:
    """What is said of a paper."""

    kind: str
    title: str = ""
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class Kept:
    """A scan that lies in the vault: its digest, what it is, its size in bytes."""

    digest: str
    content_type: str
    size: int


def bring(*, centre: Centre, paper: Described, scan: Kept, by: User, today: date, key: str) -> CentrePaper:
    """Keep a paper; that of the same kind and title is out of use from now. Raises `LivingFault`."""
    require_fit(paper, today)

    def act() -> int:
        return brought(centre, paper, scan, by).pk

    days = [day.isoformat() if day else "" for day in (paper.issued_on, paper.expires_on)]
    asked = [centre.pk, paper.kind, clean(paper.title), scan.digest, *days]
    return CentrePaper.objects.get(pk=once(key=key, actor=by.actor, purpose="centre_paper", body=asked, act=act))


def require_fit(paper: Described, today: date) -> None:
    """Refuse an unknown kind, a missing word or day, and a paper that has expired before it was brought."""
    kind = BY_CODE.get(paper.kind)
    if kind is None:
        raise LivingFault("kind_unknown")
    if kind.titled and not clean(paper.title):
        raise LivingFault("title_missing")
    if kind.expires and paper.expires_on is None:
        raise LivingFault("expiry_missing")
    if paper.issued_on and paper.issued_on > today:
        raise LivingFault("day_ahead")
    if paper.expires_on and paper.expires_on < today:
        raise LivingFault("expired_already", on=paper.expires_on.isoformat())
    if paper.expires_on and paper.issued_on and paper.expires_on <= paper.issued_on:
        raise LivingFault("expires_before_issue")


def brought(centre: Centre, paper: Described, scan: Kept, by: User) -> CentrePaper:
    """Store the paper in place of the one that stood."""
    now, title = timezone.now(), clean(paper.title)[:120]
    details = {"paper": paper.kind, "until": paper.expires_on.isoformat() if paper.expires_on else ""}
    write(actor=by.actor, verb="brought_centre_paper", kind="centre", subject=centre.code, details=details)
    retire(centre, paper.kind, title, now)
    try:
        with transaction.atomic():
            return CentrePaper.objects.create(
                centre=centre,
                kind=paper.kind,
                title=title,
                number=clean(paper.number)[:60],
                issued_on=paper.issued_on,
                expires_on=paper.expires_on,
                digest=scan.digest,
                content_type=scan.content_type,
                size=scan.size,
                added_by=by,
                added_at=now,
            )
    except IntegrityError as there:
        raise LivingFault("expires_before_issue") from there


def retire(centre: Centre, kind: str, title: str, at: datetime) -> None:
    """Put the paper of the same kind and title out of use."""
    for old in centre.papers.select_for_update().filter(kind=kind, title=title, ended_at__isnull=True):
        old.ended_at, old.ended_why = at, REPLACED
        old.version += 1
        old.save(update_fields=["ended_at", "ended_why", "version"])


@transaction.atomic
def withdraw(*, paper: CentrePaper, why: str, by: User, seen_version: int) -> CentrePaper:
    """Say that a paper is not to be used; it stays. Raises `LivingFault` or `Conflict`."""
    fresh = CentrePaper.objects.select_for_update(of=("self",)).select_related("centre").get(pk=paper.pk)
    if fresh.ended_at is not None:
        raise LivingFault("answered_already")
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind="centre", subject=fresh.centre.code)
    reason = clean(why)[:200]
    if not reason:
        raise LivingFault("why_missing")
    fresh.ended_at, fresh.ended_why = timezone.now(), reason
    fresh.version += 1
    fresh.save(update_fields=["ended_at", "ended_why", "version"])
    details = {"paper": fresh.kind, "version": fresh.version}
    verb, subject = "withdrew_centre_paper", fresh.centre.code
    write(actor=by.actor, verb=verb, kind="centre", subject=subject, reason=reason, details=details)
    return fresh
