"""What a proposal could not do, as sentences in the reader's language: what is wrong, what was kept, what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from hamdeli.delegation.faults import SENTENCES as HANDOVER_SENTENCES
from hamdeli.persian.digits import in_language

SENTENCES: dict[str, Any] = {
    "no_files": lazy("There is no file to place here: every file of this kind has its centre."),
    "policy": lazy("The policy makes no sense at “%(field)s”. Nothing was stored."),
    "not_ready": lazy("Only a ready proposal can be adjusted, run again or approved."),
    "being_approved": lazy("This proposal is being approved at this moment."),
    "no_such_adjustment": lazy("This adjustment was taken back already."),
    "too_many_adjustments": lazy("A proposal holds at most %(most)s adjustments."),
    "file_not_in_run": lazy("The file %(file)s is not in this proposal. Take its adjustment back and run again."),
    "centre_not_in_run": lazy("The centre %(centre)s is not in this proposal. Look at the code again."),
    "capacity": lazy("A capacity is a whole number from 0 to 100,000."),
    "capacity_above": lazy(
        "The registry gives the centre %(centre)s a capacity of %(capacity)s, and a proposal can only lower it. "
        "The deputy for public participation changes it in the registry; lower it here, or take the adjustment back."
    ),
    "pin_to_closed": lazy("The file %(file)s cannot be pinned to the centre %(centre)s, which is closed."),
    "pin_of_forbidden": lazy("The file %(file)s cannot be both pinned to and kept away from the centre %(centre)s."),
    "pin_outside_county": lazy(
        "The file %(file)s cannot be pinned to the centre %(centre)s: by this policy a file stays in its county."
    ),
    "centre_stays": lazy("The revocation of the centre %(centre)s is not decided; its files stay with it."),
    "appeal_open": lazy(
        "The centre %(centre)s has appealed against its revocation. Its files stay with it until the director general "
        "has decided. Nothing was handed over."
    ),
    "too_many_pins": lazy("%(pins)s files are pinned to the centre %(centre)s, which has %(places)s places."),
    "unposable": lazy("The records hold a value that cannot be computed with. Nothing was stored."),
    "not_proved": lazy("The certificate does not hold for the stored plan. Nothing was handed over; run again."),
    "records_changed": lazy(
        "The records changed since the proposal was computed: %(files_count)s files and %(centres_count)s centres. "
        "Nothing was handed over; run again."
    ),
    "adjusted_since": lazy("There are adjustments that this run does not know. Run again, or take them back."),
    "nothing_to_hand_over": lazy("This proposal gives no file to a new centre; there is nothing to hand over."),
    "worker_died": lazy("The work broke off three times. Nothing was stored; run it again."),
    "unexpected": lazy("The work failed for a reason that we did not foresee. Nothing was stored."),
}


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """Return the sentence of a fault; a code without a sentence is told as unexpected."""
    known = SENTENCES.get(code) or HANDOVER_SENTENCES.get(code)
    try:
        language = get_language() or "fa"
        shown = {name: in_language(value, language) for name, value in params.items()}
        return str(known) % shown if known else str(SENTENCES["unexpected"])
    except KeyError:
        return _("The work could not be done. Nothing was stored.")
