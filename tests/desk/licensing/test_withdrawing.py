"""A measure that waits: the page says who may decide it, and who proposed it takes it back."""

from typing import Any

from hamdeli.centres.models import Centre, LicenceMove, Measure
from hamdeli.journal.models import Entry
from tests.desk.licensing.deciding import ENGLISH, REVOCATION, licence_page, text
from tests.support.cast import Cast, user

NEW = "/centres/10-001/licence/measure/"


def proposed(cast: Cast, sign_in: Any) -> Measure:
    """Let the deputy propose, who decides everywhere in the province."""
    sign_in(cast.participation).post(NEW, REVOCATION)
    return Measure.objects.get()


def withdrawn(sign_in: Any, measure: Measure, by: Any, note: str = "seen wrongly") -> Any:
    told = {"note": note, "version": measure.version}
    return sign_in(by).post(f"/licences/measures/{measure.pk}/withdrawal/", told, headers=ENGLISH)


def test_the_proposer_takes_the_own_measure_back_and_proposes_another(cast: Cast, sign_in: Any) -> None:
    made = proposed(cast, sign_in)
    assert "Withdraw the proposal" in licence_page(cast, sign_in, "participation")
    assert withdrawn(sign_in, made, cast.participation, note=" ").status_code == 422
    assert withdrawn(sign_in, made, cast.participation).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.decided_by) == ("withdrawn", None)
    assert Centre.objects.get(pk=cast.mehr.pk).licence == "active"
    move = LicenceMove.objects.first()
    assert move
    assert (move.act, move.note, move.by) == ("withdraw", "seen wrongly", cast.participation)
    assert Entry.objects.filter(verb="licensed", subject="10-001").order_by("-pk")[0].details["act"] == "withdraw"
    assert withdrawn(sign_in, made, cast.participation).status_code == 422
    sign_in(cast.county_head).post(NEW, REVOCATION | {"idempotency_key": "n"})
    assert Measure.objects.filter(state="proposed").count() == 1


def test_nobody_takes_back_what_another_proposed_or_what_is_decided(cast: Cast, sign_in: Any) -> None:
    made = proposed(cast, sign_in)
    for other in (cast.county_head, cast.inspector, user("second", "participation_deputy", cast.isfahan)):
        answer = withdrawn(sign_in, made, other)
        assert answer.status_code == 422
        assert "Only who proposed a measure withdraws it" in text(answer)
    assert "Withdraw the proposal" not in licence_page(cast, sign_in, "inspector")
    Measure.objects.filter(pk=made.pk).update(state="in_force", decided_by=cast.director, decided_at=made.proposed_at)
    assert withdrawn(sign_in, made, cast.participation).status_code == 422


def test_the_page_says_who_may_decide(cast: Cast, sign_in: Any) -> None:
    assert "today nobody else holds this post" in text(sign_in(cast.participation).get(NEW, headers=ENGLISH))
    proposed(cast, sign_in)
    page = licence_page(cast, sign_in, "participation")
    assert "decides, but not participation, who proposed it" in page
    assert "Nobody else holds this post today" in page
    user("second", "participation_deputy", cast.isfahan)
    belongs = user("both", "participation_deputy", cast.isfahan)
    belongs.posts.create(role="centre_head", place=cast.kashan, centre_code=cast.mehr.code)
    user("elsewhere", "participation_deputy", cast.ilam)
    page = licence_page(cast, sign_in, "participation")
    assert "Today that is: second\n" in page
    assert "Nobody else holds this post today" not in page
