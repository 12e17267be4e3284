"""Planning: a scenario is written down and computed as a job; computed again with the records of another day."""

from typing import Any

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.insight.coverage.faults import CoverageFault
from hamdeli.insight.coverage.ground import survey
from hamdeli.insight.coverage.posing import Wish, pose
from hamdeli.insight.models import Scenario
from hamdeli.jobs.asking import ask
from hamdeli.journal.changing import change
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place

SITE = "coverage.site"
KIND = "scenario"


def plan(*, by: User, province: Place, county: Place | None, title: str, values: dict[str, Any], key: str) -> Scenario:
    """Write a scenario down and begin to compute it; the same key again returns the same scenario.

    values: demand, speciality, norm, reach, count, capacity. Raises CoverageFault where the place has no people, no
    sites, or fewer sites than asked for.
    """
    place = county or province
    fresh = Scenario(province=province, county=county, title=title, title_folded=fold(title)[:120], **values)
    pose(survey(province, speciality=fresh.speciality), county, wish_of(fresh))

    def act() -> int:
        return _begin(fresh, by).pk

    body = {"place": place.code, "title": title, **values}
    made = once(key=key, actor=by.actor, purpose="plan_coverage", body=body, act=act)
    return Scenario.objects.get(pk=made)


def plan_again(*, scenario: Scenario, seen_version: int, by: User, key: str) -> Scenario:
    """Compute the scenario with the records of today; what was found before stays until then.

    Raises CoverageFault while it is being computed, Conflict when somebody changed it since `seen_version`.
    """

    def act() -> int:
        fresh = Scenario.objects.select_related("job").get(pk=scenario.pk)
        if fresh.state == Scenario.State.RUNNING and not fresh.broken_off:
            raise CoverageFault("running")
        job = ask(kind=SITE, asked_by=by, arguments={"scenario": fresh.pk})
        change(
            fresh,
            seen_version=seen_version,
            values={"job": job, "state": Scenario.State.RUNNING},
            actor=by.actor,
            verb="planned_again",
            kind=KIND,
            subject=fresh.code,
        )
        return int(fresh.pk)

    body = {"scenario": scenario.code, "version": seen_version}
    return Scenario.objects.get(pk=once(key=key, actor=by.actor, purpose="plan_again", body=body, act=act))


def wish_of(scenario: Scenario) -> Wish:
    """What the scenario asks the solver."""
    return Wish(
        people=scenario.of_people,
        norm=scenario.norm,
        reach=scenario.reach,
        count=scenario.count,
        capacity=scenario.capacity,
    )


@transaction.atomic
def _begin(scenario: Scenario, by: User) -> Scenario:
    """Store the scenario and its job, under the next number of its place."""
    scenario.code = next_code(scenario)
    scenario.made_by = by
    scenario.save()
    scenario.job = ask(kind=SITE, asked_by=by, arguments={"scenario": scenario.pk})
    scenario.save(update_fields=["job"])
    asked = {name: getattr(scenario, name) for name in ("demand", "speciality", "norm", "reach", "count", "capacity")}
    write(actor=by.actor, verb="planned", kind=KIND, subject=scenario.code, details=asked)
    return scenario


def next_code(scenario: Scenario) -> str:
    """The next code of the place: no scenario is ever deleted, and the journal's lock keeps numbers apart."""
    number = Scenario.objects.filter(province=scenario.province).count() + 1
    return f"S-{scenario.place.code}-{number}"
