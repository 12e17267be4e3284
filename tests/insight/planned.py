"""What the tests of coverage build: towns around the cast's centres, and scenarios that were computed."""

from typing import Any

from hamdeli.accounts.models import User
from hamdeli.insight.coverage.planning import plan
from hamdeli.insight.models import Scenario
from hamdeli.jobs.running import run
from hamdeli.places.models import Place
from tests.support.cast import Cast, place

VALUES: dict[str, Any] = {
    "demand": "people",
    "speciality": "",
    "norm": 10_000,
    "reach": 5_000,
    "count": 2,
    "capacity": 10_000,
}


def town(code: str, county: Place, people: int | None, *, north: float = 0.0, name: str = "") -> Place:
    """A town so many degrees north of the middle of its county."""
    assert county.latitude is not None
    return place(
        code,
        "city",
        name or f"شهر {code}",
        county,
        latitude=county.latitude + north,
        longitude=county.longitude,
        population=people,
    )


def grow(cast: Cast) -> dict[str, Place]:
    """Kashan with 30,000 people at its two centres; three towns farther off; one in Natanz; one in Dehloran."""
    return {
        "seat": town("G1", cast.kashan, 30_000),
        "qamsar": town("G2", cast.kashan, 4_000, north=0.2),
        "niasar": town("G3", cast.kashan, 7_000, north=0.4),
        "hamlet": town("G4", cast.kashan, 0, north=0.6),
        "natanz": town("G5", cast.natanz, 12_000),
        "dehloran": town("G6", cast.dehloran, 20_000),
    }


def planned(cast: Cast, *, place: Place | None = None, by: User | None = None, key: str = "k", **more: Any) -> Scenario:
    """Plan for a place (Isfahan) and compute it inline."""
    where = place or cast.isfahan
    county = where if where.kind == "county" else None
    province = where.parent if county else where
    assert province is not None
    made = plan(
        by=by or cast.participation, province=province, county=county, title=f"T {key}", values=VALUES | more, key=key
    )
    return worked(made)


def worked(scenario: Scenario) -> Scenario:
    """Run the job of a scenario and return it as it is then."""
    assert scenario.job is not None
    run.call(scenario.job.pk)
    return Scenario.objects.select_related("job", "province", "county").get(pk=scenario.pk)
