"""Why an act about a licence was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.centres.models import Licence
from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "no_such_move": _("This cannot be done: the licence of the centre %(centre)s is %(state)s."),
    "moved_on": _("Somebody else was faster: the licence of the centre %(centre)s is %(state)s now."),
    "not_outsider": _("Whoever belongs to the centre %(centre)s does not decide about its licence."),
    "same_person": _("This needs a second person: %(by)s proposed or decided it before."),
    "not_proposer": _("Only who proposed a measure withdraws it; another person decides or dismisses it."),
    "term_backwards": _("The last day is before the first day."),
    "term_too_long": _("That is longer than a licence lasts: the last day is %(until)s at the latest."),
    "founding_open": _("This centre gets its licence at its opening: say so on the page of its application."),
    "term_overlaps": _("The licence %(number)s is valid until %(until)s; the next one begins after that day."),
    "no_term": _("This centre has no licence yet; give it one first."),
    "too_early": _("The renewal may be asked for from %(since)s on: three months before the licence ends."),
    "asked_already": _("The renewal was asked for already; it waits for an answer."),
    "measure_open": _("A measure about this centre was proposed already; it is decided first."),
    "measure_missing": _("There is nothing to decide any more: the measure was decided, dismissed or has ended."),
    "measure_stands": _("A measure about this centre is in force; it ends first."),
    "refused": _("The renewal of this licence was refused."),
    "grounds_missing": _("Choose a reason."),
    "words_missing": _("Say it in words."),
    "until_missing": _("Say until when the licence is suspended: a day from tomorrow on, within a year."),
    "files_open": _(
        "The centre %(centre)s still carries %(files)s files. Hand them to other centres through the allocation first."
    ),
    "files_waiting": _(
        "%(files)s families of the centre %(centre)s are not with a new centre yet: no centre has accepted them. "
        "The licence ends when the last of them is accepted."
    ),
    "appeal_open": _(
        "An appeal against the revocation of the centre %(centre)s waits for the decision of the director general. "
        "Until then its files stay and its licence does not end."
    ),
    "appeal_days": _("The centre %(centre)s may appeal until %(until)s; its licence does not end before that day."),
    "appeal_late": _("The days for an appeal are over since %(until)s."),
    "appealed_already": _("An appeal about this was made already."),
    "appeal_decided": _("This appeal was decided already."),
}


class LicenceFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES

    def said(self) -> dict[str, Any]:
        """Return the values as the sentence says them."""
        said = dict(self.params)
        if "state" in said:
            said["state"] = Licence(said["state"]).label
        return said
