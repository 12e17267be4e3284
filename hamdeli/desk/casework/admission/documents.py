"""The papers of a family: the list, bringing one, handing one out, and marking one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, access_family, has_any, may_know
from hamdeli.casework.admission.documents import Paper, bring, mark
from hamdeli.casework.admission.faults import AdmissionFault
from hamdeli.casework.models import CaseFile, Document
from hamdeli.casework.scans import ENDINGS, ScanFault
from hamdeli.casework.vault import kept
from hamdeli.desk.casework.admission.forms import DocumentForm, MarkForm
from hamdeli.desk.requests import Request
from hamdeli.journal.writing import record_look

PAGE = "desk/casework/admission/documents.html"
WRITERS = (Right.ADMIT, Right.WORK)
READERS = (Right.ADMIT, Right.WORK, Right.DECIDE, Right.SUPERVISE)


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: Request, code: str) -> HttpResponse:
    """List the papers of a family; keep a new one."""
    if request.method == "POST":
        return bringing(request, access_family(request.user, code, *WRITERS, also=Right.SEE_JUDGEMENTS))
    case_file = access_case_file(request.user, code, Right.SEE_JUDGEMENTS)
    return page(request, case_file, DocumentForm(household=case_file.household))


def page(request: Request, case_file: CaseFile, form: DocumentForm, status: int = 200) -> HttpResponse:
    """Return the page of the papers."""
    user = request.user
    reads = may_know(user, case_file) and has_any(user, case_file, READERS)
    rows = case_file.documents.select_related("person", "added_by", "mark").order_by("-id") if reads else []
    if reads:
        record_look(actor=user.actor, kind="case_file", subjects=[case_file.code])
    writes = reads and has_any(user, case_file, WRITERS)
    words = {"case_file": case_file, "rows": list(rows), "reads": reads, "writes": writes, "form": form}
    return render(request, PAGE, words | {"mark_form": MarkForm()}, status=status)


def bringing(request: Request, case_file: CaseFile) -> HttpResponse:
    """Keep a scan; the file is looked at by its size before anything is read."""
    form = DocumentForm(request.POST, request.FILES, household=case_file.household)
    if form.is_valid() and brought(request, case_file, form):
        messages.success(request, _("The paper was kept."))
        return redirect("desk:file_documents", code=case_file.code)
    return page(request, case_file, form, 422)


def brought(request: Request, case_file: CaseFile, form: DocumentForm) -> bool:
    """Keep the scan; a refusal stands in the form."""
    asked: dict[str, Any] = form.cleaned_data
    paper = Paper(asked["kind"], asked["title"], asked["person"])
    try:
        bring(case_file, paper, asked["file"].read(), user=request.user, at=timezone.now())
    except (ScanFault, AdmissionFault) as fault:
        form.add_error("file", fault.sentence)
    return form.is_valid()


@require_safe
def document(request: Request, code: str, pk: int) -> HttpResponse:
    """Hand a paper out as a download, and record that it was seen."""
    case_file = access_family(request.user, code, *READERS, also=Right.SEE_JUDGEMENTS)
    found = get_object_or_404(case_file.documents, pk=pk)
    content = kept(found.digest)
    record_look(actor=request.user.actor, kind="document", subjects=[case_file.code], reason=f"{found.kind} {found.pk}")
    response = HttpResponse(content, content_type=found.content_type)
    name = f"{case_file.code}-{found.kind}-{found.pk}.{ENDINGS[found.content_type]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def document_mark(request: Request, code: str, pk: int) -> HttpResponse:
    """Say that a paper is not to be used; it stays."""
    case_file = access_family(request.user, code, *WRITERS, also=Right.SEE_JUDGEMENTS)
    found: Document = get_object_or_404(case_file.documents, pk=pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what is wrong with the paper."))
        return redirect("desk:file_documents", code=code)
    try:
        mark(found, why=form.cleaned_data["why"], user=request.user, at=timezone.now())
    except AdmissionFault as fault:
        messages.error(request, fault.sentence)
    return redirect("desk:file_documents", code=code)
