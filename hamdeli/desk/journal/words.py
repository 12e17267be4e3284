"""What the journal's verbs, records and details are called on screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.delegation.models import Reason

VERBS = {
    "looked": pgettext_lazy("journal", "looked at an identity"),
    "exported": pgettext_lazy("journal", "took a list away"),
    "described": pgettext_lazy("journal", "changed a record"),
    "appointed": pgettext_lazy("journal", "gave a post"),
    "ended_post": pgettext_lazy("journal", "ended a post"),
    "imported": pgettext_lazy("journal", "stored a list"),
    "forgot": pgettext_lazy("journal", "deleted old uploads"),
    "handed_over": pgettext_lazy("journal", "handed files over"),
    "undid_handover": pgettext_lazy("journal", "undid a handover"),
    "undid_mandate": pgettext_lazy("journal", "undid the handover of a file"),
    "accepted": pgettext_lazy("journal", "accepted files"),
    "declined": pgettext_lazy("journal", "declined files"),
    "returned": pgettext_lazy("journal", "returned a file"),
    "recalled": pgettext_lazy("journal", "recalled a file"),
    "transferred": pgettext_lazy("journal", "transferred a file"),
    "proposed": pgettext_lazy("journal", "asked for a proposal"),
    "adjusted": pgettext_lazy("journal", "adjusted a proposal"),
    "approved": pgettext_lazy("journal", "approved a proposal"),
}
KINDS = {
    "case_file": pgettext_lazy("journal", "file"),
    "national_code": pgettext_lazy("journal", "national codes of the file"),
    "centre": pgettext_lazy("journal", "centre"),
    "post": pgettext_lazy("journal", "post"),
    "handover": pgettext_lazy("journal", "handover"),
    "proposal": pgettext_lazy("journal", "proposal"),
    "list_of_centres": pgettext_lazy("journal", "list of centres"),
    "list_of_files": pgettext_lazy("journal", "list of files"),
    "upload": pgettext_lazy("journal", "uploaded files"),
}
DETAILS = {
    "subjects": pgettext_lazy("journal", "the files that were shown"),
    "files": pgettext_lazy("journal", "files"),
    "centre": pgettext_lazy("journal", "centre"),
    "centres": pgettext_lazy("journal", "number of centres"),
    "to_centre": pgettext_lazy("journal", "new centre"),
    "restored": pgettext_lazy("journal", "given back to the earlier centre"),
    "transferred": pgettext_lazy("journal", "files that changed their centre"),
    "digest": pgettext_lazy("journal", "digest of the act"),
    "proposal": pgettext_lazy("journal", "proposal"),
    "override_by": pgettext_lazy("journal", "capacity exceeded by"),
    "note": pgettext_lazy("journal", "explanation"),
    "version": pgettext_lazy("journal", "version of the record"),
    "changes": pgettext_lazy("journal", "changes"),
    "user": pgettext_lazy("journal", "user"),
    "list": pgettext_lazy("journal", "which list"),
    "rows": pgettext_lazy("journal", "rows"),
    "days": pgettext_lazy("journal", "older than (days)"),
    "file": pgettext_lazy("journal", "digest of the uploaded file"),
    "counts": pgettext_lazy("journal", "what became of the rows"),
    "which": pgettext_lazy("journal", "which files"),
    "policy": pgettext_lazy("journal", "policy"),
    "follows": pgettext_lazy("journal", "starts from"),
    "adjustments": pgettext_lazy("journal", "adjustments"),
}
COUNTS = {
    "created": _("Created"),
    "changed": _("Changed"),
    "unchanged": _("Left alone"),
    "faulty": _("Faulty"),
    "specialities": _("specialities"),
}
# What stands in the journal as a code and not as a sentence of a person.
REASONS = {**dict(Reason.choices), "import": _("preview of a list")}
