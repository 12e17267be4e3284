"""Why a task, a note or a draft was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "title_missing": _("Write what is to be done."),
    "text_missing": _("Write the note."),
    "text_long": _("This is longer than %(most)s letters."),
    "due_past": _("The day is over already; choose today or a later day."),
    "due_far": _("The day is more than three years away."),
    "owner_without_post": _("%(owner)s holds no post over this file now."),
    "same_owner": _("%(owner)s has this task already."),
    "task_done": _("This task was done already."),
    "result_missing": _("Write what came of it."),
    "day_ahead": _("A note tells of what was; its day cannot be in the future."),
    "other_file": _("The note that is corrected belongs to another file."),
    "draft_long": _("The draft is too long to be kept."),
}


class DailyFault(Refusal):
    """What was asked for is refused and nothing was stored. `code` says why; `params` are plain values."""

    sentences = SENTENCES
