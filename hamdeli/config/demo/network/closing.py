"""Two centres of the demonstration that close: one whose files wait to be transferred, one that is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.licensing.policy import POLICY
from hamdeli.centres.models import Centre, Grounds, Licence, LicenceAct, Measure
from hamdeli.config.demo.calendar_of_work import moment
from hamdeli.config.demo.network.measures import decide, measure
from hamdeli.delegation.handing_over import hand_over, write_down
from hamdeli.delegation.making import Line, open_handover
from hamdeli.delegation.models import Handover, Mandate, MandateState, Reason
from hamdeli.persian.calendar import solar_year

if TYPE_CHECKING:
    from hamdeli.config.demo.network.licences import Books

FEW = 5
LOOKED_AT = 400
GAP = timedelta(days=45)
HEARD = timedelta(days=POLICY.appeal_days + 1)
"""So long before its files leave was the revocation decided: the days for an appeal are over."""
CLOSES = (Grounds.OWN_WISH, "اعضای هیئت امنا از شهر رفته‌اند و مرکز خواسته است فعالیتش پایان یابد.")
GONE = (Grounds.INACTIVE, "در پایش سالانه غیرفعال شناخته شد؛ پرونده‌هایش به مراکز دیگر واگذار شد.")


def let_close(books: Books, centre: Centre, others: Sequence[Centre], staff: Mapping[str, User]) -> None:
    """Give the centre a few files, then decide its revocation: it receives nothing, and its files wait."""
    given = moment(books.today - timedelta(days=70), 10)
    files = [mandate.case_file_id for mandate in settled(centre, others, before=given - GAP)][:FEW]
    if files:
        province, deputy = centre.province, staff["deputy"]
        lines = [(file, centre.pk) for file in files]
        hand_over(lines=lines, actor=deputy.actor, made_by=deputy, province=province, at=given, accepted=True)
    on = books.today - timedelta(days=9)
    proposed = measure(centre, Measure.Kind.REVOCATION, CLOSES, by=staff["inspector"], on=on - timedelta(days=8))
    decide(books, proposed, on)
    Centre.objects.filter(pk=centre.pk).update(licence=Licence.SUSPENDED, licence_note=CLOSES[1])


def settled(centre: Centre, others: Sequence[Centre], *, before: datetime) -> list[Mandate]:
    """Return accepted mandates of other centres, those of the same county first."""
    rows = Mandate.objects.filter(
        centre__in=others, state=MandateState.ACCEPTED, answered_at__lt=before, case_file__discreet=False
    )
    found = list(rows.order_by("pk").select_related("case_file")[:LOOKED_AT])
    near = list(rows.filter(centre__county=centre.county_id).order_by("pk").select_related("case_file")[:FEW])
    return list({mandate.pk: mandate for mandate in [*near, *found]}.values())


def close_down(books: Books, centre: Centre, others: Sequence[Centre], staff: Mapping[str, User]) -> None:
    """Let the centre have been revoked, in the night after others had accepted the last of its files.

    It had them for some weeks, and the days for an appeal were over when they left.
    """
    taken = taken_together(centre, others)
    left = taken[0].begun_at if taken else moment(books.today - timedelta(days=500), 10)
    if taken:
        carried_before(centre, taken, left, staff["deputy"])
    landed = max([left, *(mandate.answered_at for mandate in taken if mandate.answered_at)])
    on = min(timezone.localdate(landed) + timedelta(days=1), books.today)
    ended = moment(on, 10)
    decided = timezone.localdate(left) - HEARD
    proposed = measure(centre, Measure.Kind.REVOCATION, GONE, by=staff["inspector"], on=decided - timedelta(days=10))
    made = decide(books, proposed, decided, state=Measure.State.CARRIED_OUT)
    Measure.objects.filter(pk=made.pk).update(ended_at=ended)
    books.move(centre, LicenceAct.REVOKE, on, (Licence.SUSPENDED, Licence.REVOKED), measure=made)
    books.terms = [term for term in books.terms if term.centre != centre or term.begins <= on]
    books.moves = [move for move in books.moves if move.centre != centre or move.at <= ended or move.term is None]
    for term in books.terms:
        if term.centre == centre and term.ends > on:
            term.ended_at, term.ended_why = ended, "revoked"
    for state in (Licence.SUSPENDED, Licence.REVOKED):
        Centre.objects.filter(pk=centre.pk).update(licence=state, licence_note=GONE[1])


def taken_together(centre: Centre, others: Sequence[Centre]) -> list[Mandate]:
    """Return mandates that began at one moment, of files that were open for weeks before, within one Solar year."""
    assert centre.opened_on is not None
    rows = Mandate.objects.filter(centre__in=others, state=MandateState.ACCEPTED, follows__isnull=True)
    found: dict[datetime, list[Mandate]] = defaultdict(list)
    for mandate in rows.order_by("pk").select_related("case_file")[:LOOKED_AT]:
        began = timezone.localdate(mandate.begun_at)
        first = began - GAP
        alone = mandate.case_file.opened_on <= first > centre.opened_on
        if alone and solar_year(first) == solar_year(began):
            found[mandate.begun_at].append(mandate)
    return max(found.values(), key=lambda group: (len(group), group[0].begun_at), default=[])[:FEW]


def carried_before(centre: Centre, taken: Sequence[Mandate], ended: datetime, deputy: User) -> None:
    """Store the mandates that the centre had before: they ended because it closed."""
    begun = ended - GAP + timedelta(days=1)
    lines = [Line(mandate.case_file, centre) for mandate in taken]
    handover = open_handover(lines, act=Handover.Act.HANDOVER, province=centre.province, made_by=deputy, at=begun)
    earlier = [
        Mandate(
            case_file=mandate.case_file,
            centre=centre,
            handover=handover,
            state=MandateState.TRANSFERRED,
            begun_at=begun,
            answered_at=begun,
            answered_by=f"head-{centre.code}",
            ended_at=ended,
            ended_by=deputy.username,
            reason=Reason.CENTRE_CLOSES,
        )
        for mandate in taken
    ]
    stored = Mandate.objects.bulk_create(earlier)
    write_down(handover, stored, deputy.actor, None)
    for mandate, before in zip(taken, stored, strict=True):
        Mandate.objects.filter(pk=mandate.pk).update(follows=before)
