"""The members of a family: entered, corrected, and gone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.casework.access import access_family
from hamdeli.casework.admission.members import let_go
from hamdeli.casework.models import CaseFile
from hamdeli.desk.casework.admission.forms import LeavingForm, MemberForm, NewMemberForm
from hamdeli.desk.casework.admission.households import WRITERS, name_of
from hamdeli.desk.differing import differing
from hamdeli.desk.requests import Request
from hamdeli.households.amending import amend_person
from hamdeli.households.entering import PLAIN, enter
from hamdeli.households.faults import HouseholdFault
from hamdeli.households.models import Kinship, Person
from hamdeli.journal.changing import Conflict
from hamdeli.journal.once import KeyUsedOtherwise, once
from hamdeli.journal.sealing import blind_index
from hamdeli.journal.writing import record_look

PAGE = "desk/casework/admission/member.html"


@require_http_methods(["GET", "HEAD", "POST"])
def member_new(request: Request, code: str) -> HttpResponse:
    """Show the form, and store a new member once."""
    case_file = access_family(request.user, code, *WRITERS)
    if request.method != "POST":
        return render(request, PAGE, {"case_file": case_file, "form": NewMemberForm()})
    form = NewMemberForm(request.POST)
    if form.is_valid() and entered(request, case_file, form):
        messages.success(request, _("The member was written down."))
        return redirect("desk:file_household", code=code)
    return render(request, PAGE, {"case_file": case_file, "form": form}, status=422)


def entered(request: Request, case_file: CaseFile, form: MemberForm) -> bool:
    """Store the member; a refusal stands in the form."""
    actor, told = request.user.actor, form.told()

    def act() -> int:
        today = timezone.localdate()
        sure = form.cleaned_data["sure"]
        return enter(case_file.household, told, today=today, actor=actor, file=case_file.code, sure=sure).pk

    body = [case_file.code, told.kinship, told.given_name, told.family_name]
    try:
        once(key=form.cleaned_data["idempotency_key"], actor=actor, purpose="enter_member", body=body, act=act)
    except HouseholdFault as fault:
        form.refuse(fault, sentence_of(fault, case_file, told.national_code))
    except KeyUsedOtherwise:
        form.add_error(None, _("This form was sent before with other words. Open a new one."))
    return form.is_valid()


def sentence_of(fault: HouseholdFault, case_file: CaseFile, national_code: str) -> str:
    """Return why a member was refused; that a code is held in this very household is no secret to who reads it."""
    index = blind_index(national_code) if fault.code == "code_refused" else ""
    if index and case_file.household.members.filter(national_code_index=index).exists():
        return HouseholdFault("code_here").sentence
    return fault.sentence


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: Request, code: str, pk: int) -> HttpResponse:
    """Show and correct a member; show the other's change first when somebody was faster."""
    case_file = access_family(request.user, code, *WRITERS)
    person = member_of(case_file, pk)
    words: dict[str, Any] = {"case_file": case_file, "person": person}
    if request.method != "POST":
        record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
        return render(request, PAGE, words | {"form": MemberForm(initial=stored(person) | {"version": person.version})})
    form = MemberForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, words | {"form": form}, status=422)
    try:
        corrected(request, case_file, person, form)
    except Conflict as conflict:
        return render(request, PAGE, words | clash(form, person, conflict), status=409)
    except HouseholdFault as fault:
        form.refuse(fault, sentence_of(fault, case_file, form.told().national_code))
        return render(request, PAGE, words | {"form": form}, status=422)
    messages.success(request, _("The member was corrected."))
    return redirect("desk:file_household", code=code)


def corrected(request: Request, case_file: CaseFile, person: Person, form: MemberForm) -> Person:
    """Store what was corrected."""
    return amend_person(
        person,
        form.told(),
        seen_version=form.cleaned_data["version"] or 0,
        today=timezone.localdate(),
        actor=request.user.actor,
        file=case_file.code,
        sure=form.cleaned_data["sure"],
    )


def clash(form: MemberForm, person: Person, conflict: Conflict) -> dict[str, Any]:
    """Return what the page shows when somebody was faster."""
    fresh = Person.objects.get(pk=person.pk)
    changes = differing(form, stored(fresh))
    again = MemberForm(initial=form.cleaned_data | {"version": fresh.version})
    return {"form": again, "changes": changes, "who": name_of(conflict.actor)}


@require_http_methods(["GET", "HEAD", "POST"])
def member_leaving(request: Request, code: str, pk: int) -> HttpResponse:
    """Write down that a member left or died."""
    case_file = access_family(request.user, code, *WRITERS)
    person = member_of(case_file, pk)
    others = case_file.household.members.present().exclude(pk=person.pk).order_by("id")
    crowns = person.kinship == Kinship.HEAD and others.exists()
    words: dict[str, Any] = {"case_file": case_file, "person": person, "crowns": crowns, "last": not others.exists()}
    if request.method != "POST":
        record_look(actor=request.user.actor, kind="case_file", subjects=[case_file.code])
        form = LeavingForm(others=others, initial={"version": person.version})
        return render(request, "desk/casework/admission/leaving.html", words | {"form": form})
    form = LeavingForm(request.POST, others=others)
    if form.is_valid() and gone(request, case_file, person, form):
        messages.success(request, _("It was written down who left the household."))
        return redirect("desk:file_household", code=code)
    return render(request, "desk/casework/admission/leaving.html", words | {"form": form}, status=422)


def gone(request: Request, case_file: CaseFile, person: Person, form: LeavingForm) -> bool:
    """Store the leaving; a refusal stands in the form."""
    asked = form.cleaned_data
    try:
        let_go(
            case_file,
            person,
            why=asked["why"],
            on=asked["on"],
            new_head=asked["new_head"],
            sure=asked["sure"],
            seen_version=asked["version"],
            user=request.user,
            today=timezone.localdate(),
            at=timezone.now(),
        )
    except HouseholdFault as fault:
        form.refuse(fault, fault.sentence, "new_head" if fault.code.startswith("head_") else None)
    except Conflict as conflict:
        told = _("%s changed this member meanwhile. Open the page again.") % name_of(conflict.actor)
        form.add_error(None, told)
    return form.is_valid()


def member_of(case_file: CaseFile, pk: int) -> Person:
    """Return a member of the family, or raise 404: nobody learns of persons elsewhere."""
    return get_object_or_404(case_file.household.members.present(), pk=pk)


def stored(person: Person) -> dict[str, Any]:
    """Return what is stored of a member, without the national code."""
    return {name: getattr(person, name) for name in PLAIN}
