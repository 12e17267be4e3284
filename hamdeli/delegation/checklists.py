"""The handover checklist: what the next office or centre must know before a file changes hands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.delegation.faults import HandoverFault

SECTIONS: dict[str, Any] = {
    "tasks": _("open tasks"),
    "papers": _("papers handed over"),
    "promises": _("promises made to the family"),
}
LONGEST = 200
MOST = 30


@dataclass(frozen=True)
class Item:
    """One line of the checklist, and whether it is settled."""

    text: str
    done: bool = False


@dataclass(frozen=True)
class Checklist:
    """Each section holds its lines, or None where nobody looked; an empty section says "none"."""

    sections: dict[str, tuple[Item, ...] | None] = field(default_factory=dict)

    def require_filled(self) -> None:
        """Refuse a checklist in which a section was left out, or a line that says nothing or far too much."""
        for name in SECTIONS:
            items = self.sections.get(name)
            if items is None or len(items) > MOST or any(not 0 < len(item.text.strip()) <= LONGEST for item in items):
                raise HandoverFault("checklist_missing")

    def plain(self) -> dict[str, list[dict[str, Any]]]:
        """Return the checklist as the mandate keeps it."""
        self.require_filled()
        return {
            name: [{"text": item.text.strip(), "done": item.done} for item in self.sections[name] or ()]
            for name in SECTIONS
        }


def checklist(**sections: Iterable[str]) -> Checklist:
    """Return a checklist of lines that are still open."""
    return Checklist({name: tuple(Item(text) for text in texts) for name, texts in sections.items()})
