"""What the journal's verbs, records and details about licences are called on screen."""

from django.utils.translation import pgettext_lazy

from hamdeli.centres.models import Grounds

VERBS = {
    "licensed": pgettext_lazy("journal", "did something about a licence"),
    "asked_renewal": pgettext_lazy("journal", "asked for the renewal of a licence"),
    "export_refused": pgettext_lazy("journal", "was refused an export that was too long"),
}
KINDS = {
    "licence": pgettext_lazy("journal", "licences"),
    "appeal": pgettext_lazy("journal", "appeals about licences"),
    "export": pgettext_lazy("journal", "export"),
}
DETAILS = {
    "act": pgettext_lazy("journal", "act"),
    "measure": pgettext_lazy("journal", "measure"),
    "most": pgettext_lazy("journal", "at most"),
}
REASONS = dict(Grounds.choices)
