"""The monthly returns of one centre: which are due, the form, and what was submitted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from hamdeli.accounts.roles import Right
from hamdeli.casework.models import AidKind
from hamdeli.centres.access import access_centre
from hamdeli.centres.living.months import Month, months_over, read_month
from hamdeli.centres.living.reporting import label, latest, submit
from hamdeli.centres.models import Centre, MonthlyReturn
from hamdeli.centres.models.returns import BESIDE, COUNTED
from hamdeli.desk.boards.return_forms import ReturnForm, initial_of
from hamdeli.desk.boards.rooms import deed, room
from hamdeli.desk.casework.deeds import carry_out, key_of
from hamdeli.desk.requests import Request
from hamdeli.insight.returns import counted

STATES = {"done": _lazy("submitted"), "waiting": _lazy("waiting"), "over": _lazy("overdue")}


@dataclass(frozen=True)
class Due:
    """One month that is over, with the return that stands for it."""

    month: Month
    spoken: str
    state: str
    label: str
    sent: MonthlyReturn | None


@require_safe
def centre_returns(request: Request, code: str) -> HttpResponse:
    """List the months that are over, with what was submitted for each."""
    centre = access_centre(request.user, code)
    words = room(request, centre, "centre_returns")
    words["rows"] = dues_of(centre, timezone.localdate())
    return render(request, "desk/boards/returns.html", words)


def dues_of(centre: Centre, today: date) -> list[Due]:
    """Return the last twelve months in which the centre was open, the latest first."""
    sent = {
        Month(each.year, each.month): each
        for each in MonthlyReturn.objects.standing().filter(centre=centre).select_related("submitted_by")
    }
    months = [month for month in months_over(today) if not centre.opened_on or centre.opened_on <= month.last]
    return [told_due(month, sent.get(month), today) for month in months]


def told_due(month: Month, sent: MonthlyReturn | None, today: date) -> Due:
    """Return one month in words."""
    state = state_of(month, sent is not None, today)
    return Due(month, month.spoken(get_language() or "fa"), state, str(STATES[state]), sent)


def state_of(month: Month, submitted: bool, today: date) -> str:
    """Say where the return of a month stands: submitted, waiting until the tenth, or overdue."""
    if submitted:
        return "done"
    return "over" if month.due < today else "waiting"


def access_month(code: str) -> Month:
    """Return the month of an address; 404 where there is no such month."""
    month = read_month(code)
    if month is None:
        raise Http404
    return month


@require_safe
def centre_return(request: Request, code: str, month: str) -> HttpResponse:
    """Show the return of a month: what stands, and the editions before it."""
    centre = access_centre(request.user, code)
    asked = access_month(month)
    rows = centre.returns.filter(year=asked.year, month=asked.number).select_related("submitted_by")
    editions = list(rows.order_by("-edition"))
    if not editions:
        raise Http404
    words = room(request, centre, "centre_returns")
    words |= {
        "month": asked,
        "spoken": asked.spoken(get_language() or "fa"),
        "sent": editions[0],
        "figures": figures_of(editions[0]),
        "kinds": kinds_of(editions[0].kinds),
        "editions": editions,
    }
    return render(request, "desk/boards/return.html", words)


def figures_of(sent: MonthlyReturn) -> list[dict[str, Any]]:
    """Return the figures of a return: label, what was said, what the records counted, why it differs."""
    rows = [
        {"label": label(name), "said": getattr(sent, name), "counted": sent.counted.get(name), "why": why(sent, name)}
        for name in COUNTED
    ]
    beside = [{"label": label(name), "said": getattr(sent, name), "counted": None, "why": ""} for name in BESIDE]
    return rows + beside


def why(sent: MonthlyReturn, name: str) -> str:
    """Return the reason beside a figure."""
    return str(sent.reasons.get(name, ""))


def kinds_of(rows: list[Any]) -> list[tuple[str, int, int]]:
    """Return aid by kind, with the names of the kinds."""
    names = {kind.code: kind.name for kind in AidKind.objects.filter(code__in=[code for code, _many, _sum in rows])}
    return [(names.get(code, code), many, worth) for code, many, worth in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def centre_return_form(request: Request, code: str, month: str) -> HttpResponse:
    """Submit the return of a month, or a correction of it."""
    centre = access_centre(request.user, code, Right.RUN_CENTRE)
    asked, today = access_month(month), timezone.localdate()
    before = latest(centre, asked)
    now = counted([centre.pk], asked)[centre.pk]
    data = request.POST if request.method == "POST" else None
    form = ReturnForm(data, counted=now, initial=initial_of(before))
    title = _("Correction of the return") if before else _("Monthly return")
    page = deed(
        *(request, centre, "centre_returns"),
        *(f"{title} · {asked.spoken(get_language() or 'fa')}", _("Submit"), _("The return is submitted.")),
        what=_("The records fill it in. Where you know better, correct the figure and say why. Submitted, it stays."),
        template="desk/boards/return_form.html",
        more={"kinds": kinds_of(list(now.kinds)), "early": not asked.is_over(today)},
    )

    def act() -> None:
        submit(
            centre=centre,
            month=asked,
            counted=now,
            said=form.said(),
            follows=form.cleaned_data["follows"],
            by=request.user,
            today=today,
            key=key_of(request),
        )

    return carry_out(request, page, form, act, None)
