"""The doors to onward referrals. Who receives one sees its sheet, never the file."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import reaches, scope
from hamdeli.casework.access import has_right
from hamdeli.casework.models import Onward
from hamdeli.casework.onward.moves import MOVES, Act, Side


def sent_by(user: User) -> Q:
    """Return the condition on referrals of families whose file `user` sees now."""
    return scope(
        user,
        Right.SEE_FILES,
        province="case_file__province",
        county="case_file__county",
        centre="case_file__centre__code",
        aide="case_file__aide",
    )


def received_by(user: User) -> Q:
    """Return the condition on referrals to a centre where `user` answers them."""
    return scope(user, Right.REFER_ON, province="", county="", centre="receiver__code")


def visible_onward(user: User) -> QuerySet[Onward]:
    """Return the referrals that `user` may see now, of either side."""
    return Onward.objects.filter(sent_by(user) | received_by(user))


def waiting_for(user: User) -> QuerySet[Onward]:
    """Return the referrals that wait for a word of `user`: sent to their centres, or asked back about their families.

    Two questions joined: with one "or" across both centres a database reads the referrals of the whole country.
    """
    asked = scope(user, Right.REFER_ON, province="", county="", centre="case_file__centre__code")
    mine = (received_by(user) & Q(state=Onward.State.SENT), asked & Q(state=Onward.State.ASKED))
    received, back = (Onward.objects.filter(each).values("pk") for each in mine)
    return Onward.objects.filter(pk__in=received.union(back, all=True))


def concerned(user: User) -> bool:
    """Say whether `user` has to do with onward referrals at all."""
    return user.has(Right.REFER_ON) or user.has(Right.SEE_FILES)


def access_onward(user: User, code: str, deed: Act | None = None) -> Onward:
    """Return the referral; 404 for a stranger, 403 for a reader whose act `deed` is not."""
    rows = visible_onward(user).select_related(
        "case_file__household", "case_file__centre", "sender__county", "receiver__county", "person", "made_by"
    )
    onward = get_object_or_404(rows, code=code)
    if deed and not may_do(user, onward, MOVES[deed].side):
        raise PermissionDenied
    return onward


def sees_file(user: User, onward: Onward) -> bool:
    """Say whether `user` sees the file behind the referral."""
    return has_right(user, onward.case_file, Right.SEE_FILES)


def receives(user: User, onward: Onward) -> bool:
    """Say whether `user` answers for the specialised centre."""
    return reaches(user, Right.REFER_ON, centre_code=onward.receiver.code)


def may_do(user: User, onward: Onward, side: Side) -> bool:
    """Say whether `user` acts for `side` of the referral now."""
    if side == Side.RECEIVER:
        return receives(user, onward)
    return side == Side.SENDER and has_right(user, onward.case_file, Right.REFER_ON)


def acts_open_to(user: User, onward: Onward) -> list[str]:
    """Return the acts that the table of moves and the user's posts allow now."""
    return [act for act, move in MOVES.items() if onward.state in move.before and may_do(user, onward, move.side)]
