"""The list of neighbourhoods: who looks through it, its export, and taking one out."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from hamdeli.insight.models import ScenarioSite
from hamdeli.journal.models import Entry
from hamdeli.places.models import Place
from hamdeli.places.referring import is_named, relations
from tests.insight.planned import grow, planned
from tests.support.cast import Cast, place
from tests.support.lists import preview

DRAWN = re.compile(r'name="(csrfmiddlewaretoken|idempotency_key)" value="[\w-]+"|ask-[0-9a-f]{8}')
"""What is drawn anew each time: keys of forms and names of dialogs."""
LIST = "/coverage/neighbourhoods/"


@pytest.fixture
def towns(cast: Cast) -> dict[str, Place]:
    """Two neighbourhoods of the seat of Kashan, one of Natanz, one in another province."""
    towns = grow(cast)
    for code, name, town, people in (
        ("10-N01", "پشت مشهد", "seat", 20_000),
        ("10-N02", "فین", "seat", None),
        ("10-N03", "سرشک", "natanz", 3_000),
        ("16-N01", "آبشار", "dehloran", 1_000),
    ):
        lies = {"latitude": towns[town].latitude, "longitude": towns[town].longitude}
        place(code, "neighbourhood", name, towns[town], population=people, **lies)
    return towns


@pytest.fixture
def deputy(cast: Cast, sign_in: Any, towns: dict[str, Place]) -> Client:
    made: Client = sign_in(cast.participation)
    made.cookies["hamdeli-language"] = "en"
    return made


def text(deputy: Client, **query: Any) -> str:
    answer = deputy.get(LIST, query)
    assert answer.status_code == 200
    return answer.content.decode()


def remove(deputy: Client, code: str) -> Any:
    return deputy.post(reverse("desk:neighbourhood_removal", args=[code]), follow=True)


def test_the_deputy_reads_those_of_the_province(deputy: Client) -> None:
    page = text(deputy)
    assert [code in page for code in ("10-N01", "10-N02", "10-N03", "16-N01")] == [True, True, True, False]
    assert "20,000" in page
    assert "unknown" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "فین"}, {"10-N02"}),
        ({"q": "10-n03"}, {"10-N03"}),
        ({"q": "شهر G1"}, {"10-N01", "10-N02"}),
        ({"county": "natanz"}, {"10-N03"}),
        ({"q": "ناکجا"}, set()),
    ],
)
def test_it_is_searched_by_name_town_code_and_county(
    deputy: Client, cast: Cast, query: dict[str, str], found: set[str]
) -> None:
    if "county" in query:
        query = {"county": cast.natanz.code}
    page = text(deputy, **query)
    assert {code for code in ("10-N01", "10-N02", "10-N03") if code in page} == found


def test_the_export_is_a_list_that_can_be_brought_again(deputy: Client) -> None:
    answer: Any = deputy.get(LIST + "export/", {"q": "پشت مشهد"})
    book: Any = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    headings, row = list(book.active.values)
    told = dict(zip(headings, row, strict=True))
    assert told["Neighbourhood code"] == "10-N01"
    assert told["Town"] == "G1"
    assert told["Population"] == 20_000


def test_brought_again_the_export_changes_nothing(deputy: Client, cast: Cast, tmp_path: Path) -> None:
    answer: Any = deputy.get(LIST + "export/")
    path = tmp_path / "again.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    seen = preview(cast.participation, "neighbourhoods", path)
    assert seen.result["counts"] == {"created": 0, "changed": 0, "unchanged": 3, "faulty": 0}


def test_one_that_nothing_names_is_taken_out_and_told(deputy: Client) -> None:
    answer = remove(deputy, "10-N02")
    assert b"was taken out" in answer.content
    assert not Place.objects.filter(code="10-N02").exists()
    entry = Entry.objects.get(subject_kind="neighbourhood")
    assert (entry.verb, entry.subject, entry.details["town"]) == ("removed", "10-N02", "G1")
    assert remove(deputy, "10-N02").status_code == 404


def test_one_that_a_record_names_stays(deputy: Client, cast: Cast) -> None:
    scenario = planned(cast)
    site = ScenarioSite.objects.filter(scenario=scenario).first()
    assert site is not None
    site.place = Place.objects.get(code="10-N01")
    site.save()
    assert b"is named elsewhere" in remove(deputy, "10-N01").content
    assert Place.objects.filter(code="10-N01").exists()
    assert not Entry.objects.filter(subject_kind="neighbourhood").exists()


def test_every_table_that_names_places_is_asked(towns: dict[str, Place]) -> None:
    named = {f"{relation.related_model.__name__}.{name}" for relation, name in relations()}
    assert {"Place.parent", "Founding.area", "ScenarioSite.place", "Post.place", "Volunteer.county"} <= named
    assert is_named(towns["seat"])
    assert not is_named(Place.objects.get(code="10-N01"))


def test_another_province_is_no_reader_of_it(cast: Cast, sign_in: Any, towns: dict[str, Place]) -> None:
    assert sign_in(cast.deputy).get(LIST).status_code == 404
    assert remove(sign_in(cast.participation), "16-N01").status_code == 404
    assert Place.objects.filter(code="16-N01").exists()


def test_the_fragment_is_part_of_the_page_and_queries_are_few(deputy: Client, towns: dict[str, Place]) -> None:
    part = DRAWN.sub("", deputy.get(LIST, headers={"HX-Request": "true"}).content.decode().strip())
    assert "<html" not in part
    assert part in DRAWN.sub("", text(deputy))
    with CaptureQueriesContext(connection) as before:
        deputy.get(LIST)
    for number in range(20):
        lies = {"latitude": towns["seat"].latitude, "longitude": towns["seat"].longitude}
        place(f"10-M{number}", "neighbourhood", f"محلهٔ {number}", towns["seat"], **lies)
    with CaptureQueriesContext(connection) as after:
        deputy.get(LIST)
    assert len(before) == len(after)
