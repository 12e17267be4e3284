"""Who writes questionnaires: the deputies of the provinces; the country's are read and copied, never changed here."""

from typing import Any

from django.utils import timezone

from hamdeli.questionnaires.loading import load_defaults
from hamdeli.questionnaires.models import Questionnaire
from hamdeli.questionnaires.publishing import copy_for, publish
from tests.matrix import Page, World
from tests.support.cast import Cast

WRITERS = {"deputy": 200, "stranger": 200}
OWN = {"deputy": 200}
COUNTRY_ONLY_READ = {"deputy": 403, "stranger": 403}


def prepare(cast: Cast) -> dict[str, Any]:
    load_defaults(at=timezone.now())
    country = Questionnaire.objects.get(code="social-harms")
    own = copy_for(country, province=cast.isfahan, actor=cast.deputy.actor)
    publish(own, seen_version=1, by=cast.deputy, actor=cast.deputy.actor, at=timezone.now())
    own.refresh_from_db()
    visit = Questionnaire.objects.get(code="visit-observations")
    return {"country": country, "own": own, "visit": visit}


def of(name: str, **more: Any) -> Any:
    return lambda world: {"pk": world[name].pk, **more}


def version(world: World) -> dict[str, Any]:
    return {"version": world["own"].version}


def question(world: World) -> dict[str, Any]:
    return version(world) | {"part": "question", "code": "private", "to": "down"}


def retiring(world: World) -> dict[str, Any]:
    return version(world) | {"reason": "we use the country's"}


def titles(world: World) -> dict[str, Any]:
    return version(world) | {"title_fa": "غربالگری استان", "title_en": "Screening of the province"}


PART = {"part": "question", "code": "private"}
PAGES = [
    Page("desk:questionnaires", WRITERS),
    Page("desk:questionnaires_export", WRITERS),
    Page("desk:questionnaire_new", WRITERS),
    Page("desk:questionnaire_new", dict.fromkeys(WRITERS, 422), method="POST"),
    Page("desk:questionnaire", WRITERS, args=of("country")),
    Page("desk:questionnaire", OWN, args=of("own")),
    Page("desk:questionnaire_trial", WRITERS, args=of("country")),
    Page("desk:questionnaire_trial", OWN, args=of("own"), method="POST"),
    Page("desk:questionnaire_edition", WRITERS, args=of("country", number=1)),
    Page("desk:questionnaire_edition", OWN, args=of("own", number=1)),
    Page("desk:questionnaire_part", COUNTRY_ONLY_READ, args=of("country", **PART)),
    Page("desk:questionnaire_part", OWN, args=of("own", **PART)),
    Page("desk:questionnaire_part", {"deputy": 422}, args=of("own", **PART), method="POST"),
    Page("desk:questionnaire_move", {"deputy": 302}, args=of("own"), method="POST", data=question),
    Page("desk:questionnaire_removal", {"deputy": 302}, args=of("own"), method="POST", data=question),
    Page("desk:questionnaire_removal", COUNTRY_ONLY_READ, args=of("country"), method="POST", data=question),
    Page("desk:questionnaire_title", {"deputy": 302}, args=of("own"), method="POST", data=titles),
    Page("desk:questionnaire_publishing", {"deputy": 302}, args=of("own"), method="POST", data=version),
    Page("desk:questionnaire_publishing", COUNTRY_ONLY_READ, args=of("country"), method="POST", data=version),
    Page("desk:questionnaire_retirement", {"deputy": 302}, args=of("own"), method="POST", data=retiring),
    Page("desk:questionnaire_copy", {"deputy": 403}, args=of("own"), method="POST"),
    Page("desk:questionnaire_copy", {"deputy": 302, "stranger": 302}, args=of("visit"), method="POST"),
]
