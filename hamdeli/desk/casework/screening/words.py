"""Why a screening, a restricted section or a session was refused, in words."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.persian.digits import in_language

FAULTS = {
    "answers": gettext_lazy("Some answers do not fit yet; see below."),
    "closed": gettext_lazy("The file is closed; reopen it first."),
    "other_questionnaire": gettext_lazy("This questionnaire is not used for screening here."),
    "retired": gettext_lazy("This questionnaire was no longer in use on that day."),
    "future": gettext_lazy("This day has not come yet."),
    "before_file": gettext_lazy("The file was not open on that day."),
    "other_family": gettext_lazy("This person does not belong to the family."),
    "before_birth": gettext_lazy("The person was not born on that day."),
    "left": gettext_lazy("The person had left the family by that day."),
    "other_visit": gettext_lazy("The visit belongs to another family."),
    "no_text": gettext_lazy("Write what you saw or heard."),
    "too_long": gettext_lazy("This text is too long."),
    "no_authority": gettext_lazy("Write to which authority you brought it."),
    "before_note": gettext_lazy("It was not written down yet on that day."),
    "brought_already": gettext_lazy("Somebody has written this down already."),
    "no_reason": gettext_lazy("Nothing was shown. Say in at least eight letters why you need it."),
    "no_family": gettext_lazy("Name at least one family."),
    "too_many": gettext_lazy("A session has at most %(most)s families."),
    "two_families": gettext_lazy("A group has at least two families."),
    "one_family": gettext_lazy("A session of one family has one file; tick “group” for several."),
    "minutes": gettext_lazy("A session takes from 1 to %(most)s minutes."),
    "topic": gettext_lazy("This topic is unknown."),
}


def spoken(fault: ScreeningFault) -> str:
    """Return the sentence for `fault`."""
    return in_language(FAULTS[fault.code] % fault.more, get_language() or "fa")


def used_otherwise() -> str:
    """Say that a key came back with another body."""
    return _("This form was sent before with other values. Load the page anew.")
