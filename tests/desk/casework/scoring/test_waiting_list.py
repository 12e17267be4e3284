"""The waiting list: ordered by score and day, without names; and what would change a place."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hamdeli.casework.models import CaseFile
from hamdeli.casework.scoring.changes import Place, single_changes, variants
from hamdeli.casework.scoring.rules import score
from hamdeli.casework.scoring.scoring import score_file
from tests.casework.admission.deciding_world import TODAY, family
from tests.casework.scoring.making import table
from tests.casework.scoring.test_rules import WIDOW
from tests.support.cast import Cast


def listed(code: str, cast: Cast, income: int | None = None, opened: date = date(2024, 5, 1)) -> CaseFile:
    """Return a family on the list; scored when an income is given."""
    file = family(code, cast, state="listed", opened_on=opened)
    if income is not None:
        file.household.members.update(income=income)
        score_file(case_file=file, by=cast.admission_worker, today=TODAY)
    return file


def codes(text: str) -> list[str]:
    return [part.split("/")[0] for part in text.split('href="/files/')[1:] if "/score/" in part[:20]]


def test_the_most_needy_stand_first_then_who_came_first(cast: Cast, sign_in: Any) -> None:
    listed("F-1", cast, 80_000_000)
    listed("F-2", cast, 1_000_000, date(2024, 9, 1))
    listed("F-3", cast, 1_000_000, date(2023, 9, 1))
    listed("F-4", cast)
    family("F-5", cast)
    page = sign_in(cast.admission_worker).get("/waiting-list/")
    found = codes(page.content.decode())
    assert list(dict.fromkeys(found)) == ["F-3", "F-2", "F-1", "F-4"]
    assert "حسینی" not in page.content.decode()
    assert codes(sign_in(cast.other_county_head).get("/waiting-list/").content.decode()) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "f-۱"}, {"F-1"}),
        ({"least": "20"}, {"F-2"}),
        ({"scored": "no"}, {"F-4"}),
        ({"county": "1003"}, {"F-1", "F-2", "F-4"}),
        ({"least": "x"}, {"F-1", "F-2", "F-4"}),
    ],
)
def test_search_and_filters(cast: Cast, sign_in: Any, query: dict[str, str], found: set[str]) -> None:
    listed("F-1", cast, 200_000_000)
    listed("F-2", cast, 1_000_000)
    listed("F-4", cast)
    page = sign_in(cast.supervisor).get("/waiting-list/", query, headers={"hx-request": "true"})
    assert set(codes(page.content.decode())) == found


def test_the_same_queries_for_two_and_for_twenty_and_the_pages_follow(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.county_head)
    counts = []
    for start, end in ((1, 3), (3, 56)):
        for number in range(start, end):
            listed(f"F-{number:03}", cast, number * 1_000_000 if number < 20 else None)
        client.get("/waiting-list/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            first = client.get("/waiting-list/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    after = first.context["page"].after
    second = client.get("/waiting-list/", {"after": after})
    seen = [row.code for row in first.context["page"].rows] + [row.code for row in second.context["page"].rows]
    assert len(seen) == len(set(seen)) == 55


def test_the_export_names_nobody(cast: Cast, sign_in: Any) -> None:
    listed("F-1", cast, 1_000_000)
    answer = sign_in(cast.deputy).get("/waiting-list/export/")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "F-1" in cells
    assert not any("حسینی" in str(cell) for cell in cells)


def test_what_would_change_the_place_of_one_family(cast: Cast, sign_in: Any) -> None:
    listed("F-1", cast, 30_000_000)
    listed("F-2", cast, 20_000_000)
    page = sign_in(cast.supervisor).get("/files/F-1/score/order/", headers={"accept-language": "en"}).content.decode()
    assert "head of household (1): the income is lost" in page
    assert "1 place up" in page
    assert "with: car" not in page
    alone = sign_in(cast.enquiring_worker).get("/files/F-1/score/order/").content.decode()
    assert "the income is lost" not in alone


def test_single_changes_are_those_that_move_and_their_places_are_right() -> None:
    mine: Place = (-score(WIDOW, table()).total, "2024-05-01", 5)
    others: list[Place] = [(-points, "2024-05-01", number) for number, points in enumerate(range(50, 90, 4), 10)]
    found = {(change.code, str(change.params)): change for change in single_changes(WIDOW, table(), mine, others)}
    here = sum(other < mine for other in others)
    for code, params, changed in variants(WIDOW):
        total = score(changed, table()).total
        moved = here - sum(other < (-total, *mine[1:]) for other in others)
        change = found.pop((code, str(params)), None)
        assert (change.places if change else 0) == moved
        assert change is None or change.total == total
    assert not found
    assert single_changes(WIDOW, table(), mine, []) == []
    assert all(changed != WIDOW for _code, _params, changed in variants(WIDOW))
