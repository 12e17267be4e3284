"""The parts of an application, each on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamdeli.casework.scans import scan_of
from hamdeli.casework.vault import keep
from hamdeli.centres.founding.access import access_founding
from hamdeli.centres.founding.describing import Named, Premises, describe, house, raise_funds, rule, serve
from hamdeli.centres.models import Founding
from hamdeli.desk.casework.deeds import Deed, carry_out, version_of
from hamdeli.desk.founding.forms import (
    AreaForm,
    FundsForm,
    NamedForm,
    PremisesForm,
    StatuteForm,
    places_around,
    places_in,
)
from hamdeli.desk.requests import Request


def part(
    request: Request,
    founding: Founding,
    form: forms.Form,
    save: Callable[..., Any],
    told: tuple[str, str],
    **more: Any,
) -> HttpResponse:
    """Show the form of a part and save it; `told`: its title, and what is asked for."""
    title, what = told
    deed = Deed(
        title=f"{title} · {founding.name}",
        what=what,
        button=_("Keep"),
        done=_("It is kept."),
        back=reverse("desk:founding", args=[founding.pk]),
        thing=founding,
        more=more | {"founding": founding},
    )

    def act() -> None:
        save(founding=founding, by=request.user, seen_version=version_of(request))

    return carry_out(request, deed, form, act, None)


def asked(request: Request) -> Any:
    """Return what was posted, None where the page is only shown."""
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
def founding_centre(request: Request, pk: int) -> HttpResponse:
    """Say what the centre would be."""
    founding = access_founding(request.user, pk, write=True)
    form = NamedForm(asked(request), initial={name: getattr(founding, name) for name in Named.__dataclass_fields__})
    told = (_("The centre"), _("Its kind, what it can do, and how much it would carry."))
    return part(request, founding, form, lambda **who: describe(named=form.named(), **who), told)


@require_http_methods(["GET", "HEAD", "POST"])
def founding_premises(request: Request, pk: int) -> HttpResponse:
    """Say where the centre would stand."""
    founding = access_founding(request.user, pk, write=True)
    initial = {name: getattr(founding, name) for name in Premises.__dataclass_fields__}
    form = PremisesForm(asked(request), initial=initial)
    told = (_("Place and premises"), _("Where families would come, and in what rooms."))
    save = lambda **who: house(premises=form.premises(), **who)  # noqa: E731
    return part(request, founding, form, save, told, drawing="point")


@require_http_methods(["GET", "HEAD", "POST"])
def founding_area(request: Request, pk: int) -> HttpResponse:
    """Say whom the centre would serve."""
    founding = access_founding(request.user, pk, write=True)
    initial = {"places": [place.code for place in founding.area.all()], "corners": founding.outline}
    form = AreaForm(asked(request), places=places_in(founding), initial=initial)
    told = (_("Service area"), _("Tick places of the county, or draw an area, or both. It stays within the county."))

    def save(**who: Any) -> None:
        serve(places=form.places_chosen(), corners=form.cleaned_data["corners"], **who)

    return part(request, founding, form, save, told, drawing="area")


@require_http_methods(["GET", "HEAD", "POST"])
def founding_funds(request: Request, pk: int) -> HttpResponse:
    """Say where the centre would raise its money."""
    founding = access_founding(request.user, pk, write=True)
    initial = {"places": [place.code for place in founding.funds_area.all()], "note": founding.funds_note}
    form = FundsForm(asked(request), places=places_around(founding), initial=initial)
    told = (
        _("Fund-raising area"),
        _("Half of the centres once stood in well-off districts: money and need may differ."),
    )

    def save(**who: Any) -> None:
        raise_funds(places=form.places_chosen(), note=form.cleaned_data["note"], **who)

    return part(request, founding, form, save, told)


@require_http_methods(["GET", "HEAD", "POST"])
def founding_statute(request: Request, pk: int) -> HttpResponse:
    """Keep the statute."""
    founding = access_founding(request.user, pk, write=True)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = StatuteForm(data, files, initial={"text": founding.statute})
    told = (_("Statute"), _("Write the text, or bring the signed paper as a scan."))

    def save(**who: Any) -> None:
        upload, text = form.cleaned_data["file"], form.cleaned_data["text"]
        scan = scan_of(upload.read()) if upload else None
        kept = keep(scan.content) if scan else ""
        rule(text=text, digest=kept, content_type=scan.content_type if scan else "", **who)

    return part(request, founding, form, save, told)
