"""Why something about a bulletin was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "may_not": _("You hold no post now that publishes bulletins of this place."),
    "uncounted": _(
        "The figures of this period have not been counted yet. They are counted every night, and on demand."
    ),
    "no_such_place": _("A bulletin is about a province or the country."),
    "not_draft": _("This bulletin is no draft any more: it is %(state)s."),
    "required": _(
        "A bulletin is not released without the sentence “%(sentence)s”: it could not be filled. Have the figures "
        "computed and fill the draft anew, or discard it."
    ),
    "changed": _("The figures were counted anew since the draft was filled. Fill it anew, read it, then release it."),
    "not_released": _("Only a released bulletin is corrected; a draft is filled anew."),
    "corrected": _("This bulletin was corrected already, by %(other)s. Correct that one."),
    "words_missing": _("Write what was wrong."),
    "sentence_unknown": _("There is no such sentence, or it cannot be left out."),
}


class BulletinFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
