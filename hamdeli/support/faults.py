"""Why an act about help for centres was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal
from hamdeli.support.moves import State

SENTENCES: dict[str, Any] = {
    "words_missing": _("Say it in words."),
    "national_code": _("A national code stands in the text. Write nothing by which a family can be recognised."),
    "long_number": _(
        "A number of ten digits or more stands in the text. Telephones, cards and national codes do not belong here."
    ),
    "not_now": _("This cannot be done: the request is %(state)s."),
    "may_not": _("Your post does not allow this here."),
    "no_parts": _("A course needs at least one part of text."),
    "nothing_new": _("The draft says what is published already; change it first."),
    "no_questions": _("A course needs at least one question at its end."),
    "no_options": _("The question “%(question)s” needs at least two answers."),
    "one_right": _("The question “%(question)s” needs exactly one right answer: begin its line with +."),
    "unfit": _("The question %(question)s cannot be asked so: look at its answers."),
    "pass_mark": _("The pass mark is between 1 and 100 percent."),
    "unpublished": _("This course is not published."),
    "not_for_you": _("This course is for others."),
    "parts_unread": _("Read all parts of the course before you answer its questions."),
    "unanswered": _("Answer every question."),
    "completed": _("You have completed this course already."),
    "days_crossed": _("It ends before it begins."),
    "elsewhere": _("This place is not yours."),
    "withdrawn": _("This was withdrawn."),
}


class SupportFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES

    def said(self) -> dict[str, Any]:
        """Return the values as the sentence says them."""
        said = dict(self.params)
        if "state" in said:
            said["state"] = State(said["state"]).label
        return said
