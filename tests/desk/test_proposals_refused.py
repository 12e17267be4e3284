"""What a proposal and the registry refuse: at once where it can be seen, in words, and the proposal stays open."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hamdeli.centres.models import Centre
from hamdeli.jobs.models import Job
from hamdeli.persian.digits import to_persian
from hamdeli.proposals.adjusting import CAPACITY, adjust
from hamdeli.proposals.approving import approve
from hamdeli.proposals.comparing import compare
from hamdeli.proposals.explaining import reasons
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.proposing import run_again
from tests.proposals.making import files_around, proposed, ready, worked
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def page_of(client: Any, proposal: Proposal, name: str = "desk:proposal", *more: str) -> str:
    """Return a page of the proposal, in English."""
    answer = client.get(reverse(name, args=[proposal.code, *more]), headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(("value", "status"), [(11, 422), (10, 302)])
def test_a_capacity_above_the_registry_is_refused_at_once(cast: Cast, sign_in: Any, value: int, status: int) -> None:
    proposal, client = ready(cast), sign_in(cast.deputy)
    assert "At most 10, as the registry has it" in page_of(client, proposal, "desk:proposal_centre", cast.mehr.code)
    asked = {"kind": "capacity", "centre": cast.mehr.code, "value": value, "version": proposal.version}
    answer = client.post(reverse("desk:proposal_adjustments", args=[proposal.code]), asked, headers=ENGLISH)
    assert answer.status_code == status
    assert ("a proposal can only lower it" in answer.content.decode()) == (status == 422)
    proposal.refresh_from_db()
    assert [each["value"] for each in proposal.draft] == ([10] if status == 302 else [])


def test_a_capacity_that_the_registry_went_below_fails_with_its_sentence(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast)
    wish: dict[str, Any] = {"kind": CAPACITY, "centre": cast.mehr.code, "value": 8}
    proposal = adjust(proposal=proposal, seen_version=proposal.version, by=cast.deputy, **wish)
    Centre.objects.filter(pk=cast.mehr.pk).update(capacity=7)
    second = worked(run_again(proposal=proposal, seen_version=proposal.version, by=cast.deputy, key="again"))
    assert second.job is not None
    assert (second.job.fault, second.job.result["capacity"]) == ("capacity_above", 7)
    assert "a proposal can only lower it" in page_of(sign_in(cast.deputy), second)


def test_an_approval_that_the_registry_refuses_is_told(cast: Cast, sign_in: Any) -> None:
    proposal = ready(cast)
    job = approve(proposal=proposal, seen_version=proposal.version, by=cast.deputy, key="yes")
    told = {"centre": cast.mehr.code, "free": 0, "files": 3}
    Job.objects.filter(pk=job.pk).update(state="failed", fault="centre_full", result=told, ended_at=timezone.now())
    page = sign_in(cast.deputy).get(reverse("desk:proposal", args=[proposal.code]))
    assert page.status_code == 200
    assert to_persian(cast.mehr.code) in page.content.decode()


def test_missing_places_and_files_that_stay_are_two_things(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.deputy)
    files_around(cast.kashan, 3, need="general")
    enough = page_of(client, proposed(cast.deputy, cast.isfahan, key="a", stay_base=0, stay_per_priority=0))
    assert "Files for which no centre is worth its way" in enough
    assert "No place is missing." in enough
    assert "places missing" not in enough
    all_placed = page_of(client, proposed(cast.deputy, cast.isfahan, key="b"))
    assert "No file stays" in all_placed
    assert "No place is missing." not in all_placed
    Centre.objects.update(capacity=1)
    many = files_around(cast.kashan, 5, first=10, need="general")
    short = page_of(client, proposed(cast.deputy, cast.isfahan, key="c"))
    assert len(many) == 5
    assert "Where places are missing" in short
    assert "There are 5 files more than there are places." in short
    inside = page_of(client, proposed(cast.deputy, cast.isfahan, key="d", may_leave_county=False))
    assert "By this policy a file stays in its county, and 6 places are missing there." in inside


def test_a_full_centre_that_was_chosen_is_not_held_against_itself(cast: Cast) -> None:
    Centre.objects.update(capacity=2)
    files_around(cast.kashan, 6, need="general")
    proposal = proposed(cast.deputy, cast.isfahan)
    full = [line for line in proposal.lines.select_related("case_file__household") if line.centre]
    seen = [compare(proposal, line) for line in full]
    taken = [each for each in seen if each.chosen and each.chosen.full and each.chosen.price > 0]
    assert taken
    for each in taken:
        with override("en"):
            first = reasons(each, pinned=False, km=str)[0]
        assert each.chosen is not None
        assert "the file gets one of its places" in first
        assert str(each.chosen.price) in first
        assert "it is full" not in first
