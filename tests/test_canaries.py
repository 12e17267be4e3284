"""Canaries: a mark in every family's names, and a crawl of everything that each role can reach.

Nobody may meet a mark from outside the scope of a post held now: on pages, in fragments, in maps and in workbooks.
"""

from typing import Any

import pytest
from django.test import Client

from hamdeli.casework.models import CaseFile, CaseFileQuerySet
from hamdeli.delegation.handing_over import hand_over
from hamdeli.households.models import NameWord, Person
from hamdeli.households.naming import name_words
from tests.support.cast import Cast, case_file
from tests.support.crawling import crawl

KASHAN = {"QMEHR", "QNOOR", "QKASHAN"}
MAY_MEET = {
    "director": set(),
    "deputy": KASHAN | {"QNATANZ"},
    "participation": set(),
    "county_head": KASHAN,
    "other_county_head": {"QNATANZ"},
    "centre_head": {"QMEHR"},
    "other_centre_head": {"QNOOR"},
    "worker": {"QMEHR"},
    "auditor": set(),
    "stranger": {"QILAM"},
}
MARKS = KASHAN | {"QNATANZ", "QILAM"}


def marked(code: str, mark: str, county: Any) -> CaseFile:
    """Return a file whose head carries a mark in the family name."""
    file = case_file(code, county, name=(mark.capitalize(), mark))
    NameWord.objects.bulk_create(name_words(Person.objects.get(household=file.household)))
    return file


def plant(cast: Cast) -> None:
    """Mark a family with every centre, and one that waits."""
    carried = {
        marked("10-901", "QMEHR", cast.kashan): cast.mehr,
        marked("10-902", "QNOOR", cast.kashan): cast.noor,
        marked("10-904", "QNATANZ", cast.natanz): cast.natanz_centre,
    }
    marked("10-903", "QKASHAN", cast.kashan)
    ilam = marked("16-901", "QILAM", cast.dehloran)
    actor = cast.deputy.actor
    lines = [(file.pk, centre.pk) for file, centre in carried.items()]
    hand_over(lines=lines, actor=actor, made_by=cast.deputy, province=cast.isfahan)
    hand_over(
        lines=[(ilam.pk, cast.ilam_centre.pk)], actor=actor, made_by=cast.stranger, province=cast.ilam, accepted=True
    )


def met(user: Any) -> dict[str, str]:
    """Return the marks that a user meets, each with the first address that shows it."""
    client = Client()
    client.force_login(user)
    found: dict[str, str] = {}
    for address, text, _status in crawl(client):
        for mark in MARKS:
            if mark in text.upper():
                found.setdefault(mark, address)
    return found


@pytest.mark.parametrize("role", sorted(MAY_MEET))
def test_nobody_meets_a_family_from_outside_the_scope(cast: Cast, role: str) -> None:
    plant(cast)
    assert set(met(cast.staff[role])) == MAY_MEET[role]


def test_a_planted_leak_is_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(cast)
    monkeypatch.setattr(CaseFileQuerySet, "visible_to", lambda self, user: self)
    assert "QNOOR" in met(cast.centre_head)
