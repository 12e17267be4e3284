"""The exits of a centre by month, kind and reason, as a part of its page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.casework.exits.access import visible_exits
from hamdeli.casework.exits.figures import ExitCount, exits_by_kind, exits_by_month
from hamdeli.casework.models import Exit, ExitKind
from hamdeli.centres.models import Centre
from hamdeli.desk.requests import Request
from hamdeli.persian.calendar import MONTHS_FA, MONTHS_SOLAR_EN, months_after
from hamdeli.persian.digits import in_language, is_persian


@dataclass(frozen=True)
class Line:
    """One row: how many families left in one month for one reason."""

    month: str
    kind: Any
    reason: Any
    count: ExitCount


@require_safe
def centre_exits(request: Request, code: str) -> HttpResponse:
    """Show the exits of the last twelve months from one centre, to those who see its files."""
    require_right(request.user, Right.SEE_FILES)
    exits = visible_exits(request.user)
    centre = get_object_or_404(Centre, code=code)
    today = timezone.localdate()
    counts = exits_by_month(exits.filter(centre=centre), since=months_after(today, -12), until=today)
    kinds = exits_by_kind(counts)
    words = {
        "centre": centre,
        "lines": [line(count) for count in reversed(counts)],
        "kinds": [(kind.label, kinds.get(kind, 0)) for kind in ExitKind],
        "total": sum(kinds.values()),
    }
    template = "_centre" if request.htmx else "centre"
    return render(request, f"desk/casework/exits/{template}.html", words)


def line(count: ExitCount) -> Line:
    """Return one row in the reader's words."""
    language = get_language() or "fa"
    name = (MONTHS_FA if is_persian(language) else MONTHS_SOLAR_EN)[count.month - 1]
    month = f"{name} {in_language(count.year, language)}"
    return Line(month, ExitKind(count.kind).label, Exit.Reason(count.reason).label, count)
