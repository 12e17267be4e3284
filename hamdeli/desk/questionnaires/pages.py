"""The page of one questionnaire: its draft with what is wrong in it, its editions, and what may be done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.desk.questionnaires.explaining import explain
from hamdeli.desk.questionnaires.forms import KIND_CHOICES, KIND_WORDS, TitleForm
from hamdeli.desk.questionnaires.ruling import rule_in_words
from hamdeli.desk.questionnaires.words import spoken
from hamdeli.desk.requests import Request
from hamdeli.questionnaires.access import access_questionnaire, may_write, province_of
from hamdeli.questionnaires.answering import check_answers, keep
from hamdeli.questionnaires.checking import Fault
from hamdeli.questionnaires.content import Content, levels_of, most_points, questions_of, signs_of
from hamdeli.questionnaires.models import Questionnaire
from hamdeli.questionnaires.publishing import faults_before_publishing, whole
from hamdeli.questionnaires.reading import answers_from


@require_safe
def questionnaire_page(request: Request, pk: int) -> HttpResponse:
    """Show the draft and the editions."""
    questionnaire = access_questionnaire(request.user, pk)
    return render(request, "desk/questionnaires/page.html", page_words(request, questionnaire))


def page_words(request: Request, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return what the page shows."""
    content = questionnaire.draft
    faults = faults_before_publishing(questionnaire)
    province = province_of(request.user)
    return {
        "questionnaire": questionnaire,
        "sections": [outline(content, section, faults) for section in content.get("sections", ())],
        "levels": levels_of(content),
        "signs": [(sign, rule_in_words(content, sign.get("when"))) for sign in signs_of(content)],
        "most": sum(most_points(question) for question in questions_of(content)),
        "faults": spoken(content, faults),
        "editions": list(questionnaire.editions.select_related("published_by").order_by("-number")[:20]),
        "may_write": may_write(request.user, questionnaire),
        "may_copy": questionnaire.province_id is None and province is not None,
        "kinds": KIND_CHOICES,
        "title_form": TitleForm(initial=title_values(questionnaire)),
    }


def title_values(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the values of the form of the title."""
    names = ("title_fa", "title_en", "restricted", "version")
    return {name: getattr(questionnaire, name) for name in names}


def outline(content: Content, section: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """Return a section as the page shows it: each question with its kind, its rule and whether something is wrong."""
    wrong = {fault.where for fault in faults}
    rows = [
        {
            "question": question,
            "kind": KIND_WORDS.get(question["kind"], question["kind"]),
            "rule": rule_in_words(content, question.get("show_if")),
            "wrong": question["code"] in wrong,
            "most": most_points(question),
        }
        for question in section.get("questions", ())
    ]
    return {"section": section, "rows": rows}


@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: Request, pk: int) -> HttpResponse:
    """Try the draft: the questions with their skips, and the result explained. Nothing is stored."""
    questionnaire = access_questionnaire(request.user, pk)
    content = whole(questionnaire)
    words: dict[str, Any] = {"questionnaire": questionnaire, "content": content}
    if request.method == "POST":
        words |= tried(content, request)
    return render(request, "desk/questionnaires/trial.html", words)


def tried(content: Content, request: Request) -> dict[str, Any]:
    """Return what the answers of a trial come to, and what is wrong with them."""
    answers = answers_from(content, request.POST.getlist)
    faults = check_answers(content, answers)
    kept = keep(content, answers).answers
    return {"answers": answers, "faults": faults, "explained": None if faults else explain(content, kept)}


@require_safe
def edition(request: Request, pk: int, number: int) -> HttpResponse:
    """Show what was published, as it is asked."""
    questionnaire = access_questionnaire(request.user, pk)
    found = get_object_or_404(questionnaire.editions, number=number)
    words = {"questionnaire": questionnaire, "content": found.content, "edition": found}
    return render(request, "desk/questionnaires/trial.html", words)
