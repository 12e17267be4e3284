"""What may be done with a questionnaire: a new title, publishing, retiring, copying it for one's province."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hamdeli.desk.questionnaires.forms import RetireForm, TitleForm
from hamdeli.desk.questionnaires.pages import page_words
from hamdeli.desk.questionnaires.parts import changed_meanwhile
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict
from hamdeli.questionnaires.access import access_questionnaire, province_of
from hamdeli.questionnaires.drafting import save_draft
from hamdeli.questionnaires.models import Questionnaire
from hamdeli.questionnaires.publishing import AlreadyThere, ContentFault, copy_for, publish, retire

PAGE = "desk/questionnaires/page.html"


def refused(request: Request, questionnaire: Questionnaire, fault: str, status: int) -> HttpResponse:
    """Show the page with the reason why nothing was done."""
    fresh = access_questionnaire(request.user, questionnaire.pk)
    return render(request, PAGE, page_words(request, fresh) | {"fault": fault}, status=status)


def version_in(request: Request) -> int:
    """Return the version that the reader saw; one that no row has where none was sent."""
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else 0


@require_POST
def title(request: Request, pk: int) -> HttpResponse:
    """Save title and secrecy."""
    questionnaire = access_questionnaire(request.user, pk, write=True)
    form = TitleForm(request.POST)
    if not form.is_valid():
        words = page_words(request, questionnaire) | {"title_form": form}
        return render(request, PAGE, words, status=422)
    asked = {name: form.cleaned_data[name] for name in ("title_fa", "title_en", "restricted")}
    actor, draft = request.user.actor, questionnaire.draft
    try:
        save_draft(questionnaire, seen_version=version_in(request), draft=draft, actor=actor, **asked)
    except Conflict:
        return refused(request, questionnaire, changed_meanwhile(), 409)
    return redirect("desk:questionnaire", pk=pk)


@require_POST
def publishing(request: Request, pk: int) -> HttpResponse:
    """Publish the draft as the next edition."""
    questionnaire = access_questionnaire(request.user, pk, write=True)
    try:
        made = publish(
            questionnaire,
            seen_version=version_in(request),
            by=request.user,
            actor=request.user.actor,
            at=timezone.now(),
        )
    except ContentFault:
        return refused(request, questionnaire, _("It cannot be published yet; see what is wrong below."), 422)
    except Conflict:
        return refused(request, questionnaire, changed_meanwhile(), 409)
    messages.success(request, _("Edition %(number)s is in use now.") % {"number": made.number})
    return redirect("desk:questionnaire", pk=pk)


@require_POST
def retirement(request: Request, pk: int) -> HttpResponse:
    """Retire the questionnaire; the country's takes its place where there is one."""
    questionnaire = access_questionnaire(request.user, pk, write=True)
    form = RetireForm(request.POST)
    if not form.is_valid():
        return refused(request, questionnaire, _("Write the reason."), 422)
    asked = form.cleaned_data
    actor, now = request.user.actor, timezone.now()
    try:
        retire(questionnaire, seen_version=asked["version"], reason=asked["reason"], actor=actor, at=now)
    except Conflict:
        return refused(request, questionnaire, changed_meanwhile(), 409)
    messages.success(request, _("The questionnaire is retired; what was answered stays readable."))
    return redirect("desk:questionnaire", pk=pk)


@require_POST
def copying(request: Request, pk: int) -> HttpResponse:
    """Copy a questionnaire of the country for one's province."""
    questionnaire = access_questionnaire(request.user, pk)
    province = province_of(request.user)
    if province is None or questionnaire.province_id is not None:
        raise PermissionDenied
    try:
        made = copy_for(questionnaire, province=province, actor=request.user.actor)
    except AlreadyThere:
        return refused(request, questionnaire, _("Your province has its own of this one already."), 409)
    messages.success(request, _("This copy is your province's; it is used once you publish it."))
    return redirect("desk:questionnaire", pk=made.pk)
