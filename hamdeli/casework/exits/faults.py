"""Why an exit, a look after it or its reopening was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "file_not_active": _("The support of this family has ended already, or has not begun."),
    "file_carried": _("A centre carries the file; its mandate must end together with the support."),
    "reason_unknown": _("Choose a reason."),
    "day_ahead": _("This day has not come yet."),
    "before_opened": _("The exit would be before the file was opened."),
    "before_reopened": _("The exit would be before the file was last opened again."),
    "visit_missing": _("The support ends after an exit visit; choose the visit."),
    "visit_elsewhere": _("The exit visit belongs to another file."),
    "visit_not_exit": _("This was not an exit visit."),
    "visit_not_done": _("The exit visit is not done yet."),
    "visit_later": _("The exit visit was after the day of the exit."),
    "visit_used": _("An earlier exit rests on this visit; the family must be visited again."),
    "visit_not_end": _("The exit visit did not end with the decision to end the support."),
    "text_long": _("This is longer than %(most)s letters."),
    "look_done": _("This look was written down already."),
    "found_unknown": _("Choose how the family was found."),
    "note_missing": _("Write what the family needs."),
    "before_exit": _("This day is before the exit."),
    "reopened": _("The file was opened again already."),
    "why_missing": _("Write why the file is opened again."),
    "centre_gone": _("No centre carried this file at its exit."),
}


class ExitFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
