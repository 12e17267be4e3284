"""The papers of one centre: the list, bringing one, handing one out, withdrawing one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.scans import ENDINGS, scan_of
from hamdeli.casework.vault import keep, kept
from hamdeli.centres.access import access_centre, has_right
from hamdeli.centres.founding.carrying import told_at_founding
from hamdeli.centres.living.paper_kinds import BY_CODE, KINDS, PaperKind
from hamdeli.centres.living.papers import Kept, bring, withdraw
from hamdeli.centres.living.rules import nearness
from hamdeli.centres.models import Centre, CentrePaper
from hamdeli.desk.boards.forms import PaperForm, ReasonForm
from hamdeli.desk.boards.rooms import deed, room
from hamdeli.desk.casework.deeds import carry_out, key_of, version_of
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look


@require_safe
def centre_papers(request: Request, code: str) -> HttpResponse:
    """List the papers that stand, those that are missing, and the earlier ones."""
    centre = access_centre(request.user, code)
    words = room(request, centre, "centre_papers")
    rows = [told(row) for row in centre.papers.select_related("added_by").order_by("-pk")]
    words["current"] = sorted((row for row in rows if row["paper"].ended_at is None), key=by_end)
    words["earlier"] = [row for row in rows if row["paper"].ended_at is not None]
    words["missing"] = missing_kinds([row["paper"] for row in words["current"]])
    words["told"] = told_at_founding(centre)
    words["opens"] = words["sees_inside"] or has_right(request.user, centre, Right.INSPECT)
    return render(request, "desk/boards/papers.html", words)


def told(paper: CentrePaper) -> dict[str, Any]:
    """Return a paper as its list shows it."""
    today = timezone.localdate()
    near = nearness(paper.expires_on, today)
    kind = BY_CODE.get(paper.kind)
    return {
        "paper": paper,
        "label": kind.label if kind else paper.kind,
        "near": near,
        "left": paper.days_left(today),
        "why": _(paper.ended_why) if paper.ended_why else "",
    }


def by_end(row: dict[str, Any]) -> tuple[bool, Any]:
    """Order papers by their end, those without one last."""
    end = row["paper"].expires_on
    return end is None, end or row["paper"].added_at


def missing_kinds(current: list[CentrePaper]) -> list[PaperKind]:
    """Return the kinds of papers that every centre needs and this one lacks."""
    there = {paper.kind for paper in current}
    return [kind for kind in KINDS if kind.needed and kind.code not in there]


@require_http_methods(["GET", "HEAD", "POST"])
def centre_paper_new(request: Request, code: str) -> HttpResponse:
    """Bring a paper; one of the same kind and title is replaced."""
    centre = access_centre(request.user, code, Right.RUN_CENTRE)
    posted = request.method == "POST"
    form = PaperForm(request.POST if posted else None, request.FILES if posted else None)
    page = deed(
        *(request, centre, "centre_papers"),
        *(_("Bring a paper"), _("Keep"), _("The paper was kept.")),
        what=_("A paper of the same kind and title is replaced by it. Nothing is ever deleted."),
        template="desk/boards/paper_form.html",
    )

    def act() -> None:
        scan = scan_of(form.cleaned_data["file"].read())
        there = Kept(keep(scan.content), scan.content_type, len(scan.content))
        today = timezone.localdate()
        bring(centre=centre, paper=form.described(), scan=there, by=request.user, today=today, key=key_of(request))

    return carry_out(request, page, form, act, None)


@require_safe
def centre_paper(request: Request, code: str, pk: int) -> HttpResponse:
    """Hand a paper out as a download: to who runs, oversees or inspects the centre."""
    centre = access_centre(request.user, code)
    if not room(request, centre, "centre_papers")["sees_inside"] and not has_right(request.user, centre, Right.INSPECT):
        raise PermissionDenied
    found = get_object_or_404(centre.papers, pk=pk)
    content = kept(found.digest)
    record_look(
        actor=request.user.actor, kind="centre_paper", subjects=[centre.code], reason=f"{found.kind} {found.pk}"
    )
    response = HttpResponse(content, content_type=found.content_type)
    name = f"{centre.code}-{found.kind}-{found.pk}.{ENDINGS[found.content_type]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def centre_paper_withdrawal(request: Request, code: str, pk: int) -> HttpResponse:
    """Say that a paper is not to be used."""
    centre: Centre = access_centre(request.user, code, Right.RUN_CENTRE)
    paper = get_object_or_404(centre.papers, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    page = deed(
        *(request, centre, "centre_papers"),
        *(_("Withdraw a paper"), _("Withdraw"), _("The paper is withdrawn. It stays among the earlier ones.")),
        what=told(paper)["label"],
        tone="danger",
        thing=paper,
    )

    def act() -> None:
        withdraw(paper=paper, why=form.cleaned_data["why"], by=request.user, seen_version=version_of(request))

    return carry_out(request, page, form, act, None)
