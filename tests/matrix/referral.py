"""Who enters referrals and who answers them; who knows and writes down a household; who leads an admission.

The volunteer who helps knows the household, and sees neither the admission nor the papers.
"""

import io
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hamdeli.casework.admission.beginning import begin
from hamdeli.casework.admission.documents import Paper, bring
from hamdeli.casework.referral.referring import refer
from hamdeli.casework.referral.words import Word
from tests.matrix import Page, World
from tests.support.cast import Cast, case_file

NOW, TODAY = datetime(2026, 3, 1, 9, tzinfo=UTC), date(2026, 3, 1)
OFFICE = {"county_head": 200, "admission_worker": 200, "enquiring_worker": 200}
CENTRE = {"centre_head": 200, "worker": 200}
ENTER = OFFICE | CENTRE | {"other_county_head": 200, "other_centre_head": 200}
SEE = OFFICE | CENTRE
ANSWER = dict.fromkeys(SEE, 403)
READ = SEE | {"deputy": 200, "supervisor": 200, "volunteer": 200}
WRITE = READ | {"supervisor": 403}
ADMIT = dict.fromkeys(READ, 403) | {"county_head": 200, "admission_worker": 200}
PAPERS = READ | {"volunteer": 403}
KEEP = PAPERS | {"deputy": 403, "supervisor": 403}


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("L", (4, 4), 200).save(written, "PNG")
    return written.getvalue()


def prepare(cast: Cast) -> dict[str, Any]:
    # A centre that carries the file sees it, and an admission of it is open.
    file = case_file("10-1000007", cast.kashan, centre=cast.mehr, aide=cast.volunteer)
    begin(file, user=cast.admission_worker, at=NOW)
    referral = refer(
        Word(given_name="مریم", family_name="راد"),
        channel="mosque",
        county=cast.kashan,
        centre=cast.mehr,
        actor=cast.worker.actor,
        user=cast.worker,
        at=NOW,
        today=TODAY,
        key="k" * 32,
    )
    paper = bring(file, Paper("identity"), picture(), user=cast.admission_worker, at=NOW)
    return {"referral": referral, "file": file, "head": file.household.members.get(), "paper": paper}


def receipt(world: World) -> dict[str, Any]:
    return {"receipt": world["referral"].receipt}


def file(world: World) -> dict[str, Any]:
    return {"code": world["file"].code}


def step(world: World) -> dict[str, Any]:
    return file(world) | {"step": "interview"}


def head(world: World) -> dict[str, Any]:
    return file(world) | {"pk": world["head"].pk}


def paper(world: World) -> dict[str, Any]:
    return file(world) | {"pk": world["paper"].pk}


def scan(world: World) -> dict[str, Any]:
    return {"kind": "identity", "file": SimpleUploadedFile("a.png", picture())}


def why(world: World) -> dict[str, Any]:
    return {"why": "unreadable"}


def refused(pages: dict[str, int], code: int = 422) -> dict[str, int]:
    """The same pages, where whoever gets in sends an empty form."""
    return {role: code if status == 200 else status for role, status in pages.items()}


def done(pages: dict[str, int]) -> dict[str, int]:
    return refused(pages, 302)


PAGES = [
    Page("desk:referrals", ENTER),
    Page("desk:referrals_export", ENTER),
    Page("desk:referral_new", ENTER),
    Page("desk:referral_new", refused(ENTER), method="POST"),
    Page("desk:referral", SEE, args=receipt),
    Page("desk:referral_file", ANSWER | {"county_head": 200, "admission_worker": 200}, args=receipt),
    Page("desk:referral_link", ANSWER | {"county_head": 422, "admission_worker": 422}, method="POST", args=receipt),
    Page("desk:referral_drop", ANSWER | {"county_head": 422, "admission_worker": 422}, method="POST", args=receipt),
    Page("desk:file_admission", PAPERS, args=file),
    Page("desk:file_admission_step", ADMIT, args=step),
    Page("desk:file_admission_step", refused(ADMIT), method="POST", args=step),
    Page("desk:file_household", READ, args=file),
    Page("desk:file_home", WRITE, args=file),
    Page("desk:file_home", refused(WRITE), method="POST", args=file),
    Page("desk:file_member_new", WRITE, args=file),
    Page("desk:file_member_new", refused(WRITE), method="POST", args=file),
    Page("desk:file_member", WRITE, args=head),
    Page("desk:file_member", refused(WRITE), method="POST", args=head),
    Page("desk:file_member_leaving", WRITE, args=head),
    Page("desk:file_member_leaving", refused(WRITE), method="POST", args=head),
    Page("desk:file_documents", PAPERS, args=file),
    Page("desk:file_documents", done(KEEP), method="POST", args=file, data=scan),
    Page("desk:file_document", PAPERS, args=paper),
    Page("desk:file_document_mark", done(KEEP), method="POST", args=paper, data=why),
]
