"""Entering families, one or many, and writing changes back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.households.models import Household, Kinship, NameWord, Person
from hamdeli.households.registering import (
    Family,
    Head,
    amend_heads,
    amend_households,
    put_national_code,
    register,
    register_many,
)
from hamdeli.journal.sealing import blind_index, unseal

pytestmark = pytest.mark.django_db
CODE = "0013542419"
FAMILY = Family(33.9, 51.4, 4, Head("زهرا", "حسيني", "female", date(1981, 5, 21), CODE))


def test_a_family_is_stored_with_its_head_sealed_and_findable() -> None:
    household = register(FAMILY)
    head = household.members.get()
    assert (head.kinship, head.birth_date, household.members_count) == (Kinship.HEAD, date(1981, 5, 21), 4)
    assert head.national_code_index == blind_index(CODE)
    assert head.national_code_sealed
    assert CODE.encode() not in bytes(head.national_code_sealed)
    assert unseal(head.national_code_sealed) == CODE
    assert set(NameWord.objects.values_list("word", "household")) == {
        (word, household.pk) for word in ("زهرا", "حسینی")
    }


def test_a_family_may_have_no_head_yet() -> None:
    assert not register(Family(33.9, 51.4)).members.exists()


def test_many_families_keep_their_order_and_their_heads() -> None:
    families = [Family(33.9, 51.4, number, Head(f"نام{number}", "خانواده")) for number in range(1, 200)]
    homes = register_many(families)
    heads = {person.household_id: person.given_name for person in Person.objects.all()}
    assert [(home.members_count, heads[home.pk]) for home in homes] == [
        (number, f"نام{number}") for number in range(1, 200)
    ]


def test_many_families_cost_few_queries() -> None:
    families = [Family(33.9, 51.4, 2, Head("زهرا", "حسینی")) for _ in range(200)]
    with CaptureQueriesContext(connection) as context:
        register_many(families)
    assert len(context) < 40


def test_changes_raise_the_version_and_renew_the_words() -> None:
    household = register(FAMILY)
    head = household.members.get()
    household.members_count, head.family_name = 5, "موسوی"
    put_national_code(head, "")
    amend_households([household])
    amend_heads([head])
    stored = Household.objects.get()
    assert (stored.members_count, stored.version, stored.latitude) == (5, 2, 33.9)
    person = Person.objects.get()
    assert (person.family_name, person.version, person.national_code_index) == ("موسوی", 2, None)
    assert set(NameWord.objects.values_list("word", flat=True)) == {"زهرا", "موسوی"}
