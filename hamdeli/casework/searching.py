"""Finding files by code or by the names of the family."""

import re

from django.db.models import Q

from hamdeli.accounts.models import User
from hamdeli.casework.access import knowable
from hamdeli.households.searching import named, prefix
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean

CODE = re.compile(r"^[0-9A-Z][0-9A-Z\-]*$")


def matching(text: str, user: User | None = None) -> Q:
    """Return the condition that a file is meant by `text`: the beginning of its code, or words of a name in it.

    A discreet family is found by name only when `user` may know who it is.
    """
    code = to_ascii(clean(text)).upper().replace(" ", "")
    if not text.strip():
        return Q()
    if CODE.match(code) and any(letter.isdigit() for letter in code):
        return prefix("code", code)
    return named(text) & (knowable(user) if user else Q(discreet=False))
