"""One deed on a page of its own: a form, what it does, and why it was refused. For plans, exits, volunteers."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.naming import name_of
from hamdeli.casework.models import CaseFile
from hamdeli.delegation.faults import HandoverFault
from hamdeli.desk.conflicts import told as in_words
from hamdeli.desk.delegation.words import spoken
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import day, digits
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.journal.refusals import Refusal
from hamdeli.persian.calendar import parse_date

LONGEST_KEY = 64
REUSED = _("This form was sent before with other words. Open the page again, and write it anew.")


@dataclass(frozen=True)
class Deed:
    """What somebody is about to do: its words, the page to go back to, and the record whose version is checked."""

    title: Any
    what: Any
    button: Any
    done: Any
    back: str
    room: str = "plan"
    tone: str = "primary"
    thing: Any = None
    more: dict[str, Any] = field(default_factory=dict)
    template: str = "desk/casework/planning/deed.html"


def key_of(request: Request) -> str:
    """Return the idempotency key of the form; a form without one counts as new."""
    return request.POST.get("idempotency_key", "")[:LONGEST_KEY] or uuid.uuid4().hex


def version_of(request: Request) -> int:
    """Return the version of the record that the reader saw, 0 where the form does not say."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def carry_out(
    request: Request, deed: Deed, form: forms.Form, act: Callable[[], Any], case_file: CaseFile | None
) -> HttpResponse:
    """Show the form; do `act` once it is filled in, and go back; say on the form why it was refused."""
    if request.method != "POST":
        return shown(request, deed, form, case_file)
    if not form.is_valid():
        return shown(request, deed, form, case_file, status=422)
    try:
        act()
    except Conflict as conflict:
        return shown(request, deed, form, case_file, status=409, conflict=conflict)
    except (Refusal, KeyUsedOtherwise) as fault:
        form.add_error(None, told(fault))
        return shown(request, deed, form, case_file, status=422)
    messages.success(request, deed.done)
    return redirect(deed.back)


def shown(
    request: Request,
    deed: Deed,
    form: forms.Form,
    case_file: CaseFile | None,
    status: int = 200,
    conflict: Conflict | None = None,
) -> HttpResponse:
    """Show the page of a deed; after a conflict with the version that is stored now."""
    if deed.thing is not None:
        deed.thing.refresh_from_db()
    words = {"deed": deed, "form": form, "case_file": case_file, "key": request.POST.get("idempotency_key", "")}
    if conflict:
        words["conflict"] = in_words(conflict)
    return render(request, deed.template, words | deed.more, status=status)


def told(fault: Refusal | KeyUsedOtherwise) -> str:
    """Return why something was refused, with days, digits and names as they are read."""
    if isinstance(fault, KeyUsedOtherwise):
        return str(REUSED)
    if isinstance(fault, HandoverFault):
        return spoken(fault)
    if fault.params.get("on"):
        fault.params["on"] = day(parse_date(fault.params["on"]))
    if fault.params.get("by"):
        fault.params["by"] = name_of(fault.params["by"])
    return digits(fault.sentence)
