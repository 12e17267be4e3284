"""What the delegation benchmark does in processes of its own; each prints JSON as its last line.

`evenness`: the demonstration's files and centres under each preset. `approvals`: a province whose files all
wait is proposed and approved; then all of it is undone, given out at random, proposed and approved again.
"""

import json
import random
import sys
import time
from dataclasses import replace
from typing import Any
from uuid import uuid4

import django
from django.core.management import call_command
from django.utils import timezone

django.setup()

from benchmarks.import_work import CENTRES, DEPUTY, FILES, PROVINCE, centre  # noqa: E402 - the models exist only now
from hamdeli.accounts.models import Post, User  # noqa: E402
from hamdeli.accounts.roles import Role  # noqa: E402
from hamdeli.allocation import Problem  # noqa: E402
from hamdeli.allocation.figuring import figures  # noqa: E402
from hamdeli.allocation.policy import Policy  # noqa: E402
from hamdeli.allocation.solving import solve  # noqa: E402
from hamdeli.casework.models import CaseFile, Need  # noqa: E402
from hamdeli.centres.models import Centre  # noqa: E402
from hamdeli.config.demo.bar import Bar  # noqa: E402
from hamdeli.config.demo.making import make  # noqa: E402
from hamdeli.delegation.handing_over import hand_over  # noqa: E402
from hamdeli.delegation.models import Handover, Mandate  # noqa: E402
from hamdeli.delegation.undoing import undo_handover  # noqa: E402
from hamdeli.households.models import Household  # noqa: E402
from hamdeli.jobs.models import Job  # noqa: E402
from hamdeli.jobs.running import run  # noqa: E402
from hamdeli.places.loading import load_places  # noqa: E402
from hamdeli.places.models import Place  # noqa: E402
from hamdeli.proposals.approving import approve  # noqa: E402
from hamdeli.proposals.gathering import gather  # noqa: E402
from hamdeli.proposals.models import Proposal  # noqa: E402
from hamdeli.proposals.policies import EVENNESS  # noqa: E402
from hamdeli.proposals.proposing import propose  # noqa: E402

SEED = 1402


def evenness() -> dict[str, Any]:
    """Return how many centres are filled to the brim, and the mean distance in metres, under each preset."""
    call_command("migrate", verbosity=0)
    make(seed=SEED, today=timezone.localdate(), tell=Bar(), scale=1)
    records = gather(province=province(), county=None, which="all", may_leave_county=True)
    told = {}
    for name, tiers in EVENNESS.items():
        problem = Problem(records.files, records.centres, replace(Policy(), tiers=tiers))
        solution = solve(problem)
        found = figures(problem, solution.assignment)
        told[name] = {
            "brim": found.brim,
            "metres": found.mean_distance_all,
            "unplaced": found.unplaced,
            "optimal": solution.certificate.optimal,
        }
    return {"files": len(records.files), "centres": len(records.centres), "presets": told}


def approvals() -> dict[str, Any]:
    """Return the seconds of an approval of all files, of its undoing, and of one in which most files change centre."""
    call_command("migrate", verbosity=0)
    load_places()
    deputy = User.objects.create_user(username=DEPUTY, password="a long word for nobody")
    Post.objects.create(user=deputy, role=Role.SUPPORT_DEPUTY, place=province())
    fill(random.Random(SEED))
    told: dict[str, Any] = {}
    handover = approved(deputy, "waiting", told, "waiting")
    told["undo"] = seconds(
        lambda: undo_handover(handover=handover, actor=deputy.actor, reason="bench", seen_version=handover.version)
    )
    hand_over(lines=at_random(), actor=deputy.actor, made_by=deputy, province=province(), accepted=True)
    moved = approved(deputy, "all", told, "moving")
    told["transferred"] = moved.files_count
    told["open"] = Mandate.objects.open().count()
    return told


def province() -> Place:
    """Return the province of the seeds."""
    return Place.objects.get(code=PROVINCE, kind=Place.Kind.PROVINCE)


def fill(rng: random.Random) -> None:
    """Store centres and waiting files around the towns of the province."""
    counties = list(Place.objects.filter(parent=province(), kind="county").order_by("code"))
    seats = [rng.choice(counties) for _ in range(CENTRES)]
    Centre.objects.bulk_create(centre(number, seat) for number, seat in enumerate(seats))
    homes = [rng.choice(seats) for _ in range(FILES)]
    households = Household.objects.bulk_create(household(home, rng) for home in homes)
    CaseFile.objects.bulk_create(
        CaseFile(
            code=f"{10**12 + number}",
            province_id=home.parent_id or 0,
            county=home,
            household=household,
            need=rng.choice(Need.values),
            priority=rng.randint(1, 5),
            opened_on=timezone.localdate(),
        )
        for number, (home, household) in enumerate(zip(homes, households, strict=True))
    )


def household(home: Place, rng: random.Random) -> Household:
    """Return a household near the seat of its county."""
    return Household(
        latitude=round((home.latitude or 0) + rng.uniform(-0.02, 0.02), 6),
        longitude=round((home.longitude or 0) + rng.uniform(-0.02, 0.02), 6),
        members_count=rng.randint(1, 8),
    )


def approved(deputy: User, which: str, told: dict[str, Any], name: str) -> Handover:
    """Propose, approve; note the seconds of both jobs."""
    asked = propose(
        by=deputy,
        province=province(),
        county=None,
        which=which,
        policy=Policy(moving=0, stay_base=400_000),
        key=str(uuid4()),
    )
    assert asked.job is not None
    told[f"{name}_proposed"] = done(asked.job)
    ready = Proposal.objects.get(pk=asked.pk)
    job = approve(proposal=ready, seen_version=ready.version, by=deputy, key=str(uuid4()))
    told[f"{name}_approved"] = done(job)
    handover = Proposal.objects.get(pk=asked.pk).handover
    assert handover is not None
    told[f"{name}_mandates"] = handover.files_count
    return handover


def done(job: Job) -> float:
    """Run the job here and now; return the seconds it took."""
    took = seconds(lambda: run.call(job.pk))
    job.refresh_from_db()
    if job.state != Job.State.DONE:
        raise SystemExit(f"{job.kind}: {job.state} {job.fault} {job.result}")
    return took


def at_random() -> list[tuple[int, int]]:
    """Return every file with a centre, dealt out in turn."""
    centres = list(Centre.objects.order_by("code").values_list("pk", flat=True))
    return [
        (file, centres[number % len(centres)])
        for number, file in enumerate(CaseFile.objects.order_by("code").values_list("pk", flat=True))
    ]


def seconds(act: Any) -> float:
    """Return how long the act took."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps({"evenness": evenness, "approvals": approvals}[sys.argv[1]]()))
