"""What the tests of proposals build: files around the cast's centres, and proposals that were run."""

from typing import Any

from hamdeli.accounts.models import User
from hamdeli.casework.models import CaseFile
from hamdeli.jobs.running import run
from hamdeli.places.models import Place
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.policies import policy_of
from hamdeli.proposals.proposing import propose
from tests.support.cast import Cast, case_file

NEEDS = ("general", "health", "education", "general")


def files_around(county: Place, count: int, *, first: int = 1, **fields: Any) -> list[CaseFile]:
    """Make files that lie north of each other, 0.3 km apart, with needs in turn."""
    assert county.latitude is not None
    return [
        case_file(
            f"{county.code}-{number:05}",
            county,
            **{
                "latitude": county.latitude + 0.003 * number,
                "need": NEEDS[number % 4],
                "priority": 1 + number % 5,
                **fields,
            },
        )
        for number in range(first, first + count)
    ]


def proposed(by: User, place: Place, *, which: str = "waiting", key: str = "k", **policy: Any) -> Proposal:
    """Propose for a place and run the job inline."""
    county = place if place.kind == "county" else None
    province = place.parent if county else place
    assert province is not None
    made = propose(by=by, province=province, county=county, which=which, policy=policy_of(policy), key=key)
    return worked(made)


def worked(proposal: Proposal) -> Proposal:
    """Run the job of a proposal and return it as it is then."""
    assert proposal.job is not None
    run.call(proposal.job.pk)
    return Proposal.objects.select_related("job", "approval_job", "province", "county").get(pk=proposal.pk)


def ready(cast: Cast, count: int = 12, **policy: Any) -> Proposal:
    """Return a ready proposal for the waiting files of Kashan."""
    files_around(cast.kashan, count)
    made = proposed(cast.deputy, cast.isfahan, **policy)
    assert made.state == Proposal.State.READY, made.job.fault if made.job else ""
    return made
