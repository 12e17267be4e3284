"""What the tests about measures start from: a revocation, proposed and decided by the desk."""

from datetime import timedelta
from typing import Any

from hamdeli.centres.models import Measure
from tests.support.cast import Cast

ENGLISH = {"accept-language": "en"}
REVOCATION = {"kind": "revocation", "grounds": "findings", "note": "closed at three visits", "idempotency_key": "m"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def decided(cast: Cast, sign_in: Any, *, days_ago: int = 0) -> Measure:
    """Let the county head propose a revocation and the deputy decide it, each by the desk, some days ago."""
    assert sign_in(cast.county_head).post("/centres/10-001/licence/measure/", REVOCATION).status_code == 302
    made = Measure.objects.get()
    answer = sign_in(cast.participation).post(f"/licences/measures/{made.pk}/decision/", {"version": made.version})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.decided_at is not None
    made.decided_at -= timedelta(days=days_ago)
    made.save()
    return made


def licence_page(cast: Cast, sign_in: Any, who: str = "deputy") -> str:
    return text(sign_in(getattr(cast, who)).get("/centres/10-001/licence/", headers=ENGLISH))
