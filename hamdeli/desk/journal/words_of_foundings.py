"""What the journal's verbs and details about the founding of centres are called on screen."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "founding_begun": pgettext_lazy("journal", "began the application for a centre"),
    "founding_submitted": pgettext_lazy("journal", "submitted the application for a centre"),
    "founding_taken_up": pgettext_lazy("journal", "began to check the application for a centre"),
    "founding_returned": pgettext_lazy("journal", "returned the application for a centre"),
    "founding_endorsed": pgettext_lazy("journal", "approved a centre for the county"),
    "founding_approved": pgettext_lazy("journal", "approved a centre in principle"),
    "founding_opened": pgettext_lazy("journal", "opened a centre"),
    "founding_lapsed": pgettext_lazy("journal", "let an approval in principle lapse"),
    "founding_refused": pgettext_lazy("journal", "refused the application for a centre"),
    "founding_withdrawn": pgettext_lazy("journal", "withdrew the application for a centre"),
    "founding_ticked": pgettext_lazy("journal", "ticked a check of an application"),
    "founding_unticked": pgettext_lazy("journal", "took a tick back"),
    "founding_taught": pgettext_lazy("journal", "wrote down a course of trustees"),
    "added_check": pgettext_lazy("journal", "added a line to the checklist of applications"),
    "changed_check": pgettext_lazy("journal", "changed a line of the checklist of applications"),
    "trustee_named": pgettext_lazy("journal", "named a trustee"),
    "trustee_left": pgettext_lazy("journal", "took a trustee out of an application"),
}
DETAILS = {
    "right": pgettext_lazy("journal", "ticked by"),
    "trained": pgettext_lazy("journal", "trustees with a course"),
    "check": pgettext_lazy("journal", "check"),
    "trustee": pgettext_lazy("journal", "number of the trustee"),
    "trustees": pgettext_lazy("journal", "trustees"),
    "head": pgettext_lazy("journal", "head of the centre"),
}
