"""The lists that somebody has brought, and the page of one: its progress, its preview, and what came of it."""

from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamdeli.desk.imports.kinds import KINDS, PREVIEW, UPLOAD, Kind, access_import, open_kinds, storing_of
from hamdeli.desk.imports.showing import Tab, tabs_of
from hamdeli.desk.imports.storing import stands
from hamdeli.desk.jobs.progress import shown
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.jobs.access import visible_jobs
from hamdeli.jobs.lists.judging import Fate
from hamdeli.jobs.lists.marking import ROLE
from hamdeli.jobs.lists.sentences import file_sentence
from hamdeli.jobs.models import Job
from hamdeli.journal.writing import record_look


@require_safe
def import_list(request: Request) -> HttpResponse:
    """List the lists that the reader has brought, the latest first."""
    kinds = open_kinds(request.user)
    jobs = visible_jobs(request.user).filter(kind=PREVIEW, arguments__list__in=[kind.name for kind in kinds])
    light = jobs.annotate(counts=F("result__counts")).defer("result").prefetch_related("files")
    page = page_by_key(light, request.GET, "-id")
    stored = storing_of(page.rows, request.user)
    rows = [outline(job, stored.get(job.pk)) | {"counts": getattr(job, "counts", None)} for job in page.rows]
    template = "desk/imports/_fragment.html" if request.htmx else "desk/imports/list.html"
    return render(request, template, {"kinds": kinds, "page": page, "rows": rows})


@require_safe
def import_page(request: Request, pk: int) -> HttpResponse:
    """Show one list: its progress while it is read, then what it would do, then what was stored."""
    seen, kind = access_import(request.user, pk)
    stored = storing_of([seen], request.user).get(pk)
    words: dict[str, Any] = told(shown(seen), shown(stored) if stored else None, kind)
    if seen.state == Job.State.DONE:
        words |= preview_of(request, seen, kind) if "samples" in seen.result else {}
        kept = set(seen.files.exclude(file="").values_list("role", flat=True))
        there = UPLOAD in kept
        words |= {"may_store": there and may_store(seen, stored), "marked": ROLE in kept}
        words["forgotten"] = not there and not stands(stored)
    return render(request, "desk/imports/page.html", words)


def preview_of(request: Request, seen: Job, kind: Kind) -> dict[str, Any]:
    """Return the tabs of a preview whose rows are kept, and tell the journal whose identities the open one shows."""
    tabs = tabs_of(seen, kind, request.GET.get("tab", ""), request.path)
    tab = next(tab for tab in tabs if tab.active)
    look(request, kind, tab)
    return {"tabs": tabs, "tab": tab}


def outline(seen: Job, stored: Job | None) -> dict[str, Any]:
    """Return what every page tells of a list."""
    names = [file.name for file in seen.files.all() if file.role == UPLOAD]
    label = KINDS[seen.arguments["list"]].label
    return {"job": seen, "label": label, "name": names[0] if names else "", "stored": stored}


def told(seen: Job, stored: Job | None, kind: Kind) -> dict[str, Any]:
    """Return a list as its own page tells of it."""
    result = seen.result if seen.state == Job.State.DONE else {}
    return outline(seen, stored) | {
        "kind": kind,
        "counts": result.get("counts"),
        "unknown": result.get("unknown", []),
        "fault": fault_of(seen, kind),
        "stored_fault": fault_of(stored, kind) if stored else "",
    }


def fault_of(job: Job, kind: Kind) -> str:
    """Return why the work could not be done, as a sentence; empty where it could."""
    return file_sentence(job.fault, job.result, kind.columns) if job.state == Job.State.FAILED else ""


def may_store(seen: Job, stored: Job | None) -> bool:
    """Say whether there is something to store that was not stored."""
    counts = seen.result["counts"]
    return not stands(stored) and bool(counts[Fate.CREATED] + counts[Fate.CHANGED])


def look(request: Request, kind: Kind, tab: Tab) -> None:
    """Tell the journal whose identities the page shows: names that the records hold, beside those of the list."""
    codes = [row.code for row in tab.rows if kind.identities & {name for name, *_ in row.named}]
    record_look(actor=request.user.actor, kind="case_file", subjects=codes, reason="import")
