"""`{% questionnaire_form %}` asks with a questionnaire; `{% questionnaire_answers %}` shows what was answered."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import template
from django.utils.translation import get_language

from hamdeli.desk.questionnaires.explaining import explain, level_words, title_of
from hamdeli.desk.questionnaires.words import form_words
from hamdeli.questionnaires.checking import Fault
from hamdeli.questionnaires.content import Answers, Content, text_in

register = template.Library()


@register.inclusion_tag("desk/questionnaires/_form.html")
def questionnaire_form(
    content: Content, answers: Answers | None = None, faults: Iterable[Fault] = (), name: str = ""
) -> dict[str, Any]:
    """`{% questionnaire_form edition.content answers faults %}` inside a form: the questions, with their skips.

    The page loads `desk/questionnaire.js` as a module. The answers come as `q-<code>`; read them with
    `hamdeli.questionnaires.reading.answers_from(content, request.POST.getlist)`.
    """
    return {
        "content": json.dumps(content, ensure_ascii=False),
        "answers": json.dumps(answers or {}, ensure_ascii=False),
        "faults": json.dumps([asdict(fault) for fault in faults], ensure_ascii=False),
        "words": json.dumps(form_words(), ensure_ascii=False),
        "name": name,
    }


@register.inclusion_tag("desk/questionnaires/_answers.html")
def questionnaire_answers(content: Content, answers: Answers, points: bool = True) -> dict[str, Any]:
    """`{% questionnaire_answers edition.content answers %}`: what was asked and said; `points=False` without scores."""
    return {"explained": explain(content, answers), "points": points}


@register.simple_tag
def level_name(content: Content, code: str) -> str:
    """`{% level_name edition.content screening.level %}`: the name of a level in the reader's language."""
    return level_words(content, code)[0]


@register.simple_tag
def level_tone(content: Content, code: str) -> str:
    """`{% level_tone edition.content screening.level %}`: the tone of a level, for a badge."""
    return level_words(content, code)[1]


@register.filter
def edition_title(content: Content) -> str:
    """`{{ edition.content|edition_title }}`: the title under which an edition was published."""
    return title_of(content)


@register.filter
def in_my_language(words: dict[str, str] | None) -> str:
    """`{{ section.title|in_my_language }}`: a text of a questionnaire in the reader's language."""
    return text_in(words, get_language() or "fa")
