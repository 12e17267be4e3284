"""A centre that closes, by the desk: its families are with others before its licence ends, and its appeal is heard."""

from typing import Any

from django.utils import timezone

from hamdeli.casework.models import CaseFile
from hamdeli.centres.models import Appeal, Centre
from hamdeli.delegation.models import Mandate
from hamdeli.jobs.models import Job
from hamdeli.jobs.running import run
from hamdeli.journal.models import Entry
from hamdeli.proposals.closing import close_due
from hamdeli.proposals.models import Proposal
from tests.delegation.making import handed
from tests.desk.delegation.test_endings import FILLED
from tests.desk.licensing.deciding import ENGLISH, decided, licence_page, text
from tests.proposals.making import files_around, worked
from tests.support.cast import Cast

TODAY = timezone.localdate()
LONG_AGO = 31


def proposed(cast: Cast, sign_in: Any, key: str = "t") -> Proposal:
    """Press the button of the licence page, and let the run end."""
    sign_in(cast.deputy).post("/centres/10-001/licence/transfer/", {"idempotency_key": key})
    return worked(Proposal.objects.order_by("-pk")[0])


def approved(cast: Cast, sign_in: Any, proposal: Proposal, key: str = "yes") -> Any:
    """Approve the proposal by the desk, and let the handover end where it began."""
    asked = {"version": proposal.version, "idempotency_key": key}
    answer = sign_in(cast.deputy).post(f"/proposals/{proposal.code}/approval/", asked, headers=ENGLISH)
    job = Job.objects.filter(kind="proposals.approve").order_by("-pk").first()
    if answer.status_code == 302 and job:
        run.call(job.pk)
    return answer


def licence(cast: Cast) -> str:
    return Centre.objects.get(pk=cast.mehr.pk).licence


def offered_at(centre: Centre) -> list[int]:
    return list(Mandate.objects.filter(centre=centre, state="offered").order_by("pk").values_list("pk", flat=True))


def test_a_revocation_takes_effect_when_every_family_is_accepted_elsewhere(cast: Cast, sign_in: Any) -> None:
    handed(cast, files_around(cast.kashan, 5), cast.mehr, accepted=True)
    made = decided(cast, sign_in, days_ago=LONG_AGO)
    assert "still carries 5 files" in licence_page(cast, sign_in)
    for _twice in range(2):
        answer = sign_in(cast.deputy).post("/centres/10-001/licence/transfer/", {"idempotency_key": "t"})
    proposal = worked(Proposal.objects.get(centre=cast.mehr))
    assert answer.headers["Location"] == f"/proposals/{proposal.code}/"
    assert (proposal.lines.count(), proposal.proved) == (5, True)
    approved(cast, sign_in, proposal)
    assert set(Mandate.objects.filter(state="transferred").values_list("reason", flat=True)) == {"centre_closes"}
    assert not CaseFile.objects.filter(centre=cast.mehr).exists()
    assert licence(cast) == "suspended"
    assert "5 files are handed to other centres, which have not answered yet" in licence_page(cast, sign_in)
    early = sign_in(cast.participation).post(f"/licences/measures/{made.pk}/effect/", {"version": made.version})
    assert early.status_code == 422
    assert close_due(TODAY) == 0
    sign_in(cast.other_centre_head).post("/handed-over/acceptance/", {"mandates": offered_at(cast.noor)})
    Mandate.objects.filter(state="offered").update(state="accepted", answered_at=timezone.now())
    assert close_due(TODAY) == 1
    made.refresh_from_db()
    assert (licence(cast), made.state) == ("revoked", "carried_out")
    assert close_due(TODAY) == 0
    told = Entry.objects.filter(subject="10-001", verb="licensed").order_by("-pk")[0].details
    assert (told["act"], told["decided_by"]) == ("revoke", "participation")


def test_a_declined_file_is_placed_by_the_next_proposal_before_the_licence_ends(cast: Cast, sign_in: Any) -> None:
    Centre.objects.exclude(pk__in=[cast.mehr.pk, cast.noor.pk]).update(licence="suspended")
    handed(cast, files_around(cast.kashan, 2), cast.mehr, accepted=True)
    made = decided(cast, sign_in, days_ago=LONG_AGO)
    approved(cast, sign_in, proposed(cast, sign_in))
    first, second = offered_at(cast.noor)
    sign_in(cast.other_centre_head).post("/handed-over/acceptance/", {"mandates": [first]})
    sign_in(cast.other_centre_head).post("/handed-over/refusal/", {"mandates": [second], "reason": "no_capacity"})
    assert Mandate.objects.get(pk=second).state == "declined"
    assert "1 file has left it and is with no centre" in licence_page(cast, sign_in)
    late = sign_in(cast.participation).post(f"/licences/measures/{made.pk}/effect/", {"version": made.version})
    assert late.status_code == 422
    again = proposed(cast, sign_in, "u")
    assert [line.case_file_id for line in again.lines.all()] == [Mandate.objects.get(pk=second).case_file_id]
    approved(cast, sign_in, again, "again")
    sign_in(cast.other_centre_head).post("/handed-over/acceptance/", {"mandates": offered_at(cast.noor)})
    now = sign_in(cast.participation).post(f"/licences/measures/{made.pk}/effect/", {"version": made.version})
    assert (now.status_code, licence(cast)) == (302, "revoked")


def test_files_that_the_closing_centre_gives_back_hold_its_end_too(cast: Cast, sign_in: Any) -> None:
    handed(cast, files_around(cast.kashan, 1), cast.mehr, accepted=True)
    decided(cast, sign_in, days_ago=LONG_AGO)
    mandate = Mandate.objects.get()
    sign_in(cast.centre_head).post(
        f"/mandates/{mandate.pk}/return/",
        FILLED | {"version": mandate.version},
    )
    assert Mandate.objects.get().state == "returned"
    assert close_due(TODAY) == 0
    assert proposed(cast, sign_in).lines.count() == 1


def test_files_that_find_no_place_keep_the_centre_from_being_revoked(cast: Cast, sign_in: Any) -> None:
    Centre.objects.exclude(pk=cast.mehr.pk).update(capacity=1)
    handed(cast, files_around(cast.kashan, 4), cast.mehr)
    decided(cast, sign_in)
    approved(cast, sign_in, proposed(cast, sign_in))
    assert licence(cast) == "suspended"
    assert CaseFile.objects.filter(centre=cast.mehr).count() == 2


def test_an_open_appeal_holds_the_files_and_the_end_of_the_licence(cast: Cast, sign_in: Any) -> None:
    handed(cast, files_around(cast.kashan, 2), cast.mehr, accepted=True)
    made = decided(cast, sign_in)
    proposal = proposed(cast, sign_in)
    words = {"words": "not so", "idempotency_key": "a"}
    assert sign_in(cast.centre_head).post(f"/licences/measures/{made.pk}/appeal/", words).status_code == 302
    answer = approved(cast, sign_in, proposal)
    assert answer.status_code == 422
    assert "has appealed against its revocation" in text(answer)
    assert "Until the director general has decided" in licence_page(cast, sign_in)
    assert CaseFile.objects.filter(centre=cast.mehr).count() == 2
    appeal = Appeal.objects.get()
    outcome = {"outcome": "uphold", "decision": "the facts stand", "version": appeal.version}
    sign_in(cast.director).post(f"/licences/appeals/{appeal.pk}/", outcome)
    assert approved(cast, sign_in, proposal, "now").status_code == 302
    assert not CaseFile.objects.filter(centre=cast.mehr).exists()


def test_an_appeal_that_comes_while_the_handover_waits_holds_it(cast: Cast, sign_in: Any) -> None:
    handed(cast, files_around(cast.kashan, 2), cast.mehr, accepted=True)
    made = decided(cast, sign_in)
    proposal = proposed(cast, sign_in)
    asked = {"version": proposal.version, "idempotency_key": "yes"}
    sign_in(cast.deputy).post(f"/proposals/{proposal.code}/approval/", asked)
    words = {"words": "not so", "idempotency_key": "a"}
    sign_in(cast.centre_head).post(f"/licences/measures/{made.pk}/appeal/", words)
    run.call(Job.objects.get(kind="proposals.approve").pk)
    assert Job.objects.get(kind="proposals.approve").fault == "appeal_open"
    assert CaseFile.objects.filter(centre=cast.mehr).count() == 2


def test_the_licence_does_not_end_while_an_appeal_may_come(cast: Cast, sign_in: Any) -> None:
    made = decided(cast, sign_in, days_ago=29)
    page = licence_page(cast, sign_in, "participation")
    assert "The centre may appeal until" in page
    assert "Revoke now" not in page
    answer = sign_in(cast.participation).post(
        f"/licences/measures/{made.pk}/effect/", {"version": made.version}, headers=ENGLISH
    )
    assert answer.status_code == 422
    assert "may appeal until" in text(answer)
    assert close_due(TODAY) == 0
    assert licence(cast) == "suspended"
