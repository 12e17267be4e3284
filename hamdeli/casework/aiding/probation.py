"""What a centre on probation may give: aid worth so much in a month of the Solar Hijri year, and no more."""

from datetime import date, timedelta

from django.db.models import Sum
from django.utils.translation import get_language

from hamdeli.casework.aiding.doubling import standing
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.centres.licensing.policy import POLICY
from hamdeli.centres.models import Centre
from hamdeli.persian.calendar import from_solar, months_after, to_solar
from hamdeli.persian.digits import grouped


def require_within_probation(centre: Centre | None, worth: int, on: date) -> None:
    """Refuse aid that would lift the month of a centre on probation above the ceiling. Called inside a transaction."""
    if centre is None or centre.probation_until is None or on > centre.probation_until:
        return
    Centre.objects.select_for_update().get(pk=centre.pk)
    year, month, _day = to_solar(on)
    first = from_solar(year, month, 1)
    rows = standing().filter(centre=centre, given_on__range=(first, months_after(first, 1) - timedelta(days=1)))
    left = POLICY.probation_money - (rows.aggregate(all=Sum("worth"))["all"] or 0)
    if worth > left:
        language = get_language() or "fa"
        most, rest = grouped(POLICY.probation_money, language), grouped(max(left, 0), language)
        raise AidFault("probation", centre=centre.code, most=most, left=rest)
