"""The papers of a family: brought, and marked when they are not to be used. None is ever deleted."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from hamdeli.accounts.models import User
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.models import CaseFile, Document, DocumentMark
from hamdeli.casework.scans import scan_of
from hamdeli.casework.vault import keep
from hamdeli.households.models import Person
from hamdeli.journal.writing import write


@dataclass(frozen=True, slots=True)
class Paper:
    """What is said of a scan: its kind, its title, and whose it is (nobody's where it is the family's)."""

    kind: str
    title: str = ""
    person: Person | None = None


@transaction.atomic
def bring(case_file: CaseFile, paper: Paper, content: bytes, *, user: User, at: datetime) -> Document:
    """Keep a scan; the same scan of the same family is one document. Raises `ScanFault` and `AdmissionFault`."""
    if paper.person and paper.person.household_id != case_file.household_id:
        raise AdmissionFault("person_elsewhere")
    scan = scan_of(content)
    document = Document(
        case_file=case_file,
        person=paper.person,
        kind=paper.kind,
        title=paper.title,
        digest=keep(scan.content),
        content_type=scan.content_type,
        size=len(scan.content),
        added_at=at,
        added_by=user,
    )
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        return known(case_file, document.digest)
    details = {"document": document.pk, "document_kind": document.kind}
    write(actor=user.actor, verb="brought", kind="case_file", subject=case_file.code, details=details)
    return document


def known(case_file: CaseFile, digest: str) -> Document:
    """Return the document that holds the same scan; one that is marked is not brought again."""
    document = Document.objects.get(case_file=case_file, digest=digest)
    if DocumentMark.objects.filter(document=document).exists():
        raise AdmissionFault("document_marked")
    return document


@transaction.atomic
def mark(document: Document, *, why: str, user: User, at: datetime) -> DocumentMark:
    """Say that `document` is not to be used. Raises `AdmissionFault` when that was said before."""
    try:
        with transaction.atomic():
            made = DocumentMark.objects.create(document=document, why=why, marked_at=at, marked_by=user)
    except IntegrityError as clash:
        raise AdmissionFault("document_marked") from clash
    details = {"document": document.pk}
    write(
        actor=user.actor,
        verb="marked",
        kind="case_file",
        subject=document.case_file.code,
        reason=why,
        details=details,
    )
    return made
