"""What stands in a kept form, line by line, in the reader's language."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.aiding.codes import grouped
from hamdeli.casework.models import Delivery, Outcome, Submission
from hamdeli.casework.visiting.outcomes import VisitReason
from hamdeli.desk.questionnaires.explaining import answer_in_words
from hamdeli.desk.templatetags.formats import day, digits
from hamdeli.questionnaires.content import questions_of, text_in
from hamdeli.questionnaires.models import Edition

Line = tuple[Any, Any]
WORDS: dict[str, Any] = {
    "facts": _("facts"),
    "opinion": _("opinion of the visitor"),
    "note": _("note"),
    "text": _("note"),
    "result": _("what came of it"),
    "done_on": _("visited on"),
    "next_visit_on": _("Next visit"),
    "about_on": _("about the day"),
    "shows": _("what it shows"),
    "consent_by": _("consent given by"),
}
KINDS: dict[str, Any] = {
    "visit": _("visit"),
    "note": _("case note"),
    "task": _("task"),
    "screening": _("screening"),
    "check_in": _("check-in at a door"),
    "photo": _("photograph"),
}


def lines_of(kept: Submission, body: dict[str, Any]) -> list[Line]:
    """Return label and value of everything that was written."""
    return list(TELLERS.get(kept.kind, plain)(body))


def plain(body: dict[str, Any]) -> Iterator[Line]:
    """Yield the texts and days of a form."""
    for name, value in body.items():
        if name in WORDS and value:
            yield WORDS[name], spoken_day(value) if name.endswith("_on") else value


def visit(body: dict[str, Any]) -> Iterator[Line]:
    """Yield what was seen, the decision with its reason, and each task with its day and whose it is."""
    yield from plain(body)
    for label, words, name in ((_("Decision"), Outcome, "outcome"), (_("Reason"), VisitReason, "reason")):
        if said := str(body.get(name) or ""):
            yield label, dict(words.choices).get(said, said)
    tasks = body.get("tasks")
    for task in tasks if isinstance(tasks, list) else []:
        yield _("Task"), told_task(task) if isinstance(task, dict) else str(task)


def told_task(task: dict[str, Any]) -> str:
    """Return what is to be done, until when, and by whom."""
    whose = _("the worker of the file") if task.get("owner") == "worker" else _("whoever sent the form")
    return f"{task.get('title', '')} · {spoken_day(task.get('due_on'))} · {whose}"


def spoken_day(text: Any) -> str:
    """Return an ISO date as the reader writes it; anything else as it stands."""
    try:
        return day(date.fromisoformat(text))
    except (TypeError, ValueError):
        return str(text)


def screening(body: dict[str, Any]) -> Iterator[Line]:
    """Yield the day and each question with its answer in words; an answer that fits none as it stands."""
    language = get_language() or "fa"
    yield _("Day of the talk"), spoken_day(body.get("done_on"))
    edition = Edition.objects.filter(pk=body.get("edition") or 0).first()
    answers = dict(body.get("answers") or {})
    for question in questions_of(edition.content) if edition else []:
        if question["code"] in answers:
            yield text_in(question["text"], language), answered(question, answers[question["code"]], language)


def answered(question: dict[str, Any], answer: Any, language: str) -> str:
    """Return an answer in words."""
    try:
        return answer_in_words(question, answer, language)
    except (TypeError, ValueError):
        return str(answer)


def check_in(body: dict[str, Any]) -> Iterator[Line]:
    """Yield the list, the code and the day of a check-in."""
    number = str(body.get("delivery", ""))
    found = Delivery.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    yield _("delivery list"), found.title if found else digits(number)
    yield _("code"), digits(grouped(str(body.get("code", ""))))
    yield _("given on"), spoken_day(body.get("given_on"))


TELLERS: dict[str, Callable[[dict[str, Any]], Iterator[Line]]] = {
    "visit": visit,
    "screening": screening,
    "check_in": check_in,
}
