"""The pages about coverage: today, scenarios from asking to export, comparing, enlarging; who reads which count."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from hamdeli.insight.models import Scenario
from hamdeli.jobs.asking import cancel
from hamdeli.jobs.running import run
from hamdeli.journal.models import Entry
from hamdeli.places.models import Place
from hamdeli.proposals.approving import approve
from hamdeli.proposals.models import Proposal
from tests.insight.planned import VALUES, grow, planned, town, worked
from tests.proposals.making import files_around, proposed
from tests.support.cast import Cast, case_file

FORM = {
    "title": "ده مرکز بعدی",
    "place": "10",
    "demand": "people",
    "count": "۲",
    "reach": "۵٫۰",
    "norm": "۱۰٬۰۰۰",
    "capacity": "10000",
    "idempotency_key": "one",
}


def english(client: Client) -> Client:
    client.cookies["hamdeli-language"] = "en"
    return client


def text(client: Client, name: str, *args: Any, **query: Any) -> str:
    answer = english(client).get(reverse(f"desk:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client: Client, name: str, *args: Any, **query: Any) -> list[Any]:
    answer: Any = english(client).get(reverse(f"desk:{name}", args=args), query)
    book: Any = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return list(book.active.values)


def test_a_scenario_from_asking_to_its_sites(cast: Cast, sign_in: Any) -> None:
    grow(cast)
    client = english(sign_in(cast.participation))
    answer = client.post(reverse("desk:scenario_new"), FORM)
    scenario = Scenario.objects.get()
    assert answer.headers["Location"] == reverse("desk:scenario", args=[scenario.code])
    assert (scenario.reach, scenario.count, scenario.capacity) == (5_000, 2, 10_000)
    assert b"<progress" in client.get(reverse("desk:scenario", args=[scenario.code])).content
    assert client.post(reverse("desk:scenario_new"), FORM).status_code == 302
    assert Scenario.objects.count() == 1
    worked(scenario)
    page = text(client, "scenario", scenario.code)
    assert "Proved: no choice reaches more" in page
    assert "people for whom the centres within" in page or "people who have no centre within" in page
    assert Entry.objects.filter(verb="planned", subject=scenario.code).count() == 1
    found = rows(client, "scenario_export", scenario.code)
    assert [row[0] for row in found[1:]] == [1, 2]


def test_the_sites_are_those_that_reach_most_people(cast: Cast) -> None:
    grow(cast)
    scenario = planned(cast)
    # Kashan has 30,000 people and two centres by the norm, Natanz 12,000 and one: ten thousand are left in Kashan.
    assert [(site.place.code, site.gain) for site in scenario.sites.all()] == [("G1", 10_000), ("G3", 7_000)]
    assert scenario.figures["before"] == 30_000
    assert scenario.figures["reached"] == scenario.figures["bound"] == 47_000
    assert scenario.sites.get(rank=1).nobody == 0
    assert scenario.sites.get(rank=2).nobody == 7_000
    assert scenario.figures["mean_after"] < scenario.figures["mean_before"]


def test_of_equal_choices_those_come_first_where_most_are_without_a_centre(cast: Cast, sign_in: Any) -> None:
    for number in range(6):
        town(f"A{number}", cast.natanz, 20_000 + number, north=0.3 + 0.2 * number)
    town("Z1", cast.kashan, 110_000, north=0.5, name="شهر بزرگ")
    town("Z2", cast.kashan, 45_000, north=0.9, name="شهر دوم")
    scenario = planned(cast, count=6)
    # Each adds 10,000, wherever it opens; the great town has two centres, 90,000 left, and 50,000 after four more.
    assert [(site.place.code, site.gain) for site in scenario.sites.all()] == [("Z1", 10_000)] * 5 + [("Z2", 10_000)]
    assert scenario.figures["reached"] == scenario.figures["bound"] == 90_000
    client = sign_in(cast.participation)
    page = text(client, "scenario", scenario.code)
    assert "At 6 other settlements at least" in page
    assert "5 centres" in page
    assert "1–5" in page
    drawn = english(client).get(reverse("desk:scenario_map", args=[scenario.code])).json()["features"]
    assert [each["properties"]["mark"] for each in drawn if each["properties"]["kind"] == "stop"] == ["1–5", "6"]
    assert len(rows(client, "scenario_export", scenario.code)) == 7


def test_a_single_best_choice_has_no_equals(cast: Cast, sign_in: Any) -> None:
    grow(cast)
    assert "Other choices reach as many" not in text(sign_in(cast.participation), "scenario", planned(cast).code)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("count", "0", "greater than or equal to 1"),
        ("count", "99", "Ask for fewer"),
        ("reach", "0", "greater than or equal to 0.1"),
        ("capacity", "-1", "greater than or equal to 1"),
        ("title", "", "required"),
        ("place", "16", "valid choice"),
        ("idempotency_key", "", "without its key"),
    ],
)
def test_bad_input_is_told_and_nothing_is_stored(cast: Cast, sign_in: Any, field: str, value: str, said: str) -> None:
    grow(cast)
    answer = english(sign_in(cast.participation)).post(reverse("desk:scenario_new"), FORM | {field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Scenario.objects.exists()


def test_a_place_without_people_or_settlements_is_told(cast: Cast, sign_in: Any) -> None:
    client = english(sign_in(cast.participation))
    assert b"No settlement with coordinates" in client.post(reverse("desk:scenario_new"), FORM).content
    town("G1", cast.kashan, 0)
    answer = client.post(reverse("desk:scenario_new"), FORM | {"idempotency_key": "two"})
    assert b"zero or unknown" in answer.content
    assert "zero or unknown" in text(client, "coverage", place="10")


def test_it_can_be_stopped_and_computed_again(cast: Cast, sign_in: Any) -> None:
    grow(cast)
    client = english(sign_in(cast.participation))
    client.post(reverse("desk:scenario_new"), FORM)
    scenario = Scenario.objects.select_related("job").get()
    url = reverse("desk:scenario_run", args=[scenario.code])
    assert client.post(url, {"version": scenario.version, "idempotency_key": "a"}).status_code == 422
    assert scenario.job is not None
    cancel(job=scenario.job)
    assert "It was stopped" in text(client, "scenario", scenario.code)
    assert client.post(url, {"version": 99, "idempotency_key": "b"}).status_code == 409
    again = {"version": scenario.version, "idempotency_key": "c"}
    assert client.post(url, again).status_code == client.post(url, again).status_code == 302
    scenario.refresh_from_db()
    assert worked(scenario).state == Scenario.State.READY


def test_a_fault_of_the_records_is_told_on_the_page(cast: Cast, sign_in: Any) -> None:
    grow(cast)
    client = english(sign_in(cast.participation))
    client.post(reverse("desk:scenario_new"), FORM)
    Place.objects.filter(kind="city").update(population=0)
    scenario = worked(Scenario.objects.get())
    assert scenario.state == Scenario.State.FAILED
    assert "Nobody is known to live here" in text(client, "scenario", scenario.code)


def test_small_counts_of_families_are_for_those_who_may_see_the_files(cast: Cast, sign_in: Any) -> None:
    grow(cast)
    files_around(cast.kashan, 23)
    case_file("N-1", cast.natanz)
    county_reader, planner = sign_in(cast.deputy), None
    assert [row[4] for row in rows(county_reader, "coverage_export", place="10") if row[0] in ("G1", "G5")] == [23, 1]
    planner = sign_in(cast.participation)
    told = {row[0]: row[4] for row in rows(planner, "coverage_export", place="10")}
    assert (told["G1"], told["G5"]) == ("about 20", "fewer than 10")
    data = english(planner).get(reverse("desk:coverage_map"), {"place": "10"}).json()
    assert "Families in need: about 20" in str(data)
    assert "Families in need: 23" not in str(data)


def test_families_are_planned_for_by_the_places_of_their_centres(cast: Cast, sign_in: Any) -> None:
    grow(cast)
    files_around(cast.kashan, 23)
    scenario = planned(cast, demand="families", capacity=30, count=1)
    assert (scenario.figures["before"], scenario.figures["reached"]) == (20, 23)
    page = text(sign_in(cast.participation), "scenario", scenario.code)
    assert "fewer than 10" in page
    assert "told in tens" in page
    assert "told in tens" not in text(sign_in(cast.deputy), "scenario", scenario.code)


@pytest.mark.parametrize("level", ["settlement", "county"])
def test_today_names_the_parts_and_the_places_without_a_centre(cast: Cast, sign_in: Any, level: str) -> None:
    grow(cast)
    client = sign_in(cast.participation)
    page = text(client, "coverage", place="10", level=level)
    assert "5,120,850" in page
    assert "1395" in page
    assert "Kashan" in page or "کاشان" in page
    without = rows(client, "coverage_export", place="10", show="without")
    assert {row[0] for row in without[1:]} == {"G2", "G3", "G4"}
    assert {row[0] for row in rows(client, "coverage_export", place="10", show="unknown")[1:]} == {"G4"}
    assert len(rows(client, "coverage_export", place="10", q="شهر G2")) == 2


def test_one_centre_is_told_in_words(cast: Cast, sign_in: Any) -> None:
    grow(cast)
    assert "One centre alone" in text(sign_in(cast.stranger), "coverage")


def test_scenarios_are_laid_side_by_side(cast: Cast, sign_in: Any) -> None:
    grow(cast)
    few, many = planned(cast, key="few", count=1), planned(cast, key="many", count=3)
    client = sign_in(cast.participation)
    page = text(client, "scenario_comparison", a=few.code, b=many.code)
    assert "40,000" in page
    assert f"{many.figures['reached']:,}" in page
    assert "In all of them" in page
    assert "Choose two or three" in text(client, "scenario_comparison")


def test_the_prices_of_the_last_proposal_rank_the_centres(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    assert "No proposal yet" in text(client, "coverage_enlarging")
    files_around(cast.kashan, 23)
    proposal = proposed(cast.deputy, cast.isfahan)
    page = text(client, "coverage_enlarging")
    priced = list(proposal.centres.filter(price__gt=0).order_by("-price"))
    assert priced
    assert all(row.centre.code in page for row in priced)
    assert reverse("desk:proposal", args=[proposal.code]) not in page
    assert reverse("desk:proposal", args=[proposal.code]) in text(sign_in(cast.deputy), "coverage_enlarging")
    assert len(rows(client, "enlarging_export")) == len(priced) + 1


def test_prices_come_from_the_last_approved_ordinary_proposal(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.participation)
    files_around(cast.kashan, 23)
    approved = proposed(cast.deputy, cast.isfahan)
    job = approve(proposal=approved, seen_version=approved.version, by=cast.deputy, key="yes")
    run.call(job.pk)
    files_around(cast.kashan, 5, first=40)
    later = proposed(cast.deputy, cast.isfahan, key="later", which="all")
    Proposal.objects.create(
        **{"code": "closing", "province": cast.isfahan, "which": "centre", "centre": cast.mehr},
        **{"state": "ready", "made_by": cast.deputy},
    )
    page = text(client, "coverage_enlarging")
    assert approved.code in page
    assert "From the last approved proposal" in page
    assert later.code not in page


def test_without_an_approved_proposal_the_last_ordinary_one_is_named_so(cast: Cast, sign_in: Any) -> None:
    files_around(cast.kashan, 23)
    ordinary = proposed(cast.deputy, cast.isfahan)
    Proposal.objects.create(
        **{"code": "closing", "province": cast.isfahan, "which": "centre", "centre": cast.mehr},
        **{"state": "ready", "made_by": cast.deputy},
    )
    page = text(sign_in(cast.participation), "coverage_enlarging")
    assert ordinary.code in page
    assert "No proposal is approved yet" in page


@pytest.mark.parametrize("name", ["coverage", "scenarios", "coverage_enlarging"])
def test_the_fragment_is_part_of_the_page_and_queries_are_few(cast: Cast, sign_in: Any, name: str) -> None:
    grow(cast)
    scenario = planned(cast)
    client = english(sign_in(cast.participation))
    url = reverse(f"desk:{name}")
    part = client.get(url, headers={"HX-Request": "true"}).content.decode().strip()
    assert "<html" not in part
    assert part in client.get(url).content.decode()
    with CaptureQueriesContext(connection) as before:
        client.get(url)
    for number in range(20):
        town(f"G9{number}", cast.natanz, 500, north=0.01 * number)
        values = {**VALUES, "title": "x", "state": "failed"}
        Scenario.objects.create(
            code=f"x{number}", province=cast.isfahan, made_by=cast.participation, job=scenario.job, **values
        )
    with CaptureQueriesContext(connection) as after:
        client.get(url)
    assert len(before) == len(after)
