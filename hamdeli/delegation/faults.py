"""Why an act on mandates was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "nothing_to_do": _("There is no file to act on."),
    "file_twice": _("The file %(file)s is in the list twice."),
    "file_unknown": _("%(count)s files of the list are unknown."),
    "file_closed": _("The file %(file)s is closed; a closed file is not handed over."),
    "file_elsewhere": _("The file %(file)s belongs to another office; nothing was handed over."),
    "centre_unknown": _("%(count)s centres of the list are unknown."),
    "centre_unlicensed": _("The centre %(centre)s has no active licence."),
    "centre_elsewhere": _("The centre %(centre)s is in another province."),
    "centre_full": _("The centre %(centre)s has too few free places: %(free)s of %(files)s that are needed."),
    "centre_on_probation": _(
        "The centre %(centre)s is on probation and carries %(most)s files at most until it is over, whatever the "
        "reason; its free places are too few: %(free)s of %(files)s that are needed."
    ),
    "already": _("The file %(file)s was answered already: %(state)s, by %(by)s, on %(at)s."),
    "not_answered": _("The file %(file)s is not accepted yet; decline it instead."),
    "same_centre": _("The file is with this centre already."),
    "reason_missing": _("Choose a reason."),
    "note_missing": pgettext_lazy("after choosing another reason", "Write the reason."),
    "checklist_missing": _("Fill in the handover checklist: tasks, papers and promises, or say that there are none."),
    "handover_undone": _("The handover was undone already, by %(by)s on %(at)s."),
    "acted_on": _("%(count)s of the %(files)s files were answered already; undo the others file by file."),
}


class HandoverFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
