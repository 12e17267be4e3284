"""The exit of a family: what is proposed, what was, the end of the support, and its beginning anew."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, has_right
from hamdeli.casework.exits.access import access_exit
from hamdeli.casework.exits.closing import proposed_visits
from hamdeli.casework.judgements import sees_judgements
from hamdeli.casework.models import CaseFile, State
from hamdeli.delegation.closing import close
from hamdeli.delegation.reopening import reopen_file
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of
from hamdeli.desk.casework.exits.forms import ClosingForm, ReopeningForm
from hamdeli.desk.requests import Request


@require_safe
def file_exit(request: Request, code: str) -> HttpResponse:
    """Show the exits of a file with their looks, and what may be done now."""
    case_file = access_case_file(request.user, code)
    exits = case_file.exits.select_related("author", "reopened_by", "centre", "visit")
    words: dict[str, Any] = {
        "case_file": case_file,
        "exits": list(exits.prefetch_related("follow_ups__done_by").order_by("-pk")),
        "keeps_silent": not sees_judgements(request.user, case_file),
        "is_active": case_file.state == State.ACTIVE,
        "visits": proposed_visits(case_file),
        "may_close": has_right(request.user, case_file, Right.CLOSE),
        "may_work": has_right(request.user, case_file, Right.WORK),
    }
    return render(request, "desk/casework/exits/page.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def file_closing(request: Request, code: str) -> HttpResponse:
    """End the support, and the mandate of the centre with it."""
    case_file = access_case_file(request.user, code, Right.CLOSE)
    today = timezone.localdate()
    visits = proposed_visits(case_file)
    data = request.POST if request.method == "POST" else None
    form = ClosingForm(data, visits=visits, initial={"on": today, "visit": visits[0].pk if visits else ""})

    def act() -> None:
        asked = form.cleaned_data
        close(
            case_file=case_file,
            reason=asked["reason"],
            on=asked["on"],
            visit=form.chosen_visit,
            note=asked["note"],
            by=request.user,
            today=today,
            key=key_of(request),
        )

    return carry_out(request, closing(request, case_file), form, act, case_file)


def closing(request: Request, case_file: CaseFile) -> Deed:
    """Return the words of the page; whoever does not see a closed file goes back to the follow-ups."""
    stays = has_right(request.user, case_file, Right.SUPERVISE)
    back = reverse("desk:file_exit", args=[case_file.code]) if stays else reverse("desk:follow_ups")
    return Deed(
        title=_("End the support"),
        what=_(
            "The plan, open tasks, planned visits and referrals end with it, and so does the mandate of the centre. "
            "The family is looked after again after six and twelve months."
        ),
        button=_("End the support"),
        done=_("The support has ended; the file is closed."),
        back=back,
        room="exit",
        tone="danger",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def exit_reopening(request: Request, pk: int) -> HttpResponse:
    """Open a closed file again; its exit stays in the history."""
    made = access_exit(request.user, pk, Right.CLOSE)
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = ReopeningForm(data, initial={"on": today, "back": made.centre is not None})
    if made.centre is None:
        del form.fields["back"]

    def act() -> None:
        asked = {"back": False} | form.cleaned_data
        reopen_file(exit=made, by=request.user, today=today, **asked)

    deed = Deed(
        title=_("Open the file again"),
        what=_("The history stays. The support begins anew, and a visit is due."),
        button=_("Open the file again"),
        done=_("The file is open again."),
        back=reverse("desk:follow_ups"),
        room="exit",
        more={"made": made},
    )
    return carry_out(request, deed, form, act, None)
