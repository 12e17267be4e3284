"""The forms of the pages about coverage."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.centres.models import Speciality
from hamdeli.desk.places import PlaceChoice
from hamdeli.desk.proposals.forms import Digits
from hamdeli.desk.templatetags.formats import digits
from hamdeli.desk.typed import WholeNumberField
from hamdeli.insight.models import DEMANDS, NORM, Scenario
from hamdeli.places.models import Place, PlaceQuerySet

METRES = Decimal(1000)
REACH_KM = Decimal(5)
FAMILIES_PER_CENTRE = 53
"""22,485 case files over 421 centres: the province of the first seed report."""
MOST_CENTRES, MOST_CAPACITY = 100, 1_000_000
ANY = [("", _("any"))]
LEVELS = [("settlement", _("settlements")), ("county", _("counties"))]
SHOWS = [
    *ANY,
    ("without", _("without a centre within reach")),
    ("above", _("more people than the norm for each centre")),
    ("unknown", _("population zero or unknown")),
]


def place_field() -> Any:
    """Return a field for a province or a county."""
    return forms.ModelChoiceField(
        label=_("Place"), queryset=Place.objects.none(), to_field_name="code", empty_label=None
    )


def reach_field(*, required: bool) -> forms.DecimalField:
    """Return a field for the reach of a centre in kilometres."""
    return forms.DecimalField(
        label=_("Reach (km)"),
        min_value=Decimal("0.1"),
        max_value=Decimal(200),
        decimal_places=1,
        required=required,
        widget=Digits(attrs={"inputmode": "decimal", "dir": "ltr"}),
    )


class PlacedForm(forms.Form):
    """A form with a place among those that the reader may choose."""

    def __init__(self, *args: Any, places: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["place"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = places


class CoverFilter(PlacedForm):
    """Where, how finely, by which reach and norm; search and filters."""

    q = forms.CharField(label=_("Name of the place"), required=False)
    place = place_field()
    level = forms.ChoiceField(label=_("Counted by"), choices=LEVELS, required=False)
    show = forms.ChoiceField(label=_("Show"), choices=SHOWS, required=False)
    reach = reach_field(required=False)
    norm = WholeNumberField(label=_("Norm: people per centre"), min_value=1, max_value=MOST_CAPACITY, required=False)


class NeighbourhoodFilter(forms.Form):
    """Search and filter of the list of neighbourhoods."""

    q = forms.CharField(label=_("Name, town or code"), required=False)
    county = PlaceChoice(label=_("County"), required=False, empty_label=_("any"))

    def __init__(self, *args: Any, counties: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["county"]
        if isinstance(chosen, PlaceChoice):
            chosen.queryset = counties


class ScenarioFilter(forms.Form):
    """Search and filters of the list of scenarios."""

    q = forms.CharField(label=_("Title or code"), required=False)
    demand = forms.ChoiceField(label=_("Whom to reach"), choices=[*ANY, *DEMANDS.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[*ANY, *Scenario.State.choices], required=False)


class ScenarioForm(PlacedForm):
    """What is asked of the planner."""

    title = forms.CharField(label=_("Title"), max_length=120)
    place = place_field()
    demand = forms.ChoiceField(
        label=_("Whom to reach"), choices=DEMANDS.choices, widget=forms.RadioSelect, initial=DEMANDS.PEOPLE
    )
    speciality = forms.ChoiceField(
        label=_("Speciality"),
        required=False,
        choices=[("", _("all centres")), *Speciality.choices],
        help_text=_("Then only centres with this speciality count, and only families that need it."),
    )
    count = WholeNumberField(label=_("Centres to open"), min_value=1, max_value=MOST_CENTRES, initial=10)
    reach = reach_field(required=True)
    norm = WholeNumberField(
        label=_("People per centre"),
        min_value=1,
        max_value=MOST_CAPACITY,
        initial=NORM,
        help_text=_(
            "So many people each centre of today can serve; the norm is 10,000. Families: its capacity counts."
        ),
    )
    capacity = WholeNumberField(
        label=_("Capacity of a new centre"),
        min_value=1,
        max_value=MOST_CAPACITY,
        required=False,
        help_text=_(
            "In people, or in families where families are to be reached. Empty: the norm of 10,000 people, or 53 "
            "families as the province of the report has for each of its centres."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Fill in the capacity that is usual for whom the scenario reaches."""
        asked = super().clean() or self.cleaned_data
        if "capacity" in asked and asked["capacity"] is None:
            asked["capacity"] = NORM if asked.get("demand") == DEMANDS.PEOPLE else FAMILIES_PER_CENTRE
        return asked

    def values(self) -> dict[str, Any]:
        """Return what the verb takes."""
        asked = self.cleaned_data
        named = {name: asked[name] for name in ("demand", "speciality", "norm", "count", "capacity")}
        return named | {"reach": int(asked["reach"] * METRES)}


class ScenarioChoice(forms.ModelChoiceField[Scenario]):
    """Scenarios by their codes and titles, in the digits of the reader."""

    def label_from_instance(self, obj: Any) -> str:
        """Return what a scenario is called in the list."""
        return digits(str(obj))


class ComparisonForm(forms.Form):
    """Two or three scenarios to lay side by side."""

    def __init__(self, *args: Any, scenarios: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("a", _("First")), ("b", _("Second")), ("c", _("Third"))):
            self.fields[name] = ScenarioChoice(
                label=label, queryset=scenarios, to_field_name="code", required=False, empty_label="—"
            )

    def chosen(self) -> list[Scenario]:
        """Return the scenarios that were chosen, each once."""
        asked = self.cleaned_data if self.is_valid() else {}
        return list(dict.fromkeys(found for name in "abc" if (found := asked.get(name)) is not None))


class VersionForm(forms.Form):
    """A change that needs the version that was seen, and its key."""

    version = forms.IntegerField()
    idempotency_key = forms.CharField(max_length=64)
