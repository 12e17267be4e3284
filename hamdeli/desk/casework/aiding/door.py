"""At the door: a phone page that takes codes by camera or by hand, and the sheet with the codes."""

from typing import Any

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe
from django_permissions_policy.decorators import permissions_policy_override

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.access import knowable
from hamdeli.casework.aiding.access import access_delivery
from hamdeli.casework.aiding.checking_in import Answer, check_in
from hamdeli.casework.aiding.codes import grouped
from hamdeli.casework.aiding.faults import AidFault
from hamdeli.casework.aiding.listing import served
from hamdeli.casework.models import CaseFile, Delivery, DeliveryLine
from hamdeli.desk.paging import page_by_key
from hamdeli.desk.requests import Request
from hamdeli.desk.templatetags.formats import digits
from hamdeli.households.models import Kinship, Person
from hamdeli.journal.writing import record_look

ON_A_SHEET = 60
LONGEST_CODE = 40


@permissions_policy_override({"camera": ["self"]})
@require_safe
def door(request: Request, pk: int) -> HttpResponse:
    """Show the page of the door."""
    delivery = access_delivery(request.user, pk, Right.GIVE)
    return render(request, "desk/casework/aiding/door.html", progress(delivery))


@permissions_policy_override({"camera": ["self"]})
@require_POST
def check_ins(request: Request, pk: int) -> HttpResponse:
    """Take one code and answer at once; the same code again is answered, and hands out nothing."""
    delivery = access_delivery(request.user, pk, Right.GIVE)
    words: dict[str, Any] = {"asked": request.POST.get("code", "")[:LONGEST_CODE]}
    try:
        words["answer"] = answered(request, delivery, words["asked"])
    except AidFault as fault:
        words["fault"] = digits(fault.sentence)
    words |= progress(delivery)
    template = "_answer" if request.htmx else "door"
    return render(request, f"desk/casework/aiding/{template}.html", words)


def answered(request: Request, delivery: Delivery, code: str) -> Answer:
    """Return the answer of the door."""
    reason, today = request.POST.get("reason", "")[:200], timezone.localdate()
    return check_in(delivery=delivery, code=code, by=request.user, today=today, reason=reason)


def progress(delivery: Delivery) -> dict[str, Any]:
    """Return how far the list is."""
    return {"delivery": delivery, "all": delivery.lines.count(), "came": served(delivery).count()}


@require_safe
def sheet(request: Request, pk: int) -> HttpResponse:
    """Show the codes to be printed and cut: the number of members beside each, names only when asked for."""
    delivery = access_delivery(request.user, pk, Right.GIVE)
    page = page_by_key(delivery.lines.select_related("case_file__household"), request.GET, "id", size=ON_A_SHEET)
    named = request.GET.get("names") == "yes"
    names = names_for(request.user, page.rows) if named else {}
    record_look(actor=request.user.actor, kind="case_file", subjects=sorted(name for name, _who in names.values()))
    cards = [
        {"line": line, "qr": picture(line.code), "code": grouped(line.code), "name": names.get(line.pk, ("", ""))[1]}
        for line in page.rows
    ]
    words = {"delivery": delivery, "page": page, "cards": cards, "named": named}
    return render(request, "desk/casework/aiding/sheet.html", words)


def names_for(user: User, lines: list[DeliveryLine]) -> dict[int, tuple[str, str]]:
    """Return for each line the file code and the name of its head, where `user` sees the file and may know it."""
    files = CaseFile.objects.visible_to(user).filter(knowable(user), pk__in=[line.case_file_id for line in lines])
    codes = dict(files.values_list("pk", "code"))
    heads = Person.objects.filter(household__case_file__in=codes, kinship=Kinship.HEAD, left_on__isnull=True)
    told = {head.household_id: str(head) for head in heads}
    known = {line.pk: line for line in lines if line.case_file_id in codes}
    return {pk: (codes[line.case_file_id], told.get(line.case_file.household_id, "")) for pk, line in known.items()}


def picture(code: str) -> SafeString:
    """Return the QR code of the digits alone: no address, no name."""
    drawn = segno.make_qr(code, error="m").svg_inline(scale=4, border=2, omitsize=True)
    return mark_safe(drawn)  # noqa: S308 - drawn by us from nine digits
