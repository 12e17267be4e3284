"""Why a form from a phone was kept, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamdeli.casework.daily import faults as daily
from hamdeli.casework.visiting import faults as visiting

SENTENCES: dict[str, Any] = {
    "unknown_form": gettext_lazy("This version of the system does not know this form."),
    "other_text_under_this_key": gettext_lazy("Another text came under the same key before; both are kept."),
    "not_a_form": gettext_lazy("The form is not whole."),
    "no_such_visit": gettext_lazy("The visit does not exist any more."),
    "no_such_task": gettext_lazy("The task does not exist any more, or is somebody else's."),
    "no_post": gettext_lazy("Its author holds no post over this file now."),
    "told_otherwise": gettext_lazy("The visit was written down before, and differently; both are kept."),
    "changed_meanwhile": gettext_lazy("The record was changed meanwhile; nothing was overwritten."),
    "reason_missing": gettext_lazy("Write the reason."),
    "settled_already": gettext_lazy("This was settled already."),
}


def sentence(outcome: dict[str, Any]) -> str:
    """Return the sentence for what is remembered of a kept form."""
    code = outcome.get("fault", "")
    for table in (SENTENCES, visiting.SENTENCES, daily.SENTENCES):
        if code in table:
            try:
                return str(table[code]) % outcome
            except (KeyError, TypeError):
                return str(table[code])
    return _("No record could be made of it.")
