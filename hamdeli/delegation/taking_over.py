"""Lists of centres, neighbourhoods and case files as work in the background: where registry and mandates meet."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop, override

from hamdeli.accounts.models import User
from hamdeli.casework.importing import FileList
from hamdeli.casework.models import CaseFile
from hamdeli.centres.importing import CentreList
from hamdeli.centres.neighbourhoods.importing import NeighbourhoodList
from hamdeli.delegation.faults import HandoverFault
from hamdeli.delegation.handing_over import hand_over
from hamdeli.delegation.vacancies import loads_of
from hamdeli.jobs.lists.judging import Listing
from hamdeli.jobs.lists.marking import attach_faults
from hamdeli.jobs.lists.running import chunks, look_through, take_in
from hamdeli.jobs.models import Job
from hamdeli.jobs.progress import Progress
from hamdeli.jobs.running import JobFault
from hamdeli.places.models import Place

HANDING_OVER = gettext_noop("handing over to the centres")
UPLOAD = "upload"
FEW = 1000


class CarriedFileList(FileList):
    """Case files, some of which a centre carries already: those get mandates that count as accepted."""

    def __init__(self, user: User, today: date) -> None:
        super().__init__(user, today, loads_of)
        self._user = user

    def finish(self, progress: Progress) -> dict[str, Any]:
        """Make the mandates of the files that the list says are carried: one handover for each province."""
        handovers = []
        for province, lines in self._by_province().items():
            try:
                handover = hand_over(
                    lines=lines,
                    actor=self._user.actor,
                    made_by=self._user,
                    province=province,
                    progress=lambda done, total: progress.step(HANDING_OVER, done, total),
                    accepted=True,
                )
            except HandoverFault as refused:
                raise JobFault("refused", reason=refused.code) from refused
            handovers.append(handover.code)
        return {"carried": len(self.carriers), "handovers": handovers}

    def _by_province(self) -> dict[Place, list[tuple[int, int]]]:
        provinces: dict[int, int] = {}
        for part in chunks([file for file, _centre in self.carriers], FEW):
            provinces.update(CaseFile.objects.filter(pk__in=part).values_list("pk", "province_id"))
        places = Place.objects.in_bulk(set(provinces.values()))
        lines: dict[Place, list[tuple[int, int]]] = defaultdict(list)
        for file, centre in self.carriers:
            lines[places[provinces[file]]].append((file, centre))
        return lines


def centre_list(user: User) -> Listing:
    """Return the list of centres that `user` brings today."""
    return CentreList(user, timezone.localdate(), loads_of)


def file_list(user: User) -> Listing:
    """Return the list of case files that `user` brings today."""
    return CarriedFileList(user, timezone.localdate())


def neighbourhood_list(user: User) -> Listing:
    """Return the list of neighbourhoods that `user` brings today."""
    return NeighbourhoodList(user, timezone.localdate())


LISTINGS: dict[str, Callable[[User], Listing]] = {
    "centres": centre_list,
    "files": file_list,
    "neighbourhoods": neighbourhood_list,
}


def preview(job: Job, progress: Progress) -> dict[str, Any]:
    """Say what the uploaded list would do; keep a copy with its faults marked. Arguments: list, language."""
    listing, path, digest = asked_for(job, job)
    tally = look_through(listing, path, progress)
    attach_faults(job, path, tally, job.arguments["language"])
    return {
        "digest": digest,
        "rows": tally.rows,
        "unknown": tally.unknown,
        "counts": tally.counts,
        "samples": tally.samples,
    }


def store(job: Job, progress: Progress) -> dict[str, Any]:
    """Store the list of an earlier preview, judged anew. Arguments: list, language, preview, leave_out (rows)."""
    seen = Job.objects.get(pk=job.arguments["preview"], asked_by=job.asked_by)
    listing, path, digest = asked_for(job, seen)
    user = job.asked_by
    assert user is not None
    with override(job.arguments["language"]):
        return take_in(
            listing,
            path,
            progress,
            actor=user.actor,
            key=f"list-{job.pk}",
            digest=digest,
            leave_out=job.arguments["leave_out"],
        )


def asked_for(job: Job, keeper: Job) -> tuple[Listing, Path, str]:
    """Return the list that `job` is about, with the path and digest of the file that `keeper` keeps."""
    user, kept = job.asked_by, keeper.files.filter(role=UPLOAD).exclude(file="").first()
    if user is None or kept is None:
        raise JobFault("missing")
    listing = LISTINGS[job.arguments["list"]](user)
    if not user.has(listing.right):
        raise JobFault("not_allowed")
    return listing, Path(kept.file.path), kept.digest
