"""What the journal says about the life of centres."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "elected_board": pgettext_lazy("journal", "wrote down the election of a board"),
    "changed_board": pgettext_lazy("journal", "changed a board"),
    "proposed_account": pgettext_lazy("journal", "proposed a bank account"),
    "confirmed_account": pgettext_lazy("journal", "confirmed a bank account"),
    "refused_account": pgettext_lazy("journal", "refused a bank account"),
    "set_hours": pgettext_lazy("journal", "wrote telephone and opening hours"),
    "set_capacities": pgettext_lazy("journal", "wrote capacities"),
    "brought_centre_paper": pgettext_lazy("journal", "brought a paper of the centre"),
    "withdrew_centre_paper": pgettext_lazy("journal", "withdrew a paper of the centre"),
    "submitted_return": pgettext_lazy("journal", "submitted a monthly return"),
    "said_activity": pgettext_lazy("journal", "said how alive the centre is"),
    "lifted_activity": pgettext_lazy("journal", "let the rule of activity speak again"),
}
KINDS = {
    "board": pgettext_lazy("journal", "boards of the centre"),
    "centre_paper": pgettext_lazy("journal", "papers of the centre"),
}
DETAILS = {
    "body": pgettext_lazy("journal", "board"),
    "members": pgettext_lazy("journal", "members"),
    "left": pgettext_lazy("journal", "number of who left"),
    "iban": pgettext_lazy("journal", "IBAN"),
    "open_days": pgettext_lazy("journal", "days open in a week"),
    "specialities": pgettext_lazy("journal", "specialities"),
    "paper": pgettext_lazy("journal", "kind of paper"),
    "return": pgettext_lazy("journal", "month of the return"),
    "differs": pgettext_lazy("journal", "figures that differ from the records"),
}
