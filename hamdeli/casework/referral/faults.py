"""Why an act on a referral was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "name": _("Write at least a name, a phone number or an address by which the family can be found."),
    "keeper_needed": _("A discreet referral names the one person who speaks with the family."),
    "keeper_unfit": _("This person holds no post there that takes referrals."),
    "centre_elsewhere": _("The centre lies in another county."),
    "birth_future": _("The birth date lies after today."),
    "not_allowed": _("This belongs to the admission worker of the county."),
    "answered": _("The referral was answered meanwhile."),
    "one_head": _("A family has one head of household."),
    "file_unknown": _("There is no such file in your places."),
    "reason": _("Choose why the referral is dropped."),
}


class ReferralFault(Refusal):
    """Nothing was done; `code` is one of SENTENCES."""

    sentences = SENTENCES
