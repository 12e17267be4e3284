"""Records of `insight`."""

from hamdeli.insight.models.bulletins import Bulletin, BulletinQuerySet, BulletinSentence
from hamdeli.insight.models.coverage import DEMANDS, NORM, Scenario, ScenarioQuerySet, ScenarioSite
from hamdeli.insight.models.readings import Computation, ComputationQuerySet, Reading

__all__ = [
    "DEMANDS",
    "NORM",
    "Bulletin",
    "BulletinQuerySet",
    "BulletinSentence",
    "Computation",
    "ComputationQuerySet",
    "Reading",
    "Scenario",
    "ScenarioQuerySet",
    "ScenarioSite",
]
