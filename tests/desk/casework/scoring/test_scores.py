"""The page of a score: made once, explained line by line, and what is unknown is said."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.models import CaseFile, Hardship, Score
from hamdeli.casework.scoring.scoring import score_file
from hamdeli.persian.calendar import format_date
from tests.casework.admission.deciding_world import TODAY, family, in_days
from tests.support.cast import Cast


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A family in admission that is not scored yet."""
    return family("F-1", cast)


def page(sign_in: Any, user: Any, file: CaseFile) -> str:
    return str(sign_in(user).get(f"/files/{file.code}/score/", headers={"accept-language": "en"}).content.decode())


def test_a_score_is_made_once_however_often_the_form_is_sent(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.admission_worker)
    for _time in range(3):
        assert client.post("/files/F-1/score/", {"idempotency_key": "k"}).status_code == 302
    assert Score.objects.get().total == 35 - 6 + 8 + 1
    assert Score.objects.get().made_by == cast.admission_worker


def test_every_line_is_explained_and_the_unknown_is_said(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    file.household.members.update(income=None)
    file.household.rooms = None
    file.household.save()
    score_file(case_file=file, by=cast.admission_worker, today=TODAY)
    told = page(sign_in, cast.enquiring_worker, file)
    assert "An income is unknown: counted as what the family seems to live on" in told
    assert "The rooms are unknown: counted as one room for each person." in told
    assert "Income for an equivalent member" in told
    assert "rented" in told
    assert "Make the score" not in told
    persian = sign_in(cast.deputy).get("/files/F-1/score/", headers={"accept-language": "fa"}).content.decode()
    assert "درآمد هر نفر معادل" in persian
    assert "تنگدستی" in persian


def test_a_score_that_is_out_of_date_says_so(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    score_file(case_file=file, by=cast.admission_worker, today=TODAY)
    assert "changed since this score" not in page(sign_in, cast.admission_worker, file)
    file.household.members.update(health="disabled")
    assert "changed since this score" in page(sign_in, cast.admission_worker, file)


def hardship(**changes: Any) -> dict[str, Any]:
    day = {name: format_date(in_days(days), "fa") for name, days in (("since", -10), ("until", 60))}
    return {"kind": "eviction", "idempotency_key": "h"} | day | changes


def test_a_hardship_counts_until_its_last_day(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    before = score_file(case_file=file, by=cast.admission_worker, today=TODAY).total
    client = sign_in(cast.admission_worker)
    assert client.post("/files/F-1/hardships/", hardship()).status_code == 302
    assert score_file(case_file=file, by=cast.admission_worker, today=TODAY).total == before + 7
    assert score_file(case_file=file, by=cast.admission_worker, today=in_days(60)).total == before + 7
    assert score_file(case_file=file, by=cast.admission_worker, today=in_days(61)).total == before


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "bad luck"},
        {"since": "1404/13/40"},
        {"since": format_date(timezone.localdate() + timedelta(days=3), "fa")},
        {"until": format_date(timezone.localdate() - timedelta(days=20), "fa")},
        {"until": format_date(timezone.localdate() + timedelta(days=800), "fa")},
        {"until": ""},
    ],
)
def test_an_impossible_hardship_is_refused(cast: Cast, sign_in: Any, file: CaseFile, bad: dict[str, str]) -> None:
    assert sign_in(cast.admission_worker).post("/files/F-1/hardships/", hardship(**bad)).status_code == 422
    assert not Hardship.objects.exists()


def test_a_family_without_members_and_a_closed_file_are_not_scored(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.county_head)
    file.household.members.update(left_on=TODAY, left_why="moved")
    assert client.post("/files/F-1/score/", {"idempotency_key": "a"}).status_code == 422
    CaseFile.objects.update(state="closed", closed_on=TODAY)
    answer = client.post("/files/F-1/score/", {"idempotency_key": "b"}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "a closed file is not scored" in answer.content.decode()
    assert not Score.objects.exists()
