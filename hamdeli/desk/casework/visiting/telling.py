"""What a visit tells, in the reader's language: observations by their questions, and two forms side by side."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamdeli.casework.models import OtherForm, Outcome, Visit
from hamdeli.casework.visiting.other_forms import differences
from hamdeli.casework.visiting.outcomes import VisitReason
from hamdeli.desk.templatetags.formats import day
from hamdeli.journal.changing import FieldChange
from hamdeli.persian.calendar import parse_date
from hamdeli.persian.digits import in_language
from hamdeli.questionnaires.content import DATE, NUMBER, YES, YES_NO, Question, questions_of, text_in


def observed(visit: Visit) -> list[tuple[str, str]]:
    """Return each question that was answered at the visit, with the answer in words."""
    if visit.edition is None:
        return []
    language = get_language() or "fa"
    asked = questions_of(visit.edition.content)
    return [
        (text_in(question["text"], language), spoken(question, visit.answers[question["code"]], language))
        for question in asked
        if question["code"] in visit.answers
    ]


def spoken(question: Question, answer: Any, language: str) -> str:
    """Return an answer in words."""
    if question["kind"] == YES_NO:
        return _("yes") if answer == YES else _("no")
    if question["kind"] == DATE:
        return day(parse_date(answer))
    if question["kind"] == NUMBER:
        return in_language(answer, language)
    options = {option["code"]: text_in(option["text"], language) for option in question.get("options", ())}
    chosen = answer if isinstance(answer, list) else [answer]
    return _(", ").join(options.get(str(each), str(each)) for each in chosen)


def told_twice(visit: Visit, other: OtherForm) -> dict[str, Any]:
    """Return the second form of a visit, with what it tells differently."""
    return {"other": other, "changes": [change(name, *pair) for name, pair in differences(visit, other).items()]}


def change(name: str, theirs: Any, yours: Any) -> FieldChange:
    """Return one field that two forms tell differently, in words."""
    label = {
        "facts": _("What was seen"),
        "opinion": _("What you make of it"),
        "done_on": _("Visited on"),
        "answers": _("Observations"),
        "outcome": _("Decision"),
        "reason": _("Reason"),
        "note": _("Note on the decision"),
    }[name]
    return FieldChange(field=name, label=label, before="", theirs=in_words(name, theirs), yours=in_words(name, yours))


def in_words(name: str, value: Any) -> str:
    """Return the value of a field in words."""
    if name == "outcome":
        return str(dict(Outcome.choices).get(value, value))
    if name == "reason":
        return str(dict(VisitReason.choices).get(value, value))
    if name == "done_on":
        return day(parse_date(value))
    if name == "answers":
        return _(", ").join(f"{code}: {answer}" for code, answer in value.items())
    return str(value)
