"""The notice of a decision tells the one of the commission, against which the family may object, and how."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.casework.daily.letters import Letter, Pairs, Words
from hamdeli.casework.models import Admission, CaseFile, Decision
from hamdeli.desk.casework.daily import letters
from tests.casework.admission.deciding_world import ago, visited
from tests.support.cast import Cast, case_file

ENGLISH = {"accept-language": "en"}
ASKED = {"kind": "notice", "notice-language": "en"}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """The letters that were set."""
    found: list[Letter] = []

    def keep(letter: Letter) -> bytes:
        found.append(letter)
        return b"%PDF-"

    monkeypatch.setattr(letters, "pdf_of", keep)
    return found


def decided(cast: Cast, file: CaseFile, days: int) -> Decision:
    """Return the decision of the commission on `file`, so many days old."""
    common: dict[str, Any] = {"case_file": file, "begun_at": ago(90), "begun_by": cast.admission_worker}
    return Decision.objects.create(
        case_file=file,
        admission=Admission.objects.create(state="ended", ended_at=ago(days), **common),
        outcome="client",
        reason="poverty",
        digest="0" * 64,
        decided_at=ago(days),
        author=cast.admission_worker,
        approver=cast.county_head,
    )


def texts(letter: Letter) -> str:
    pairs = [value for part in letter.parts if isinstance(part, Pairs) for _label, value in part.rows]
    return "\n".join([*pairs, *(part.text for part in letter.parts if isinstance(part, Words))])


def test_the_notice_is_of_the_commission_and_says_how_to_object(cast: Cast, sign_in: Any, made: list[Letter]) -> None:
    file = case_file("10-1", cast.kashan, centre=cast.mehr, worker=cast.worker)
    decided(cast, file, 10)
    visited(file, cast, outcome="continue", days=3, purpose="regular")
    assert sign_in(cast.worker).post("/files/10-1/letters/", ASKED).status_code == 200
    told = texts(made[0])
    assert "accept as a client of the organisation" in told
    assert "go on as planned" not in told
    last: date = timezone.localdate() + timedelta(days=20)
    assert f"you may object in your own words, in writing or by telling us, until {last.day} {last:%B %Y}" in told


def test_a_late_notice_says_until_when_it_was_time(cast: Cast, sign_in: Any, made: list[Letter]) -> None:
    decided(cast, case_file("10-1", cast.kashan, centre=cast.mehr, worker=cast.worker), 60)
    assert sign_in(cast.worker).post("/files/10-1/letters/", ASKED).status_code == 200
    assert "An objection to this decision was received until" in texts(made[0])


def test_without_a_decision_of_the_commission_there_is_no_notice(cast: Cast, sign_in: Any, made: list[Letter]) -> None:
    visited(case_file("10-1", cast.kashan, centre=cast.mehr, worker=cast.worker), cast, outcome="continue")
    client = sign_in(cast.worker)
    page = client.get("/files/10-1/letters/", headers=ENGLISH).content.decode()
    assert "The commission has not decided on this family yet" in page
    assert 'value="notice"' not in page
    assert client.post("/files/10-1/letters/", ASKED).status_code == 422
    assert made == []
