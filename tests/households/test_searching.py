"""Finding families by names, rare and common ones."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.households import searching
from hamdeli.households.models import Household
from hamdeli.households.registering import Family, Head, register_many
from hamdeli.households.searching import named

pytestmark = pytest.mark.django_db
GIVEN = ("زهرا", "حسین", "حسینعلی", "مریم")
SURNAMES = ("حسینی", "جعفری", "زهرایی")
ASKED = ("حسین", "زهرا جعفری", "جعفری مریم", "حس", "زه زه", "کسی", "مریم حسینی کسی", "")


@pytest.fixture
def families() -> list[Household]:
    return register_many([Family(33.9, 51.4, 2, Head(given, name)) for given in GIVEN for name in SURNAMES])


def found(text: str) -> set[int]:
    """Return the households that `text` means, each once."""
    met = list(Household.objects.filter(named(text, household="name_words__household")).values_list("pk", flat=True))
    return set(met)


def expected(text: str) -> set[int]:
    """Return the same by reading all."""
    parts = text.split()
    return {
        home.pk
        for home in Household.objects.prefetch_related("name_words")
        if all(any(one.word.startswith(part) for one in home.name_words.all()) for part in parts)
    }


@pytest.mark.parametrize("few", [0, 2, 400])
@pytest.mark.parametrize("text", ASKED)
def test_rare_and_common_names_are_found_alike(
    families: list[Household], text: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "FEW", few)
    assert found(text) == expected(text)


@pytest.mark.usefixtures("families")
def test_a_rare_name_is_looked_up_first(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [(400, "جعفری", False), (2, "جعفری", True), (2, "جعفری مریم", False)]
    for few, text, through_the_list in asked:
        monkeypatch.setattr(searching, "FEW", few)
        condition = named(text, household="case_file__household")
        with CaptureQueriesContext(connection) as context:
            list(Household.objects.filter(condition))
        assert ("households_nameword" in context[0]["sql"]) is through_the_list
