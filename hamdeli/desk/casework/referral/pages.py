"""The page of one referral, and its answers: a new file, a known file, or none."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile, Referral
from hamdeli.casework.referral.access import access_known, access_referral, has_right, may_know_of
from hamdeli.casework.referral.answering import drop, link
from hamdeli.casework.referral.candidates import candidates
from hamdeli.casework.referral.faults import ReferralFault
from hamdeli.casework.referral.taking_up import Family, take_up
from hamdeli.casework.referral.words import Word, opened
from hamdeli.desk.casework.referral.forms import DropForm, LinkForm, TakingUpForm
from hamdeli.desk.requests import Request
from hamdeli.desk.typed import spoken_phone
from hamdeli.households.faults import HouseholdFault
from hamdeli.journal.writing import record_look
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean

PAGE = "desk/casework/referral/page.html"
TAKING_UP = "desk/casework/referral/taking_up.html"
FILLED = ("given_name", "family_name", "birth_date", "national_code", "phone", "address", "latitude", "longitude")


@require_safe
def referral_page(request: Request, receipt: str) -> HttpResponse:
    """Show one referral: what was said, and to those who lead admissions whom it may mean."""
    return page(request, access_referral(request.user, receipt))


def page(request: Request, referral: Any, fault: str = "", status: int = 200) -> HttpResponse:
    """Return the page of a referral; it comes from `access_referral`, so that the state is as the reader may know."""
    user = request.user
    knows, leads = may_know_of(user, referral), has_right(user, referral, Right.ADMIT)
    word = opened(referral) if knows else None
    found = candidates(word, user) if word and leads else []
    record_look(actor=user.actor, kind="referral", subjects=[referral.receipt] if knows else [])
    record_look(actor=user.actor, kind="case_file", subjects=[each.case_file.code for each in found])
    words = {
        "referral": referral,
        "word": word,
        "phone": spoken_phone(word.phone) if word else "",
        "referrer_phone": spoken_phone(word.referrer_phone) if word else "",
        "leads": leads and knows,
        "found": found,
        "fault": fault,
        "state": Referral.State(referral.told),
        "drop": DropForm(initial={"version": referral.version}),
        "sees_file": CaseFile.objects.visible_to(user).filter(referrals=referral).exists(),
    }
    return render(request, PAGE, words, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def referral_file(request: Request, receipt: str) -> HttpResponse:
    """Take the referral up: show the head of the family as told, and make the file."""
    referral = access_known(request.user, receipt, Right.ADMIT)
    word = opened(referral)
    if request.method != "POST":
        form = TakingUpForm(initial={name: getattr(word, name) for name in FILLED} | {"version": referral.version})
        return taking_up(request, referral, form, word)
    form = TakingUpForm(request.POST)
    if not form.is_valid():
        return taking_up(request, referral, form, word, 422)
    if not form.cleaned_data["another"] and candidates(told(form), request.user):
        form.add_error("another", _("Look at the families below first: one of them may be meant."))
        return taking_up(request, referral, form, told(form), 422)
    file = taken_up(request, referral, form)
    if file is None:
        return taking_up(request, referral, form, told(form), 409)
    messages.success(request, _("The file was opened; the admission has begun."))
    return redirect("desk:file_admission", code=file.code)


def taking_up(request: Request, referral: Referral, form: TakingUpForm, word: Word, status: int = 200) -> HttpResponse:
    """Return the page on which a referral is taken up."""
    found = candidates(word, request.user)
    codes = [each.case_file.code for each in found]
    record_look(actor=request.user.actor, kind="referral", subjects=[referral.receipt])
    record_look(actor=request.user.actor, kind="case_file", subjects=codes)
    return render(request, TAKING_UP, {"referral": referral, "form": form, "found": found}, status=status)


def taken_up(request: Request, referral: Referral, form: TakingUpForm) -> CaseFile | None:
    """Make the file; a refusal stands in the form."""
    asked, county = form.cleaned_data, referral.county
    place = (asked["latitude"], asked["longitude"])
    if place[0] is None:
        place = (county.latitude or 0.0, county.longitude or 0.0)
    family = Family([form.head()], *place, address=asked["address"], phone=asked["phone"])
    common: dict[str, Any] = {"user": request.user, "at": timezone.now(), "today": timezone.localdate()}
    try:
        return take_up(referral, family, seen_version=asked["version"], **common)
    except (ReferralFault, HouseholdFault) as fault:
        form.add_error(None, fault.sentence)
    return None


def told(form: TakingUpForm) -> Word:
    """Return the head as the form tells of them."""
    asked = form.cleaned_data
    return Word(**{name: asked[name] for name in ("given_name", "family_name", "national_code", "birth_date")})


@require_POST
def referral_link(request: Request, receipt: str) -> HttpResponse:
    """Say that the family is known, and which file is meant."""
    referral = access_known(request.user, receipt, Right.ADMIT)
    form = LinkForm(request.POST)
    code = to_ascii(clean(form.data.get("code", ""))).strip().upper()
    file = CaseFile.objects.visible_to(request.user).filter(code=code).first()
    if not form.is_valid() or file is None:
        return page(request, referral, ReferralFault("file_unknown").sentence, 422)
    try:
        link(referral, file, user=request.user, at=timezone.now(), seen_version=form.cleaned_data["version"])
    except ReferralFault as fault:
        return page(request, referral, fault.sentence, 409)
    messages.success(request, _("The referral was joined to the file."))
    return redirect("desk:referral", receipt=receipt)


@require_POST
def referral_drop(request: Request, receipt: str) -> HttpResponse:
    """Say why the referral leads nowhere."""
    referral = access_known(request.user, receipt, Right.ADMIT)
    form = DropForm(request.POST)
    if not form.is_valid():
        return page(request, referral, ReferralFault("reason").sentence, 422)
    asked = form.cleaned_data
    common: dict[str, Any] = {"user": request.user, "at": timezone.now(), "seen_version": asked["version"]}
    try:
        drop(referral, why=asked["why"], note=asked["note"], **common)
    except ReferralFault as fault:
        return page(request, referral, fault.sentence, 409)
    messages.success(request, _("The referral was dropped."))
    return redirect("desk:referral", receipt=receipt)
