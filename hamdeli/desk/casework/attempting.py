"""Doing what a form asks for, and saying on the form why it was refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext as _

from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise, once
from hamdeli.journal.refusals import Refusal

LONGEST_KEY = 64
DONE, REFUSED, CLASHED = 302, 422, 409


def attempt(form: Form, act: Callable[[], Any]) -> int:
    """Do `act` if the form is valid; return the status of the answer. A fault stands on the form."""
    if not form.is_valid():
        return REFUSED
    try:
        act()
    except Refusal as fault:
        form.add_error(None, ValidationError(digits(fault.sentence), code=fault.code))
        return REFUSED
    except KeyUsedOtherwise:
        form.add_error(None, _("This form was sent before with other words. Open the page again, and write it anew."))
        return CLASHED
    except Conflict:
        form.add_error(None, _("Somebody was faster. Look at it again before you send the form once more."))
        return CLASHED
    return DONE


def attempt_once(request: Request, form: Form, purpose: str, act: Callable[[], Any]) -> int:
    """Do `act` once however often the form is sent; return the status of the answer."""
    key = request.POST.get("idempotency_key", "")[:LONGEST_KEY]

    def done() -> None:
        body = {name: str(value) for name, value in form.cleaned_data.items()}
        once(key=key, actor=request.user.actor, purpose=purpose, body=body, act=act)

    return attempt(form, done)
