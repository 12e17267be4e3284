"""The aid of one family: what it received, what waits, and giving it more."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches
from hamdeli.casework.access import access_case_file, has_right, may_know
from hamdeli.casework.aiding.access import access_aid, visible_aid
from hamdeli.casework.aiding.giving import give
from hamdeli.casework.aiding.months import month_words
from hamdeli.casework.aiding.proposing import propose
from hamdeli.casework.aiding.taking_back import take_back
from hamdeli.casework.models import Aid, CaseFile
from hamdeli.centres.models import Centre
from hamdeli.desk.casework.aiding.forms import AidForm, WhyForm, blank
from hamdeli.desk.casework.aiding.proposals import panel
from hamdeli.desk.casework.aiding.words import faults_of
from hamdeli.desk.casework.attempting import attempt_once
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

SHOWN = 100


@dataclass(frozen=True)
class Told:
    """One thing that the family received; `whole` where the reader may know more than kind and month."""

    aid: Aid
    month: str
    whole: bool
    may_take_back: bool


@require_http_methods(["GET", "HEAD", "POST"])
def file_aid(request: Request, code: str) -> HttpResponse:
    """Show what a family received; give it something in kind, or propose money for it."""
    case_file = access_case_file(request.user, code)
    if request.method != "POST":
        return shown(request, case_file, blank(case_file, timezone.localdate()))
    if not has_right(request.user, case_file, Right.GIVE):
        raise PermissionDenied
    form = AidForm(request.POST, case_file=case_file)
    status = attempt_once(request, form, f"aid of {case_file.code}", lambda: store(request.user, case_file, form))
    if status != 302:
        return shown(request, case_file, form, status)
    in_money = form.cleaned_data["kind"].money
    said = _("Proposed; another person approves it.") if in_money else _("Written down.")
    messages.success(request, said)
    return redirect("desk:file_aid", code=code)


def store(user: User, case_file: CaseFile, form: AidForm) -> int:
    """Give in kind, or propose money; return the primary key of what was made."""
    gift, today, centre = form.gift(), timezone.localdate(), centre_of(user, case_file)
    if gift.kind.money:
        return propose(case_file=case_file, gift=gift, centre=centre, author=user, today=today).pk
    return give(case_file=case_file, gift=gift, centre=centre, giver=user, today=today).pk


def centre_of(user: User, case_file: CaseFile) -> Centre | None:
    """Return the centre in whose name `user` gives to the family: the one that carries it, or the county office."""
    centre = case_file.centre
    return centre if centre and reaches(user, Right.GIVE, centre_code=centre.code) else None


def shown(request: Request, case_file: CaseFile, form: AidForm, status: int = 200) -> HttpResponse:
    """Return the page."""
    may_give = has_right(request.user, case_file, Right.GIVE)
    knows = may_know(request.user, case_file)
    if may_give and knows:
        record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    if not knows:
        del form.fields["person"]
    words: dict[str, Any] = {"case_file": case_file, "form": form if may_give else None}
    words |= {"rows": list(told(request.user, case_file)), "proposals": panel(request.user, case_file)}
    return render(request, "desk/casework/aiding/file.html", words, status=status)


def told(user: User, case_file: CaseFile) -> Iterator[Told]:
    """Yield the latest aid of the household: whole where `user` may read it, else its kind and month."""
    rows = Aid.objects.filter(household=case_file.household_id, takes_back__isnull=True)
    rows = rows.select_related("kind", "centre", "giver", "person", "taken_back_by").order_by("-given_on", "-id")
    latest = list(rows[:SHOWN])
    whole = set(visible_aid(user).filter(pk__in=[aid.pk for aid in latest]).values_list("pk", flat=True))
    language = get_language() or "fa"
    for aid in latest:
        taken = hasattr(aid, "taken_back_by")
        if aid.pk in whole:
            yield Told(aid, month_words(aid.given_on, language), True, not taken and may_give_there(user, aid))
        elif not taken:
            yield Told(aid, month_words(aid.given_on, language), False, False)


def may_give_there(user: User, aid: Aid) -> bool:
    """Say whether `user` gives where `aid` was given."""
    code = aid.centre.code if aid.centre else None
    return reaches(user, Right.GIVE, province_id=aid.province_id, county_id=aid.county_id, centre_code=code)


@require_POST
def taking_back(request: Request, pk: int) -> HttpResponse:
    """Take a mistake back by another row."""
    aid = access_aid(request.user, pk, Right.GIVE)
    form = WhyForm(request.POST)
    status = attempt_once(request, form, f"taking back {pk}", lambda: take_back_as(request.user, aid, form))
    if status == 302:
        messages.success(request, _("Taken back: the row stays, and another one takes it back."))
    else:
        messages.error(request, faults_of(form))
    seen = CaseFile.objects.visible_to(request.user).filter(pk=aid.case_file_id).exists()
    return redirect("desk:file_aid", code=aid.case_file.code) if seen else redirect("desk:aid")


def take_back_as(user: User, aid: Aid, form: WhyForm) -> int:
    """Take it back and return the primary key of the new row."""
    return take_back(aid=aid, reason=form.cleaned_data["reason"], by=user).pk
