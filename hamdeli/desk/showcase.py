"""One page that shows every component in both directions. Its figures are samples and are called so on the page."""

import math
from collections import namedtuple
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamdeli.desk.templatetags.formats import digits
from hamdeli.desk.templatetags.layout import icon_names
from hamdeli.desk.templatetags.pictures import Chart, Series

Row = namedtuple("Row", "code name load capacity distance state label")
Tab = namedtuple("Tab", "label url active count")
Fault = namedtuple("Fault", "row column value message")
Change = namedtuple("Change", "field yours theirs")
Thing = namedtuple("Thing", "version")

AS_OF = date(2025, 3, 20)
MIDDLE = (32.65, 51.67)


class SearchForm(forms.Form):
    """A search box and one filter."""

    q = forms.CharField(label=gettext_lazy("Search by name or code"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("waiting", gettext_lazy("waiting")),
            ("accepted", gettext_lazy("accepted")),
        ],
    )


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    national_code = forms.CharField(
        label=gettext_lazy("National code"), help_text=gettext_lazy("Ten digits, in any script.")
    )
    opened = forms.DateField(label=gettext_lazy("Opened on"))
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=1)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("neighbourhood", gettext_lazy("neighbourhood")), ("specialised", gettext_lazy("specialised"))],
    )
    need = forms.ChoiceField(
        label=gettext_lazy("Main need"),
        widget=forms.RadioSelect,
        choices=[("education", gettext_lazy("education")), ("health", gettext_lazy("health"))],
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    list_file = forms.FileField(label=gettext_lazy("List"), required=False)
    outside = forms.BooleanField(label=gettext_lazy("A file may leave its county"), required=False)


@login_not_required
def showcase(request: HttpRequest) -> HttpResponse:
    """Show every component; `?dir=ltr` in English, `?dir=rtl` in Persian, else as the reader reads."""
    asked = {"ltr": "en", "rtl": "fa"}.get(request.GET.get("dir", ""), translation.get_language() or "fa")
    with translation.override(asked):
        return render(request, "desk/showcase/index.html", samples(request))


@login_not_required
def showcase_map(request: HttpRequest) -> JsonResponse:
    """Answer with a made-up province, for the map on the page."""
    if "regions" in request.GET:
        return JsonResponse({"type": "FeatureCollection", "features": [_region(place) for place in range(6)]})
    turns = [math.tau * step / 36 for step in range(36)]
    ring = [_point(0.9 + 0.12 * math.sin(3 * turn) + 0.05 * math.cos(7 * turn), turn) for turn in turns]
    outline = _feature("outline", {"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    centres = [_centre(place) for place in range(24)]
    families = [
        _feature("family", _at(0.8 * math.sqrt((place % 397) / 397), place * 2.4), placed=place % 20 > 0)
        for place in range(600)
    ]
    shown = {"type": "FeatureCollection", "features": [outline, *centres, *families]}
    return JsonResponse(shown | {"attribution": _("A made-up province")})


def samples(request: HttpRequest) -> dict[str, Any]:
    """Everything the templates of the page need."""
    wrong = SampleForm({"name": "", "national_code": "0012345678", "opened": "1404/13/45", "places": "0"})
    wrong.is_valid()
    return {
        "title": _("Components"),
        "subtitle": _("What every page is made of. All figures here are samples."),
        "breadcrumb": [(_("First page"), "/"), (_("Components"), "")],
        "icons": sorted(icon_names()),
        "search": SearchForm(request.GET or None),
        "empty_form": SampleForm(),
        "wrong_form": wrong,
        "rows": _rows(),
        "tabs": _tabs(),
        "faults": _faults(),
        "changes": [Change(_("Capacity"), 60, 55), Change(_("Name"), _("Mehr centre"), _("Mehr neighbourhood centre"))],
        "as_of": AS_OF,
        "moment": datetime(2025, 4, 14, 9, 30, tzinfo=UTC),
        "thing": Thing(7),
        "steps": [_("Choose files"), _("Policy"), _("Proposal"), _("Hand over")],
        "charts": _charts(),
        "map_url": reverse("desk:showcase_map"),
        "region_url": reverse("desk:showcase_map") + "?regions=1",
        "region_steps": [(0, "0"), (2, "3 – 5"), (4, "9")],
        "spark": {"values": [3, 5, 4, 8], "names": ["1401", "1402", "1403", "1404"]},
    }


def _rows() -> list[Row]:
    return [
        Row("10-0421", _("Mehr centre"), 58, 60, 1840, "accepted", _("accepted")),
        Row("10-0307", _("Omid centre"), 31, 45, 5210, "waiting", _("waiting")),
        Row("10-0112", _("Yas centre"), 12, 40, 730, "declined", _("declined")),
    ]


def _tabs() -> list[Tab]:
    return [
        Tab(_("Overview"), "?", True, None),
        Tab(_("Files"), "?", False, 58),
        Tab(_("History"), "?", False, None),
    ]


def _faults() -> list[Fault]:
    return [
        Fault(14, _("National code"), "0012345678", _("The check digit does not fit.")),
        Fault(203, _("Capacity"), "-4", _("A capacity is a whole number from 1 on.")),
    ]


def _charts() -> list[Chart]:
    months = [_("Farvardin"), _("Ordibehesht"), _("Khordad"), _("Tir"), _("Mordad"), _("Shahrivar")]
    kinds = [_("neighbourhood"), _("specialised"), _("guild")]
    handed = Series(_("handed over"), [820, 1140, 990, 1530, 1710, 2240])
    returned = Series(_("returned"), [40, 65, 58, 61, 88, 70])
    return [
        Chart("months", _("Files by month"), months, [handed, returned], category_label=_("Month")),
        Chart("kinds", _("Centres by kind"), kinds, [Series(_("Centres"), [288, 96, 37])], kind="horizontal"),
        Chart("growth", _("Files with centres"), months, [handed], kind="line", category_label=_("Month")),
    ]


def _region(place: int) -> dict[str, Any]:
    """Return a sixth of a disc as a region; the last has no value."""
    begin, end = math.tau * place / 6, math.tau * (place + 1) / 6
    ring = [_point(0.0, begin), _point(1.0, begin), _point(1.0, end), _point(0.0, begin)]
    shape = {"type": "Polygon", "coordinates": [ring]}
    shade = place if place < 5 else None
    return _feature("region", shape, label=str(place), said=digits(str(place)), shade=shade)


def _feature(kind: str, geometry: dict[str, Any], **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, **properties}}


def _point(far: float, turn: float) -> list[float]:
    return [round(MIDDLE[1] + far * math.cos(turn), 4), round(MIDDLE[0] + far * 0.8 * math.sin(turn), 4)]


def _at(far: float, turn: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": _point(far, turn)}


def _centre(place: int) -> dict[str, Any]:
    capacity = 20 + 7 * (place % 9)
    load = int(capacity * (0.35 + 0.07 * (place % 11)))
    label = _("Sample centre %(number)s") % {"number": digits(place + 1)}
    return _feature(
        "centre", _at(0.15 + 0.028 * place, place * 1.7), label=label, code=str(place), load=load, capacity=capacity
    )
