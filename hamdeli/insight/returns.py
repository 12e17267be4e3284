"""What the records count for the monthly returns of centres: one definition each, for many centres at once."""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import datetime, time
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from hamdeli.casework.aiding.doubling import standing
from hamdeli.casework.models import Aid, Exit, Onward, Plan, Visit
from hamdeli.centres.living.months import Month
from hamdeli.centres.living.reporting import Counted
from hamdeli.centres.models.returns import COUNTED
from hamdeli.delegation.models import Mandate, MandateState
from hamdeli.insight.network import midnight_after, open_at
from hamdeli.volunteers.models import Hours, Volunteer
from hamdeli.volunteers.moves import Act

Centres = Collection[int]
Figures = dict[int, dict[str, int]]
CARRIES = "case_file__mandates__"


def counted(centres: Centres, month: Month) -> dict[int, Counted]:
    """Return what the records count for each of `centres` (keys) in `month`; centres without anything included."""
    figures: Figures = defaultdict(dict)
    for part in PARTS:
        for centre, told in part(centres, month).items():
            figures[centre] |= told
    kinds = aid_kinds(centres, month)
    return {
        centre: Counted({name: figures[centre].get(name, 0) for name in COUNTED}, tuple(kinds.get(centre, ())))
        for centre in centres
    }


def mandates(centres: Centres, month: Month) -> Figures:
    """Files carried at the end of the month; accepted in it; returned by the centre in it."""
    start, end = bounds(month)
    rows = Mandate.objects.filter(centre__in=centres).values("centre")
    told = rows.annotate(
        files=Count("id", filter=open_at(end)),
        accepted=Count("id", filter=Q(answered_at__gte=start, answered_at__lt=end)),
        sent_back=Count("id", filter=Q(state=MandateState.RETURNED, ended_at__gte=start, ended_at__lt=end)),
    )
    return grouped(told, "centre", "files", "accepted", "sent_back")


def visits(centres: Centres, month: Month) -> Figures:
    """Visits made in the month, and different families visited: by the centre that carried the file at that time."""
    then = F("done_at")
    carried = Q(
        Q(**{f"{CARRIES}ended_at__isnull": True}) | Q(**{f"{CARRIES}ended_at__gte": then}),
        **{f"{CARRIES}centre__in": centres, f"{CARRIES}begun_at__lte": then},
    )
    done = Q(state=Visit.State.DONE, done_on__range=(month.first, month.last))
    rows = Visit.objects.filter(done & carried).values(f"{CARRIES}centre")
    told = rows.annotate(visits=Count("id", distinct=True), families=Count("case_file", distinct=True))
    return grouped(told, f"{CARRIES}centre", "visits", "families")


def plans(centres: Centres, month: Month) -> Figures:
    """Plans open at the end of the month, of files that the centre carried then."""
    end = bounds(month)[1]
    carried = Q(
        Q(**{f"{CARRIES}ended_at__isnull": True}) | Q(**{f"{CARRIES}ended_at__gte": end}),
        **{f"{CARRIES}centre__in": centres, f"{CARRIES}begun_at__lt": end},
    )
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=month.last)
    rows = Plan.objects.filter(carried, still, begun_on__lte=month.last).values(f"{CARRIES}centre")
    return grouped(rows.annotate(plans=Count("id", distinct=True)), f"{CARRIES}centre", "plans")


def aid(centres: Centres, month: Month) -> Figures:
    """How often aid was given in the month, and its worth; what was taken back is not counted."""
    told = aid_rows(centres, month).values("centre").annotate(aids=Count("id"), aid_worth=Sum("worth"))
    return grouped(told, "centre", "aids", "aid_worth")


def aid_kinds(centres: Centres, month: Month) -> dict[int, list[tuple[str, int, int]]]:
    """The same by kind: code, times, worth; the greatest worth first."""
    rows = aid_rows(centres, month).values("centre", "kind__code").annotate(many=Count("id"), sum=Sum("worth"))
    found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for row in rows.order_by("centre", "-sum", "kind__code"):
        found[row["centre"]].append((row["kind__code"], row["many"], row["sum"]))
    return found


def aid_rows(centres: Centres, month: Month) -> QuerySet[Aid]:
    """The aid that the centres gave in the month and did not take back."""
    given = Aid.objects.filter(centre__in=centres, given_on__range=(month.first, month.last))
    return standing(given).order_by()


def referrals(centres: Centres, month: Month) -> Figures:
    """Families that the centre referred to a specialised one in the month."""
    start, end = bounds(month)
    rows = Onward.objects.filter(sender__in=centres, made_at__gte=start, made_at__lt=end).values("sender")
    return grouped(rows.annotate(referrals=Count("id")).order_by(), "sender", "referrals")


def exits(centres: Centres, month: Month) -> Figures:
    """Families that left support in the month, and whose file the centre had carried."""
    rows = Exit.objects.filter(centre__in=centres, on__range=(month.first, month.last)).values("centre")
    return grouped(rows.annotate(exits=Count("id")).order_by(), "centre", "exits")


def volunteers(centres: Centres, month: Month) -> Figures:
    """Volunteers who had begun by the end of the month and had not left."""
    here = Q(left_on__isnull=True) | Q(left_on__gt=month.last)
    begun = Q(steps__step=Act.ACTIVATE, steps__on__lte=month.last)
    rows = Volunteer.objects.filter(here, begun, centre__in=centres).values("centre")
    return grouped(rows.annotate(volunteers=Count("id", distinct=True)).order_by(), "centre", "volunteers")


def hours(centres: Centres, month: Month) -> Figures:
    """Confirmed hours of the month, whole hours; what was taken back counts nothing."""
    days = {"on__range": (month.first, month.last), "confirmed_by__isnull": False}
    confirmed = Hours.objects.filter(takes_back__isnull=True, taken_back_by__isnull=True, **days)
    rows = confirmed.filter(volunteer__centre__in=centres).values("volunteer__centre").order_by()
    summed = rows.annotate(sum=Sum("minutes"))
    return {row["volunteer__centre"]: {"hours": row["sum"] // 60} for row in summed}


PARTS: tuple[Callable[[Centres, Month], Figures], ...] = (
    *(mandates, visits, plans, aid),
    *(referrals, exits, volunteers, hours),
)


def bounds(month: Month) -> tuple[datetime, datetime]:
    """The moments at which the month begins and is over."""
    return timezone.make_aware(datetime.combine(month.first, time.min)), midnight_after(month.last)


def grouped(rows: QuerySet[Any, Any], key: str, *names: str) -> Figures:
    """Return the figures `names` by centre."""
    return {row[key]: {name: row[name] or 0 for name in names} for row in rows.order_by()}
