"""Why a conversion or a pair of twins was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "may_not": _("You hold no post now that may do this for the centre %(centre)s."),
    "words_missing": _("Write the reason."),
    "training_missing": _("Say how many people have learnt it, and by what training."),
    "has_it": _("The centre has this speciality already."),
    "lacks_it": _("The centre does not have this speciality."),
    "open_already": _("A conversion of this centre for this speciality is under way already."),
    "no_such_day": _("The day lies between today and one year from now."),
    "kind_unfit": _("A specialised centre has at least one speciality: say what kind of centre it becomes."),
    "own_proposal": _("Who proposed it does not decide it."),
    "moved_on": _("This cannot be done: the decision is already %(state)s."),
    "referrals_open": _(
        "%(many)s families referred to the centre for this speciality are still in its care: it gives the speciality "
        "up when the last referral is finished."
    ),
    "same_centre": _("A centre is not its own twin."),
    "unlicensed": _("The centre %(centre)s has no active licence."),
    "twins_already": _("These two centres are twins already."),
    "too_many": _("The centre %(centre)s has %(most)s twins already, and no centre of its province may have more."),
    "not_specialised": _("The centre that supports has no speciality: choose the other kind of pair."),
    "nothing_shared": _("Say what the two centres share."),
    "span_unfit": _("A pair lasts between thirty days and three years, and does not begin in the past."),
    "ended_already": _("This pair has ended already."),
    "ceiling_unfit": _("A number between 1 and %(most)s is meant."),
}


class TwinningFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
