"""Inside the environment of a world: make the demonstration, propose, and tell what there is to visit."""

import json
import random
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from benchmarks.sights import Known, lively_centre, resolved
from hamdeli.accounts.models import User
from hamdeli.allocation.policy import Policy
from hamdeli.casework.models import CaseFile
from hamdeli.config.demo.bar import Bar
from hamdeli.config.demo.making import make
from hamdeli.households.models import Kinship, Person
from hamdeli.jobs.running import run
from hamdeli.places.models import Place
from hamdeli.proposals.models import Proposal, ProposalLine
from hamdeli.proposals.proposing import propose

SAMPLE = 60
PROVINCE = "10"
SESSION = "hamdeli-session"


def fill(scale: float, seed: int) -> None:
    """Make the demonstration in the empty database."""
    call_command("migrate", verbosity=0)
    make(seed=seed, today=timezone.localdate(), tell=Bar(), scale=scale)


def proposed(deputy: User) -> Proposal:
    """Propose a centre for every waiting file of the province, and solve it here and now."""
    province = Place.objects.get(code=PROVINCE, kind=Place.Kind.PROVINCE)
    proposal = propose(by=deputy, province=province, county=None, which="waiting", policy=Policy(), key=str(uuid4()))
    assert proposal.job is not None
    run.call(proposal.job.pk)
    proposal.refresh_from_db()
    if proposal.job.state != "done":
        raise SystemExit(f"the proposal was not solved: {proposal.job.fault}")
    return proposal


def addresses(proposal: Proposal, seed: int) -> dict[str, list[str]]:
    """Return what each kind of request visits, drawn from the records."""
    chance = random.Random(seed)
    codes = list(CaseFile.objects.filter(province__code=PROVINCE).order_by("code").values_list("code", flat=True))
    heads = Person.objects.filter(kinship=Kinship.HEAD, household__case_file__province__code=PROVINCE)
    names = sorted(set(heads.values_list("given_name", "family_name")[:5000]))
    lines = list(ProposalLine.objects.filter(proposal=proposal).order_by("pk").values_list("file_code", flat=True))
    picked = chance.sample(names, min(SAMPLE, len(names)))
    wanted = [family if at % 2 else f"{given} {family}" for at, (given, family) in enumerate(picked)]
    return {
        "list of files": ["/files/"],
        "search by name": [f"/files/?{urlencode({'q': name})}" for name in wanted],
        "one file": [f"/files/{code}/" for code in chance.sample(codes, min(SAMPLE, len(codes)))],
        "one assignment": [
            f"/proposals/{proposal.code}/files/{code}/" for code in chance.sample(lines, min(SAMPLE, len(lines)))
        ],
    }


def session_of(user: User) -> str:
    """Return the cookie of a session of `user`."""
    client = Client()
    client.force_login(user)
    return f"{SESSION}={client.cookies[SESSION].value}"


def tell(scale: float, seed: int) -> dict[str, Any]:
    """Make everything and return what there is."""
    fill(scale, seed)
    deputy = User.objects.get(username="deputy")
    proposal = proposed(deputy)
    pictures, faults = resolved(Known(proposal, lively_centre(), deputy.pk))
    return {
        "pictures": pictures,
        "faults": faults,
        "cookie": session_of(deputy),
        "files": CaseFile.objects.filter(province__code=PROVINCE).count(),
        "proposal": proposal.code,
        "addresses": addresses(proposal, seed),
    }


def main(arguments: list[str]) -> None:
    """Print it as the last line."""
    print(json.dumps(tell(float(arguments[0]), int(arguments[1])), ensure_ascii=False))
