"""The page that anyone opens to see whether a licence is genuine, and the printed licence with its code."""

import io

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.casework.daily.letter_parts import code as piece
from hamdeli.casework.daily.letter_parts import day, language
from hamdeli.casework.daily.letters import Letter, Pairs, Picture, Signatures, Words, pdf_of
from hamdeli.centres.licensing.access import access_term
from hamdeli.centres.models import Centre, Licence, LicenceTerm
from hamdeli.desk.printing import printed
from hamdeli.desk.requests import Request

MODULE = 6


@login_not_required
@require_safe
def licence_check(request: HttpRequest, token: str) -> HttpResponse:
    """Say whether the licence of this address is valid today, and nothing else."""
    rows = LicenceTerm.objects.select_related("centre__county", "centre__province")
    term = rows.filter(token=token).first()
    if term:
        words = {"term": term, "centre": term.centre, "state": state_of(term), "kind": kind_of(term.centre)}
        answer = render(request, "desk/licensing/check.html", words)
    else:
        answer = render(request, "desk/licensing/unknown.html", status=404)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def kind_of(centre: Centre) -> str:
    """Return the kind of the centre with its specialities, in the reader's language."""
    mark = "، " if language() == "fa" else ", "
    names = mark.join(str(one.get_speciality_display()) for one in centre.capabilities.order_by("speciality"))
    return f"{centre.get_kind_display()}: {names}" if names else str(centre.get_kind_display())


def state_of(term: LicenceTerm) -> Licence:
    """Return how this paper stands today: as the licence does, or expired where its own days are over."""
    today = timezone.localdate()
    licence = Licence(term.centre.licence)
    if licence in (Licence.ACTIVE, Licence.PROVISIONAL) and (term.ended_at or not term.begins <= today <= term.ends):
        return Licence.EXPIRED
    return licence


@require_safe
def licence_print(request: Request, pk: int) -> HttpResponse:
    """Hand out the printed licence."""
    term = access_term(request.user, pk)
    address = request.build_absolute_uri(reverse("desk:licence_check", args=[term.token]))
    content = pdf_of(paper(term, address))
    name = f"licence-{term.number.replace('/', '-')}-{(get_language() or 'fa')[:2]}.pdf"
    return printed(request, content, kind="centre", subject=term.centre.code, letter="licence", name=name)


def paper(term: LicenceTerm, address: str) -> Letter:
    """Return the licence as it is printed, in the language that is active."""
    centre = term.centre
    said = _("The charity centre below is licensed to look after families in its area from the first to the last day.")
    rows = [
        (_("Centre"), centre.name),
        (_("Centre code"), piece(centre.code)),
        (_("Kind"), kind_of(centre)),
        (_("County"), f"{centre.county.name}، {centre.province.name}" if language() == "fa" else centre.county.name),
        (_("First day"), day(term.begins, long=True)),
        (_("Last day"), day(term.ends, long=True)),
    ]
    return Letter(
        language=language(),
        title=_("Licence of a charity centre") if term.kind == "full" else _("Approval in principle"),
        sign=_("Relief organisation"),
        office=_("Deputy for public participation"),
        foot=_("Whether this licence is valid today is said by the page behind the code."),
        page_words=_("page %(page)s"),
        marks=[(_("Number"), piece(term.number)), (_("Day"), day(term.given_at, long=True))],
        parts=[Words(said), Pairs(rows), Picture(square(address)), Words(piece(address)), signed()],
    )


def signed() -> Signatures:
    """Return where the licence is signed."""
    return Signatures([_("Head of the county office"), _("Deputy for public participation")])


def square(address: str) -> str:
    """Return the code that leads to the page of the licence, as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=MODULE, border=2, dark="#000", light="#fff")
    return out.getvalue().decode()
