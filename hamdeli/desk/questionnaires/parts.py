"""Writing a draft part by part: putting, moving and removing sections, questions, levels and signs."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamdeli.desk.questionnaires.forms import FORMS, KIND_WORDS, PartForm
from hamdeli.desk.questionnaires.pages import page_words
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict
from hamdeli.questionnaires.access import access_questionnaire
from hamdeli.questionnaires.content import KINDS, Content
from hamdeli.questionnaires.drafting import PARTS, NoSuchPart, find, move, new_code, put, remove, save_draft
from hamdeli.questionnaires.models import Questionnaire

NEW = "new"


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: Request, pk: int, part: str, code: str) -> HttpResponse:
    """Show the form of one part, or of a new one, and put it into the draft."""
    questionnaire = access_questionnaire(request.user, pk, write=True)
    if part not in PARTS:
        raise Http404
    there = part_of(request, questionnaire.draft, part, code)
    form = FORMS[part](
        request.POST or None, content=questionnaire.draft, part=there, initial={"version": questionnaire.version}
    )
    status, fault = 200, ""
    if request.method == "POST":
        status, fault = save_part(request, questionnaire, part, form)
        if status == 302:
            return redirect("desk:questionnaire", pk=pk)
    words = {"questionnaire": questionnaire, "form": form, "part": part, "new": code == NEW, "fault": fault}
    words |= {"section": request.GET.get("section", ""), "kind": KIND_WORDS.get(there.get("kind", ""), "")}
    return render(request, "desk/questionnaires/part.html", words, status=status)


def part_of(request: Request, content: Content, part: str, code: str) -> dict[str, Any]:
    """Return the part as it stands, or the beginning of a new one."""
    if code != NEW:
        try:
            return find(content, part, code)
        except NoSuchPart as missing:
            raise Http404 from missing
    made = {"code": new_code(content, part)}
    if part == "question":
        kind = request.GET.get("kind", "")
        if kind not in KINDS or not any(row["code"] == request.GET.get("section") for row in content["sections"]):
            raise Http404
        made["kind"] = kind
    return made


def save_part(request: Request, questionnaire: Questionnaire, part: str, form: PartForm) -> tuple[int, str]:
    """Put the part into the draft and return the status of the answer, with why not where it was refused."""
    if not form.is_valid():
        return 422, ""
    draft = put(questionnaire.draft, part, form.made(), section=request.GET.get("section", ""))
    try:
        save_draft(questionnaire, seen_version=form.cleaned_data["version"], draft=draft, actor=request.user.actor)
    except Conflict:
        return 409, changed_meanwhile()
    return 302, ""


def changed_meanwhile() -> str:
    """Say that somebody else changed the draft."""
    return _("Somebody changed this questionnaire meanwhile. Nothing was saved; load the page anew.")


@require_POST
def part_move(request: Request, pk: int) -> HttpResponse:
    """Move a part one place up or down."""
    down = request.POST.get("to") == "down"
    return turned(request, pk, lambda content, part, code: move(content, part, code, down=down))


@require_POST
def part_removal(request: Request, pk: int) -> HttpResponse:
    """Remove a part."""
    return turned(request, pk, remove)


def turned(request: Request, pk: int, turn: Callable[[Content, str, str], Content]) -> HttpResponse:
    """Change the draft with the part that the request names, and show it."""
    questionnaire = access_questionnaire(request.user, pk, write=True)
    asked = request.POST
    if asked.get("part") not in PARTS or not asked.get("version", "").isdigit():
        return render(request, "desk/questionnaires/page.html", page_words(request, questionnaire), status=422)
    status, fault = 200, ""
    try:
        draft = turn(questionnaire.draft, asked["part"], asked.get("code", ""))
        questionnaire = save_draft(
            questionnaire, seen_version=int(asked["version"]), draft=draft, actor=request.user.actor
        )
    except (Conflict, NoSuchPart):
        status, fault = 409, changed_meanwhile()
    if status == 200 or request.htmx:
        if fault:
            messages.error(request, fault)
        return redirect("desk:questionnaire", pk=pk)
    words = page_words(request, questionnaire) | {"fault": fault}
    return render(request, "desk/questionnaires/page.html", words, status=status)
