"""A new screening: choosing the questionnaire, asking, and storing the answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from hamdeli.accounts.roles import Right
from hamdeli.casework.access import access_family
from hamdeli.casework.models import CaseFile, Screening
from hamdeli.casework.screening.faults import ScreeningFault
from hamdeli.casework.screening.screening import screen
from hamdeli.desk.casework.deeds import told
from hamdeli.desk.casework.screening.forms import ScreeningForm
from hamdeli.desk.requests import Request
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.journal.writing import record_look
from hamdeli.questionnaires.choosing import editions_in_use
from hamdeli.questionnaires.content import Answers
from hamdeli.questionnaires.models import Edition, Purpose
from hamdeli.questionnaires.reading import answers_from

PAGE = "desk/casework/screening/new.html"
TO_AUTHORITY = gettext_noop(
    "What was answered is a matter of the competent authority: the head of the county office has been asked to bring "
    "it there. If somebody is in danger now, call 123 (social emergency) or 110 (police) first. Do not investigate, "
    "and do not speak of it to others."
)


@require_http_methods(["GET", "HEAD", "POST"])
def screening_new(request: Request, code: str) -> HttpResponse:
    """Offer the questionnaires in use; ask with the chosen one; store what comes back."""
    case_file = access_family(request.user, code, Right.WORK)
    editions = editions_in_use(Purpose.SCREENING, case_file.province_id)
    if request.method == "POST":
        return take(request, case_file, editions)
    record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
    wanted = request.GET.get("edition", "")
    edition = next((row for row in editions if str(row.pk) == wanted), None)
    initial = {"edition": edition, "person": request.GET.get("person"), "done_on": timezone.localdate()}
    form = ScreeningForm(initial=initial, case_file=case_file, editions=editions)
    return render(request, PAGE, {"case_file": case_file, "editions": editions, "edition": edition, "form": form})


def take(request: Request, case_file: CaseFile, editions: list[Edition]) -> HttpResponse:
    """Store the screening, or show the form again with what is wrong."""
    form = ScreeningForm(request.POST, case_file=case_file, editions=editions)
    valid = form.is_valid()
    edition = form.cleaned_data.get("edition")
    words: dict[str, Any] = {"case_file": case_file, "editions": editions, "edition": edition, "form": form}
    if edition is None:
        return render(request, PAGE, words | {"fault": _("Choose a questionnaire.")}, status=422)
    words["answers"] = answers = answers_from(edition.content, request.POST.getlist)
    if not valid:
        return render(request, PAGE, words, status=422)
    try:
        screening = ask_once(request, case_file, form, answers)
    except ScreeningFault as fault:
        form.add_error(None, told(fault))
        return render(request, PAGE, words | {"faults": fault.answers}, status=422)
    except KeyUsedOtherwise as again:
        form.add_error(None, told(again))
        return render(request, PAGE, words, status=409)
    messages.success(request, _("The screening was stored."))
    return after(request, case_file, screening)


def ask_once(request: Request, case_file: CaseFile, form: ScreeningForm, answers: Answers) -> Screening:
    """Give what the form asks to the verb."""
    asked = form.cleaned_data
    return screen(
        case_file=case_file,
        person=asked["person"],
        edition=asked["edition"],
        answers=answers,
        done_on=asked["done_on"],
        by=request.user,
        key=asked["idempotency_key"],
        today=timezone.localdate(),
    )


def after(request: Request, case_file: CaseFile, screening: Screening) -> HttpResponse:
    """Show the result; what is restricted is opened from the room, with a reason, and asks for something at once."""
    if screening.restricted:
        matter = case_file.restricted_notes.filter(screening=screening).exists()
        messages.warning(request, _(TO_AUTHORITY) if matter else _("Its result is restricted: it can be opened below."))
        return redirect("desk:file_screening", code=case_file.code)
    return redirect("desk:screening", code=case_file.code, pk=screening.pk)
