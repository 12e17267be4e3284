"""Faults as sentences of the reader's language: dates, digits and names as they are read."""

from datetime import datetime
from typing import Any

from hamdeli.accounts.naming import name_of
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
