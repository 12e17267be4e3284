"""What the pages of one centre have in common: the centre, its tabs, who may do what."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamdeli.accounts.access import require_right
from hamdeli.accounts.roles import Right
from hamdeli.centres.access import has_right
from hamdeli.centres.living.access import run_by, sees_inside
from hamdeli.centres.models import Centre
from hamdeli.desk.casework.deeds import Deed
from hamdeli.desk.requests import Request


def room(request: Request, centre: Centre, active: str) -> dict[str, Any]:
    """Return what every page of the centre shows; `active` is the name of its tab."""
    tabs = {
        "centre_life": _("Overview"),
        "centre_boards": _("Boards"),
        "centre_account": _("Account"),
        "centre_hours": _("Hours and capacity"),
        "centre_papers": _("Papers"),
        "centre_returns": _("Monthly returns"),
    }
    others = [code for code in run_by(request.user) if code != centre.code]
    return {
        "centre": centre,
        "tabs": [
            {"label": label, "url": reverse(f"desk:{name}", args=[centre.code]), "active": name == active}
            for name, label in tabs.items()
        ],
        "others": Centre.objects.filter(code__in=others).order_by("name") if others else (),
        "may_run": has_right(request.user, centre, Right.RUN_CENTRE),
        "sees_inside": sees_inside(request.user, centre),
    }


def deed(request: Request, centre: Centre, tab: str, title: str, button: str, done: str, **more: Any) -> Deed:
    """Return the words of a deed on a page of the centre; it leads back to the tab."""
    words = {"what": "", "template": "desk/boards/deed.html"} | more
    words["more"] = {"room": room(request, centre, tab)} | words.pop("more", {})
    return Deed(title=title, button=button, done=done, back=reverse(f"desk:{tab}", args=[centre.code]), **words)


@require_safe
def my_centre(request: Request) -> HttpResponse:
    """Lead the head to the own centre; its pages lead to others of the same head."""
    require_right(request.user, Right.RUN_CENTRE)
    codes = run_by(request.user)
    if not codes:
        raise Http404
    return redirect("desk:centre_life", code=codes[0])
