"""Who reads the journal: the auditor."""

from typing import Any

from hamdeli.journal.actors import SYSTEM
from hamdeli.journal.writing import write
from tests.matrix import Page, World
from tests.support.cast import Cast

READER = {"auditor": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    return {"entry": write(actor=SYSTEM, verb="described", kind="centre", subject="10-001")}


def number(world: World) -> dict[str, Any]:
    return {"number": world["entry"].number}


PAGES = [
    Page("desk:journal", READER),
    Page("desk:journal_head", READER),
    Page("desk:journal_entry", READER, args=number),
    Page("desk:journal_proof", READER, method="POST"),
]
