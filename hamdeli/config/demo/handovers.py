"""Storing the history: handovers with their digests, mandates, notices, and one journal entry for each handover."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.config.demo.bar import Tell
from hamdeli.config.demo.history import Charge, History
from hamdeli.delegation.making import Line, open_handover
from hamdeli.delegation.models import Handover, Mandate, MandateState
from hamdeli.delegation.telling import tell_centres
from hamdeli.journal.writing import write
from hamdeli.places.models import Place

CHUNK = 2_000
STAGE = gettext_noop("Mandates")


def store_history(
    history: History,
    *,
    files: Sequence[CaseFile],
    centres: Sequence[Centre],
    province: Place,
    deputy: User,
    heads: Mapping[str, str],
    tell: Tell,
) -> None:
    """Store every charge of `history`: earlier ones first, so that a later one can follow them.

    heads: the sign-in name of the head of each centre, by the centre's code.
    """
    charges = [*history.ended, *history.standing.values()]
    tell(STAGE, 0, len(charges))
    handovers = store_handovers(history, charges, files=files, centres=centres, province=province, deputy=deputy)
    stored: dict[int, Mandate] = {}
    for rank in ranks(charges):
        for start in range(0, len(rank), CHUNK):
            part = rank[start : start + CHUNK]
            rows = [mandate(charge, stored, handovers, files, centres, deputy, heads) for charge in part]
            Mandate.objects.bulk_create(rows)
            stored.update(zip(map(id, part), rows, strict=True))
            tell(STAGE, len(stored), len(charges))
    tell_of_offers(stored.values())


def ranks(charges: list[Charge]) -> Iterator[list[Charge]]:
    """Those that follow none, then those that follow these, and so on."""
    by_depth: dict[int, list[Charge]] = defaultdict(list)
    for charge in charges:
        depth, former = 0, charge.follows
        while former:
            depth, former = depth + 1, former.follows
        by_depth[depth].append(charge)
    yield from (by_depth[depth] for depth in sorted(by_depth))


def store_handovers(
    history: History,
    charges: list[Charge],
    *,
    files: Sequence[CaseFile],
    centres: Sequence[Centre],
    province: Place,
    deputy: User,
) -> dict[tuple[int, int], Handover]:
    """Store one handover for each county and moment, oldest first, each with its entry in the journal."""
    batches: dict[tuple[int, int], list[Charge]] = defaultdict(list)
    for charge in charges:
        batches[charge.batch].append(charge)
    stored = {}
    for batch in sorted(batches, key=lambda batch: (history.moments[batch], batch)):
        lines = [Line(files[charge.file], centres[charge.centre]) for charge in batches[batch]]
        handover = open_handover(
            lines,
            act=Handover.Act.HANDOVER,
            province=province,
            county_id=batch[0],
            made_by=deputy,
            at=history.moments[batch],
        )
        write_down(handover, batches[batch], deputy)
        stored[batch] = handover
    return stored


def write_down(handover: Handover, charges: list[Charge], deputy: User) -> None:
    """Write what the handing-over verb writes; the entry is dated now, for that is when it was written."""
    details = {
        "files": handover.files_count,
        "centres": len({charge.centre for charge in charges}),
        "transferred": sum(charge.follows is not None for charge in charges),
        "digest": handover.digest,
        "proposal": "",
        "override_by": "",
    }
    write(actor=deputy.actor, verb="handed_over", kind="handover", subject=handover.code, details=details)


def mandate(
    charge: Charge,
    stored: dict[int, Mandate],
    handovers: dict[tuple[int, int], Handover],
    files: Sequence[CaseFile],
    centres: Sequence[Centre],
    deputy: User,
    heads: Mapping[str, str],
) -> Mandate:
    """Return the mandate of one charge, unsaved."""
    head = heads[centres[charge.centre].code]
    ended_by = {MandateState.DECLINED: head, MandateState.RETURNED: head}.get(
        MandateState(charge.state), deputy.username
    )
    return Mandate(
        case_file=files[charge.file],
        centre=centres[charge.centre],
        handover=handovers[charge.batch],
        follows=stored[id(charge.follows)] if charge.follows else None,
        state=charge.state,
        begun_at=charge.begun,
        answered_at=charge.answered,
        answered_by=head if charge.answered else "",
        ended_at=charge.ended,
        ended_by=ended_by if charge.ended else "",
        reason=charge.reason,
        checklist=charge.checklist,
    )


def tell_of_offers(mandates: Iterable[Mandate]) -> None:
    """Give the centres the notices of files that they have not answered yet."""
    offered: dict[Handover, list[Mandate]] = defaultdict(list)
    for made in mandates:
        if made.state == MandateState.OFFERED:
            offered[made.handover].append(made)
    for handover, theirs in offered.items():
        tell_centres(theirs, MandateState.OFFERED, at=handover.made_at, handover=handover)
