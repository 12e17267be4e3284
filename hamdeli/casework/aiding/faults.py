"""Why an act about aid was refused, as a code with plain values, and as a sentence."""

from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.aiding.months import month_words
from hamdeli.casework.models import AidProposal, Delivery
from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "doubled": _("This household has received %(kind)s already, in %(month)s. Say why it should receive it again."),
    "in_money": _("Money is proposed by one, approved by another and handed out by a third: propose it."),
    "in_kind": _("Only money is proposed; what is given in kind is written down when it is given."),
    "nothing": _("Say how much: at least one piece, and for money its worth."),
    "too_much": _("This is more than can be meant; check the zeros."),
    "future": _("Aid is written down when it was given; this day has not come yet."),
    "before_file": _("This is before the file was opened."),
    "too_old": _("This is more than a year ago; such aid is not written down any more."),
    "file_closed": _("The file is closed; its family receives no aid through it."),
    "not_member": _("This person is not of the household, or has left it."),
    "not_here": _("The centre %(centre)s neither carries this file nor was it referred there."),
    "probation": _(
        "The centre %(centre)s is on probation and gives aid worth at most %(most)s rials in a month; "
        "%(left)s are left this month."
    ),
    "same_person": _("You proposed or approved this yourself: three people stand behind money."),
    "proposal_state": _("The proposal is answered already: %(state)s."),
    "taken_back": _("This was taken back already."),
    "is_taking_back": _("What takes a mistake back is not taken back itself; write the aid down anew."),
    "reason_missing": _("Say why."),
    "kind_known": _("There is a kind of this English name already."),
    "kind_unnamed": _("Give the kind an English name in Latin letters."),
    "period_odd": _("A period has from 0 to %(most)s days."),
    "list_state": _("The list is %(state)s; this cannot be done with it any more, or not yet."),
    "list_empty": _("No family fits; nothing was made."),
    "list_own": _("Another person than who made the list approves it."),
}


class AidFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES

    def said(self) -> dict[str, Any]:
        """Return the values as the sentence says them."""
        said = dict(self.params)
        if "month" in said:
            said["month"] = month_words(date.fromisoformat(said["month"]), get_language() or "fa")
        if "state" in said:
            states = AidProposal.State if self.code == "proposal_state" else Delivery.State
            said["state"] = states(said["state"]).label
        return said
