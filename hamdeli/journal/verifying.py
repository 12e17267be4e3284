"""Proving that nothing in the journal was changed afterwards."""

from dataclasses import dataclass

from hamdeli.journal.chain import first_fault
from hamdeli.journal.models import GENESIS, Entry, Head


@dataclass(frozen=True)
class Verdict:
    """What a reading of the whole chain found. `fault` is the number of the first broken entry, or None."""

    entries: int
    head: str
    fault: int | None

    @property
    def sound(self) -> bool:
        """Say whether the chain is whole."""
        return self.fault is None


def verify(*, known_number: int = 0, known_digest: str = GENESIS) -> Verdict:
    """Read the chain from the start and compare its end with the head.

    `known_number` and `known_digest`: a head that was carried outside the server earlier; a chain that was cut or
    rewritten before it is found through them.
    """
    fault = first_fault(Entry.objects.order_by("number").iterator(2000))
    last = Entry.objects.order_by("-number").first()
    number, digest = (last.number, last.digest) if last else (0, GENESIS)
    head = Head.objects.filter(pk=1).first()
    if fault is None and head is not None and (head.number, head.digest) != (number, digest):
        fault = min(head.number, number) + 1
    if fault is None and known_number:
        known = Entry.objects.filter(number=known_number).values_list("digest", flat=True).first()
        fault = None if known == known_digest else known_number
    return Verdict(entries=number, head=digest, fault=fault)
