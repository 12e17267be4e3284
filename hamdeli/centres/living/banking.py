"""The bank account of a centre: one proposes, another confirms or refuses."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.living.faults import LivingFault
from hamdeli.centres.models import BankAccount, Centre
from hamdeli.journal.changing import conflict
from hamdeli.journal.once import once
from hamdeli.journal.refusals import checked
from hamdeli.journal.writing import write
from hamdeli.persian import iban as ibans
from hamdeli.persian.letters import clean, fold, squeeze

States = BankAccount.State


def propose(*, centre: Centre, iban: str, holder: str, by: User, key: str) -> BankAccount:
    """Propose an account in the name of the centre. Raises `LivingFault`, or `KeyUsedOtherwise`."""
    number = checked(ibans.check, iban, LivingFault("iban_unfit"))
    require_own(centre, holder)

    def act() -> int:
        return proposed(centre, number, clean(holder), by).pk

    asked = [centre.pk, number, clean(holder)]
    return BankAccount.objects.get(pk=once(key=key, actor=by.actor, purpose="bank_account", body=asked, act=act))


def proposed(centre: Centre, number: str, holder: str, by: User) -> BankAccount:
    """Store the proposal."""
    if centre.accounts.filter(state=States.PROPOSED).exists():
        raise LivingFault("proposed_already")
    same = BankAccount.objects.filter(iban=number, state=States.CONFIRMED).first()
    if same:
        raise LivingFault("same_account" if same.centre_id == centre.pk else "account_elsewhere")
    try:
        with transaction.atomic():
            made = BankAccount.objects.create(
                centre=centre, iban=number, holder=holder[:150], proposed_by=by, proposed_at=timezone.now()
            )
    except IntegrityError as there:
        raise LivingFault("proposed_already") from there
    tell(made, "proposed_account", by)
    return made


def confirm(*, account: BankAccount, by: User, seen_version: int) -> BankAccount:
    """Confirm an account; that which was in use is replaced. Raises `LivingFault` or `Conflict`."""
    return answer(account, States.CONFIRMED, by, seen_version)


def refuse(*, account: BankAccount, why: str, by: User, seen_version: int) -> BankAccount:
    """Refuse an account with a reason. Raises `LivingFault` or `Conflict`."""
    if not clean(why):
        raise LivingFault("why_missing")
    return answer(account, States.REFUSED, by, seen_version, clean(why)[:200])


@transaction.atomic
def answer(account: BankAccount, state: str, by: User, seen_version: int, why: str = "") -> BankAccount:
    """Answer a proposal: by another person than who proposed, and once."""
    fresh = BankAccount.objects.select_for_update(of=("self",)).select_related("centre").get(pk=account.pk)
    if fresh.state != States.PROPOSED:
        raise LivingFault("answered_already")
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values={}, kind="centre", subject=fresh.centre.code)
    if fresh.proposed_by_id == by.pk:
        raise LivingFault("own_proposal")
    if state == States.CONFIRMED:
        require_own(fresh.centre, fresh.holder)
        fresh.centre.accounts.filter(state=States.CONFIRMED).update(state=States.REPLACED)
    fresh.state, fresh.answer = state, why
    fresh.answered_by, fresh.answered_at = by, timezone.now()
    fresh.version += 1
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as there:
        raise LivingFault("account_elsewhere") from there
    tell(fresh, "confirmed_account" if state == States.CONFIRMED else "refused_account", by, why)
    return fresh


def require_own(centre: Centre, holder: str) -> None:
    """Refuse a holder who is not the centre: letters, blanks and signs do not count, words do."""
    plain = squeeze(fold(holder))
    if not plain or plain != squeeze(fold(centre.name)):
        raise LivingFault("holder_unfit", name=centre.name)


def tell(account: BankAccount, verb: str, by: User, why: str = "") -> None:
    """Write the act into the journal, the number masked."""
    details = {"iban": ibans.masked(account.iban), "version": account.version}
    write(actor=by.actor, verb=verb, kind="centre", subject=account.centre.code, reason=why, details=details)
