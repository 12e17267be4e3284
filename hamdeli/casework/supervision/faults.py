"""Why a check was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "own_file": _("This is a file of your own; another supervisor checks it."),
    "not_supervisor": _("Your post does not supervise this file."),
    "comment_missing": _("Write what is to be put right."),
    "found_unknown": _("Say what you found."),
    "checked": _("The file was checked already."),
    "chosen_already": _("The file is among this month's checks already."),
    "nobody": _("Nobody works on this file: name its social worker first."),
    "not_returned": _("Only a returned file is answered."),
    "answer_missing": _("Write what you did."),
    "answered": _("The comment was answered already."),
}


class CheckFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
