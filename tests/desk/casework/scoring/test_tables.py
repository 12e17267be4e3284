"""Publishing a table of scores: faults are told with their place, the preview says what changes, old scores stay."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hamdeli.casework.models import Score, ScoreTable
from hamdeli.casework.scoring.scoring import score_file
from hamdeli.casework.scoring.versions import table_in_force
from hamdeli.persian.calendar import format_date
from tests.casework.admission.deciding_world import TODAY, family, in_days
from tests.casework.scoring.making import rules
from tests.desk.casework.scoring.test_waiting_list import listed
from tests.support.cast import Cast

RENTED = "groups.0.rules.1.points.rented"


def form(act: str = "preview", **changes: Any) -> dict[str, Any]:
    filled = {"province": "10", "in_force_from": format_date(TODAY, "fa"), "base": json.dumps(rules()), "act": act}
    return filled | {"idempotency_key": "t"} | changes


def upload(content: Any) -> SimpleUploadedFile:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return SimpleUploadedFile("table.json", text, "application/json")


def test_a_weight_is_changed_seen_and_published(cast: Cast, sign_in: Any) -> None:
    listed("F-1", cast, 30_000_000)
    owner = listed("F-2", cast, 30_000_000)
    owner.household.tenure = "owned"
    owner.household.save()
    score_file(case_file=owner, by=cast.admission_worker, today=TODAY)
    client = sign_in(cast.deputy)
    assert f'name="{RENTED}"' in client.get("/score-tables/new/").content.decode()
    page = client.post("/score-tables/new/", form(**{RENTED: "-8"}))
    preview = page.context["preview"]
    assert (preview.files, preview.scores, preview.places, preview.lower) == (2, 1, 2, 1)
    assert preview.movers == (("F-1", 23, 1, 7, 2), ("F-2", 15, 2, 15, 1))
    assert not ScoreTable.objects.filter(province=cast.isfahan).exists()
    base = page.context["form"]["base"].value()
    for _time in range(2):
        assert client.post("/score-tables/new/", form("publish", base=base)).status_code == 302
    made = ScoreTable.objects.get(province=cast.isfahan)
    assert made.rules["groups"][0]["rules"][1]["points"]["rented"] == -8
    assert table_in_force(cast.isfahan, TODAY) == made
    assert table_in_force(cast.ilam, TODAY).number == 1
    assert set(Score.objects.values_list("table__number", flat=True)) == {1}
    anew = family("F-3", cast)
    assert score_file(case_file=anew, by=cast.admission_worker, today=TODAY).table == made


def test_a_table_of_tomorrow_is_not_yet_in_force(cast: Cast, sign_in: Any) -> None:
    tomorrow = format_date(in_days(1), "fa")
    assert (
        sign_in(cast.deputy).post("/score-tables/new/", form("publish", in_force_from=tomorrow, line="1")).status_code
        == 302
    )
    assert table_in_force(cast.isfahan, TODAY).number == 1
    assert table_in_force(cast.isfahan, in_days(1)).number == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{\n not json", "not JSON: line 2"),
        (b"\xff\xfe\x00", "not a table"),
        (b"[]", "not a table"),
        (b"x" * 300_000, "not a table"),
        ({**rules(), "lines": 3}, "Nobody reads this name"),
        ({**rules(), "line": "much"}, "A whole number is needed"),
        ({**rules(), "groups": []}, "This part is missing"),
    ],
)
def test_a_faulty_upload_is_refused_with_what_is_wrong(cast: Cast, sign_in: Any, content: Any, told: str) -> None:
    client = sign_in(cast.deputy)
    filled = form("publish", upload=upload(content))
    page = client.post("/score-tables/new/", filled, headers={"accept-language": "en"})
    assert page.status_code == 422
    assert told in page.content.decode()
    assert not ScoreTable.objects.filter(province__isnull=False).exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"province": "16"},
        {"in_force_from": "1390/01/01"},
        {"in_force_from": ""},
        {"line": "-5"},
        {"line": "many"},
        {},
    ],
)
def test_what_must_not_be_published_is_refused(cast: Cast, sign_in: Any, bad: dict[str, str]) -> None:
    assert sign_in(cast.deputy).post("/score-tables/new/", form("publish", **bad)).status_code == 422
    assert not ScoreTable.objects.filter(province__isnull=False).exists()


def test_a_version_goes_out_as_json_and_comes_back(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    taken = json.loads(client.get("/score-tables/1/table.json").content)
    assert taken == rules()
    taken["line"] = 70_000_000
    assert client.post("/score-tables/new/", form("publish", upload=upload(taken))).status_code == 302
    assert ScoreTable.objects.get(province=cast.isfahan).rules["line"] == 70_000_000
    assert client.get("/score-tables/2/").status_code == 200
    assert sign_in(cast.stranger).get("/score-tables/2/").status_code == 404


@pytest.mark.parametrize(("language", "title"), [("fa", "جدول پایه"), ("en", "The basic table")])
def test_a_table_is_called_in_the_readers_language(cast: Cast, sign_in: Any, language: str, title: str) -> None:
    client = sign_in(cast.deputy)
    client.cookies["hamdeli-language"] = language
    for address in ("/score-tables/", "/score-tables/1/"):
        assert title in client.get(address).content.decode()
