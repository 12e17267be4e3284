"""Changing what a file says of its family's needs."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_case_file
from hamdeli.casework.describing import describe
from hamdeli.desk.casework.files import file_context
from hamdeli.desk.casework.forms import DescriptionForm
from hamdeli.desk.conflicts import told
from hamdeli.desk.posting import posted
from hamdeli.desk.requests import Request
from hamdeli.journal.changing import Conflict


@posted("desk:file", "code")
def description(request: Request, code: str) -> HttpResponse:
    """Save the need and the priority; show the other's change first when somebody was faster."""
    case_file = access_case_file(request.user, code, Right.CHANGE_FILES)
    form = DescriptionForm(request.POST)
    page = "desk/casework/files/page.html"
    if not form.is_valid():
        return render(request, page, file_context(request, case_file) | {"description": form}, status=422)
    asked = form.cleaned_data
    try:
        describe(
            case_file=case_file,
            seen_version=asked["version"],
            need=asked["need"],
            priority=asked["priority"],
            actor=request.user.actor,
        )
    except Conflict as conflict:
        fresh = access_case_file(request.user, code, Right.CHANGE_FILES)
        again = DescriptionForm(initial={**asked, "version": fresh.version})
        words = file_context(request, fresh) | {"description": again, "conflict": told(conflict)}
        return render(request, page, words, status=409)
    return redirect("desk:file", code=code)
