"""Why a form from a phone was kept, in the reader's language."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamdeli.accounts.naming import name_of
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.months import month_words
from hamdeli.casework.daily.faults import DailyFault
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.visiting.faults import VisitFault
from hamdeli.desk.templatetags.formats import moment
from hamdeli.persian.digits import in_language

SENTENCES: dict[str, Any] = {
    "unknown_form": gettext_lazy("This version of the system does not know this form."),
    "other_text_under_this_key": gettext_lazy("Another text came under the same key before; both are kept."),
    "not_a_form": gettext_lazy("The form is not whole."),
    "no_such_visit": gettext_lazy("The visit does not exist any more."),
    "no_such_task": gettext_lazy("The task does not exist any more, or is somebody else's."),
    "no_post": gettext_lazy("Its author holds no post over this file now."),
    "told_otherwise": gettext_lazy("The visit was written down before, and differently; both are kept."),
    "changed_meanwhile": gettext_lazy("The record was changed meanwhile; nothing was overwritten."),
    "reason_missing": gettext_lazy("Write the reason."),
    "settled_already": gettext_lazy("This was settled already."),
    "photo_alone": gettext_lazy("No visit was made of the form to which this photograph belongs."),
    "task_undated": gettext_lazy("A task has no day. Say until when."),
    "no_worker": gettext_lazy("A task is for the social worker of the file, and nobody works on this file now."),
    "door.mistyped": gettext_lazy("The code is mistyped; nothing was written down."),
    "door.not_listed": gettext_lazy("No family on this list has this code; nothing was written down."),
    "door.already": gettext_lazy(
        "%(giver)s had given it already (written down %(at)s). Nothing was given a second time; both are kept."
    ),
    "door.doubled": gettext_lazy(
        "This household has had the same aid in %(month)s. If it was handed out all the same, write the aid down "
        "with the reason."
    ),
}


def sentence(outcome: dict[str, Any]) -> str:
    """Return the sentence for what is remembered of a kept form."""
    room, _dot, code = str(outcome.get("fault", "")).partition(".")
    try:
        return ROOMS.get(room, plain)(code or room, outcome)
    except (KeyError, TypeError, ValueError):
        return _("No record could be made of it.")


def plain(code: str, outcome: dict[str, Any]) -> str:
    """Return a sentence about visits, tasks and notes, or about the form itself."""
    if code in SENTENCES:
        return str(SENTENCES[code]) % outcome
    room = next((room for room in (VisitFault, DailyFault) if code in room.sentences), None)
    if room is None:
        return _("No record could be made of it.")
    return in_language(room(code, **outcome).sentence, get_language() or "fa")


def of_screening(code: str, outcome: dict[str, Any]) -> str:
    """Return why a screening was not stored."""
    return in_language(ScreeningFault(code, **outcome).sentence, get_language() or "fa")


def of_aid(code: str, outcome: dict[str, Any]) -> str:
    """Return why aid was not written down."""
    return in_language(AidFault(code, **outcome).sentence, get_language() or "fa")


def at_door(code: str, outcome: dict[str, Any]) -> str:
    """Return what the door would have answered."""
    words = dict(outcome)
    if "giver" in words:
        words["giver"] = name_of(words["giver"])
        words["at"] = moment(datetime.fromisoformat(words["given_at"]))
    if "month" in words:
        words["month"] = month_words(date.fromisoformat(words["month"]), get_language() or "fa")
    return str(SENTENCES[f"door.{code}"]) % words


ROOMS: dict[str, Callable[[str, dict[str, Any]], str]] = {
    "screening": of_screening,
    "aid": of_aid,
    "door": at_door,
}
