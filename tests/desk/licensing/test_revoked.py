"""After the revocation the page tells it: when, by whom, what the last licence was; what hung on it has ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hamdeli.centres.licensing.giving import give
from hamdeli.centres.licensing.renewing import ask_renewal
from hamdeli.centres.models import Centre, LicenceTerm, RenewalRequest, Twin
from hamdeli.proposals.closing import close_due
from tests.desk.licensing.deciding import decided, licence_page
from tests.support.cast import Cast

TODAY = timezone.localdate()


@pytest.fixture
def revoked(cast: Cast, sign_in: Any) -> LicenceTerm:
    """A centre with a term, a twin and a request to renew, whose revocation took effect by itself."""
    begins, ends = TODAY - timedelta(days=690), TODAY + timedelta(days=40)
    term = give(centre=cast.mehr, kind="full", begins=begins, ends=ends, by=cast.participation, key="term")
    ask_renewal(centre=cast.mehr, words="please", by=cast.centre_head, today=TODAY, key="ask")
    Twin.objects.create(
        supporting=cast.noor,
        supported=cast.mehr,
        tie="means",
        purpose="to help",
        shares=["people"],
        since=TODAY,
        until=TODAY + timedelta(days=300),
        made_by=cast.participation,
        made_at=timezone.now(),
    )
    decided(cast, sign_in, days_ago=31)
    assert close_due(TODAY) == 1
    return term


def test_the_page_tells_when_by_whom_and_what_the_last_licence_was(
    cast: Cast, sign_in: Any, revoked: LicenceTerm
) -> None:
    page = licence_page(cast, sign_in, "participation")
    assert "The licence is revoked" in page
    assert "by the decision of participation" in page
    assert "findings were not put right in time" in page
    assert "the calendar" not in page
    assert "No licence in the records" not in page
    assert revoked.number in page
    assert f"/licences/{revoked.token}/" in page
    assert f"/licences/papers/{revoked.pk}/" in page
    assert "Days left" not in page


def test_what_hung_on_the_licence_ends_with_it(cast: Cast, sign_in: Any, revoked: LicenceTerm) -> None:
    assert RenewalRequest.objects.get(term=revoked).state == "lapsed"
    assert "asked for the renewal" not in licence_page(cast, sign_in, "participation")
    twin = Twin.objects.get()
    assert (twin.ended_on, twin.ended_why) == (TODAY, "the licence of one of the two was revoked")


def test_a_centre_that_the_registry_calls_revoked_is_not_offered_a_licence(cast: Cast, sign_in: Any) -> None:
    Centre.objects.create(
        code="10-060",
        name="x",
        name_folded="x",
        province=cast.isfahan,
        county=cast.kashan,
        kind="guild",
        latitude=33,
        longitude=51,
        capacity=5,
        licence="revoked",
    )
    page = sign_in(cast.participation).get("/centres/10-060/licence/", headers={"accept-language": "en"})
    assert "The deputy for public participation gives it" not in page.content.decode()
