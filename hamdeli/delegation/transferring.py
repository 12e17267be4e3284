"""The county or the province moves a file from one centre to another."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.delegation.checklists import Checklist
from hamdeli.delegation.ending import end, write_end
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.making import Line, make_mandates, open_handover
from hamdeli.delegation.models import Handover, Mandate, MandateState
from hamdeli.delegation.moves import Act
from hamdeli.delegation.overriding import Override
from hamdeli.delegation.telling import tell_centres
from hamdeli.delegation.vacancies import lock_centres, require_may_receive, require_places
from hamdeli.journal.actors import Actor


@transaction.atomic
def transfer(
    *,
    mandate: Mandate,
    to_centre: Centre,
    reason: str,
    note: str = "",
    checklist: Checklist,
    actor: Actor,
    made_by: User | None = None,
    override: Override | None = None,
    seen_version: int | None = None,
) -> Mandate:
    """End the mandate and offer the file to `to_centre`; return the new mandate, which follows the old one.

    The checklist stays with the old mandate, where the new centre finds it. Both centres and the county are told.
    """
    at = timezone.now()
    target = open_target(mandate, to_centre, override)
    ended = end(
        mandate,
        Act.TRANSFER,
        reason=reason,
        note=note,
        checklist=checklist,
        actor=actor,
        at=at,
        seen_version=seen_version,
    )
    province = ended.case_file.province
    lines = [Line(ended.case_file, target, ended)]
    handover = open_handover(lines, act=Handover.Act.TRANSFER, province=province, made_by=made_by, at=at)
    (made,) = make_mandates(handover, lines, actor=actor.name, at=at, override=override)
    tell_centres([made], MandateState.OFFERED, at=at, handover=handover)
    write_end(ended, verb="transferred", actor=actor, to_centre=target.code)
    return made


def open_target(mandate: Mandate, to_centre: Centre, override: Override | None) -> Centre:
    """Lock the centre that is to carry the file; refuse one that may not, or that has no place."""
    if to_centre.pk == mandate.centre_id:
        raise HandoverFault("same_centre")
    centres = lock_centres({to_centre.pk})
    require_may_receive(centres, mandate.case_file.province)
    require_places(centres, Counter({to_centre.pk: 1}), Counter(), signed=override is not None)
    return centres[to_centre.pk]
