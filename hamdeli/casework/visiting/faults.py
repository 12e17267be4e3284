"""Why something about visits was refused, as a code with plain values, and as a sentence."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal
from hamdeli.persian.calendar import format_date

SENTENCES: dict[str, Any] = {
    "no_post": _("%(who)s holds no post over the file %(file)s now."),
    "discreet": _("The family of the file %(file)s is discreet; %(who)s may not know who it is."),
    "may_not": _("You hold no post now that allows this on the file %(file)s."),
    "nothing": _("Choose at least one file."),
    "day_past": _("The day is over already; choose today or a later day."),
    "day_far": _("The day is more than a year away."),
    "planned_already": _("A visit to the family of the file %(file)s is planned for that day already."),
    "purpose_state": _("A visit of this purpose does not fit the file %(file)s as it stands now."),
    "supervisor_missing": _("A volunteer visits under a named supervisor: choose one."),
    "supervisor_unfit": _("%(who)s cannot supervise a visit to the family of the file %(file)s."),
    "not_planned": _("The visit is not planned any more."),
    "done_already": _("The visit was written down already, by %(by)s on %(at)s."),
    "cancelled": _("The visit was cancelled: %(why)s"),
    "reason_missing": _("Choose a reason that fits the decision."),
    "why_missing": _("Write the reason."),
    "visitor_only": _("Only %(who)s, who is to make this visit, can write it down."),
    "done_ahead": _("The visit cannot have been made after today."),
    "done_before_file": _("The visit cannot have been made before the file was opened."),
    "done_before_birth": _("Nobody of the family was born on the day of the visit."),
    "facts_missing": _("Write what was seen."),
    "text_long": _("A text is longer than %(most)s letters."),
    "outcome_unknown": _("Choose a decision."),
    "outcome_of_commission": _("This decision belongs to the commission; bring the file before it."),
    "outcome_unfit": _("This decision does not fit the purpose of the visit."),
    "next_not_after": _("The next visit must come after this one."),
    "next_late": _("The next visit is due on %(due)s at the latest."),
    "task_late": _("A task is to be done after the visit, within three years."),
    "tasks_many": _("A visit gives rise to at most %(most)s tasks."),
    "answers_without_form": _("There are answers and no form that they answer."),
    "answers_wrong": _("An answer does not fit its question: %(where)s"),
    "not_done": _("The visit was not written down yet."),
    "decided_anew_already": _("This decision was replaced already, by %(by)s on %(at)s."),
    "settled_already": _("This was settled already."),
    "ceiling": _("%(who)s would work on %(count)s files; the ceiling is %(ceiling)s. Give a reason, or fewer files."),
    "photos_many": _("A visit keeps at most %(most)s photographs."),
    "photo_large": _("A photograph has at most %(limit)s megabytes; nothing was stored."),
    "photo_kind": _("A photograph is a JPEG or PNG picture; this file is neither."),
    "photo_huge": _("The picture has too many points; take it smaller."),
    "photo_consent": _("Write who of the family agreed to the photograph."),
    "photo_shows": _("Write what the photograph shows."),
    "photo_gone": _("The photograph is damaged in the store; tell whoever runs the system."),
}


class VisitFault(Refusal):
    """What was asked for is refused and nothing was stored. `code` says why; `params` are plain values."""

    sentences = SENTENCES

    def said(self) -> dict[str, Any]:
        """Return the values as the sentence says them: the day by which a visit is due as the reader writes days."""
        said = dict(self.params)
        with suppress(KeyError, ValueError):
            said["due"] = format_date(date.fromisoformat(said["due"]), get_language() or "fa")
        return said
