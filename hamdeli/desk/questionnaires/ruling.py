"""Rules on screen: the choices of the builder, and a rule in a sentence."""

from django.utils.translation import get_language, gettext

from hamdeli.persian.digits import in_language
from hamdeli.questionnaires.conditions import Condition
from hamdeli.questionnaires.content import (
    NO,
    NOTE,
    NUMBER,
    WITH_OPTIONS,
    YES,
    YES_NO,
    Content,
    Question,
    question_of,
    text_in,
)

SHORT = 60


def choices_about(questions: list[Question]) -> list[tuple[str, str]]:
    """Return what a rule may ask for, over the given questions."""
    language = get_language() or "fa"
    choices = [("", gettext("choose"))]
    for question in questions:
        if question["kind"] != NOTE:
            choices += about(question, language)
    return choices


def about(question: Question, language: str) -> list[tuple[str, str]]:
    """Return what a rule may ask for of one question."""
    code, text = question["code"], short(question, language)
    rows = [(f"equals|{code}|{value}", f"{text} ← {label}") for value, label in answers_of(question, language)]
    least, given = gettext("at least"), gettext("has an answer")
    if question["kind"] == NUMBER:
        rows.append((f"at_least|{code}", f"{text} ← {least}"))
    return [*rows, (f"answered|{code}", f"{text} ← {given}")]


def answers_of(question: Question, language: str) -> list[tuple[str, str]]:
    """Return the codes and words of the answers from which one chooses."""
    if question["kind"] == YES_NO:
        return [(YES, gettext("yes")), (NO, gettext("no"))]
    if question["kind"] in WITH_OPTIONS:
        return [(option["code"], text_in(option["text"], language)) for option in question.get("options", ())]
    return []


def short(question: Question, language: str) -> str:
    """Return the beginning of a question."""
    text = text_in(question.get("text"), language) or question["code"]
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def rule_in_words(content: Content, condition: Condition | None) -> str:
    """Return a rule as a sentence."""
    if not condition:
        return ""
    if condition["op"] == "not":
        return gettext("not (%(rule)s)") % {"rule": rule_in_words(content, condition["condition"])}
    if condition["op"] in ("and", "or"):
        join = gettext(" and ") if condition["op"] == "and" else gettext(" or ")
        return join.join(rule_in_words(content, part) for part in condition["conditions"])
    return atom_in_words(content, condition)


def atom_in_words(content: Content, atom: Condition) -> str:
    """Return one comparison as a sentence."""
    language = get_language() or "fa"
    asked = question_of(content, atom["question"])
    name = short(asked, language) if asked else atom["question"]
    if atom["op"] == "answered":
        return gettext("“%(question)s” has an answer") % {"question": name}
    if atom["op"] == "at_least":
        number = in_language(atom["value"], language)
        return gettext("“%(question)s” is at least %(number)s") % {"question": name, "number": number}
    labels = dict(answers_of(asked, language)) if asked else {}
    values = atom["values"] if atom["op"] == "any_of" else [atom["value"]]
    told = gettext(" or ").join(labels.get(value, str(value)) for value in values)
    return gettext("“%(question)s” is %(answer)s") % {"question": name, "answer": told}
