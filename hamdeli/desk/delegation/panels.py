"""The panel of a file's mandates: which centre, since when, what came before, and what the reader may do now."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hamdeli.accounts.naming import display_names
from hamdeli.casework.access import access_case_file
from hamdeli.delegation.access import acts_open_to
from hamdeli.delegation.checklists import SECTIONS
from hamdeli.delegation.models import Mandate
from hamdeli.delegation.moves import Act
from hamdeli.desk.requests import Request

PAGES = {Act.RETURN: "mandate_return", Act.RECALL: "mandate_recall", Act.TRANSFER: "mandate_transfer"}
ICONS = {Act.RETURN: "arrow-back-up", Act.RECALL: "package-import", Act.TRANSFER: "arrows-exchange"}


@dataclass(frozen=True)
class Way:
    """One act with a page of its own."""

    label: Any
    url: str
    icon: str


@require_safe
def file_mandates(request: Request, code: str) -> HttpResponse:
    """Show the history of a file's mandates, the newest first, and the acts that are open to the reader."""
    case_file = access_case_file(request.user, code)
    rows = Mandate.objects.visible_to(request.user).filter(case_file=case_file)
    history = list(rows.select_related("centre", "handover", "case_file").order_by("-pk"))
    for mandate in history:
        mandate.told = told_of(mandate)  # type: ignore[attr-defined]
    now = next((mandate for mandate in history if mandate.is_open), None)
    acts = acts_open_to(request.user, now) if now else []
    words = {"case_file": case_file, "history": history, "now": now, "acts": acts, "ways": ways(now, acts)}
    words["names"] = names_in(history)
    template = "_fragment" if request.htmx else "page"
    return render(request, f"desk/delegation/mandates/{template}.html", words)


def names_in(history: list[Mandate]) -> dict[str, str]:
    """Return the names of those who answered, ended or exceeded a capacity, by sign-in name."""
    return display_names(
        name for mandate in history for name in (mandate.answered_by, mandate.ended_by, mandate.override_by)
    )


def ways(mandate: Mandate | None, acts: list[str]) -> list[Way]:
    """Return the acts that have a page of their own."""
    if mandate is None:
        return []
    return [
        Way(act.label, reverse(f"desk:{page}", args=[mandate.pk]), ICONS[act])
        for act, page in PAGES.items()
        if act in acts
    ]


def told_of(mandate: Mandate) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Return the sections of the mandate's checklist with their items, when there is one."""
    return [(label, mandate.checklist[name]) for name, label in SECTIONS.items() if name in mandate.checklist]
