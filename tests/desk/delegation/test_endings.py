"""Returning, recalling, transferring: with a reason, a checklist, and notice to both sides."""

import re
from typing import Any

import pytest

from hamdeli.casework.models import CaseFile
from hamdeli.delegation.models import Handover, Mandate, Notice
from hamdeli.journal.models import Entry
from tests.delegation.making import files_of, handed, only_mandate
from tests.support.cast import Cast

FILLED: dict[str, Any] = {
    "reason": "family_moved",
    "tasks": "school registration\n+ health insurance",
    "no_papers": "on",
    "promises": "a visit before winter",
}
KEPT = {
    "tasks": [{"text": "school registration", "done": False}, {"text": "health insurance", "done": True}],
    "papers": [],
    "promises": [{"text": "a visit before winter", "done": False}],
}


@pytest.fixture
def mandate(cast: Cast) -> Mandate:
    """A file that Mehr carries."""
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr, accepted=True)
    return only_mandate(file)


@pytest.mark.parametrize(
    ("act", "state", "who"), [("return", "returned", "centre_head"), ("recall", "recalled", "county_head")]
)
def test_a_file_leaves_its_centre_with_its_checklist(
    cast: Cast, sign_in: Any, mandate: Mandate, act: str, state: str, who: str
) -> None:
    Notice.objects.all().delete()
    data = FILLED | {"version": mandate.version}
    if act == "recall":
        data["reason"] = "quality"
    assert sign_in(getattr(cast, who)).post(f"/mandates/{mandate.pk}/{act}/", data).status_code == 302
    mandate.refresh_from_db()
    assert (mandate.state, mandate.reason, mandate.checklist) == (state, data["reason"], KEPT)
    assert CaseFile.objects.get().centre is None
    assert set(Notice.objects.values_list("event", "centre__code")) == {(state, "10-001"), (state, None)}
    assert Entry.objects.get(verb=state).reason == data["reason"]


@pytest.mark.parametrize(
    ("act", "who"), [("return", "centre_head"), ("recall", "county_head"), ("transfer", "county_head")]
)
def test_a_form_carries_the_version_of_its_mandate(
    cast: Cast, sign_in: Any, mandate: Mandate, act: str, who: str
) -> None:
    page = sign_in(getattr(cast, who)).get(f"/mandates/{mandate.pk}/{act}/").content.decode()
    assert re.findall(r'name="version" value="([^"]*)"', page) == [str(mandate.version)]


@pytest.mark.parametrize(
    "bad",
    [
        {"reason": ""},
        {"reason": "other"},
        {"tasks": ""},
        {"no_tasks": "on"},
        {"promises": "x" * 201},
        {"version": ""},
    ],
)
def test_without_a_filled_checklist_and_a_reason_nothing_happens(
    cast: Cast, sign_in: Any, mandate: Mandate, bad: dict[str, str]
) -> None:
    data = FILLED | {"version": mandate.version} | bad
    assert sign_in(cast.centre_head).post(f"/mandates/{mandate.pk}/return/", data).status_code == 422
    assert only_mandate(mandate.case_file).state == "accepted"


def test_a_recall_sees_that_the_centre_accepted_meanwhile(cast: Cast, sign_in: Any) -> None:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr)
    mandate = only_mandate(file)
    sign_in(cast.centre_head).post("/handed-over/acceptance/", {"mandates": [mandate.pk]})
    data = FILLED | {"reason": "quality", "version": mandate.version}
    client = sign_in(cast.county_head)
    page = client.post(f"/mandates/{mandate.pk}/recall/", data)
    assert page.status_code == 409
    assert "centre-head" in page.content.decode()
    assert 'name="version" value="2"' in page.content.decode()
    assert client.post(f"/mandates/{mandate.pk}/recall/", data | {"version": 2}).status_code == 302
    assert client.post(f"/mandates/{mandate.pk}/recall/", data | {"version": 2}).status_code == 409


def test_a_file_is_transferred_once_however_often_the_form_is_sent(cast: Cast, sign_in: Any, mandate: Mandate) -> None:
    data = FILLED | {"version": 1, "centre": "10-002", "idempotency_key": "k1"}
    client = sign_in(cast.county_head)
    for _time in range(3):
        assert client.post(f"/mandates/{mandate.pk}/transfer/", data).status_code == 302
    made = only_mandate(mandate.case_file)
    assert (made.centre, made.state, made.follows) == (cast.noor, "offered", mandate)
    assert Handover.objects.filter(act="transfer").count() == 1
    mandate.refresh_from_db()
    assert (mandate.state, mandate.checklist) == ("transferred", KEPT)
    told = set(Notice.objects.filter(event__in=["transferred", "offered"]).values_list("event", "centre__code"))
    assert {("transferred", "10-001"), ("offered", "10-002"), ("transferred", None)} <= told


def test_only_a_deputy_exceeds_a_capacity_and_signs_for_it(cast: Cast, sign_in: Any, mandate: Mandate) -> None:
    cast.noor.capacity = 0
    cast.noor.save()
    data = FILLED | {"version": 1, "centre": "10-002", "override_reason": "the only health centre"}
    address = f"/mandates/{mandate.pk}/transfer/"
    assert sign_in(cast.county_head).post(address, data | {"idempotency_key": "a"}).status_code == 409
    assert only_mandate(mandate.case_file).centre == cast.mehr
    unsigned = data | {"override_reason": "", "idempotency_key": "b"}
    assert sign_in(cast.deputy).post(address, unsigned).status_code == 409
    assert sign_in(cast.deputy).post(address, data | {"idempotency_key": "c"}).status_code == 302
    made = only_mandate(mandate.case_file)
    assert (made.override_by, made.override_reason) == ("deputy", "the only health centre")


@pytest.mark.parametrize("centre", ["10-001", "16-001", "nowhere", ""])
def test_a_file_goes_only_to_a_licensed_centre_of_its_province(
    cast: Cast, sign_in: Any, mandate: Mandate, centre: str
) -> None:
    data = FILLED | {"version": 1, "centre": centre, "idempotency_key": "k"}
    assert sign_in(cast.deputy).post(f"/mandates/{mandate.pk}/transfer/", data).status_code == 422


def test_the_targets_are_the_nearest_that_may_carry_the_file(cast: Cast, sign_in: Any, mandate: Mandate) -> None:
    client = sign_in(cast.deputy)
    page = client.get(f"/mandates/{mandate.pk}/transfer/centres/").content.decode()
    assert page.index('value="10-002"') < page.index('value="10-003"')
    assert 'value="16-001"' not in page
    assert 'value="10-001"' not in page
    found = client.get(f"/mandates/{mandate.pk}/transfer/centres/", {"q": "۱۰-۰۰۳"}).content.decode()
    assert 'value="10-002"' not in found
    assert 'value="10-003"' in found
    county = sign_in(cast.county_head).get(f"/mandates/{mandate.pk}/transfer/centres/").content.decode()
    assert 'value="10-002"' in county
