"""Who sees long work: whoever asked for it."""

from typing import Any

from django.core.files.base import ContentFile

from hamdeli.jobs.asking import ask, attach
from tests.matrix import Page, World
from tests.support.cast import Cast


def prepare(cast: Cast) -> dict[str, Any]:
    job = ask(kind="none", asked_by=cast.deputy, arguments={})
    attach(job=job, role="out", file=ContentFile(b"secret", name="out.xlsx"))
    return {"job": job}


def pk(world: World) -> dict[str, Any]:
    return {"pk": world["job"].pk}


def file(world: World) -> dict[str, Any]:
    return {"pk": world["job"].pk, "role": "out"}


PAGES = [
    Page("desk:jobs", {}, others=200),
    Page("desk:job", {"deputy": 200}, args=pk),
    Page("desk:job_progress", {"deputy": 200}, args=pk),
    Page("desk:job_file", {"deputy": 200}, args=file),
    Page("desk:job_cancellation", {"deputy": 302}, method="POST", args=pk),
]
