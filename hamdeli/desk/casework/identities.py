"""Showing sealed identities, for a reason that the journal keeps."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file, may_know
from hamdeli.desk.casework.forms import ReasonForm
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.households.models import Person
from hamdeli.journal.sealing import unseal
from hamdeli.journal.writing import record_look


@posted("desk:file", "code")
def identity(request: Request, code: str) -> HttpResponse:
    """Show the national codes of the family once, when a reason is given."""
    case_file = access_case_file(request.user, code, Right.SEE_JUDGEMENTS)
    if not may_know(request.user, case_file):
        raise PermissionDenied
    form = ReasonForm(request.POST)
    members: list[tuple[Person, str]] = []
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        record_look(actor=request.user.actor, kind="national_code", subjects=[case_file.code], reason=reason)
        members = [(person, unsealed(person)) for person in case_file.household.members.present().order_by("id")]
    words = {"case_file": case_file, "form": form, "members": members}
    return render(request, "desk/casework/files/identity.html", words, status=200 if form.is_valid() else 422)


def unsealed(person: Person) -> str:
    """Return the national code of `person`, or nothing where none is known."""
    return unseal(person.national_code_sealed) if person.national_code_sealed else ""
