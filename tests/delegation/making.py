"""What the tests of delegation start from."""

from typing import Any

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.models import Handover, Mandate
from hamdeli.journal.actors import Actor
from tests.support.cast import Cast, case_file

DEPUTY = Actor("deputy", "support_deputy@10")


def files_of(cast: Cast, count: int, first: int = 1) -> list[CaseFile]:
    """Return new waiting files of Kashan, codes in order."""
    return [case_file(f"F-{number:05}", cast.kashan) for number in range(first, first + count)]


def handed(cast: Cast, files: list[CaseFile], centre: Centre, **more: Any) -> Handover:
    """Return the handover of `files` to `centre`."""
    lines = [(file.pk, centre.pk) for file in files]
    return hand_over(lines=lines, actor=DEPUTY, made_by=cast.deputy, province=cast.isfahan, **more)


def only_mandate(file: CaseFile) -> Mandate:
    """Return the open mandate of `file`."""
    return Mandate.objects.open().get(case_file=file)
