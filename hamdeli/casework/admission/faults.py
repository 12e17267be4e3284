"""Why an act of an admission was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "not_allowed": _("This step belongs to another role."),
    "ended": _("The admission has ended; nothing is added to it."),
    "unknown_step": _("There is no such step."),
    "done_elsewhere": _("This step is done by its own record: the visit, the score, or the decision."),
    "before": _("First: %(step)s."),
    "same_person": _("Who did “%(step)s” cannot do this one too: two people must have seen the family."),
    "keeper_only": _("The family is discreet: only its named person speaks with it."),
    "answers": _("An answer is missing: %(question)s."),
    "day_future": _("The day lies after today."),
    "day_before": _("The day lies before the family was referred, and before its file was opened."),
    "consent": _("Without the consent of the family nothing more may be written down."),
    "no_head": _("The household has no head yet."),
    "births": _("The birth date of %(count)s members is missing."),
    "home": _("How the family lives is not written down yet."),
    "paper": _("A paper is missing: %(kind)s."),
    "no_enquiry": _("No visit of enquiry has been made, or nobody was met."),
    "no_score": _("No score has been made since the household was written down."),
    "no_decision": _("The commission has not decided yet."),
    "open_already": _("An admission of this family is open."),
    "person_elsewhere": _("This person is not of the household."),
    "document_marked": _("This very scan was brought before and marked as not to be used."),
}


class AdmissionFault(Refusal):
    """Nothing was done; `code` is one of SENTENCES."""

    sentences = SENTENCES
