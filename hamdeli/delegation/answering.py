"""What accepting and declining have in common: a centre answers for many files in one act."""

from collections.abc import Sequence
from typing import Any

from hamdeli.delegation.models import Mandate
from hamdeli.journal.actors import Actor
from hamdeli.journal.chain import digest_of
from hamdeli.journal.writing import write


def write_answer(
    mandates: Sequence[Mandate], *, verb: str, actor: Actor, reason: str = "", details: dict[str, Any] | None = None
) -> None:
    """Tell the journal: one entry about the file, or one about the centre with the codes of its files."""
    told = {"centre": mandates[0].centre.code, **(details or {})}
    if len(mandates) == 1:
        write(
            actor=actor,
            verb=verb,
            kind="case_file",
            subject=mandates[0].case_file.code,
            reason=reason,
            details=told,
        )
        return
    codes = sorted(mandate.case_file.code for mandate in mandates)
    told |= {"files": codes, "digest": digest_of(codes)}
    write(actor=actor, verb=verb, kind="centre", subject=mandates[0].centre.code, reason=reason, details=told)
