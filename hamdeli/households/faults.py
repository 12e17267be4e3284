"""Why a change of a family's record was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "birth_future": _("The birth date lies after today."),
    "birth_long_ago": _("Nobody lives as long as that. Look at the birth date again."),
    "head_exists": _("The household has a head. Another becomes head when the present one leaves."),
    "head_stays": _("The head stays the head until somebody else becomes it: say that the head leaves."),
    "head_needed": _("Say who becomes the head of the household."),
    "head_young": _(
        "A child would become the head of the household. Look again whether a grown person lives there; if nobody "
        "does, say so below."
    ),
    "head_unknown": _("Only somebody who lives in the household can become its head."),
    # Says the same whether the code is known here, elsewhere in the country, or of somebody who died.
    "code_refused": _("This national code cannot be entered here. Look at the card again, then ask the province."),
    "here_already": _("Somebody of this name and birth date is written down in this household already."),
    "known_elsewhere": _(
        "Somebody of this name and birth date lives in a household that is known already. Look at the card again; "
        "if it is another person, say so below."
    ),
    "older_than_head": _(
        "A child would be older than the head. Look at kinship and birth date again; if both are right, say so below."
    ),
    "younger_than_head": _(
        "A parent would be younger than the head. Look at kinship and birth date again; if both are right, "
        "say so below."
    ),
    "code_here": _("This person is already written down in this household."),
    "left_future": _("The day of leaving lies after today."),
    "left_before_birth": _("The day of leaving lies before the birth."),
    "left_already": _("This person has left the household already."),
}


class HouseholdFault(Refusal):
    """Nothing was done; `code` is one of SENTENCES."""

    sentences = SENTENCES
