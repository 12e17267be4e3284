"""The forms of an application for a centre, one for each part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.centres.founding.areas import SETTLED
from hamdeli.centres.founding.describing import Named, Premises
from hamdeli.centres.founding.policy import LONGEST_TEXT
from hamdeli.centres.founding.trustees import Person
from hamdeli.centres.models import Founding, Kind, Speciality, Tenure, Trustee
from hamdeli.desk.casework.referral.forms import NameField
from hamdeli.desk.dates import DayField
from hamdeli.desk.founding.fields import CornersField, DegreeField
from hamdeli.desk.typed import NationalCodeField, PhoneField, ScanField, WholeNumberField
from hamdeli.places.models import Place, PlaceQuerySet

ANY = [("", _("any"))]
CHOOSE = ("", _("choose"))


class NamedForm(forms.Form):
    """What the centre would be."""

    name = NameField(label=_("Name of the centre"), max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect, initial="neighbourhood")
    specialities = forms.MultipleChoiceField(
        label=_("Specialities"),
        required=False,
        choices=Speciality.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A specialised centre has at least one."),
    )
    mosque_based = forms.BooleanField(label=_("mosque-based"), required=False)
    capacity = WholeNumberField(label=_("How many files it would carry"), required=False)
    social_workers = WholeNumberField(label=_("Social workers"), required=False)

    def named(self) -> Named:
        """Return what was told."""
        return Named(**{name: self.cleaned_data[name] for name in Named.__dataclass_fields__})


class BeginningForm(NamedForm):
    """The first page of an application."""

    def __init__(self, *args: Any, counties: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county"] = forms.ModelChoiceField(
            label=_("County"), queryset=counties, to_field_name="code", empty_label=None
        )
        self.order_fields(["name", "county", "kind"])


class PremisesForm(forms.Form):
    """Where the centre would stand."""

    address = NameField(label=_("Address"), max_length=300, required=False)
    latitude = DegreeField(label=_("Latitude"), required=False)
    longitude = DegreeField(
        label=_("Longitude"), required=False, help_text=_("Press the place on the map, or write the degrees.")
    )
    tenure = forms.ChoiceField(label=_("Premises"), required=False, choices=[CHOOSE, *Tenure.choices])
    square_metres = WholeNumberField(label=_("Square metres"), required=False)
    hours = NameField(
        label=_("Opening hours"),
        max_length=200,
        required=False,
        help_text=_("For example: Saturday to Wednesday, 16–20"),
    )

    def premises(self) -> Premises:
        """Return what was told."""
        return Premises(**{name: self.cleaned_data[name] for name in Premises.__dataclass_fields__})


class KindedPlaces(forms.ModelMultipleChoiceField[Place]):
    """Places with what they are: a county and its town often have one name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name and the kind."""
        return f"{obj.name} ({obj.get_kind_display()})"


class PlacesForm(forms.Form):
    """Places to tick."""

    places = KindedPlaces(
        label=_("Towns, villages and neighbourhoods"),
        required=False,
        queryset=Place.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, places: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["places"]
        if isinstance(chosen, forms.ModelMultipleChoiceField):
            chosen.queryset = places

    def places_chosen(self) -> list[Place]:
        """Return the places that were ticked."""
        return list(self.cleaned_data["places"])


class AreaForm(PlacesForm):
    """Whom the centre would serve."""

    corners = CornersField(
        label=_("Drawn area"),
        required=False,
        help_text=_("Press the corners on the map one after the other, or write one a line: latitude and longitude."),
    )


class FundsForm(PlacesForm):
    """Where the centre would raise its money."""

    note = NameField(
        label=_("Elsewhere"),
        max_length=300,
        required=False,
        help_text=_("Bazaar, factories, donors abroad. It may differ from the area that is served."),
    )


class StatuteForm(forms.Form):
    """The statute, as a text or as a scan."""

    text = forms.CharField(
        label=_("Text of the statute"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = ScanField(label=_("Signed statute"), required=False)


class TrusteeForm(forms.Form):
    """One of the five to seven who found the centre."""

    name = NameField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(label=_("Part in the board"), choices=[CHOOSE, *Trustee.Role.choices])
    national_code = NationalCodeField(label=_("National code"), help_text=_("Sealed; the offices that check see it."))
    birth_date = DayField(label=_("Birth date"), past=True)
    phone = PhoneField(label=_("Phone"))
    local_record = NameField(
        label=_("What he or she did in the neighbourhood"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Years of work in a mosque, a school, a charity fund; what people know the person for."),
    )
    endorsements = NameField(label=_("Who vouches for the person"), max_length=300)
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("If there is an account. The executive's account becomes the head of the centre at the opening."),
    )

    def person(self) -> Person:
        """Return who it is."""
        return Person(**{name: self.cleaned_data[name] for name in Person.__dataclass_fields__})


class FoundingFilter(forms.Form):
    """Search and filters of the list of applications."""

    q = forms.CharField(label=_("Name or centre code"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Founding.State.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ANY, *Kind.choices])
    county = forms.ModelChoiceField(
        label=_("County"), required=False, queryset=Place.objects.none(), to_field_name="code", empty_label=_("any")
    )

    def __init__(self, *args: Any, counties: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["county"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = counties


def places_in(founding: Founding) -> PlaceQuerySet:
    """Return the settlements of the county of an application, by their names."""
    inside = Place.objects.within(founding.county).filter(kind__in=SETTLED)
    return inside.by_name()


def places_around(founding: Founding) -> PlaceQuerySet:
    """Return where money may be raised: the counties of the province, and the settlements of the own county."""
    counties = Place.objects.filter(kind=Place.Kind.COUNTY, parent=founding.province_id)
    return (counties | places_in(founding).order_by()).distinct().by_name("-kind")
