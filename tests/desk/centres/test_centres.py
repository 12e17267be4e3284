"""The list of centres, the page of one, and changing it."""

import json
import re
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.journal.models import Entry
from tests.support.cast import Cast, centre

VALUES = {
    "name": "مرکز مهر کاشان",
    "kind": "specialised",
    "setting": "urban",
    "capacity": "۲۵",
    "social_workers": "۳",
    "specialities": ["health", "education"],
    "version": "1",
}


def codes(page: bytes) -> list[str]:
    return re.findall(r'<a href="/centres/([0-9\-]+)/"', page.decode())


def test_the_list_is_searched_by_name_and_code_in_any_letters(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    assert codes(client.get("/centres/").content) == ["10-001", "10-002", "10-003"]
    assert codes(client.get("/centres/?q=۱۰-۰۰۲").content) == ["10-002"]
    assert codes(client.get("/centres/?speciality=health").content) == ["10-001"]
    assert codes(client.get("/centres/?county=1013").content) == ["10-003"]
    assert codes(client.get("/centres/?county=1602").content) == ["10-001", "10-002", "10-003"]


def test_the_list_asks_as_often_for_many_as_for_few(cast: Cast, sign_in: Any, django_assert_num_queries: Any) -> None:
    client = sign_in(cast.deputy)
    client.get("/centres/")
    with CaptureQueriesContext(connection) as few:
        client.get("/centres/")
    for number in range(70):
        centre(f"10-1{number:02}", cast.kashan, specialities=("health",))
    with django_assert_num_queries(len(few)):
        client.get("/centres/")


def test_a_deputy_changes_a_centre_in_persian_digits(cast: Cast, sign_in: Any) -> None:
    assert sign_in(cast.participation).post("/centres/10-001/description/", VALUES).status_code == 302
    cast.mehr.refresh_from_db()
    assert (cast.mehr.capacity, cast.mehr.social_workers, cast.mehr.version) == (25, 3, 2)
    assert set(cast.mehr.capabilities.values_list("speciality", flat=True)) == {"health", "education"}
    assert Entry.objects.filter(verb="described", subject="10-001").count() == 2


def test_the_second_writer_sees_the_firsts_change(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    client.post("/centres/10-001/description/", VALUES)
    late = client.post("/centres/10-001/description/", VALUES | {"capacity": "30"})
    assert late.status_code == 409
    cast.mehr.refresh_from_db()
    assert cast.mehr.capacity == 25


def test_the_registry_does_not_change_a_licence(cast: Cast, sign_in: Any) -> None:
    answer = sign_in(cast.participation).post("/centres/10-001/description/", VALUES | {"licence": "suspended"})
    assert answer.status_code == 302
    cast.mehr.refresh_from_db()
    assert cast.mehr.licence == "active"


def test_the_map_holds_the_visible_centres_and_no_family(cast: Cast, sign_in: Any) -> None:
    answer = sign_in(cast.deputy).get("/centres/map.json")
    kinds = [feature["properties"]["kind"] for feature in json.loads(answer.content)["features"]]
    assert kinds.count("centre") == 3
    assert "family" not in kinds
