"""Making mandates: the one place where a centre comes to carry a file. Called by verbs, inside their transaction."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Subquery

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.delegation.models import Handover, Mandate, MandateState
from hamdeli.delegation.moving import in_chunks
from hamdeli.delegation.overriding import Override
from hamdeli.jobs.references import check_references
from hamdeli.journal.chain import digest_of
from hamdeli.places.models import Place

Tell = Callable[[int, int], None]
CODE = "H-{province}-{number}"
MANY = 2000


@dataclass(frozen=True)
class Line:
    """One file that a centre is to carry, the mandate that ended for it, and whether it counts as accepted."""

    case_file: CaseFile
    centre: Centre
    follows: Mandate | None = None
    accepted: bool = False


def open_handover(
    lines: Sequence[Line], *, act: str, province: Place, made_by: User | None, at: datetime, **more: Any
) -> Handover:
    """Store the handover that stands for `lines`, with its code and the digest over its pairs."""
    handover = Handover.objects.create(
        code=uuid.uuid4().hex,
        act=act,
        province=province,
        made_by=made_by,
        made_at=at,
        files_count=len(lines),
        digest=digest_of_lines(lines),
        **more,
    )
    handover.code = CODE.format(province=province.code, number=handover.pk)
    handover.save(update_fields=["code"])
    return handover


def digest_of_lines(lines: Sequence[Line]) -> str:
    """Return the digest over all pairs of file code and centre code, in the order of the codes."""
    return digest_of(sorted([line.case_file.code, line.centre.code] for line in lines))


def make_mandates(
    handover: Handover,
    lines: Sequence[Line],
    *,
    actor: str,
    at: datetime,
    override: Override | None = None,
    tell: Tell | None = None,
) -> list[Mandate]:
    """Store the mandates of `handover` and write `CaseFile.centre`. The files carry no open mandate any more."""
    made: list[Mandate] = []
    for chunk in in_chunks(lines):
        made += Mandate.objects.bulk_create(mandate(handover, line, actor, at, override) for line in chunk)
        check_references()
        part(tell, 1, len(made), len(lines))
    carry(lines, tell)
    return made


def mandate(handover: Handover, line: Line, actor: str, at: datetime, override: Override | None) -> Mandate:
    """Return the mandate of one line, not yet stored."""
    return Mandate(
        case_file=line.case_file,
        centre=line.centre,
        handover=handover,
        follows=line.follows,
        state=MandateState.ACCEPTED if line.accepted else MandateState.OFFERED,
        begun_at=at,
        answered_at=at if line.accepted else None,
        answered_by=actor if line.accepted else "",
        override_by=override.by if override else "",
        override_reason=override.reason if override else "",
    )


def part(tell: Tell | None, third: int, done: int, total: int) -> None:
    """Tell how far the whole is, when the files are locked (0), their mandates made (1), their carriers written (2)."""
    if tell:
        tell((third * total + done) // 3, total)


def carry(lines: Sequence[Line], tell: Tell | None = None) -> None:
    """Write into every file of `lines` which centre carries it: the one of its open mandate, just made.

    Few statements: while a savepoint is open, SQLite keeps for each the pages that it changed.
    """
    holder = Mandate.objects.open().filter(case_file=OuterRef("pk")).values("centre")
    done = 0
    for chunk in in_chunks([line.case_file.pk for line in lines], MANY):
        files = CaseFile.objects.filter(pk__in=chunk)
        files.update(centre=Subquery(holder), worker=None, aide=None, version=F("version") + 1)
        done += len(chunk)
        check_references()
        part(tell, 2, done, len(lines))
