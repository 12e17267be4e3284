"""Why an act about the life of a centre was refused, as a code with plain values, and as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.journal.refusals import Refusal

SENTENCES: dict[str, Any] = {
    "size_unfit": _("This board has %(fewest)s to %(most)s members; you wrote %(count)s."),
    "seat_missing": _("The board needs one each of chair, executive and treasurer. Missing: %(seat)s."),
    "seat_twice": _("Two members are written as %(seat)s; there can be one."),
    "name_missing": _("Write the name of each member."),
    "code_unfit": _("The national code of %(name)s is not right."),
    "phone_unfit": _("The telephone number of %(name)s is not right."),
    "person_twice": _("%(name)s stands on the list twice."),
    "other_centre": _(
        "%(name)s sits on the board of the centre %(centre)s. One person sits on the boards of one centre."
    ),
    "term_backwards": _("The term must end after it begins."),
    "term_long": _("A term lasts four years at most."),
    "terms_overlap": _("The board that sits now was elected on %(on)s. The next begins after that day."),
    "day_ahead": _("This day has not come yet."),
    "day_early": _("This day is before the board was elected."),
    "elected_meanwhile": _("Somebody has written down an election of this board meanwhile. Look at it first."),
    "nothing_new": _("Nothing was changed."),
    "not_sitting": _("This board was replaced, or this member has left it."),
    "why_missing": _("Write the reason."),
    "iban_unfit": _("The IBAN is not right. Compare it with the paper of the bank: IR and 24 digits."),
    "holder_unfit": _(
        "The account holder must be the centre itself, “%(name)s”. The account of a person is not accepted."
    ),
    "same_account": _("This account is in use already."),
    "account_elsewhere": _("This account belongs to another centre already."),
    "proposed_already": _("An account waits for its answer already."),
    "answered_already": _("This was answered already."),
    "own_proposal": _("Who proposed the account does not answer. A second person must."),
    "hours_unfit": _("On %(day)s the door must close after it opens. Write both, or neither."),
    "below_load": _("The centre carries %(carried)s files, and its social workers could carry %(sum)s only."),
    "below_worker_load": _("%(who)s works on %(carried)s files. Give some to others first, or write more."),
    "below_referred": _(
        "For %(speciality)s, %(carried)s referred families are being helped. The capacity cannot be lower."
    ),
    "not_worker": _("%(who)s holds no working post at the centre now."),
    "not_able": _("The centre does not have this speciality: %(speciality)s."),
    "kind_unknown": _("Choose a kind of paper from the list."),
    "title_missing": _("Say what paper it is."),
    "expiry_missing": _("This kind of paper expires: write until when it is valid."),
    "expired_already": _("The paper expired on %(on)s, before it was brought. Bring the one that is valid now."),
    "expires_before_issue": _("The paper would expire before it was issued."),
    "month_ahead": _("The month is not over yet. Its return can be submitted from %(on)s."),
    "month_early": _("The centre was opened after this month, or the month is too long ago."),
    "submitted_already": _(
        "The return of this month was submitted already, by %(who)s. To correct it, open it and begin a correction."
    ),
    "reason_missing": _("Say why your figure differs from the records: %(what)s."),
    "figure_unfit": _("A figure cannot be negative, nor that large: %(what)s."),
    "until_unfit": _("It must end within a year from today, and not before today."),
}


class LivingFault(Refusal):
    """The act is refused and nothing was stored. `code` says why; `params` are plain values for the sentence."""

    sentences = SENTENCES
