"""Why an act on an onward referral was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import Onward
from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "not_carried": _("No centre carries this file; only the centre that carries a file refers its family."),
    "same_centre": _("This centre carries the file itself."),
    "unlicensed": _("The centre %(centre)s has no active licence."),
    "not_able": _("The centre %(centre)s does not have this speciality."),
    "elsewhere": _("The centre %(centre)s is in another province."),
    "open_already": _("This family is referred to the centre %(centre)s already; wait for the answer or withdraw it."),
    "words_missing": _("Say it in words."),
    "reason_missing": _("Choose a reason."),
    "discreet": _("This family is helped discreetly: its name and telephone are shared by its named person only."),
    "not_member": _("This person is not of the household, or has left it."),
    "no_such_day": _("The answer is due between tomorrow and ninety days from now."),
    "moved_on": _("This cannot be done: the referral is %(state)s."),
    "late": _("The day for the answer is over; the referral has expired."),
}


class OnwardFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES

    def said(self) -> dict[str, Any]:
        """Return the values as the sentence says them."""
        said = dict(self.params)
        if "state" in said:
            said["state"] = Onward.State(said["state"]).label
        return said
