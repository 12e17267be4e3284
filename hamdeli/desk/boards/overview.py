"""The overview of one centre: its activity, what waits, and the word of the county."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.models import User
from hamdeli.accounts.naming import name_of
from hamdeli.accounts.roles import Right
from hamdeli.centres.access import access_centre, has_right
from hamdeli.centres.founding.carrying import STATUTE, Told, told_at_founding
from hamdeli.centres.inspecting.access import overseen
from hamdeli.centres.living.activity import QUIET_AFTER, SILENT_AFTER
from hamdeli.centres.living.overriding import lift, override
from hamdeli.centres.living.paper_kinds import PaperKind
from hamdeli.centres.living.rules import nearness
from hamdeli.centres.models import BankAccount, Body, Centre, Conversion, Finding, Inspection
from hamdeli.desk.boards.forms import ActivityForm
from hamdeli.desk.boards.papers import missing_kinds, told
from hamdeli.desk.boards.returns import dues_of
from hamdeli.desk.boards.rooms import deed, room
from hamdeli.desk.casework.deeds import carry_out, key_of, version_of
from hamdeli.desk.casework.deeds import told as fault_told
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import day, number
from hamdeli.insight.activity import lives
from hamdeli.journal.changing import Conflict
from hamdeli.journal.refusals import Refusal

NEWEST = 3
TOLD_FOR = timedelta(days=30)
TONES = {"over": "bad", "soon": "warn", "near": "accent"}


@dataclass(frozen=True)
class Reminder:
    """Something that waits: how urgent, in words, and where it is done."""

    tone: str
    text: str
    url: str


@require_safe
def centre_life(request: Request, code: str) -> HttpResponse:
    """Show how alive the centre is and what waits to be done."""
    centre = access_centre(request.user, code)
    today = timezone.localdate()
    words = room(request, centre, "centre_life")
    life = lives([centre.pk], today)[centre.pk]
    labels = {
        "opening": _("opening"),
        "visit": _("visit"),
        "aid": _("aid"),
        "return": _("monthly return"),
        "answer": _("answer to a handover"),
    }
    words |= {
        "life": life,
        "events": [(labels[name], on) for name, on in life.days.items()],
        "rule": {"quiet": number(QUIET_AFTER), "silent": number(SILENT_AFTER)},
        "reminders": reminders(request.user, centre, today),
        "may_say": has_right(request.user, centre, Right.CHECK_FOUNDING),
    }
    return render(request, "desk/boards/life.html", words)


def reminders(user: User, centre: Centre, today: date) -> list[Reminder]:
    """Return what waits in the centre, the most urgent first."""
    known = told_at_founding(centre)
    found = [*of_boards(centre, today, known), *of_account(centre, known), *of_hours(centre, known)]
    found += [*of_papers(centre, today, known), *of_returns(centre, today), *of_inspections(user, centre, today)]
    found += of_conversions(user, centre, today)
    order = ["bad", "warn", "accent"]
    return sorted(found, key=lambda each: order.index(each.tone))


def without_board(body: Body, told: Told) -> str:
    """Return that a board is missing, and whom the application named as executive."""
    said = _("No %(board)s is written down.") % {"board": body.label}
    if body != Body.EXECUTIVE or not told.executive:
        return said
    named = _("The application named %(who)s as executive: write down the election here.") % {"who": told.executive}
    return f"{said} {named}"


def of_boards(centre: Centre, today: date, told: Told) -> list[Reminder]:
    """Boards that are missing, over, or near their end."""
    url = reverse("desk:centre_boards", args=[centre.code])
    sitting = {board.body: board for board in centre.boards.filter(ended_on__isnull=True)}
    found = []
    for body in Body:
        board = sitting.get(body)
        if board is None:
            found.append(Reminder("warn", without_board(body, told), url))
        elif (near := nearness(board.until, today)) in TONES:
            over, ending = (
                _("The term of the %(board)s ended on %(on)s."),
                _("The term of the %(board)s ends on %(on)s."),
            )
            text = over if near == "over" else ending
            found.append(Reminder(TONES[near], text % {"board": body.label, "on": day(board.until)}, url))
    return found


def of_account(centre: Centre, told: Told) -> list[Reminder]:
    """An account that is missing or waits."""
    url = reverse("desk:centre_account", args=[centre.code])
    states = set(centre.accounts.values_list("state", flat=True))
    if BankAccount.State.PROPOSED in states:
        return [Reminder("accent", _("A bank account waits for the deputy's answer."), url)]
    if BankAccount.State.CONFIRMED not in states:
        if told.account:
            return [Reminder("warn", account_ticked(told), url)]
        return [Reminder("warn", _("The centre has no confirmed bank account."), url)]
    return []


def account_ticked(told: Told) -> str:
    """Return that the account was seen at founding, but not its number."""
    on = day(told.account.on) if told.account else ""
    return _("The bank account was ticked at founding on %(on)s; enter its number here.") % {"on": on}


def of_hours(centre: Centre, told: Told) -> list[Reminder]:
    """Hours that the application told and nobody entered."""
    if not told.hours or centre.opening_hours.exists():
        return []
    text = _("Opening hours told at founding: %(hours)s. Enter them here.") % {"hours": told.hours}
    return [Reminder("warn", text, reverse("desk:centre_hours", args=[centre.code]))]


def of_papers(centre: Centre, today: date, known: Told) -> list[Reminder]:
    """Papers that are missing, expired, or expire soon."""
    url = reverse("desk:centre_papers", args=[centre.code])
    current = list(centre.papers.filter(ended_at__isnull=True))
    found = [Reminder("warn", missing_told(kind, known), url) for kind in missing_kinds(current)]
    for paper in current:
        row = told(paper)
        if row["near"] in TONES:
            text = _("Expired on %(on)s: %(paper)s.") if row["near"] == "over" else _("Expires on %(on)s: %(paper)s.")
            said = {"on": day(paper.expires_on), "paper": paper.title or row["label"]}
            found.append(Reminder(TONES[row["near"]], text % said, url))
    return found


def missing_told(kind: PaperKind, known: Told) -> str:
    """Return that a paper is missing; of a statute that was handed in as text, that the signed paper is."""
    if kind.code == STATUTE and known.statute:
        return _("The text of the statute was handed in at founding; bring the signed paper here.")
    return _("Missing: %(paper)s.") % {"paper": kind.label}


def of_returns(centre: Centre, today: date) -> list[Reminder]:
    """Returns that are overdue or wait: the newest by their names, the older ones counted."""
    found = []
    dues, url = dues_of(centre, today), reverse("desk:centre_returns", args=[centre.code])
    older = sum(due.state == "over" for due in dues[NEWEST:])
    for due in dues[:NEWEST]:
        if due.sent is None:
            late = due.state == "over"
            text = _("The return of %(month)s is overdue.") if late else _("The return of %(month)s is due by %(on)s.")
            said = {"month": due.spoken, "on": day(due.month.due)}
            found.append(Reminder("bad" if late else "warn", text % said, url))
    if older:
        text = ngettext("%(count)s older return is overdue.", "%(count)s older returns are overdue.", older)
        found.append(Reminder("bad", text % {"count": number(older)}, url))
    return found


def of_inspections(user: User, centre: Centre, today: date) -> list[Reminder]:
    """Inspections to sign and findings to answer, for who reads them; nothing for others."""
    found = []
    for row in centre.inspections.filter(overseen(user, "centre__"), state=Inspection.State.DONE).order_by("id"):
        text = _("The inspection of %(on)s waits for the signature of the centre.") % {"on": day(row.done_on)}
        found.append(Reminder("warn", text, reverse("desk:inspection", args=[row.code])))
    for finding in centre.findings.filter(overseen(user, "centre__"), state=Finding.State.OPEN).order_by(
        "due_on", "id"
    ):
        late = finding.due_on < today
        text = _("A finding is overdue since %(on)s: %(what)s") if late else _("A finding, until %(on)s: %(what)s")
        said = text % {"on": day(finding.due_on), "what": finding.words}
        found.append(Reminder("bad" if late else "warn", said, reverse("desk:finding", args=[finding.pk])))
    return found


def of_conversions(user: User, centre: Centre, today: date) -> list[Reminder]:
    """What is proposed or decided about the specialities of the centre, and what has changed lately."""
    rows = Conversion.objects.visible_to(user).filter(centre=centre)
    lately = Q(state=Conversion.State.IN_FORCE, starts_on__gt=today - TOLD_FOR)
    found = []
    for row in rows.filter(Q(state__in=[Conversion.State.PROPOSED, Conversion.State.APPROVED]) | lately).order_by("id"):
        text = _("%(change)s: %(speciality)s, from %(on)s (%(state)s)")
        said = {"change": row.get_change_display(), "speciality": row.get_speciality_display()}
        said |= {"on": day(row.starts_on), "state": row.get_state_display()}
        found.append(Reminder("accent", text % said, reverse("desk:conversion", args=[row.pk])))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def centre_activity(request: Request, code: str) -> HttpResponse:
    """Say how alive the centre is, in place of the rule."""
    centre = access_centre(request.user, code, Right.CHECK_FOUNDING)
    form = ActivityForm(request.POST if request.method == "POST" else None)
    page = deed(
        *(request, centre, "centre_life"),
        *(_("Say how alive the centre is"), _("Save"), _("Your word stands in place of the rule.")),
        what=_("For what the records cannot know. It is shown with your name and the reason, until the day you write."),
    )

    def act() -> None:
        today = timezone.localdate()
        override(centre=centre, by=request.user, today=today, key=key_of(request), **form.cleaned_data)

    return carry_out(request, page, form, act, None)


@posted("desk:centre_life", "code")
def centre_activity_lifting(request: Request, code: str) -> HttpResponse:
    """Let the rule speak again."""
    centre = access_centre(request.user, code, Right.CHECK_FOUNDING)
    word = get_object_or_404(centre.activity_words.order_by("-pk")[:1])
    try:
        lift(word=word, by=request.user, today=timezone.localdate(), seen_version=version_of(request))
    except Refusal as fault:
        messages.error(request, fault_told(fault))
    except Conflict as conflict:
        messages.error(request, _("Meanwhile changed by %(who)s. Look again.") % {"who": name_of(conflict.actor)})
    return redirect("desk:centre_life", code=code)
