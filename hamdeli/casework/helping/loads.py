"""What a supervisor sees of volunteers at a glance: load against the ceiling, hours to confirm, visits overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from hamdeli.accounts.models import User
from hamdeli.casework.helping.matching import held_by
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.volunteers.access import supervised_by
from hamdeli.volunteers.giving_time import STANDING
from hamdeli.volunteers.models import Hours, Volunteer


@dataclass(frozen=True)
class Load:
    """One volunteer: families, minutes that nobody confirmed, planned visits whose day is over."""

    volunteer: Volunteer
    files: int
    minutes: int
    overdue: int


def loads_under(user: User, today: date) -> list[Load]:
    """Return the loads of the active volunteers whom `user` supervises, by their names."""
    rows = Volunteer.objects.active().filter(supervised_by(user)).select_related("centre", "user")
    return loads_of(list(rows.order_by("name_folded", "pk")), today)


def loads_of(volunteers: Sequence[Volunteer], today: date) -> list[Load]:
    """Return the loads, counted by grouped queries: as many for twenty volunteers as for two."""
    users = [volunteer.user_id for volunteer in volunteers]
    files = held_by(volunteers)
    late = Visit.objects.filter(visitor__in=users, state=Visit.State.PLANNED, planned_on__lt=today).order_by()
    overdue = dict(late.values_list("visitor").annotate(visits=Count("pk")))
    waiting = Hours.objects.filter(STANDING, volunteer__in=volunteers, confirmed_by__isnull=True).order_by()
    minutes = dict(waiting.values_list("volunteer").annotate(sum=Sum("minutes")))
    return [
        Load(each, files.get(each.user_id, 0), minutes.get(each.pk, 0), overdue.get(each.user_id or 0, 0))
        for each in volunteers
    ]


def helped_files(user: User) -> list[CaseFile]:
    """Return the open files with which `user` helps."""
    rows = CaseFile.objects.open().filter(aide=user)
    return list(rows.select_related("household", "centre").order_by("code"))
