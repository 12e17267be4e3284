"""Why a screening or a session of counselling was refused."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal
from hamdeli.questionnaires.checking import Fault

SENTENCES: dict[str, Any] = {
    "answers": _("Some answers do not fit yet; see below."),
    "closed": _("The file is closed; reopen it first."),
    "other_questionnaire": _("This questionnaire is not used for screening here."),
    "retired": _("This questionnaire was no longer in use on that day."),
    "future": _("This day has not come yet."),
    "before_file": _("The file was not open on that day."),
    "other_family": _("This person does not belong to the family."),
    "before_birth": _("The person was not born on that day."),
    "left": _("The person had left the family by that day."),
    "other_visit": _("The visit belongs to another family."),
    "no_text": _("Write what you saw or heard."),
    "too_long": _("This text is too long."),
    "no_authority": _("Write to which authority you brought it."),
    "before_note": _("It was not written down yet on that day."),
    "brought_already": _("Somebody has written this down already."),
    "no_reason": _("Nothing was shown. Say in at least eight letters why you need it."),
    "no_family": _("Name at least one family."),
    "too_many": _("A session has at most %(most)s families."),
    "two_families": _("A group has at least two families."),
    "one_family": _("A session of one family has one file; tick “group” for several."),
    "minutes": _("A session takes from 1 to %(most)s minutes."),
    "topic": _("This topic is unknown."),
}


class ScreeningFault(Refusal):
    """Nothing was stored. `code` says why; `answers` holds the faults of single answers."""

    sentences = SENTENCES

    def __init__(self, code: str, *, answers: Sequence[Fault] = (), **params: Any) -> None:
        super().__init__(code, **params)
        self.answers = list(answers)
