"""Which licences end when: the last day of the latest term, for one centre and for many in one query."""

from datetime import date, timedelta

from django.db.models import DateField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from hamdeli.centres.licensing.policy import POLICY
from hamdeli.centres.models import CentreQuerySet, Licence, LicenceTerm
from hamdeli.persian.calendar import months_after

NEVER = date(9999, 12, 31)
"""Stands for the last day of a centre without a term, so that a list can be ordered by it."""


def with_terms(centres: CentreQuerySet) -> CentreQuerySet:
    """Return the centres with the last day (`valid_until`) and the number of their latest term."""
    latest = LicenceTerm.objects.filter(centre=OuterRef("pk"), ended_at__isnull=True).order_by("-ends")
    ends = Coalesce(Subquery(latest.values("ends")[:1]), Value(NEVER, DateField()), output_field=DateField())
    return centres.annotate(valid_until=ends, licence_number=Subquery(latest.values("number")[:1]))


def soon(today: date) -> date:
    """Return the day before which a licence ends soon: the renewal of those may be asked for."""
    return months_after(today, POLICY.renewal_months)


def ending_soon(centres: CentreQuerySet, today: date) -> CentreQuerySet:
    """Return the active centres whose licence ends within the time of renewal."""
    rows = with_terms(centres).filter(licence__in=[Licence.ACTIVE, Licence.PROVISIONAL])
    return rows.filter(valid_until__lte=soon(today))  # type: ignore[misc]


def days_left(ends: date, today: date) -> int:
    """Return how many days a licence is still valid, its last day included; 0 when it is over."""
    return max((ends - today + timedelta(days=1)).days, 0)
