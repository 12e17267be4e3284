"""The end of a licence whose last day has passed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from hamdeli.centres.licensing.moves import MOVES
from hamdeli.centres.licensing.recording import locked, record
from hamdeli.centres.models import Centre, Licence, LicenceAct, LicenceTerm


def latest_term(centre: Centre) -> LicenceTerm | None:
    """Return the term that ends last, of those that were not ended early."""
    return centre.terms.filter(ended_at__isnull=True).order_by("-ends").first()


@transaction.atomic
def expire(*, centre: Centre, today: date) -> bool:
    """Let the licence expire if its last day has passed; the centre keeps its files and receives no new ones."""
    fresh = locked(centre)
    term = latest_term(fresh)
    if term is None or term.ends >= today or fresh.licence not in MOVES[LicenceAct.EXPIRE].before:
        return False
    record(fresh, LicenceAct.EXPIRE, by=None, at=timezone.now(), after=Licence.EXPIRED, term=term, until=term.ends)
    return True
