"""Records of `insight`."""

from hamdeli.insight.models.coverage import DEMANDS, NORM, Scenario, ScenarioQuerySet, ScenarioSite

__all__ = ["DEMANDS", "NORM", "Scenario", "ScenarioQuerySet", "ScenarioSite"]
