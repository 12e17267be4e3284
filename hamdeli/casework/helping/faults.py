"""Why a file was not given to a volunteer, or not handed back, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "may_not": _("You hold no post now that says who works on the file %(file)s."),
    "file_not_active": _("The family of the file %(file)s is not under support now."),
    "other_centre": _("%(who)s helps another centre than the one that carries the file %(file)s."),
    "not_active": _("%(who)s does not help now: %(state)s."),
    "no_post": _("%(who)s holds no post as a volunteer at this centre now."),
    "supervisor_gone": _("The supervisor of %(who)s holds no post at the centre now. Name another supervisor first."),
    "discreet": _("The family of the file %(file)s is discreet, and %(who)s is not the person named for it."),
    "ceiling": _(
        "%(who)s helps with %(count)s families already, and may help with %(ceiling)s at most. Choose another "
        "volunteer, or change the ceiling on the page of the volunteer."
    ),
    "already": _("%(who)s helps with this family already."),
    "nobody": _("No volunteer helps with this family."),
    "visit_gone": _("The visit is not planned any more."),
    "taker_unfit": _("%(who)s holds no post at the centre now and cannot take over."),
    "taker_missing": _(
        "Nobody who may work on the file %(file)s can take over. Choose somebody else to take over, who may know the "
        "family."
    ),
}


class HelpFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
