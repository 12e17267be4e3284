"""Ending the support, looking after the family again, opening its file anew: as the roles do it in the browser."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.casework.models import CaseFile, Exit, FollowUp
from hamdeli.delegation.models import Mandate
from hamdeli.journal.models import Entry
from hamdeli.sheets.reading import rows as sheet_rows
from tests.casework.exits.making import closed
from tests.casework.planning.making import carried, exit_visit
from tests.support.cast import Cast

HEAD = "زهرا حسینی"


def today() -> str:
    """Return the day of the test as a form takes it."""
    return timezone.localdate().isoformat()


def test_the_head_of_the_centre_ends_the_support_on_the_workers_proposal(cast: Cast, sign_in: Any) -> None:
    file = carried(cast)
    visit = exit_visit(file, cast.worker)
    client = sign_in(cast.centre_head)
    assert cast.worker.display_name in client.get(f"/files/{file.code}/exit/").content.decode()
    data = {"reason": "employment", "on": today(), "visit": visit.pk, "note": "", "idempotency_key": "one"}
    url = f"/files/{file.code}/exit/closing/"
    answer = client.post(url, data)
    assert (answer.status_code, answer["location"]) == (302, "/follow-ups/")
    assert client.post(url, data).status_code == 404
    assert Mandate.objects.get().state == "closed"
    page = client.get("/follow-ups/").content.decode()
    assert page.count('scope="row"') == 2
    assert HEAD in page


def test_an_exit_without_its_visit_is_refused_in_words(cast: Cast, sign_in: Any) -> None:
    file = carried(cast)
    client = sign_in(cast.county_head)
    client.cookies["hamdeli-language"] = "en"
    data = {"reason": "employment", "on": today(), "visit": "", "idempotency_key": "one"}
    answer = client.post(f"/files/{file.code}/exit/closing/", data)
    assert answer.status_code == 422
    assert "choose the visit" in answer.content.decode()
    assert not Exit.objects.exists()
    assert client.post(f"/files/{file.code}/exit/closing/", data | {"reason": "moved"}).status_code == 302
    assert "moved away" in client.get(f"/files/{file.code}/exit/").content.decode()


@pytest.mark.parametrize(("back", "carried_by"), [("on", "10-001"), ("", None)])
def test_a_fallen_family_is_offered_a_new_beginning(
    cast: Cast, sign_in: Any, back: str, carried_by: str | None
) -> None:
    made = closed(cast, carried(cast))
    look = made.follow_ups.order_by("months")[0]
    client = sign_in(cast.worker)
    client.cookies["hamdeli-language"] = "en"
    url = f"/follow-ups/{look.pk}/"
    assert client.post(url, {"found": "fallen", "on": today(), "note": ""}).status_code == 422
    assert client.post(url, {"found": "fallen", "on": today(), "note": "rent"}).status_code == 302
    offer = f"/exits/{made.pk}/reopening/"
    assert offer not in client.get(url).content.decode()
    head = sign_in(cast.centre_head)
    assert offer in head.get(url).content.decode()
    data = {"why": "the shop closed", "on": today()} | ({"back": back} if back else {})
    assert head.post(offer, data).status_code == 302
    assert head.post(offer, data).status_code == 422
    file = CaseFile.objects.get()
    assert (file.state, file.centre.code if file.centre else None) == ("active", carried_by)
    assert "the shop closed" in sign_in(cast.county_head).get(f"/files/{file.code}/exit/").content.decode()


def test_names_go_when_nobody_has_to_look_any_more(cast: Cast, sign_in: Any) -> None:
    closed(cast, carried(cast))
    day = timezone.localdate()
    FollowUp.objects.update(done_on=day, done_by=cast.worker, found="stands")
    page = sign_in(cast.centre_head).get("/follow-ups/?show=done").content.decode()
    assert page.count('scope="row"') == 2
    assert HEAD not in page
    assert not Entry.objects.filter(verb="looked").exists()


@pytest.mark.parametrize(
    ("query", "found"), [("", 2), ("show=overdue", 1), ("show=soon", 0), ("show=done", 0), ("q=F-9", 0), ("q=F-1", 2)]
)
def test_the_list_is_searched_and_filtered(cast: Cast, sign_in: Any, query: str, found: int) -> None:
    made = closed(cast, carried(cast))
    day = timezone.localdate()
    for months, due in ((6, day - timedelta(days=3)), (12, day + timedelta(days=90))):
        made.follow_ups.filter(months=months).update(due_on=due)
    client = sign_in(cast.county_head)
    page = client.get(f"/follow-ups/?{query}", headers={"hx-request": "true"}).content.decode()
    assert page.count('scope="row"') == found


def test_the_list_asks_the_same_number_of_questions_for_many(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.county_head)
    asked = []
    for number in range(1, 6):
        closed(cast, carried(cast, f"F-{number}"))
        client.get("/follow-ups/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/follow-ups/").content.decode().count('scope="row"') == 2 * number
        asked.append(len(queries))
    assert asked[0] == asked[-1]


def test_what_leaves_the_house_has_no_names(cast: Cast, sign_in: Any, tmp_path: Path) -> None:
    closed(cast, carried(cast))
    path = tmp_path / "follow-ups.xlsx"
    path.write_bytes(b"".join(sign_in(cast.county_head).get("/follow-ups/export/").streaming_content))
    _heading, *rows = (each.cells for each in sheet_rows(path))
    assert len(rows) == 2
    assert not any("حسینی" in str(cell) for row in rows for cell in row)


def test_the_panel_of_a_centre_counts_its_exits_for_those_who_see_them(cast: Cast, sign_in: Any) -> None:
    closed(cast, carried(cast), "employment", on=timezone.localdate(), today=timezone.localdate())
    page = sign_in(cast.centre_head).get("/centres/10-001/exits/", headers={"hx-request": "true"}).content.decode()
    assert page.count('scope="row"') == 1
    assert 'scope="row"' not in sign_in(cast.other_centre_head).get("/centres/10-001/exits/").content.decode()
