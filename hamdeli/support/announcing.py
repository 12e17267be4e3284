"""Announcing something to centres, taking it back, confirming to have read it, and counting who has."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre, CentreQuerySet, Licence
from hamdeli.journal.changing import change
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place
from hamdeli.support.access import own_centres
from hamdeli.support.faults import SupportFault
from hamdeli.support.models import Announcement, AnnouncementReading
from hamdeli.support.privacy import anonymous
from hamdeli.support.teaching import require_author

KIND = "announcement"


@dataclass(frozen=True)
class Message:
    """What is announced: to the centres of a county (None: all) and of a kind (empty: any), from when until when."""

    title: str
    words: str
    since: date
    until: date
    county: Place | None = None
    kind: str = ""
    must_read: bool = False


@dataclass(frozen=True)
class Share:
    """Of `centres` to which an announcement is addressed, so many have somebody who confirmed it."""

    read: int
    centres: int


@transaction.atomic
def announce(*, province: Place, message: Message, by: User, now: datetime, key: str) -> Announcement:
    """Announce it, once for each key. Raises `SupportFault`."""
    require_author(by, province.pk)
    title, words = anonymous(message.title), anonymous(message.words)
    if message.until < message.since:
        raise SupportFault("days_crossed")
    if message.county and message.county.parent_id != province.pk:
        raise SupportFault("elsewhere")

    def make() -> int:
        values = vars(message) | {"title": title, "words": words, "folded": fold(f"{title} {words}")}
        made = Announcement.objects.create(province=province, made_by=by, made_at=now, **values)
        write(actor=by.actor, verb="announced", kind=KIND, subject=str(made.pk), details={"version": 1})
        return made.pk

    body = {name: str(value) for name, value in asdict(message).items()} | {"province": province.code}
    return Announcement.objects.get(pk=once(key=key, actor=by.actor, purpose="announce", body=body, act=make))


@transaction.atomic
def withdraw(*, announcement: Announcement, by: User, now: datetime, seen_version: int) -> Announcement:
    """Take it back; nobody at a centre sees it any more. Raises `SupportFault` and `Conflict`."""
    require_author(by, announcement.province_id)
    if announcement.withdrawn_at:
        raise SupportFault("withdrawn")
    values, subject = {"withdrawn_at": now}, str(announcement.pk)
    told = {"verb": "withdrew_announcement", "kind": KIND, "subject": subject}
    return change(announcement, seen_version=seen_version, values=values, actor=by.actor, **told)


@transaction.atomic
def confirm_reading(*, announcement: Announcement, by: User, now: datetime) -> AnnouncementReading:
    """Keep, once, that `by` has read it, for the first own centre to which it is addressed. Raises `SupportFault`."""
    if announcement.withdrawn_at:
        raise SupportFault("withdrawn")
    centres = [centre for centre in own_centres(by) if addressed(announcement).filter(pk=centre.pk).exists()]
    if not centres:
        raise SupportFault("may_not")
    own = {"announcement": announcement, "user": by}
    reading, made = AnnouncementReading.objects.get_or_create(**own, defaults={"centre": centres[0], "read_at": now})
    if made:
        details = {"centre": centres[0].code}
        write(actor=by.actor, verb="read", kind=KIND, subject=str(announcement.pk), details=details)
    return reading


def addressed(announcement: Announcement) -> CentreQuerySet:
    """Return the centres to which it is addressed: not those whose licence was revoked."""
    county = Q(county=announcement.county_id) if announcement.county_id else Q()
    kind = Q(kind=announcement.kind) if announcement.kind else Q()
    return reading_centres().filter(county, kind, province=announcement.province_id)


def reading_centres() -> CentreQuerySet:
    """Return the centres that read announcements at all; an expired or suspended one keeps its files and its people."""
    return Centre.objects.exclude(licence=Licence.REVOKED)


def shares(announcements: Sequence[Announcement]) -> dict[int, Share]:
    """Return the share of centres that have confirmed each of `announcements`, by key: in two queries for all."""
    provinces = {each.province_id for each in announcements}
    rows = reading_centres().filter(province__in=provinces)
    centres = list(rows.values_list("pk", "province_id", "county_id", "kind"))
    read: dict[int, set[int]] = {each.pk: set() for each in announcements}
    found = AnnouncementReading.objects.filter(announcement__in=read)
    for announcement, centre in found.values_list("announcement_id", "centre_id"):
        read[announcement].add(centre)
    told = {}
    for each in announcements:
        meant = {pk for pk, province, county, kind in centres if is_meant(each, province, county, kind)}
        told[each.pk] = Share(len(read[each.pk] & meant), len(meant))
    return told


def is_meant(announcement: Announcement, province_id: int, county_id: int, kind: str) -> bool:
    """Say whether it is addressed to a centre of that place and kind."""
    county = announcement.county_id in (None, county_id)
    return announcement.province_id == province_id and county and announcement.kind in ("", kind)
