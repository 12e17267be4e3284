"""Changing what a file says of its family's needs."""

from hamdeli.casework.models import CaseFile
from hamdeli.journal.actors import Actor
from hamdeli.journal.changing import change


def describe(*, case_file: CaseFile, seen_version: int, need: str, priority: int, actor: Actor) -> CaseFile:
    """Set the main need and the priority (1 to 5). Raises `Conflict` when somebody was faster."""
    return change(
        case_file,
        seen_version=seen_version,
        values={"need": need, "priority": priority},
        actor=actor,
        verb="described",
        kind="case_file",
        subject=case_file.code,
    )
