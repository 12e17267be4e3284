"""The job that computes a scenario: read the records, solve, check independently, keep."""

from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from hamdeli.insight.coverage.faults import CoverageFault
from hamdeli.insight.coverage.ground import Ground, survey
from hamdeli.insight.coverage.planning import wish_of
from hamdeli.insight.coverage.posing import Posed, mean_way, pose
from hamdeli.insight.models import Scenario, ScenarioSite
from hamdeli.insight.siting.checking import check
from hamdeli.insight.siting.instance import Answer, Ints
from hamdeli.insight.siting.instance import Cancelled as SolverCancelled
from hamdeli.insight.siting.solving import solve
from hamdeli.jobs.models import Job
from hamdeli.jobs.progress import Cancelled, Progress

READING = gettext_noop("Reading settlements, families and centres")
CHECKING = gettext_noop("Checking what was found")
STAGES = {
    "prepare": gettext_noop("Laying out who reaches whom"),
    "bound": gettext_noop("Finding what no choice can exceed"),
    "search": gettext_noop("Looking for better sites"),
    "prove": gettext_noop("Proving that no choice is better"),
    "done": CHECKING,
}
SHOWN = 12
"""Settlements that are named for each site."""


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Compute the scenario named in the job's arguments. Nothing is kept unless all is."""
    scenario = Scenario.objects.select_related("province", "county").get(pk=job.arguments["scenario"])
    if scenario.state != Scenario.State.RUNNING or scenario.job_id != job.pk:
        return {}
    try:
        return compute(scenario, progress)
    except (Exception, Cancelled):
        Scenario.objects.filter(pk=scenario.pk, job=job).update(state=Scenario.State.FAILED)
        raise


def compute(scenario: Scenario, progress: Progress) -> dict[str, Any]:
    """Read, solve, check, keep. Raises CoverageFault for what its user can mend, Cancelled when asked to stop."""
    progress.step(READING)
    ground = survey(scenario.province, speciality=scenario.speciality)
    posed = pose(ground, scenario.county, wish_of(scenario))

    def tell(stage: str, share: float) -> None:
        progress.fraction(STAGES.get(stage, stage), share)

    try:
        answer = solve(posed.instance, progress=tell, cancelled=lambda: progress.cancelled)
    except SolverCancelled as stopped:
        raise Cancelled from stopped
    progress.step(CHECKING)
    if faults := check(posed.instance, answer):
        raise CoverageFault("wrong_answer", faults=faults)
    return keep(scenario, ground, posed, answer)


@transaction.atomic
def keep(scenario: Scenario, ground: Ground, posed: Posed, answer: Answer) -> dict[str, Any]:
    """Store sites and figures in the place of those found before."""
    ScenarioSite.objects.filter(scenario=scenario).delete()
    ScenarioSite.objects.bulk_create(sites_of(scenario, ground, posed, answer))
    Scenario.objects.filter(pk=scenario.pk).update(
        state=Scenario.State.READY,
        figures=figures_of(ground, posed, answer),
        read_on=timezone.localdate(),
        version=F("version") + 1,
    )
    return {"reached": answer.reached, "bound": answer.bound}


def figures_of(ground: Ground, posed: Posed, answer: Answer) -> dict[str, Any]:
    """The figures of the whole, as plain numbers; ways in metres."""
    opened = posed.candidate[answer.chosen]
    return {
        "demand": int(posed.instance.demand.amount.sum()),
        "before": answer.before,
        "reached": answer.reached,
        "bound": answer.bound,
        "searched": answer.searched,
        "equals": answer.equals,
        "centres": len(posed.seat),
        "candidates": len(posed.candidate),
        "points": len(posed.point),
        "mean_before": mean_way(ground, posed, posed.seat),
        "mean_after": mean_way(ground, posed, np.concatenate((posed.seat, opened))),
    }


def sites_of(scenario: Scenario, ground: Ground, posed: Posed, answer: Answer) -> list[ScenarioSite]:
    """The sites in the order of their gain, each with whom it serves."""
    near, first = ground.nearest(), len(posed.seat)
    return [
        ScenarioSite(
            scenario=scenario,
            rank=rank,
            place=ground.places[int(posed.candidate[site])],
            gain=int(gain),
            nobody=min(int(gain), nobody_near(scenario, posed, answer, first + int(site), near)),
            served=served_at(ground, posed, answer, first + int(site)),
            nearest=way if np.isfinite(way := near[posed.candidate[site]]) else None,
        )
        for rank, (site, gain) in enumerate(zip(answer.chosen, answer.gains, strict=True), start=1)
    ]


def nobody_near(scenario: Scenario, posed: Posed, answer: Answer, site: int, near: Any) -> int:
    """How many of those served at the site have no centre of today within reach."""
    mine = answer.site == site
    alone = near[posed.point[answer.point[mine]]] > scenario.reach
    return int(answer.served[mine][alone].sum())


def served_at(ground: Ground, posed: Posed, answer: Answer, site: int) -> list[list[Any]]:
    """Settlements served at the site, the largest share first: code and how many."""
    mine = np.flatnonzero(answer.site == site)
    order: Ints = mine[np.argsort(-answer.served[mine], kind="stable")][:SHOWN]
    return [[ground.places[int(posed.point[answer.point[at]])].code, int(answer.served[at])] for at in order]
