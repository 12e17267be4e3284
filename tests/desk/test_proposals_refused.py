"""An approval that the registry refuses: the page of the proposal says why, and stays open."""

from typing import Any

import pytest
from django.urls import reverse

from hamdeli.centres.models import Centre
from hamdeli.jobs.models import Job
from hamdeli.jobs.running import run
from hamdeli.persian.digits import to_persian
from hamdeli.proposals.adjusting import CAPACITY, adjust
from hamdeli.proposals.approving import approve
from hamdeli.proposals.proposing import run_again
from tests.proposals.making import ready, worked
from tests.support.cast import Cast


@pytest.mark.django_db
def test_a_capacity_above_the_registry_is_refused_in_words(cast: Cast, sign_in: Any) -> None:
    Centre.objects.update(capacity=1)
    proposal = ready(cast)
    for centre in Centre.objects.filter(pk__in=proposal.centres.values("centre")):
        seen: dict[str, Any] = {"proposal": proposal, "seen_version": proposal.version, "by": cast.deputy}
        proposal = adjust(**seen, kind=CAPACITY, centre=centre.code, value=50)
    second = worked(run_again(proposal=proposal, seen_version=proposal.version, by=cast.deputy, key="again"))
    job = approve(proposal=second, seen_version=second.version, by=cast.deputy, key="yes")
    run.call(job.pk)
    assert Job.objects.get(pk=job.pk).fault == "centre_full"
    page = sign_in(cast.deputy).get(reverse("desk:proposal", args=[second.code]))
    assert page.status_code == 200
    assert to_persian(Job.objects.get(pk=job.pk).result["centre"]) in page.content.decode()
