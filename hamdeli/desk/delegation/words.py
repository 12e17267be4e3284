"""Faults as sentences of the reader's language: dates, digits and names as they are read."""

from datetime import datetime
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.delegation.faults import SENTENCES, HandoverFault
from hamdeli.delegation.models import MandateState
from hamdeli.desk.templatetags.formats import digits, moment


def spoken(fault: HandoverFault) -> str:
    """Return the sentence of `fault`."""
    words: dict[str, Any] = dict(fault.params)
    if words.get("at"):
        words["at"] = moment(datetime.fromisoformat(words["at"]))
    if words.get("state"):
        words["state"] = MandateState(words["state"]).label
    if words.get("by"):
        words["by"] = name_of(words["by"])
    return digits(str(SENTENCES[fault.code]) % words)


def name_of(username: str) -> str:
    """Return how the user with this sign-in name is called."""
    user = User.objects.filter(username=username).first()
    return user.display_name if user else username
