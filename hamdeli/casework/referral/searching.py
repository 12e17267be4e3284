"""Finding referrals: by receipt number, or by national code through its blind index."""

from django.db.models import Q

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.models import Referral
from hamdeli.households.searching import prefix
from hamdeli.journal.sealing import blind_index
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import clean

WHOLE = 10


def meant(text: str, user: User) -> Q:
    """Return the condition that a referral is meant by `text`: its receipt, the beginning of one, or a national code.

    By its code a discreet family is found only by those who may know it.
    """
    digits = to_ascii(clean(text)).replace(" ", "").replace("-", "")
    if not digits:
        return Q()
    by_receipt = prefix("receipt", digits)
    if len(digits) != WHOLE:
        return by_receipt
    may_know = Q(discreet=False) | Q(keeper=user.pk) | scope(user, Right.SEE_DISCREET)
    return by_receipt | (Q(code_index=blind_index(digits)) & may_know)


def same_family(referral: Referral) -> Q:
    """Return the condition that another referral speaks of the same national code."""
    return Q(code_index=referral.code_index) & ~Q(pk=referral.pk) & ~Q(code_index="")
