"""Doing what a form about visits asks for, and saying in the reader's words why it was refused."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext as _

from hamdeli.accounts.naming import display_names
from hamdeli.casework.daily.faults import DailyFault
from hamdeli.casework.visiting.faults import SENTENCES, VisitFault
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits, moment
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise

LONGEST_KEY = 64
SAVED, REFUSED, CLASHED = 302, 422, 409


def key_of(request: Request) -> str:
    """Return the idempotency key of a form."""
    return request.POST.get("idempotency_key", "")[:LONGEST_KEY]


def save(form: Form, act: Callable[[], Any]) -> tuple[int, Conflict | None]:
    """Do `act` if the form is valid; return the status of the answer, and what others changed meanwhile."""
    if not form.is_valid():
        return REFUSED, None
    try:
        act()
    except VisitFault as fault:
        form.add_error(None, ValidationError(spoken(fault), code=fault.code))
        return REFUSED, None
    except DailyFault as fault:
        form.add_error(None, ValidationError(digits(fault.sentence), code=fault.code))
        return REFUSED, None
    except KeyUsedOtherwise:
        form.add_error(None, _("This form was sent before with other words. Open the page again, and write it anew."))
        return CLASHED, None
    except Conflict as conflict:
        return CLASHED, conflict
    return SAVED, None


def spoken(fault: VisitFault) -> str:
    """Return the sentence of a fault, with names, dates and digits as the reader has them."""
    words: dict[str, Any] = fault.said()
    if words.get("at"):
        words["at"] = moment(datetime.fromisoformat(words["at"]))
    if words.get("by"):
        words["by"] = display_names([words["by"]]).get(words["by"], words["by"])
    return digits(str(SENTENCES[fault.code]) % words)
