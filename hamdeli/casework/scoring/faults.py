"""Why a score, a hardship or a table was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "no_member": _("Nobody is written down as a member of this household; a score needs the members."),
    "hardship_order": _("A hardship ends after it begins."),
    "hardship_future": _("A hardship cannot begin in the future."),
    "hardship_long": _("A temporary hardship lasts at most %(months)s months; write a longer one anew when it ends."),
    "in_force_past": _("A table cannot be in force before today: scores of the past keep their table."),
    "same_table": _("The table in force says the same."),
    "closed": _("The file is closed; a closed file is not scored."),
}


class ScoreFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
