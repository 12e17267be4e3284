"""Storing what a form asks for, once, and saying on the form why it was refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext as _

from hamdeli.casework.daily.faults import DailyFault
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise, once

LONGEST_KEY = 64
SAVED, REFUSED, CLASHED = 302, 422, 409


def save(form: Form, act: Callable[[], Any]) -> tuple[int, Conflict | None]:
    """Do `act` if the form is valid; return the status of the answer, with the conflict where somebody was faster."""
    if not form.is_valid():
        return REFUSED, None
    try:
        act()
    except DailyFault as fault:
        form.add_error(None, ValidationError(digits(fault.sentence), code=fault.code))
        return REFUSED, None
    except KeyUsedOtherwise:
        form.add_error(None, _("This form was sent before with other words. Open the page again, and write it anew."))
        return CLASHED, None
    except Conflict as conflict:
        return CLASHED, conflict
    return SAVED, None


def save_once(request: Request, form: Form, purpose: str, act: Callable[[], Any]) -> int:
    """Do `act` once however often the form is sent; return the status of the answer."""
    key = request.POST.get("idempotency_key", "")[:LONGEST_KEY]

    def done() -> None:
        body = {name: str(value) for name, value in form.cleaned_data.items()}
        once(key=key, actor=request.user.actor, purpose=purpose, body=body, act=act)

    return save(form, done)[0]
