"""The files of a proposal: the table, its export, and the page that explains one file."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import has_right, knowable, may_know
from hamdeli.casework.heads import with_heads
from hamdeli.casework.searching import CODE
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.proposals.forms import AdjustmentForm, LineFilter
from hamdeli.desk.proposals.frames import crumbs, frame
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits, kilometres
from hamdeli.desk.workbooks import workbook
from hamdeli.households.models import Kinship
from hamdeli.households.searching import named, prefix
from hamdeli.journal.writing import record_look, write
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean
from hamdeli.proposals.access import access_line, access_proposal
from hamdeli.proposals.comparing import compare
from hamdeli.proposals.explaining import isolated, reasons
from hamdeli.proposals.models import Proposal, ProposalLine

PLACED = {"no": Q(centre__isnull=True), "yes": Q(centre__isnull=False), "pinned": Q(pinned=True)}
MOVED = {
    "today": Q(today__isnull=False) & ~Q(centre=F("today")) & Q(centre__isnull=False),
    "run": Q(moved=True),
}


@require_safe
def file_list(request: Request, code: str) -> HttpResponse:
    """List the files of the proposal; searched and filtered through the address."""
    proposal = access_proposal(request.user, code)
    form = LineFilter(request.GET)
    rows = chosen(proposal, form, request.user).select_related("case_file__county", "centre", "today")
    rows = with_heads(rows, request.user, "case_file__")
    page = page_by_key(rows, request.GET, "file_code")
    record_look(actor=request.user.actor, kind="case_file", subjects=[row.file_code for row in page.rows])
    words = frame(request, proposal, "proposal_files") | {"form": form, "page": page}
    template = "desk/proposals/files/_fragment.html" if request.htmx else "desk/proposals/files/list.html"
    return render(request, template, words)


@require_safe
def file_export(request: Request, code: str) -> FileResponse:
    """Hand out the same table as a workbook, without names."""
    proposal = access_proposal(request.user, code)
    columns = [
        *(_("file code"), _("county"), _("main need"), _("proposed centre"), _("way (m)"), _("cost (m)")),
        *(_("carried today by"), _("nearest centre"), _("its way (m)"), _("next best"), _("would cost more by (m)")),
    ]
    related = ("case_file__county", "centre", "today", "nearest", "next_best")
    rows = chosen(proposal, LineFilter(request.GET), request.user).select_related(*related).order_by("file_code")
    details = {"rows": rows.count(), "proposal": proposal.code}
    write(actor=request.user.actor, verb="exported", kind="case_file", subject="list", details=details)
    return workbook(f"{proposal.code}-files.xlsx", proposal.code, columns, cells(rows))


def cells(rows: QuerySet[ProposalLine]) -> Iterator[list[Any]]:
    """Yield the cells of each file."""
    for row in rows.iterator(2000):
        codes = [centre.code if centre else "" for centre in (row.centre, row.today, row.nearest, row.next_best)]
        yield [
            *(row.file_code, row.case_file.county.name, row.get_need_display(), codes[0], row.distance, row.cost),
            *(codes[1], codes[2], row.nearest_distance, codes[3], row.difference),
        ]


@require_safe
def file_page(request: Request, code: str, file: str) -> HttpResponse:
    """Explain one file: why this centre, the nearest and why not, the next best and the difference."""
    proposal = access_proposal(request.user, code)
    line = access_line(proposal, file)
    record_look(actor=request.user.actor, kind="case_file", subjects=[line.file_code])
    words = frame(request, proposal, "proposal_files")
    return render(request, "desk/proposals/files/page.html", words | file_words(request, proposal, line))


def file_words(request: Request, proposal: Proposal, line: ProposalLine) -> dict[str, Any]:
    """Return what the page of a file in a proposal shows."""
    compared = compare(proposal, line)
    household = line.case_file.household
    return {
        "line": line,
        "compared": compared,
        "reasons": reasons(compared, pinned=line.pinned, km=kilometres),
        "adjusted": [each for each in proposal.draft if each["file"] == line.file_code],
        "knows": may_know(request.user, line.case_file),
        "head": household.members.present().filter(kinship=Kinship.HEAD).first(),
        "members": household.members_count,
        "pin_form": AdjustmentForm(),
        "sees_file": has_right(request.user, line.case_file, Right.SEE_FILES),
        "title": _("File %(code)s") % {"code": isolated(digits(line.file_code))},
        "breadcrumb": crumbs(
            proposal, (_("Files"), reverse("desk:proposal_files", args=[proposal.code])), (digits(line.file_code), "")
        ),
    }


def chosen(proposal: Proposal, form: LineFilter, user: User) -> QuerySet[ProposalLine]:
    """Return the lines that the form asks for."""
    rows: QuerySet[ProposalLine] = proposal.lines.all()
    if not form.is_valid():
        return rows
    asked = form.cleaned_data
    rows = rows.filter(matching(asked["q"], user))
    if asked["need"]:
        rows = rows.filter(need=asked["need"])
    if asked["centre"]:
        rows = rows.filter(centre__code=asked["centre"])
    return rows.filter(PLACED.get(asked["placed"], Q()), MOVED.get(asked["moved"], Q()))


def matching(text: str, user: User) -> Q:
    """Return the condition that a line is meant by `text`: the beginning of the file's code, or words of a name."""
    code = to_ascii(clean(text)).upper().replace(" ", "")
    if not code:
        return Q()
    if CODE.match(code) and any(letter.isdigit() for letter in code):
        return prefix("file_code", code)
    return named(text, household="case_file__household") & knowable(user, "case_file__")
