"""The questions that a phone takes along: of visits and of screenings, and who of a family can be screened.

Questions alone: what was answered before, its levels and what is restricted stay here.
"""

from collections.abc import Iterable
from typing import Any

from hamdeli.accounts.models import User
from hamdeli.casework.access import may_know
from hamdeli.casework.models import CaseFile
from hamdeli.households.models import Person
from hamdeli.questionnaires.choosing import editions_in_use
from hamdeli.questionnaires.content import Content
from hamdeli.questionnaires.models import Edition, Purpose


def forms_for(provinces: set[int]) -> dict[str, Any]:
    """Return the form for the observations of a visit, by province: primary key and questions of the edition."""
    found = {}
    for province in sorted(provinces):
        edition = next(iter(editions_in_use(Purpose.VISIT, province)), None)
        if edition:
            found[str(province)] = {"edition": edition.pk, "content": unscored(edition.content)}
    return found


def screenings_for(provinces: set[int]) -> dict[str, list[dict[str, Any]]]:
    """Return the screenings that are asked in each province: primary key, title and questions of the edition."""
    return {
        str(province): [told_screening(edition) for edition in editions_in_use(Purpose.SCREENING, province)]
        for province in sorted(provinces)
    }


def told_screening(edition: Edition) -> dict[str, Any]:
    """Return a screening by its title and questions."""
    asks = edition.questionnaire
    title = {"fa": asks.title_fa, "en": asks.title_en}
    return {"edition": edition.pk, "title": title, "content": unscored(edition.content)}


def unscored(content: Content) -> Content:
    """Return the questions without levels, signs, and what an answer counts."""
    return {
        "sections": [
            section | {"questions": [unscored_question(question) for question in section.get("questions", ())]}
            for section in content["sections"]
        ]
    }


def unscored_question(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question without the points of its answers."""
    plain = {name: value for name, value in question.items() if name not in ("scores", "bands")}
    if "options" in plain:
        plain["options"] = [{"code": option["code"], "text": option["text"]} for option in plain["options"]]
    return plain


def members_of(user: User, files: Iterable[CaseFile]) -> dict[str, list[dict[str, Any]]]:
    """Return the given names of those who live in each family that `user` may know, by the code of its file."""
    codes = {file.household_id: file.code for file in files if may_know(user, file)}
    living = Person.objects.filter(household__in=codes, left_on__isnull=True).order_by("pk")
    told: dict[str, list[dict[str, Any]]] = {}
    for person in living:
        told.setdefault(codes[person.household_id], []).append({"person": person.pk, "name": person.given_name})
    return told
