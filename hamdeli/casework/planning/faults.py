"""Why an act on a plan was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "file_not_active": _("Only a family under support has a plan; this file is not active."),
    "plan_there": _("The family has a plan already; end it first."),
    "plan_ended": _("The plan has ended; nothing in it is changed any more."),
    "begun_ahead": _("A plan begins today or earlier."),
    "begun_before_file": _("The plan would begin before the file was opened."),
    "ends_before": _("The plan would end before it begins."),
    "too_long": _("A plan runs for three years at most; for a longer one write why."),
    "template_unknown": _("This template is not known."),
    "goal_twice": _("The same goal was chosen twice for one person."),
    "person_elsewhere": _("This person is not a member of the household now."),
    "title_missing": _("Write what is to be reached or done."),
    "reason_missing": _("Write the reason."),
    "words_missing": _("Write what was found."),
    "evidence_missing": _("Write by what one sees that it is done."),
    "text_long": _("This is longer than %(most)s letters."),
    "goal_ended": _("This goal is reached or dropped already."),
    "steps_open": _("Steps to this goal are still open; finish or drop them first."),
    "nothing_done": _("No step to this goal is done yet."),
    "goals_open": _("Goals are still open; the plan is not reached yet."),
    "step_done": _("This step was written down as done already, by %(by)s on %(on)s."),
    "step_not_done": _("This step is not done; change it instead."),
    "step_dropped": _("This step was dropped."),
    "step_waits": _("Another step comes first: %(step)s."),
    "step_circle": _("The steps would wait for each other in a circle."),
    "step_elsewhere": _("A step waits only for a step of the same plan."),
    "due_after_end": _("The step %(step)s would be due after the end of the plan."),
    "due_before_begin": _("The step would be due before the plan begins."),
    "day_ahead": _("This day has not come yet."),
    "day_before_begin": _("This day is before the plan began."),
    "review_order": _("The next review comes after this one."),
    "review_earlier": _("There is a later review already."),
    "order_incomplete": _("The order must name every step of the goal once."),
}


class PlanFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
