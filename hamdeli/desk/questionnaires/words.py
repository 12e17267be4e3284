"""The sentences for what is wrong with a questionnaire or with answers, by the codes of the engine."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.persian.digits import in_language
from hamdeli.questionnaires.checking import Fault
from hamdeli.questionnaires.content import Content, level_of, question_of, sections_of, signs_of, text_in

ANSWER_FAULTS = {
    "missing": _("Please answer this."),
    "outside": _("This is not one of the possible answers."),
    "wrong_kind": _("This is not one of the possible answers."),
    "no_number": _("Please write a whole number."),
    "no_date": _("Please write a day, such as 1404/01/25."),
    "too_long": _("This text is too long."),
    "not_asked": _("The form has no such question."),
}
CONTENT_FAULTS = {
    "nothing_asked": _("There is no question yet."),
    "same_code": _("The same code stands twice."),
    "unknown_kind": _("The kind of the question is unknown."),
    "no_text_fa": _("The Persian text is missing."),
    "no_text_en": _("The English text is missing."),
    "too_few_options": _("There must be at least two options."),
    "limits_crossed": _("The least number is above the most."),
    "bands_not_ascending": _("The steps of the score must ascend."),
    "bad_score": _("A score is a whole number from 0 to 100."),
    "unknown_rule": _("The rule cannot be read."),
    "unknown_question": _("The rule asks for a question that is not there any more."),
    "later_question": _("The rule asks for a question that comes later; move it or change the rule."),
    "unknown_option": _("The rule asks for an option that is not there any more."),
    "not_a_number": _("“At least” needs a question with a number."),
    "no_levels": _("There are no levels yet."),
    "levels_gap": _("The lowest level must begin at 0 points."),
    "levels_overlap": _("Two levels begin at the same score."),
    "level_out_of_reach": _("No answers reach this level."),
    "unknown_tone": _("The colour of the level is unknown."),
    "bad_days": _("The days of a task are a number from 0 to 365."),
    "sign_without_rule": _("The sign has no rule."),
    "unknown_level": _("The sign leads to a level that is not there any more."),
    "unknown_subject": _("The subject is unknown."),
}
ASKING = {"yes": _("yes"), "no": _("no"), "optional": _("(may stay empty)")}


def form_words() -> dict[str, str]:
    """Return the words that the form in the browser needs, in the reader's language."""
    language = get_language() or "fa"
    return {code: in_language(words, language) for code, words in (ANSWER_FAULTS | ASKING).items()}


def spoken(content: Content, faults: Iterable[Fault]) -> list[tuple[str, str]]:
    """Return each fault as the name of what it concerns and a sentence."""
    language = get_language() or "fa"
    words = CONTENT_FAULTS | ANSWER_FAULTS
    return [(name_of(content, fault.where, language), str(words.get(fault.code, fault.code))) for fault in faults]


def name_of(content: Content, code: str, language: str) -> str:
    """Return the text of the question, section, level or sign with that code; the code where it has no text."""
    question = question_of(content, code)
    if question is not None:
        return text_in(question.get("text"), language) or code
    section = next((row for row in sections_of(content) if row["code"] == code), None)
    sign = next((row for row in signs_of(content) if row["code"] == code), None)
    level = level_of(content, code)
    named = (section or {}).get("title") or (level or {}).get("name") or (sign or {}).get("name")
    return text_in(named, language) or code
