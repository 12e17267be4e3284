"""Double aid: the same kind to the same household within its period, whoever gives it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from hamdeli.casework.models import Aid, AidKind
from hamdeli.households.models import Household


@contextmanager
def held(household: int) -> Iterator[None]:
    """Hold the household with this primary key: who gives to it at the same moment waits until this is written."""
    with transaction.atomic():
        Household.objects.select_for_update().get(pk=household)
        yield


def standing(aid: QuerySet[Aid] | None = None) -> QuerySet[Aid]:
    """Return what was given and not taken back.

    Asked with `NOT EXISTS`: over millions of rows PostgreSQL takes a join with nothing for one that leaves one row.
    """
    rows = Aid.objects.all() if aid is None else aid
    return rows.filter(~Exists(Aid.objects.filter(takes_back=OuterRef("pk"))), takes_back__isnull=True)


def within_period(kind: AidKind, on: date) -> QuerySet[Aid]:
    """Return the standing aid of `kind` so near to `on` that the same household waits. A later one counts too:
    a phone may tell today what was given two weeks ago.
    """
    period = timedelta(days=kind.period_days)
    return standing().filter(kind=kind, given_on__gt=on - period, given_on__lt=on + period)


def last_month_of(household: int, kind: AidKind, on: date) -> date | None:
    """Return the day of the latest aid that makes aid of `kind` on `on` double, or None: yes or no, and when."""
    found = within_period(kind, on).filter(household=household).order_by("-given_on")
    return found.values_list("given_on", flat=True).first()
