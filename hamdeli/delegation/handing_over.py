"""Handing case files over to centres: many mandates in one act, all or nothing."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile, State
from hamdeli.centres.models import Centre
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.making import Line, Tell, make_mandates, open_handover, part
from hamdeli.delegation.models import Handover, Mandate, MandateState, Reason
from hamdeli.delegation.moves import Act
from hamdeli.delegation.moving import in_chunks, move
from hamdeli.delegation.overriding import Override
from hamdeli.delegation.telling import tell_centres, tell_counties
from hamdeli.delegation.vacancies import lock_centres, require_may_receive, require_places
from hamdeli.journal.actors import Actor
from hamdeli.journal.writing import write
from hamdeli.places.models import Place


@transaction.atomic
def hand_over(
    *,
    lines: Sequence[tuple[int, int]],
    actor: Actor,
    made_by: User | None,
    province: Place,
    county: Place | None = None,
    proposal_code: str = "",
    at: datetime | None = None,
    progress: Tell | None = None,
    accepted: bool = False,
    override: Override | None = None,
    leaving: Reason = Reason.BETTER_CENTRE,
) -> Handover:
    """Give each file to its centre: `lines` are pairs of primary keys (case file, centre).

    A file that another centre carries is transferred, `leaving` it for that reason; one of the same centre stays.
    Refuses with `HandoverFault`, before anything is stored, whatever breaks a rule. `accepted` skips the answer.
    """
    at = at or timezone.now()
    centres = lock_centres({centre for _file, centre in lines})
    require_may_receive(centres, province)
    files = lock_files([file for file, _centre in lines], province, county, progress)
    todo = to_hand_over(lines, centres, files, accepted)
    require_places(centres, arriving_at(todo), leaving_of(todo), signed=override is not None)
    ending = [line.follows for line in todo if line.follows]
    move(ending, Act.TRANSFER, actor=actor, at=at, passed_on=True, reason=leaving)
    act = Handover.Act.HANDOVER
    handover = open_handover(
        todo, act=act, province=province, county=county, made_by=made_by, at=at, proposal_code=proposal_code
    )
    made = make_mandates(handover, todo, actor=actor.name, at=at, override=override, tell=progress)
    tell_everybody(handover, made, ending, at=at)
    write_down(handover, made, actor, override)
    return handover


def lock_files(keys: Sequence[int], province: Place, county: Place | None, tell: Tell | None) -> dict[int, CaseFile]:
    """Lock the files in the order of their codes and return them by key; refuse those that may not be handed over."""
    if not keys:
        raise HandoverFault("nothing_to_do")
    codes: dict[int, str] = {}
    for chunk in in_chunks(sorted(set(keys))):
        codes.update(CaseFile.objects.filter(pk__in=chunk).values_list("pk", "code"))
    require_each_once(keys, codes)
    files: dict[int, CaseFile] = {}
    for chunk in in_chunks(sorted(codes, key=codes.__getitem__)):
        for file in CaseFile.objects.select_for_update().filter(pk__in=chunk).order_by("code"):
            require_open_here(file, province, county)
            files[file.pk] = file
        part(tell, 0, len(files), len(codes))
    return files


def require_each_once(keys: Sequence[int], codes: dict[int, str]) -> None:
    """Refuse an unknown file, and one that is named twice."""
    counts = Counter(keys)
    if len(codes) < len(counts):
        raise HandoverFault("file_unknown", count=len(counts) - len(codes))
    twice = min((codes[key] for key, count in counts.items() if count > 1), default=None)
    if twice:
        raise HandoverFault("file_twice", file=twice)


def require_open_here(file: CaseFile, province: Place, county: Place | None) -> None:
    """Refuse a closed file, and one of another office."""
    if file.state != State.ACTIVE:
        raise HandoverFault("file_closed", file=file.code)
    if file.province_id != province.pk or (county and file.county_id != county.pk):
        raise HandoverFault("file_elsewhere", file=file.code)


def to_hand_over(
    lines: Sequence[tuple[int, int]], centres: dict[int, Centre], files: dict[int, CaseFile], accepted: bool
) -> list[Line]:
    """Return the lines that change something, in the order of file codes, with the mandates that they end."""
    today = open_mandates(list(files))
    wanted = [
        Line(files[file], centres[centre], today.get(file), accepted)
        for file, centre in sorted(lines, key=lambda line: files[line[0]].code)
        if file not in today or today[file].centre_id != centre
    ]
    if not wanted:
        raise HandoverFault("nothing_to_do")
    return wanted


def open_mandates(files: Sequence[int]) -> dict[int, Mandate]:
    """Lock and return the open mandate of each file that has one. The files are locked already."""
    found: dict[int, Mandate] = {}
    for chunk in in_chunks(files):
        rows = Mandate.objects.open().select_for_update(of=("self",)).select_related("centre", "case_file")
        found.update({mandate.case_file_id: mandate for mandate in rows.filter(case_file__in=chunk)})
    return found


def arriving_at(lines: Sequence[Line]) -> Counter[int]:
    """Return how many files come to each centre."""
    return Counter(line.centre.pk for line in lines)


def leaving_of(lines: Sequence[Line]) -> Counter[int]:
    """Return how many files leave each centre."""
    return Counter(line.follows.centre_id for line in lines if line.follows)


def tell_everybody(handover: Handover, made: Sequence[Mandate], ended: Sequence[Mandate], *, at: datetime) -> None:
    """Tell the centres that receive, those that give up, and the counties."""
    event = MandateState(made[0].state)
    tell_centres(made, event, at=at, handover=handover)
    tell_centres(ended, MandateState.TRANSFERRED, at=at, handover=handover)
    tell_counties(made, event, at=at, handover=handover)


def write_down(handover: Handover, made: Sequence[Mandate], actor: Actor, override: Override | None) -> None:
    """Tell the journal: one entry for the whole act."""
    details = {
        "files": handover.files_count,
        "centres": len({mandate.centre_id for mandate in made}),
        "transferred": sum(mandate.follows_id is not None for mandate in made),
        "digest": handover.digest,
        "proposal": handover.proposal_code,
        "override_by": override.by if override else "",
    }
    reason = override.reason if override else ""
    write(actor=actor, verb="handed_over", kind="handover", subject=handover.code, reason=reason, details=details)
