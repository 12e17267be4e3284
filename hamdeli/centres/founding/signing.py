"""Who decides about an application has no part in it, and is not the person who decided before."""

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.founding.faults import FoundingFault
from hamdeli.centres.licensing.belonging import TIES
from hamdeli.centres.models import BoardMember, Centre, Founding, Signer, Trustee
from hamdeli.journal.refusals import checked
from hamdeli.journal.sealing import blind_index
from hamdeli.persian import national_code


def has_part(user: User, founding: Founding) -> bool:
    """Say whether the user founds the centre: wrote it as a founder, or is a trustee by account or national code."""
    if founding.applicant_id == user.pk and not founding.on_behalf:
        return True
    if founding.trustees.filter(user=user).exists():
        return True
    signer = Signer.objects.filter(user=user).first()
    return signer is not None and founding.trustees.filter(code_index=signer.code_index).exists()


def is_trustee(user: User, centre: Centre) -> bool:
    """Say whether the user founded the centre or is one of its trustees; a tie for `licensing.belonging`."""
    founding = Founding.objects.filter(centre=centre).first()
    return founding is not None and has_part(user, founding)


def is_on_board(user: User, centre: Centre) -> bool:
    """Say whether the user, known by the national code of approvers, sits on a board of the centre."""
    signer = Signer.objects.filter(user=user).first()
    sitting = BoardMember.objects.sitting().filter(centre=centre)
    return signer is not None and sitting.filter(code_index=signer.code_index).exists()


TIES.extend([is_trustee, is_on_board])


def require_outside(user: User, founding: Founding) -> None:
    """Refuse whoever has a part in the centre."""
    if has_part(user, founding):
        raise FoundingFault("has_part")


def needs_code(user: User) -> bool:
    """Say whether the national code of this approver is not known yet."""
    return not Signer.objects.filter(user=user).exists()


def sign(user: User, founding: Founding, code: str) -> Signer:
    """Return who approves; the first time by the national code, of which only the blind index is kept.

    Raises `FoundingFault` for a founder, and for the person who approved before under whatever account.
    """
    signer = Signer.objects.filter(user=user).first()
    if not code and signer is None:
        raise FoundingFault("code_needed")
    index = blind_index(checked(national_code.check, code, FoundingFault("code_unfit"))) if code else ""
    if signer is None:
        signer = Signer.objects.create(user=user, code_index=index, since=timezone.now())
    elif index and index != signer.code_index:
        raise FoundingFault("code_differs")
    if Trustee.objects.filter(founding=founding, code_index=signer.code_index).exists():
        raise FoundingFault("has_part")
    return signer


def require_second(signer: Signer, founding: Founding) -> None:
    """Refuse the person who approved for the county already, by account or by national code."""
    first = founding.endorsed_by_id
    if first == signer.user_id or Signer.objects.filter(user=first, code_index=signer.code_index).exists():
        raise FoundingFault("same_person")
