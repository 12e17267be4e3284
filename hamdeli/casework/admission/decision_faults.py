"""Why a decision or an appeal was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "no_right": _("Your post does not let you decide on this file."),
    "no_admission": _("There is no admission of this family to decide on."),
    "outcome_unknown": _("Choose one of the decisions of the commission."),
    "reason_unknown": _("Choose a reason that belongs to this decision."),
    "note_missing": _("Explain this reason in words."),
    "term_missing": _("This decision needs a term: until when does it hold?"),
    "term_none": _("This decision has no term."),
    "term_past": _("The term must lie after today."),
    "term_long": _("The term is at most %(days)s days from today."),
    "no_visit": _("There is no finished enquiry visit with a decision; this decision must rest on one."),
    "visit_old": _("The enquiry visit is older than %(days)s days; the family must be visited again."),
    "no_score": _("The family has no score; this decision must rest on one."),
    "score_old": _("The family or the table changed since the score was made. Make the score anew first."),
    "not_ready": _("The admission is not complete. %(what)s"),
    "decided": _("This admission is decided already; only an appeal can change that."),
    "not_in_admission": _("The file is active or closed; there is nothing to admit."),
    "carried": _("A centre carries the file; recall it first."),
    "waits_already": _("A decision on this file waits for approval already."),
    "same_person": _("Whoever writes a decision cannot approve it. Another person must."),
    "not_author": _("Only the author takes a draft back."),
    "ended": _("The draft is no longer open: %(state)s."),
    "changed_since": _(
        "Something changed since it was written: %(what)s. The draft was ended as void; it must be written anew."
    ),
    "comment_missing": _("Write what is to be changed."),
    "words_missing": _("Write what the family says."),
    "answer_missing": _("Write the answer to the family."),
    "not_standing": _("This decision was replaced; the appeal belongs to the one that stands."),
    "appealed": _("There is an appeal against this decision already."),
    "appeal_late": _("An appeal is received within %(days)s days after the decision."),
    "appeal_answered": _("The appeal was answered already."),
    "own_decision": _("Whoever wrote or approved the decision does not answer the appeal."),
    "same_outcome": _("The answer decides the same again; say that the decision stands instead."),
}
PARTS: dict[str, Any] = {
    "file": _("the state of the file"),
    "family": _("what is known of the family"),
    "score": _("the score"),
    "visit": _("the enquiry visit"),
    "standing": _("the decision that stands"),
    "text": _("the draft itself"),
}


class DecisionFault(Refusal):
    """The act is refused. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
