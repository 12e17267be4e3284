"""Every page and who looks at it: names of addresses, and how their arguments come from the records.

A page that is in the site's addresses and in neither table below makes the pictures fail, so that none is forgotten.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from benchmarks.sights_of_life import (
    ANSWERS,
    COVERAGE,
    COVERAGE_ANSWERS,
    LISTS,
    OF_CENTRES,
    OF_ONE_CENTRE,
    OF_RECORDS,
    ROOMS,
    WORKER,
)
from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile
from hamdeli.delegation.models import Handover, Mandate, MandateState
from hamdeli.jobs.models import Job
from hamdeli.journal.models import Entry
from hamdeli.proposals.models import Proposal, ProposalLine

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """The records that the pictures are taken of."""

    proposal: Proposal
    lively: str
    deputy_id: int

    def file(self) -> Arguments:
        """A file that a centre of the province carries."""
        carried = CaseFile.objects.filter(province__code="10", centre__code=self.lively).order_by("code")
        return {"code": carried.first().code}  # type: ignore[union-attr]

    def centre(self) -> Arguments:
        """The lively centre."""
        return {"code": self.lively}

    def handover(self) -> Arguments:
        """The newest handover of the province."""
        return {"code": Handover.objects.filter(province__code="10").order_by("-pk").values_list("code", flat=True)[0]}

    def mandate(self) -> Arguments:
        """A charge that the lively centre has accepted."""
        accepted = Mandate.objects.filter(centre__code=self.lively, state=MandateState.ACCEPTED).order_by("pk")
        return {"pk": accepted.values_list("pk", flat=True)[0]}

    def proposed(self) -> Arguments:
        """The proposal."""
        return {"code": self.proposal.code}

    def proposed_file(self) -> Arguments:
        """A file of the proposal that does not go to the nearest centre."""
        lines = ProposalLine.objects.filter(proposal=self.proposal, centre__isnull=False)
        moved = lines.exclude(centre=None).order_by("-nearest_distance")
        return self.proposed() | {"file": moved.values_list("file_code", flat=True)[0]}

    def proposed_centre(self) -> Arguments:
        """The centre of the proposal whose places are worth most."""
        dearest = self.proposal.centres.order_by("-price").values_list("centre__code", flat=True)[0]
        return self.proposed() | {"centre": dearest}

    def job(self) -> Arguments:
        """The job that solved the proposal."""
        return {"pk": Job.objects.filter(asked_by_id=self.deputy_id).order_by("-pk").values_list("pk", flat=True)[0]}

    def entry(self) -> Arguments:
        """The newest entry of the journal."""
        return {"number": Entry.objects.order_by("-number").values_list("number", flat=True)[0]}


def nothing(known: Known) -> Arguments:
    """Take no arguments."""
    return {}


@dataclass(frozen=True)
class Sight:
    """One picture: the name of an address, who looks, its arguments, and what follows the address."""

    address: str
    role: str = "deputy"
    arguments: Callable[[Known], Arguments] = nothing
    query: str = ""
    name: str = ""

    @property
    def file(self) -> str:
        """The name of the picture."""
        return self.name or f"{self.address.split(':')[-1].replace('_', '-')}-{self.role}"


ROLES = ("deputy", "county-head", "centre-head", "social-worker", "participation", "director-general", "auditor")
SIGHTS = (
    Sight("account_login", "", name="sign-in"),
    Sight("desk:demo", "", name="demo"),
    Sight("desk:demo_family", "", name="demo-family"),
    *(Sight("desk:first_page", role) for role in (*ROLES, "ilam-deputy")),
    Sight("desk:definitions"),
    Sight("desk:showcase"),
    Sight("desk:centres"),
    Sight("desk:centres", "participation"),
    Sight("desk:centre", arguments=Known.centre),
    Sight("desk:files"),
    Sight("desk:files", query="?q=حسینی", name="files-search"),
    Sight("desk:files", query="?q=nobodyatall", name="files-empty"),
    Sight("desk:files", "social-worker"),
    Sight("desk:file", arguments=Known.file),
    Sight("desk:file", "social-worker", Known.file),
    Sight("desk:handed_over", "centre-head"),
    Sight("desk:handovers"),
    Sight("desk:handover", arguments=Known.handover),
    Sight("desk:handover_files", arguments=Known.handover),
    Sight("desk:mandate_return", "centre-head", Known.mandate),
    Sight("desk:mandate_recall", "county-head", Known.mandate),
    Sight("desk:mandate_transfer", "county-head", Known.mandate),
    Sight("desk:notices", "centre-head"),
    Sight("desk:proposals"),
    Sight("desk:proposal_new"),
    Sight("desk:proposal", arguments=Known.proposed),
    Sight("desk:proposal_map", arguments=Known.proposed),
    Sight("desk:proposal_centres", arguments=Known.proposed),
    Sight("desk:proposal_centre", arguments=Known.proposed_centre),
    Sight("desk:proposal_files", arguments=Known.proposed),
    Sight("desk:proposal_file", arguments=Known.proposed_file),
    Sight("desk:proposal_adjustments", arguments=Known.proposed),
    Sight("desk:proposal_approval", arguments=Known.proposed),
    Sight("desk:imports"),
    Sight("desk:import_upload", arguments=lambda known: {"kind": "files"}),
    Sight("desk:jobs"),
    Sight("desk:job", arguments=Known.job),
    Sight("desk:posts"),
    Sight("desk:post_new"),
    Sight("desk:journal", "auditor"),
    Sight("desk:journal_entry", "auditor", Known.entry),
    Sight("account_change_password"),
    Sight("mfa_index"),
    Sight("usersessions_list"),
    *(Sight(f"desk:{name}", role) for name, role in (*LISTS, *OF_CENTRES, *COVERAGE)),
    *(Sight(f"desk:file_{room}", WORKER, Known.file) for room in ROOMS),
)
# Addresses that are no pages: data for maps, files, fragments of pages, answers to forms, machines' addresses.
NO_PAGES = frozenset(("set_language", "api:health", "api:version", "api:openapi-json", "api:api-root"))
NO_PAGES |= frozenset(
    f"desk:{name}"
    for name in (
        "showcase_map",
        "journal_proof",
        "centre_description",
        "handover_undoing",
        "mandate_undoing",
        "notices_export",
        "file_identity",
        "file_description",
        "centre_map",
        "centre_export",
        "file_export",
        "file_mandates",
        "file_looks",
        "handed_over_export",
        "acceptance",
        "refusal",
        "handovers_export",
        "handover_export",
        "transfer_centres",
        "notices_reading",
        "proposal_map_data",
        "proposal_centre_export",
        "proposal_file_export",
        "proposal_adjustment_removal",
        "proposal_run",
        "import_storing",
        "import_template",
        "job_progress",
        "job_cancellation",
        "job_file",
        "journal_head",
        "demo_session",
        "post_end",
    )
)
NO_PAGES |= frozenset(f"desk:{name}" for name in (*ANSWERS, *OF_RECORDS, *OF_ONE_CENTRE, *COVERAGE_ANSWERS))
# Pictured after a step in the browser: see `benchmarks/staging.py`.
STAGED = frozenset(("desk:import", "desk:refusal_reason"))
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")


def names(patterns: list[Any], space: str = "") -> Iterator[str]:
    """Yield the names of all addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


def forgotten() -> list[str]:
    """Return the addresses that are in no table."""
    known = {sight.address for sight in SIGHTS} | NO_PAGES | STAGED
    found = (name for name in names(get_resolver().url_patterns) if not name.startswith(OWN_ACCOUNT))
    return sorted(name for name in found if name not in known)


def resolved(known: Known) -> tuple[list[dict[str, str]], list[str]]:
    """Return each picture with its address, and a sentence for each whose records are missing."""
    found, faults = [], [f"{name} is in no table of benchmarks/sights.py" for name in forgotten()]
    for sight in SIGHTS:
        try:
            address = reverse(sight.address, kwargs=sight.arguments(known)) + sight.query
        except (IndexError, AttributeError) as fault:
            faults.append(f"{sight.file}: there is no record for it ({fault})")
            continue
        found.append({"name": sight.file, "role": sight.role, "address": address})
    return found, faults


def lively_centre() -> str:
    """Return the code of the centre where the demonstration's staff work."""
    head = User.objects.get(username="centre-head")
    return str(head.posts.values_list("centre_code", flat=True)[0])
