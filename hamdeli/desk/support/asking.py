"""A new help request, the page of one, and what both sides do with it."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.scans import ENDINGS, scan_of
from hamdeli.casework.vault import keep, kept
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.desk.support.forms import RequestForm, SilentForm, WordsForm
from hamdeli.journal.writing import record_look
from hamdeli.support.access import access_request, acts_open_to, own_centres, supports
from hamdeli.support.asking import Asked, act, ask
from hamdeli.support.knowing import article_from
from hamdeli.support.models import HelpRequest
from hamdeli.support.moves import MOVES, Act

PAGE = "desk/support/request.html"
FIRST = "page"


@require_http_methods(["GET", "HEAD", "POST"])
def help_request_new(request: Request) -> HttpResponse:
    """Ask for help; sent twice, it is one request."""
    require_right(request.user, Right.ASK)
    centres = list(own_centres(request.user))
    if request.method != "POST":
        form = RequestForm(centres=centres, initial={"page": request.GET.get(FIRST, "")[:200]})
        return render(request, "desk/support/request_new.html", {"form": form})
    form = RequestForm(request.POST, request.FILES, centres=centres)
    made: list[int] = []

    def store() -> int:
        made.append(stored(request, form).pk)
        return made[0]

    status = attempt_once(request, form, "help request", store)
    if status != 302:
        return render(request, "desk/support/request_new.html", {"form": form}, status=status)
    messages.success(request, _("Your request is with the supporters. The answer comes here."))
    return redirect("desk:help_request", pk=made[0]) if made else redirect("desk:help_requests")


def stored(request: Request, form: RequestForm) -> HelpRequest:
    """Keep the scan and the request. Raises `SupportFault` and `ScanFault`."""
    told: dict[str, Any] = {**form.cleaned_data}
    given, centre = told.pop("file"), form.centres[told.pop("centre")]
    if given:
        scan = scan_of(given.read())
        told |= {"digest": keep(scan.content), "content_type": scan.content_type}
    return ask(centre=centre, asked=Asked(**told), by=request.user, now=timezone.now())


@require_safe
def help_request(request: Request, pk: int) -> HttpResponse:
    """Show one request: what was asked and said, its times, and what can be done now."""
    return shown(request, access_request(request.user, pk))


def shown(request: Request, one: HelpRequest, status: int = 200, typed: str = "") -> HttpResponse:
    """Return the page; `typed` is what a refused form said."""
    user = request.user
    words = {
        "one": one,
        "said": one.messages.select_related("made_by").order_by("pk"),
        "acts": acts_open_to(user, one),
        "late": one.is_overdue(timezone.now()),
        "supports": supports(user, one.centre.province_id),
        "article": getattr(one, "article", None),
        "answered": one.first_answer_at is not None,
        "typed": typed,
        "form": WordsForm(initial={"words": typed}),
    }
    return render(request, PAGE, words, status=status)


@posted("desk:help_request", "pk")
def help_request_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Do `act`, once however often the form is sent; a refusal leaves what was typed in its place."""
    deed = Act(act)
    one = access_request(request.user, pk, deed)
    form: Form = WordsForm(request.POST) if MOVES[deed].worded else SilentForm(request.POST)
    status = attempt_once(request, form, f"help {pk} {act}", lambda: done(request, one, deed, form))
    if status == 302:
        messages.success(request, said(deed))
        return redirect("desk:help_request", pk=pk)
    messages.error(request, faults_of(form))
    return shown(request, access_request(request.user, pk), status, request.POST.get("words", ""))


def done(request: Request, one: HelpRequest, deed: Act, form: Form) -> int:
    """Call the verb and return the version of the request."""
    text = request.POST.get("version", "")
    seen = int(text) if text.isdecimal() and len(text) < 10 else 0
    words = form.cleaned_data["words"]
    moved = act(request=one, deed=deed, by=request.user, now=timezone.now(), seen_version=seen, words=words)
    return moved.version


def said(deed: Act) -> str:
    """Return what is said after the act."""
    return {
        Act.TAKE: _("The request is yours."),
        Act.ASK_BACK: _("The centre is asked back."),
        Act.REPLY: _("Your reply is with the supporters."),
        Act.ANSWER: _("Answered. The centre says whether it is solved."),
        Act.ESCALATE: _("The request stands before the deputy."),
        Act.CONFIRM: _("Solved. Thank you for telling."),
        Act.REOPEN: _("The request is open again."),
        Act.CLOSE: _("The request is closed."),
        Act.WITHDRAW: _("The request is withdrawn."),
    }[deed]


@require_safe
def help_request_attachment(request: Request, pk: int) -> HttpResponse:
    """Hand out what was attached, and record that it was seen."""
    one = access_request(request.user, pk)
    if not one.attached_digest:
        raise Http404
    content = kept(one.attached_digest)
    record_look(actor=request.user.actor, kind="help_request", subjects=[str(one.pk)])
    name = f"help-{one.pk}.{ENDINGS[one.attached_type]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(
        content, content_type=one.attached_type, headers=headers | {"X-Content-Type-Options": "nosniff"}
    )


@posted("desk:help_request", "pk")
def help_request_article(request: Request, pk: int) -> HttpResponse:
    """Make an article of the answer, or go to the one that was made."""
    one = access_request(request.user, pk, Act.ANSWER)
    form = SilentForm(request.POST)
    made: list[int] = []

    def store() -> int:
        made.append(article_from(request=one, by=request.user, now=timezone.now()).pk)
        return made[0]

    status = attempt_once(request, form, f"article of {pk}", store)
    if status == 302:
        messages.success(request, _("The answer was copied. Look through it, take names out, and publish it."))
        return redirect("desk:article_details", pk=made[0]) if made else redirect("desk:help_request", pk=pk)
    messages.error(request, faults_of(form))
    return shown(request, access_request(request.user, pk), status)
