"""What the application of a centre holds is carried into its life; what was told or ticked alone is told there."""

from dataclasses import dataclass
from datetime import date

from hamdeli.accounts.models import User
from hamdeli.centres.living.papers import Described, Kept, bring
from hamdeli.centres.models import Centre, Founding, FoundingTick, Trustee

STATUTE, ACCOUNT = "statute", "account"
"""The paper, and the line of the checklist."""


def carry_statute(founding: Founding, centre: Centre, by: User, today: date, size: int) -> None:
    """Keep the scan of the statute among the papers of the centre; `size` in bytes, as it lies in the vault."""
    if not founding.statute_digest:
        return
    scan = Kept(founding.statute_digest, founding.statute_type, size)
    key = f"founding-{founding.pk}-statute"
    bring(centre=centre, paper=Described(STATUTE), scan=scan, by=by, today=today, key=key)


@dataclass(frozen=True)
class Told:
    """What founders told, and offices ticked, that the life of the centre has to write down itself.

    hours: the opening hours in the founders' words; statute: whether its text was handed in without a scan; account:
    the tick of the account; executive: the trustee who was named as the head.
    """

    hours: str = ""
    statute: bool = False
    account: FoundingTick | None = None
    executive: str = ""


def told_at_founding(centre: Centre) -> Told:
    """Return what is known from the application; nothing of a centre that was not founded in the system."""
    founding = Founding.objects.filter(centre=centre).first()
    if founding is None:
        return Told()
    named = founding.trustees.filter(role=Trustee.Role.EXECUTIVE).first()
    return Told(
        hours=founding.hours,
        statute=bool(founding.statute) and not founding.statute_digest,
        account=founding.ticks.filter(check_done__code=ACCOUNT).select_related("by").first(),
        executive=named.name if named else "",
    )
