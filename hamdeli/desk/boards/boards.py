"""The boards of one centre: who sits, elections, single changes, and the history."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.centres.access import access_centre
from hamdeli.centres.living.electing import Term, elect, phone_of, replace_member
from hamdeli.centres.living.rules import SIZES, nearness
from hamdeli.centres.models import Board, BoardMember, Body, Centre, Seat
from hamdeli.desk.boards.forms import ElectionForm, MemberForm
from hamdeli.desk.boards.rooms import deed, room
from hamdeli.desk.casework.deeds import carry_out, key_of, version_of
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import number as spoken_number
from hamdeli.desk.typed import spoken_phone
from hamdeli.journal.writing import record_look

ORDER = [Seat.CHAIR, Seat.EXECUTIVE, Seat.TREASURER, Seat.MEMBER]


@require_safe
def centre_boards(request: Request, code: str) -> HttpResponse:
    """Show both boards and those before them; telephones to who runs or oversees the centre."""
    centre = access_centre(request.user, code)
    words = room(request, centre, "centre_boards")
    rows = centre.boards.prefetch_related(Prefetch("members", BoardMember.objects.order_by("since", "pk")))
    boards = list(rows.order_by("-since", "-pk"))
    sitting = {board.body: board for board in boards if board.ended_on is None}
    if words["sees_inside"] and sitting:
        record_look(actor=request.user.actor, kind="board", subjects=[centre.code])
    words["bodies"] = [told_body(body, sitting.get(body), phones=words["sees_inside"]) for body in Body]
    words["past"] = [board for board in boards if board.ended_on is not None]
    return render(request, "desk/boards/boards.html", words)


def told_body(body: Body, board: Board | None, *, phones: bool) -> dict[str, Any]:
    """Return one board as its page shows it."""
    members = [member for member in board.members.all() if member.until is None] if board else []
    members.sort(key=lambda member: (ORDER.index(Seat(member.seat)), member.name_folded))
    rows = [(member, spoken_phone(phone_of(member)) if phones else "") for member in members]
    left = [member for member in board.members.all() if member.until is not None] if board else []
    near = nearness(board.until, timezone.localdate()) if board else ""
    return {"body": body, "board": board, "rows": rows, "left": left, "near": near}


@require_http_methods(["GET", "HEAD", "POST"])
def centre_election(request: Request, code: str, body: str) -> HttpResponse:
    """Write down an election: the whole board is replaced as one act."""
    centre = access_centre(request.user, code, Right.RUN_CENTRE)
    before = sitting_board(centre, body)
    form = ElectionForm(request.POST if request.method == "POST" else None, body=body)
    fewest, most = SIZES[Body(body)]
    what = _("%(fewest)s to %(most)s members; one each is chair, executive and treasurer. The codes are sealed.")
    page = deed(
        *(request, centre, "centre_boards"),
        *(_("Election: %(board)s") % {"board": Body(body).label}, _("Keep the election"), _("The board is elected.")),
        what=what % {"fewest": spoken_number(fewest), "most": spoken_number(most)},
        template="desk/boards/election.html",
        more={"replacing": before.pk if before else ""},
    )

    def act() -> None:
        term = Term(form.cleaned_data["since"], form.cleaned_data["until"])
        elect(
            centre=centre,
            body=body,
            members=form.nominees(),
            term=term,
            replacing=replacing(request),
            by=request.user,
            today=timezone.localdate(),
            key=key_of(request),
        )

    return carry_out(request, page, form, act, None)


def replacing(request: Request) -> int | None:
    """Return which board the reader saw sitting."""
    text = request.POST.get("replacing", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def sitting_board(centre: Centre, body: str) -> Board | None:
    """Return the board that sits; 404 for a body that there is not."""
    if body not in Body.values:
        raise Http404
    return centre.boards.filter(body=body, ended_on__isnull=True).first()


@require_http_methods(["GET", "HEAD", "POST"])
def centre_board_change(request: Request, code: str, body: str) -> HttpResponse:
    """Let a member leave, another come."""
    centre = access_centre(request.user, code, Right.RUN_CENTRE)
    board = get_object_or_404(Board.objects.sitting(), centre=centre, body=body)
    members = board.members.filter(until__isnull=True).order_by("name_folded")
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = MemberForm(data, members=list(members), initial={"on": today})
    page = deed(
        *(request, centre, "centre_boards"),
        *(_("Change: %(board)s") % {"board": board.get_body_display()}, _("Save"), _("The board is changed.")),
        what=_("Who leaves, who comes, or both. The rest of the board and its term stay."),
        thing=board,
    )

    def act() -> None:
        seen = version_of(request)
        replace_member(board=board, change=form.change(), seen_version=seen, by=request.user, today=today)

    return carry_out(request, page, form, act, None)
