"""Solved scenarios of the demonstration: the next ten centres of Isfahan, and what families in Ilam need."""

from collections.abc import Mapping
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hamdeli.accounts.models import User
from hamdeli.config.demo.network.neighbourhoods import settle_neighbourhoods
from hamdeli.insight.coverage.computing import keep
from hamdeli.insight.coverage.faults import CoverageFault
from hamdeli.insight.coverage.ground import survey
from hamdeli.insight.coverage.planning import next_code, wish_of
from hamdeli.insight.coverage.posing import pose
from hamdeli.insight.models import NORM, Scenario
from hamdeli.insight.siting.checking import check
from hamdeli.insight.siting.solving import solve
from hamdeli.persian.calendar import solar_year
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place

TEN, THREE = gettext_noop("The next ten centres of Isfahan"), gettext_noop("Families in Ilam whom no centre reaches")
EFFORT = 0.1
WISHES = (
    ("10", TEN, "participation", {"demand": "people", "reach": 5_000, "count": 10, "capacity": NORM}),
    ("16", THREE, "ilam-participation", {"demand": "families", "reach": 10_000, "count": 3, "capacity": 40}),
)


def settle_coverage(staff: Mapping[str, User], today: date) -> None:
    """Store the neighbourhoods of Isfahan, and one solved scenario for each province that is not too small for it."""
    settle_neighbourhoods(solar_year(today) - 1)
    for code, title, author, values in WISHES:
        province = Place.objects.get(code=code)
        with translation.override("fa"):
            name = _(title)
        scenario = Scenario(
            province=province, title=name, title_folded=fold(name)[:120], made_by=staff[author], **values
        )
        settle(scenario)


def settle(scenario: Scenario) -> None:
    """Solve and store one scenario, checked like every other."""
    ground = survey(scenario.province)
    try:
        posed = pose(ground, None, wish_of(scenario))
    except CoverageFault:
        return
    answer = solve(posed.instance, effort=EFFORT)
    if faults := check(posed.instance, answer):
        raise CoverageFault("wrong_answer", faults=faults)
    scenario.code = next_code(scenario)
    scenario.save()
    keep(scenario, ground, posed, answer)
