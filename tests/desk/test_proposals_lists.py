"""The lists and pages of a proposal: search, filters, order, export, precision, and the same number of queries."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Centre
from hamdeli.households.models import NameWord, Person
from hamdeli.households.naming import name_words
from hamdeli.journal.models import Entry
from hamdeli.proposals.models import Proposal
from tests.proposals.making import files_around, proposed, ready
from tests.support.cast import Cast, centre

HTMX = {"HTTP_HX_REQUEST": "true"}


def at(name: str, proposal: Proposal, **more: Any) -> str:
    return reverse(f"desk:{name}", kwargs={"code": proposal.code, **more})


def text(client: Client, url: str, **query: Any) -> str:
    return str(client.get(url, query, headers={"accept-language": "en"}).content.decode())


def english(client: Client) -> Client:
    client.cookies["hamdeli-language"] = "en"
    return client


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "name", ["proposal", "proposal_centres", "proposal_files", "proposal_map_data", "proposal_approval"]
)
def test_few_and_many_rows_ask_the_same_number_of_queries(cast: Cast, sign_in: Any, name: str) -> None:
    client = sign_in(cast.deputy)
    few = ready(cast, 3)
    client.get(at(name, few))
    before = queries(client, at(name, few))
    for number in range(20):
        centre(f"10-1{number:02}", cast.kashan)
    files_around(cast.kashan, 57, first=4)
    many = proposed(cast.deputy, cast.isfahan, key="many")
    assert many.lines.count() == 60
    assert queries(client, at(name, many)) == before


def test_the_list_of_proposals_asks_the_same_number_of_queries(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    proposal = ready(cast, 2)
    client.get(reverse("desk:proposals"))
    before = queries(client, reverse("desk:proposals"))
    Proposal.objects.bulk_create(
        Proposal(code=f"x{number}", province=cast.isfahan, county=cast.kashan, made_by=cast.deputy, job=proposal.job)
        for number in range(70)
    )
    assert queries(client, reverse("desk:proposals")) == before
    assert "after=" in text(client, reverse("desk:proposals"))


@pytest.mark.parametrize("name", ["proposals", "proposal_centres", "proposal_files"])
def test_the_fragment_is_part_of_the_page(cast: Cast, sign_in: Any, name: str) -> None:
    proposal = ready(cast, 3)
    client = sign_in(cast.deputy)
    url = reverse(f"desk:{name}") if name == "proposals" else at(name, proposal)
    part = client.get(url, **HTMX).content.decode().strip()
    assert "<html" not in part
    assert part in client.get(url).content.decode()


def test_files_page_by_key_and_are_found(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 60, may_leave_county=False)
    client = sign_in(cast.deputy)
    rows = client.get(at("proposal_files", proposal)).context["page"]
    assert len(rows.rows) == 50
    later = client.get(at("proposal_files", proposal), {"after": rows.after}).context["page"]
    assert [row.file_code for row in later.rows] == [f"1003-{number:05}" for number in range(51, 61)]

    def codes(**query: str) -> list[str]:
        page = client.get(at("proposal_files", proposal), query).context["page"]
        return [row.file_code for row in page.rows]

    assert codes(q="۱۰۰۳-۰۰۰۰۷") == ["1003-00007"]
    assert len(codes(need="health")) == 15
    assert len(codes(placed="no")) == 40
    assert set(codes(placed="yes", centre="10-001")) | set(codes(placed="yes", centre="10-002")) == set(
        codes(placed="yes")
    )
    assert codes(moved="run") == codes(moved="today") == codes(placed="pinned") == []


def test_files_are_found_by_name_and_names_are_looks(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 3)
    person = Person.objects.get(household__case_file__code="1003-00002")
    Person.objects.filter(pk=person.pk).update(given_name="مهتاب")
    person.refresh_from_db()
    NameWord.objects.bulk_create(name_words(person))
    client = sign_in(cast.deputy)
    page = text(client, at("proposal_files", proposal), q="مهتاب")
    assert "مهتاب" in page
    look = Entry.objects.filter(verb="looked").latest("number")
    assert look.subject == "1003-00002"
    text(client, at("proposal_file", proposal, file="1003-00003"))
    assert Entry.objects.filter(verb="looked").latest("number").subject == "1003-00003"


@pytest.mark.parametrize(
    "sort", ["total", "-total", "-share", "match", "-mean", "worst", "-price", "code", "-code", "nonsense"]
)
def test_centres_are_sorted_by_every_column_and_page_by_key(cast: Cast, sign_in: Any, sort: str) -> None:
    for number in range(60):
        centre(f"10-1{number:02}", cast.kashan, latitude=34.0 + number / 500)
    proposal = ready(cast, 20)
    client = sign_in(cast.deputy)
    first = client.get(at("proposal_centres", proposal), {"sort": sort}).context["page"]
    second = client.get(at("proposal_centres", proposal), {"sort": sort, "after": first.after}).context["page"]
    rows = [*first.rows, *second.rows]
    assert len({row.pk for row in rows}) == len(rows) == 63
    name = sort.removeprefix("-")
    if name != "nonsense":
        values = [getattr(row, name) for row in rows]
        assert values == sorted(values, reverse=sort.startswith("-"))


def test_centres_are_filtered(cast: Cast, sign_in: Any) -> None:
    Centre.objects.filter(pk=cast.natanz_centre.pk).update(licence="suspended")
    proposal = ready(cast, 12)
    client = sign_in(cast.deputy)

    def codes(**query: str) -> list[str]:
        return [row.code for row in client.get(at("proposal_centres", proposal), query).context["page"].rows]

    assert codes(show="closed") == ["10-003"]
    assert codes(show="free") == ["10-001", "10-002"]
    assert codes(show="full") == codes(show="empty") == []
    assert codes(q="10-00") == ["10-001", "10-002", "10-003"]
    assert codes(q="مرکز 10-002") == ["10-002"]


def test_the_exports_hold_all_rows_and_no_names(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 12)
    client = sign_in(cast.deputy)
    for name in ("proposal_file_export", "proposal_centre_export"):
        answer = client.get(at(name, proposal))
        body = b"".join(answer.streaming_content)
        assert body[:2] == b"PK"
    assert Entry.objects.filter(verb="exported").count() == 1


def test_the_map_shows_no_home(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 30)
    client = sign_in(cast.deputy)
    answer = client.get(at("proposal_map_data", proposal))
    features = answer.json()["features"]
    clouds = {
        each["properties"]["placed"]: each["geometry"]["coordinates"]
        for each in features
        if each["properties"]["kind"] == "family"
    }
    staying = set(proposal.lines.filter(centre=None).values_list("case_file_id", flat=True))
    assert {placed: len(cloud) for placed, cloud in clouds.items()} == {True: 30 - len(staying), False: len(staying)}
    cloud = [*clouds[True], *clouds[False]]
    files = sorted(CaseFile.objects.select_related("household"), key=lambda file: (file.pk in staying, file.pk))
    homes = [(file.household.longitude, file.household.latitude) for file in files]
    shown = {(round(lon, 3), round(lat, 3)) for lon, lat in cloud}
    assert all(abs(lon - x) <= 0.011 and abs(lat - y) <= 0.011 for (lon, lat), (x, y) in zip(cloud, homes, strict=True))
    assert shown != {(round(x, 3), round(y, 3)) for x, y in homes}
    kept = client.get(at("proposal_map_data", proposal), headers={"if-none-match": answer.headers["ETag"]})
    assert kept.status_code == 304


def test_two_homes_in_one_square_are_told_apart_by_nothing_of_theirs(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 1)
    client = sign_in(cast.deputy)
    before = client.get(at("proposal_map_data", proposal)).json()["features"]
    household = CaseFile.objects.get().household
    household.latitude += 0.002
    household.save()
    again = proposed(cast.deputy, cast.isfahan, key="again")
    after = client.get(at("proposal_map_data", again)).json()["features"]
    pick = [[each["geometry"] for each in told if each["properties"]["kind"] == "family"] for told in (before, after)]
    assert pick[0] == pick[1]


def test_the_page_of_a_file_says_why(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 30, may_leave_county=False)
    client = english(sign_in(cast.deputy))
    stays = proposal.lines.filter(centre=None).first()
    placed = proposal.lines.filter(need="health").exclude(centre=None).first()
    assert stays is not None
    assert placed is not None
    told = text(client, at("proposal_file", proposal, file=stays.file_code))
    assert "stays with the county office" in told
    assert "is full; each place there is worth" in told
    told = text(client, at("proposal_file", proposal, file=placed.file_code))
    assert "The next best is" in told
    assert "speciality" in told


def test_strangers_find_nothing(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast, 3)
    for other in (cast.stranger, cast.county_head, cast.centre_head):
        client = Client()
        client.force_login(other)
        assert client.get(at("proposal", proposal)).status_code == 404
        assert client.get(at("proposal_map_data", proposal)).status_code == 404
    client = sign_in(cast.deputy)
    assert client.get(at("proposal_file", proposal, file="1013-00001")).status_code == 404
    assert client.get(at("proposal_centre", proposal, centre="16-001")).status_code == 404
