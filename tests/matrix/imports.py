"""Who brings lists: the deputy for participation centres and neighbourhoods; the one for support and a county files."""

import io
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile

from hamdeli.jobs.asking import ask
from hamdeli.jobs.models import Job
from tests.matrix import Page, World
from tests.support.cast import Cast

# The stranger is the deputy of another province: may bring lists of that province.
FILES = {"deputy": 200, "county_head": 200, "other_county_head": 200, "stranger": 200}
CENTRES = {"participation": 200}


def prepare(cast: Cast) -> dict[str, Any]:
    files: dict[str, File[bytes]] = {"upload": ContentFile(b"x", name="list.csv")}
    job = ask(kind="list_preview", asked_by=cast.deputy, arguments={"list": "files", "language": "fa"}, files=files)
    counts = {"created": 1, "changed": 0, "unchanged": 0, "faulty": 0}
    samples = {"created": [{"row": 2, "code": "1", "values": {}}], "changed": [], "unchanged": [], "faulty": []}
    Job.objects.filter(pk=job.pk).update(
        state="done", ended_at="2026-01-01T00:00:00Z", result={"counts": counts, "samples": samples, "digest": ""}
    )
    return {"job": job}


def pk(world: World) -> dict[str, Any]:
    return {"pk": world["job"].pk}


def files(world: World) -> dict[str, Any]:
    return {"kind": "files"}


def centres(world: World) -> dict[str, Any]:
    return {"kind": "centres"}


def neighbourhoods(world: World) -> dict[str, Any]:
    return {"kind": "neighbourhoods"}


def upload(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("list.csv", io.BytesIO(b"code,name\n1,2\n").read()), "idempotency_key": "k"}


def key(world: World) -> dict[str, Any]:
    return {"idempotency_key": "k"}


PAGES = [
    Page("desk:imports", FILES | CENTRES),
    Page("desk:import_upload", FILES, args=files),
    Page("desk:import_upload", CENTRES, args=centres),
    Page("desk:import_upload", dict.fromkeys(FILES, 302), method="POST", args=files, data=upload),
    Page("desk:import_upload", CENTRES, args=neighbourhoods),
    Page("desk:import_upload", dict.fromkeys(CENTRES, 302), method="POST", args=neighbourhoods, data=upload),
    Page("desk:import_template", FILES, args=files),
    Page("desk:import_template", CENTRES, args=neighbourhoods),
    Page("desk:import_template", CENTRES, args=centres),
    Page("desk:import", {"deputy": 200}, args=pk),
    Page("desk:import_storing", {"deputy": 302}, method="POST", args=pk, data=key),
]
