"""Dashboards, comparisons and definitions: figures with their parts, for those whose they are."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.centres.models import Centre
from hamdeli.insight.catalogue import CATALOGUE, COMING
from hamdeli.insight.computing import compute, compute_all
from hamdeli.insight.jobs import compute_nightly
from hamdeli.insight.models import Computation, Reading
from hamdeli.insight.periods import period_of, running
from hamdeli.jobs.models import Job
from hamdeli.volunteers.models import Hours
from tests.support.cast import Cast, case_file, centre
from tests.volunteers.making import active

PROVINCE, COUNTY, CENTRE = "/indicators/of/province/10/", "/indicators/of/county/1003/", "/indicators/of/centre/10-001/"
NATION = "/indicators/of/nation/IR/"


@pytest.fixture
def counted(cast: Cast) -> Cast:
    for number in range(12):
        case_file(f"10-{number}", cast.kashan)
    compute(running(timezone.localdate()))
    return cast


def text(response: Any) -> str:
    return str(response.content.decode())


def test_figures_stand_with_their_parts_definition_and_rows(counted: Cast, sign_in: Any) -> None:
    page = text(sign_in(counted.deputy).get(PROVINCE, headers={"Accept-Language": "en"}))
    assert "<bdi>5,120,850</bdi> / <bdi>3</bdi>" in page
    assert "/indicators/catalogue/people_per_centre/" in page
    assert "/files/?state=active" in page
    assert f"{PROVINCE}by/centres/" in page


def test_each_is_led_to_the_own_area(counted: Cast, sign_in: Any) -> None:
    for user, where in (
        (counted.director, NATION),
        (counted.deputy, PROVINCE),
        (counted.county_head, COUNTY),
        (counted.centre_head, CENTRE),
    ):
        assert sign_in(user).get("/indicators/").url == where


def test_a_centre_sees_no_neighbour_and_no_county(counted: Cast, sign_in: Any) -> None:
    client = sign_in(counted.centre_head)
    assert client.get(CENTRE).status_code == 200
    for other in ("/indicators/of/centre/10-002/", COUNTY, PROVINCE, NATION):
        assert client.get(other).status_code == 404


def test_an_area_that_is_none_is_not_found(counted: Cast, sign_in: Any) -> None:
    client = sign_in(counted.deputy)
    for none in ("/indicators/of/village/10/", "/indicators/of/province/99/", "/indicators/of/centre/x/"):
        assert client.get(none).status_code == 404


def test_the_director_sees_no_small_count(counted: Cast, sign_in: Any) -> None:
    client = sign_in(counted.director)
    page = text(client.get(f"{NATION}by/families/", headers={"Accept-Language": "en"}))
    assert "not shown" in page
    assert ">12<" not in page
    shown = text(sign_in(counted.deputy).get(PROVINCE, headers={"Accept-Language": "en"}))
    assert ">12<" in shown


def test_what_was_not_computed_says_so_and_offers_it(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    page = text(client.get(PROVINCE, headers={"Accept-Language": "en"}))
    assert "Not computed yet" in page
    answer = client.post("/indicators/computing/", {"idempotency_key": "k" * 32})
    again = client.post("/indicators/computing/", {"idempotency_key": "k" * 32})
    job = Job.objects.get(kind="insight.compute")
    assert answer.url == again.url == f"/jobs/{job.pk}/"


def test_a_stale_figure_says_since_when(counted: Cast, sign_in: Any) -> None:
    Computation.objects.update(until=date(2026, 4, 1))
    page = text(sign_in(counted.deputy).get(PROVINCE, headers={"Accept-Language": "en"}))
    assert "2026-04-01" in page
    assert "days have gone by since" in page


def test_flows_name_their_period_and_stocks_their_day(counted: Cast, sign_in: Any) -> None:
    now = timezone.now()
    Hours.objects.create(
        **{"volunteer": active(counted), "on": timezone.localdate(now), "minutes": 90, "what": "x", "made_at": now},
        **{"made_by": counted.worker, "confirmed_by": counted.centre_head, "confirmed_at": now},
    )
    compute(running(timezone.localdate()))
    context: Any = sign_in(counted.deputy).get(PROVINCE, headers={"Accept-Language": "en"}).context
    figures = {one.key: one for section in context["sections"] for one in section.figures}
    assert figures["visits"].as_of is None
    assert figures["centres"].as_of == timezone.localdate()
    assert figures["volunteer_hours"].counted == "90 minutes"
    page = text(sign_in(counted.deputy).get(PROVINCE, headers={"Accept-Language": "en"}))
    assert f"· {context['asked'].title}" in page


def test_the_catalogue_is_taken_away_under_one_question_mark(counted: Cast, sign_in: Any) -> None:
    page = text(sign_in(counted.deputy).get("/indicators/catalogue/?q=a"))
    assert "export/??" not in page
    assert '"/indicators/catalogue/export/?q=a"' in page


def test_a_half_is_rounded_up_wherever_it_is_told(counted: Cast, sign_in: Any) -> None:
    Reading.objects.filter(key="people_per_centre", area="10").update(numerator=79_926_270, denominator=12)
    assert "6,660,523" in text(sign_in(counted.deputy).get(PROVINCE, headers={"Accept-Language": "en"}))


def test_the_queries_of_the_catalogue_run_as_they_are_printed(counted: Cast, sign_in: Any) -> None:
    client = sign_in(counted.deputy)
    Centre.objects.update(opened_on=date(2020, 1, 1))
    (part,) = client.get("/indicators/catalogue/centres/").context["parts"]
    with connection.cursor() as cursor:
        cursor.execute(part["sql"])
        at = [column[0] for column in cursor.description].index("number")
        assert sum(row[at] for row in cursor.fetchall()) == Centre.objects.count()
    for key in ("visits", "families_visited", "onward", "aid_in_kind", "centres_mosque", "trustees"):
        for part in client.get(f"/indicators/catalogue/{key}/").context["parts"]:
            with connection.cursor() as cursor:
                cursor.execute(part["sql"])
                assert cursor.fetchall() is not None


def test_figures_that_are_being_computed_say_so(cast: Cast, sign_in: Any) -> None:
    client, told = sign_in(cast.deputy), "Figures are being computed"
    compute(running(timezone.localdate()))
    assert told not in text(client.get(PROVINCE, headers={"Accept-Language": "en"}))
    assert compute_nightly() == 1
    assert told in text(client.get(PROVINCE, headers={"Accept-Language": "en"}))


def test_a_year_without_records_says_so(cast: Cast, sign_in: Any) -> None:
    today = timezone.localdate()
    now = running(today)
    compute(period_of(now.year - 2, 12, today))
    page = sign_in(cast.centre_head).get(f"{CENTRE}?year={now.year - 2}&months=12", headers={"Accept-Language": "en"})
    assert "Capacity" in text(page)
    page = sign_in(cast.director).get(f"/indicators/of/province/16/?year={now.year - 3}&months=12")
    assert page.status_code == 200


@pytest.mark.parametrize(
    "query", ["year=abc", "year=1&months=99", "months=13", "year=9999&months=1", "year=۱۴۰۵&months=۲"]
)
def test_a_period_that_is_none_breaks_nothing(counted: Cast, sign_in: Any, query: str) -> None:
    assert sign_in(counted.deputy).get(f"{PROVINCE}?{query}").status_code == 200


def test_the_same_number_of_queries_for_one_centre_and_for_twenty(counted: Cast, sign_in: Any) -> None:
    client = sign_in(counted.deputy)
    counts = []
    for number in (1, 20):
        for at in range(number):
            centre(f"10-{number}{at:02}", counted.kashan)
        compute_all(timezone.localdate())
        for address in (PROVINCE, f"{COUNTY}by/capacity/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


def test_the_workbook_has_value_and_parts(counted: Cast, sign_in: Any) -> None:
    answer = sign_in(counted.deputy).get(f"{PROVINCE}export/", headers={"Accept-Language": "en"})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values)
    (people,) = [row for row in rows if row[0] == "People per centre"]
    assert people[2:4] == (5_120_850, 3)


def test_the_paper_is_a_pdf_in_both_languages(counted: Cast, sign_in: Any) -> None:
    for language in ("fa", "en"):
        answer = sign_in(counted.deputy).get(f"{PROVINCE}paper/", headers={"Accept-Language": language})
        assert answer.content.startswith(b"%PDF")


def test_counties_are_compared_on_a_map_that_calls_itself_approximate(counted: Cast, sign_in: Any) -> None:
    client = sign_in(counted.deputy)
    page = text(client.get(f"{PROVINCE}by/centres/", headers={"Accept-Language": "en"}))
    assert "boundaries are approximate" in page
    features = client.get(f"{PROVINCE}by/centres/map.geojson").json()["features"]
    assert {feature["properties"]["kind"] for feature in features} == {"region"}
    assert {feature["properties"]["said"] for feature in features} >= {"۱", "۲"}


def test_an_indicator_without_counties_is_not_compared(counted: Cast, sign_in: Any) -> None:
    client = sign_in(counted.deputy)
    assert client.get(f"{COUNTY}by/cities_without/").status_code == 404
    assert client.get(f"{PROVINCE}by/nothing/").status_code == 404


@pytest.mark.parametrize("one", CATALOGUE, ids=lambda one: one.key)
def test_every_definition_prints_the_query_that_is_run(one: Any, cast: Cast, sign_in: Any) -> None:
    page = text(sign_in(cast.deputy).get(f"/indicators/catalogue/{one.key}/", headers={"Accept-Language": "en"}))
    assert "SELECT" in page
    assert "GROUP BY" in page


def test_the_catalogue_is_searched_and_names_what_comes(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    page = text(client.get("/indicators/catalogue/?q=mosque", headers={"Accept-Language": "en"}))
    assert "Centres in mosques" in page
    assert "People per centre" not in page
    assert str(COMING[0].label) in page or "Gifts of the people" in page
    empty = text(client.get("/indicators/catalogue/?q=zzzz", headers={"Accept-Language": "en"}))
    assert "No indicator has these words" in empty


def test_the_fragment_is_what_the_page_holds(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    whole = text(client.get("/indicators/catalogue/?section=aid"))
    part = text(client.get("/indicators/catalogue/?section=aid", headers={"HX-Request": "true"}))
    assert part.strip() in whole
