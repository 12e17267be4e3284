"""The job that computes the indicators: asked for by somebody, or once a night."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.insight.computing import compute, compute_all, wanted
from hamdeli.insight.models import Computation
from hamdeli.insight.periods import MONTHS, Period, period_of
from hamdeli.jobs.asking import ask
from hamdeli.jobs.models import Job
from hamdeli.jobs.progress import Progress

COMPUTE = "insight.compute"
OPEN = (Job.State.WAITING, Job.State.RUNNING)


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Compute every period of the dashboards; each is kept when it is whole."""
    today, asked = timezone.localdate(), job.arguments
    if "year" in asked:
        made = [compute(period_of(asked["year"], asked.get("months", MONTHS), today), progress.step)]
    else:
        made = compute_all(today, progress.step)
    return {"periods": len(made), "seconds": round(sum(one.seconds for one in made), 1)}


@transaction.atomic
def ask_to_compute(*, by: User | None, asked: dict[str, int] | None = None) -> Job:
    """Have the indicators computed, for one year and its months or for the periods of the dashboards.

    Whoever asks again while that goes on waits for the same work.
    """
    arguments = asked or {}
    going_on = Job.objects.filter(kind=COMPUTE, state__in=OPEN, asked_by=by).order_by("-pk")
    same = next((job for job in going_on if job.arguments == arguments), None)
    return same or ask(kind=COMPUTE, asked_by=by, arguments=arguments)


def compute_nightly() -> int:
    """Have the indicators computed where a period of the dashboards lacks; return how many jobs were asked for."""
    if not lacking(timezone.localdate()) or being_computed():
        return 0
    ask_to_compute(by=None)
    return 1


def lacking(today: date) -> list[Period]:
    """Return the periods of the dashboards that were not computed up to the day to which they should be."""
    made = set(Computation.objects.valid().values_list("year", "months", "until"))
    return [period for period in wanted(today) if (period.year, period.months, period.until) not in made]


def being_computed() -> bool:
    """Say whether a computing goes on or waits."""
    return Job.objects.filter(kind=COMPUTE, state__in=OPEN).exists()
