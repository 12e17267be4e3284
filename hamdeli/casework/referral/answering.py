"""The answers to a referral that need no new file: the family is known, or the word leads nowhere."""

from datetime import datetime

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import CaseFile, Referral
from hamdeli.casework.referral.access import has_right, may_know_of
from hamdeli.casework.referral.faults import ReferralFault
from hamdeli.journal.writing import write

State = Referral.State


@transaction.atomic
def link(
    referral: Referral, case_file: CaseFile, *, user: User, at: datetime, seen_version: int | None = None
) -> Referral:
    """Say that the family is known: its file is `case_file`. Raises `ReferralFault`."""
    fresh = open_for(referral, user, seen_version)
    if not CaseFile.objects.visible_to(user).filter(pk=case_file.pk).exists():
        raise ReferralFault("file_unknown")
    fresh.case_file = case_file
    return answer(fresh, State.KNOWN, user, at, file=case_file.code)


@transaction.atomic
def drop(
    referral: Referral, *, why: str, note: str = "", user: User, at: datetime, seen_version: int | None = None
) -> Referral:
    """Say with a coded reason that the referral leads nowhere. Raises `ReferralFault`."""
    if why not in Referral.Dropped.values:
        raise ReferralFault("reason")
    fresh = open_for(referral, user, seen_version)
    fresh.dropped, fresh.note = why, note
    return answer(fresh, State.DROPPED, user, at, why=why)


def open_for(referral: Referral, user: User, seen_version: int | None) -> Referral:
    """Return the locked referral that `user` may answer and nobody has answered."""
    fresh = Referral.objects.select_for_update().get(pk=referral.pk)
    if not has_right(user, fresh, Right.ADMIT) or not may_know_of(user, fresh):
        raise ReferralFault("not_allowed")
    if fresh.state != State.RECEIVED or seen_version not in (None, fresh.version):
        raise ReferralFault("answered")
    return fresh


def answer(referral: Referral, state: str, user: User, at: datetime, *, why: str = "", file: str = "") -> Referral:
    """Write the answer down."""
    referral.state, referral.answered_at = state, at
    referral.version += 1
    referral.save()
    details = {"state": state, **({"case_file": file} if file else {})}
    write(
        actor=user.actor,
        verb="answered_referral",
        kind="referral",
        subject=referral.receipt,
        reason=why,
        details=details,
    )
    return referral
