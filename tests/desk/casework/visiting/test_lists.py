"""My visits, those that are due, the route of the day, the visits of a file, and who works on which file."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.casework.models import CaseFile, Visit
from hamdeli.journal.models import Entry
from tests.casework.visiting.making import file_of, planned
from tests.support.cast import Cast
from tests.support.crawling import text_of

DAY = timedelta(days=1)


def visits_on(cast: Cast, days: list[int]) -> list[Visit]:
    """Return visits of Dara's, so many days from today."""
    today = timezone.localdate()
    made = []
    for number, days_on in enumerate(days):
        file = file_of(cast, f"F-{number}", latitude=33.98 + number / 500, name=("مریم", f"خانواده{number}"))
        made.append(planned(cast, file, day=today + days_on * DAY, today=min(today, today + days_on * DAY)))
    return made


def test_my_visits_by_day(cast: Cast, sign_in: Any) -> None:
    visits_on(cast, [-3, 0, 0, 4, 40])
    client = sign_in(cast.worker)
    pages = {span: client.get(f"/visits/?span={span}").content.decode() for span in ("", "overdue", "today", "week")}
    shown = {span: {number for number in range(5) if f"خانواده{number}" in page} for span, page in pages.items()}
    assert shown == {"": {0, 1, 2, 3, 4}, "overdue": {0}, "today": {1, 2}, "week": {1, 2, 3}}
    assert "خانواده3" in client.get("/visits/?q=F-3").content.decode()
    assert "خانواده2" not in client.get("/visits/?q=F-3").content.decode()
    assert Entry.objects.filter(verb="looked", actor="worker").exists()
    assert "خانواده" not in sign_in(cast.centre_head).get("/visits/").content.decode()


def test_a_fragment_is_what_the_page_shows(cast: Cast, sign_in: Any) -> None:
    visits_on(cast, [0, 1])
    client = sign_in(cast.worker)
    for address in ("/visits/", "/visits/due/"):
        part = client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part
    part = client.get("/visits/", headers={"HX-Request": "true"}).content.decode().strip()
    assert part in client.get("/visits/").content.decode()


@pytest.mark.parametrize("address", ["/visits/", "/visits/due/", "/visits/route/", "/assignments/"])
def test_as_many_queries_for_few_rows_as_for_many(cast: Cast, sign_in: Any, address: str) -> None:
    user = cast.centre_head if address == "/assignments/" else cast.worker
    today, counts = timezone.localdate(), []
    for first, many in ((0, 2), (2, 18)):
        for number in range(first, first + many):
            file = file_of(cast, f"F-{number}", next_visit_on=today if address == "/visits/due/" else None)
            if address != "/visits/due/":
                planned(cast, file, day=today, today=today)
        client = sign_in(user)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_due_is_planned_for_a_day(cast: Cast, sign_in: Any) -> None:
    today = timezone.localdate()
    for number, due in enumerate([-20, 3, 30]):
        file_of(cast, f"F-{number}", next_visit_on=today + due * DAY)
    file_of(cast, "F-8", worker=cast.centre_head)
    client = sign_in(cast.worker)
    page = client.get("/visits/due/").content.decode()
    assert [code in page for code in ("F-0", "F-1", "F-2", "F-8")] == [True, True, False, False]
    data = {"files": ["F-0", "F-1", "F-8"], "planned_on": (today + DAY).isoformat(), "idempotency_key": "k"}
    assert client.post("/visits/plans/", data | {"planned_on": "1390/01/01"}).status_code == 422
    for _time in range(2):
        assert client.post("/visits/plans/", data).status_code == 302
    assert set(Visit.objects.values_list("case_file__code", flat=True)) == {"F-0", "F-1"}
    assert "F-0" not in client.get("/visits/due/").content.decode()


def test_what_is_due_leaves_the_house_as_it_is_searched(cast: Cast, sign_in: Any) -> None:
    today = timezone.localdate()
    for number, due in enumerate([-20, 3, 30]):
        file_of(cast, f"F-{number}", next_visit_on=today + due * DAY)
    client = sign_in(cast.worker)
    whole = text_of(client.get("/visits/due/export/"))
    assert [code in whole for code in ("F-0", "F-1", "F-2")] == [True, True, False]
    found = text_of(client.get("/visits/due/export/?q=F-1"))
    assert [code in found for code in ("F-0", "F-1")] == [False, True]


def test_the_route_goes_the_short_way_until_an_order_is_kept(cast: Cast, sign_in: Any) -> None:
    far, near = visits_on(cast, [0, 0])
    CaseFile.objects.get(pk=far.case_file_id).household.__class__.objects.filter(case_file=far.case_file_id).update(
        latitude=34.2
    )
    client = sign_in(cast.worker)
    assert order(client) == [near.pk, far.pk]
    kept = {"day": timezone.localdate().isoformat(), "visits": [far.pk, near.pk, 999]}
    assert client.post("/visits/route/order/", kept).status_code == 302
    assert order(client) == [far.pk, near.pk]
    assert order(client, "?anew=1") == [near.pk, far.pk]
    features = client.get("/visits/route/map.json").json()["features"]
    assert [feature["properties"].get("number") for feature in features] == [None, 0, 1, 2]
    assert sign_in(cast.centre_head).get("/visits/route/map.json").json()["features"] == []


def order(client: Any, query: str = "") -> list[int]:
    """Return the visits in the order of the route."""
    return [stop.visit.pk for stop in client.get(f"/visits/route/{query}").context["stops"]]


def test_a_visit_is_planned_moved_and_cancelled_from_the_file(cast: Cast, sign_in: Any) -> None:
    file_of(cast)
    client, today = sign_in(cast.centre_head), timezone.localdate()
    data = {
        "planned_on": (today + DAY).isoformat(),
        "purpose": "regular",
        "visitor": "volunteer",
        "idempotency_key": "k",
    }
    assert client.post("/files/F-1/visits/", data).status_code == 422
    assert client.post("/files/F-1/visits/", data | {"supervisor": "worker"}).status_code == 302
    visit = Visit.objects.get()
    assert (visit.visitor, visit.supervisor) == (cast.volunteer, cast.worker)
    address = f"/files/F-1/visits/{visit.pk}"
    moved = {"planned_on": today.isoformat(), "visitor": "worker", "version": 1}
    assert client.post(f"{address}/move/", moved).status_code == 302
    late = client.post(f"{address}/move/", moved | {"planned_on": (today + 5 * DAY).isoformat()})
    assert late.status_code == 409
    assert 'name="version" value="2"' in late.content.decode()
    assert client.post(f"{address}/cancellation/", {"why": "", "version": 2}).status_code == 422
    assert client.post(f"{address}/cancellation/", {"why": "باران", "version": 2}).status_code == 302
    assert "باران" in client.get(f"{address}/").content.decode()


def test_a_social_worker_plans_only_for_himself(cast: Cast, sign_in: Any) -> None:
    file_of(cast)
    page = sign_in(cast.worker).get("/files/F-1/visits/").content.decode()
    assert 'value="worker"' in page
    visitors, supervisors = page.split('name="supervisor"')
    assert '<option value="centre-head">' not in visitors
    assert '<option value="centre-head">' in supervisors
    assert 'value="worker"' not in supervisors


def test_the_page_keeps_visitor_and_supervisor_apart(cast: Cast, sign_in: Any) -> None:
    file_of(cast)
    page = sign_in(cast.centre_head).get("/files/F-1/visits/").content.decode()
    assert 'name="supervisor" id="id_supervisor" data-not-as="visitor"' in page


def test_files_are_given_and_those_without_a_worker_are_found(cast: Cast, sign_in: Any, settings: Any) -> None:
    settings.FILES_PER_WORKER = 2
    for number in range(3):
        file_of(cast, f"F-{number}", worker=None)
    client = sign_in(cast.centre_head)
    chosen = {"files": ["F-0", "F-1", "F-2"], "worker": "worker"}
    assert client.post("/assignments/workers/", chosen).status_code == 422
    assert client.post("/assignments/workers/", chosen | {"files": ["F-0", "F-1"]}).status_code == 302
    assert "F-2" in client.get("/assignments/?worker=none").content.decode()
    assert "F-0" not in client.get("/assignments/?worker=none").content.decode()
    assert client.post("/assignments/workers/", chosen | {"override_reason": "زلزله"}).status_code == 302
    assert CaseFile.objects.filter(worker=cast.worker).count() == 3
    Post.objects.filter(user=cast.worker).update(until=timezone.now())
    assert "F-0" in client.get("/assignments/?worker=none").content.decode()
    assert sign_in(cast.other_centre_head).post("/assignments/workers/", chosen).status_code == 422


def test_a_discreet_family_has_no_name_on_the_lists(cast: Cast, sign_in: Any) -> None:
    named: dict[str, Any] = {"name": ("نرگس", "آبرومند"), "discreet": True, "keeper": cast.centre_head}
    file_of(cast, worker=None, aide=None, **named)
    assert "آبرومند" in sign_in(cast.centre_head).get("/assignments/").content.decode()
    assert "آبرومند" not in sign_in(cast.supervisor).get("/assignments/").content.decode()
    assert sign_in(cast.supervisor).get("/files/F-1/visits/").status_code == 403
