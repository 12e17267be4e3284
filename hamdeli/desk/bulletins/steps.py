"""What is done with a bulletin: begun, filled anew, released, discarded, corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.desk.bulletins.forms import NewForm, PlainForm, WhyForm
from hamdeli.desk.casework.attempting import attempt
from hamdeli.desk.casework.deeds import Deed, carry_out, key_of, version_of
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.insight.bulletins.access import access_bulletin, places_of
from hamdeli.insight.bulletins.faults import BulletinFault
from hamdeli.insight.bulletins.gathering import periods_known
from hamdeli.insight.bulletins.issuing import begin, choose, correct, discard, refill, release
from hamdeli.insight.models.bulletins import Bulletin
from hamdeli.journal.once import once

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def bulletin_new(request: Request) -> HttpResponse:
    """Begin a bulletin."""
    require_right(request.user, Right.PUBLISH)
    made: list[str] = []
    data = request.POST if request.method == "POST" else None
    form = NewForm(data, places=places_of(request.user), periods=periods_known())
    page = Deed(
        title=_("Begin a bulletin"),
        what=_(
            "Every sentence is filled from the indicators; you read it, leave out what is not wanted, and release it."
        ),
        button=_("Begin"),
        done=_("The draft is filled. Read it before you release it."),
        back=reverse("desk:bulletins"),
    )

    def act() -> None:
        body = dict(form.cleaned_data) | {"place": form.cleaned_data["place"].code}
        code_made = once(
            key=key_of(request),
            actor=request.user.actor,
            purpose="bulletin",
            body=body,
            act=lambda: begin(**form.asked(), by=request.user).code,
        )
        made.append(code_made)

    answer = carry_out(request, page, form, act, None)
    return redirect("desk:bulletin", code=made[0]) if made else answer


@posted("desk:bulletin", "code")
def bulletin_filling(request: Request, code: str) -> HttpResponse:
    """Fill the draft with what was counted last."""
    bulletin = access_bulletin(request.user, code, to_publish=True)
    form = PlainForm(request.POST)
    done = attempt(form, lambda: refill(bulletin=bulletin, by=request.user, seen_version=version_of(request)))
    return answered(request, form, code, done, _("Filled with what was counted last."))


@posted("desk:bulletin", "code")
def bulletin_choice(request: Request, code: str) -> HttpResponse:
    """Leave a sentence out, or take it in again."""
    bulletin = access_bulletin(request.user, code, to_publish=True)
    form = PlainForm(request.POST)
    asked: dict[str, Any] = {
        "key": request.POST.get("sentence", ""),
        "wanted": request.POST.get("wanted") == "yes",
        "seen_version": version_of(request),
    }
    done = attempt(form, lambda: choose(bulletin=bulletin, by=request.user, **asked))
    return answered(request, form, code, done, _("Taken in again.") if asked["wanted"] else _("Left out."))


def answered(request: Request, form: PlainForm, code: str, status: int, done: str) -> HttpResponse:
    """Return to the bulletin and say what was done, or why not."""
    if status == 302:
        messages.success(request, done)
    for fault in form.non_field_errors():
        messages.error(request, str(fault))
    return redirect("desk:bulletin", code=code)


@require_http_methods(METHODS)
def bulletin_release(request: Request, code: str) -> HttpResponse:
    """Release a draft."""
    bulletin = access_bulletin(request.user, code, to_publish=True)
    form = PlainForm(request.POST if request.method == "POST" else None)
    what = _("It is never changed afterwards; a mistake is corrected by a new bulletin that names this one.")
    page = deed(bulletin, _("Release the bulletin"), what, _("Release"), _("Released."))
    return carry_out(
        request,
        page,
        form,
        lambda: release(bulletin=bulletin, by=request.user, seen_version=version_of(request)),
        None,
    )


@require_http_methods(METHODS)
def bulletin_discarding(request: Request, code: str) -> HttpResponse:
    """Put a draft away."""
    bulletin = access_bulletin(request.user, code, to_publish=True)
    form = PlainForm(request.POST if request.method == "POST" else None)
    page = deed(
        bulletin, _("Discard the draft"), _("It stays in the list."), _("Discard"), _("Discarded."), tone="danger"
    )
    return carry_out(
        request,
        page,
        form,
        lambda: discard(bulletin=bulletin, by=request.user, seen_version=version_of(request)),
        None,
    )


@require_http_methods(METHODS)
def bulletin_correction(request: Request, code: str) -> HttpResponse:
    """Begin a draft that corrects a released bulletin."""
    bulletin = access_bulletin(request.user, code, to_publish=True)
    if bulletin.state != Bulletin.State.RELEASED:
        messages.error(request, BulletinFault("not_released").sentence)
        return redirect("desk:bulletin", code=code)
    made: list[str] = []
    form = WhyForm(request.POST if request.method == "POST" else None)
    what = _("A new draft is filled from the records of today. Once released, each of the two names the other.")
    page = deed(
        bulletin, _("Correct the bulletin"), what, _("Begin the correction"), _("The correction is a draft now.")
    )

    def act() -> None:
        why = form.cleaned_data["why"]
        code_made = once(
            key=key_of(request),
            actor=request.user.actor,
            purpose=f"correction of {code}",
            body={"why": why},
            act=lambda: correct(bulletin=bulletin, why=why, by=request.user).code,
        )
        made.append(code_made)

    answer = carry_out(request, page, form, act, None)
    return redirect("desk:bulletin", code=made[0]) if made else answer


def deed(bulletin: Bulletin, title: str, what: str, button: str, done: str, **more: Any) -> Deed:
    """Return the words of a deed."""
    back = reverse("desk:bulletin", args=[bulletin.code])
    full = f"{title} · {bulletin.place.name}"
    return Deed(title=full, what=what, button=button, done=done, back=back, thing=bulletin, **more)
