"""The forms of the pages about referrals."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.casework.models import Channel, Referral
from hamdeli.casework.referral.access import keepers_at
from hamdeli.casework.referral.words import Word
from hamdeli.centres.models import Centre
from hamdeli.desk.dates import DayField
from hamdeli.desk.places import counties_for
from hamdeli.desk.typed import NationalCodeField, PhoneField
from hamdeli.households.entering import Told
from hamdeli.households.models import Kinship, Sex
from hamdeli.persian.letters import clean
from hamdeli.places.models import Place

ANY = [("", _("any"))]
CHOOSE = ("", _("choose"))


class ReferralFilter(forms.Form):
    """Search and filters of the list of referrals."""

    q = forms.CharField(label=_("Receipt number or national code"), required=False)
    channel = forms.ChoiceField(label=_("Referred by"), required=False, choices=[*ANY, *Channel.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Referral.State.choices])


class NameField(forms.CharField):
    """A name or another line of text, stored as it is shown."""

    def to_python(self, value: Any) -> str:
        """Return the text with Persian letters and single spaces."""
        return clean(super().to_python(value) or "")


class ReferralForm(forms.Form):
    """What somebody says about a family."""

    place = forms.ChoiceField(label=_("Entered at"))
    channel = forms.ChoiceField(label=_("Who points the family out"), choices=[CHOOSE, *Channel.choices])
    given_name = NameField(label=_("Given name of the head"), max_length=80, required=False)
    family_name = NameField(label=_("Family name of the head"), max_length=80, required=False)
    national_code = NationalCodeField(label=_("National code"), required=False)
    birth_date = DayField(label=_("Birth date"), required=False, past=True)
    phone = PhoneField(label=_("Phone"), required=False)
    address = NameField(label=_("Address"), max_length=300, required=False)
    words = forms.CharField(
        label=_("What is said about the family"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As it was said, without judging."),
    )
    referrer_name = NameField(label=_("Name of who says it"), max_length=120, required=False)
    referrer_phone = PhoneField(label=_("Phone of who says it"), required=False)
    discreet = forms.BooleanField(
        label=_("A family of standing: discreet"),
        required=False,
        help_text=_("Only one named person speaks with the family; others do not learn who it is."),
    )
    keeper = forms.ModelChoiceField(
        label=_("Named person"), queryset=User.objects.none(), required=False, empty_label=_("choose")
    )
    idempotency_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places_of(user)
        self.fields["place"] = forms.ChoiceField(
            label=_("Entered at"), choices=[(key, where) for key, (where, _county, _centre) in self.places.items()]
        )
        keepers = User.objects.none()
        for _where, county, _centre in self.places.values():
            keepers = keepers | keepers_at(county)
        named = self.fields["keeper"]
        if isinstance(named, forms.ModelChoiceField):
            named.queryset = keepers

    def clean(self) -> dict[str, Any]:
        """Ask for the named person of a discreet family."""
        asked = super().clean() or self.cleaned_data
        if asked.get("discreet") and not asked.get("keeper") and "keeper" not in self.errors:
            self.add_error("keeper", _("Choose who speaks with the family."))
        return asked

    def word(self) -> Word:
        """Return what was said."""
        named = ("given_name", "family_name", "national_code", "birth_date", "phone", "address")
        return Word(**{name: self.cleaned_data[name] for name in (*named, "referrer_name", "referrer_phone", "words")})

    def where(self) -> tuple[Place, Centre | None]:
        """Return the county, and the centre where the referral is entered at one."""
        _where, county, centre = self.places[self.cleaned_data["place"]]
        return county, centre


class TakingUpForm(forms.Form):
    """The head of the family as the admission begins; the others follow on the page of the household."""

    given_name = NameField(label=_("Given name of the head"), max_length=80)
    family_name = NameField(label=_("Family name of the head"), max_length=80)
    sex = forms.ChoiceField(label=_("Sex"), choices=[CHOOSE, *Sex.choices])
    birth_date = DayField(label=_("Birth date"), past=True)
    national_code = NationalCodeField(label=_("National code"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    address = NameField(label=_("Address"), max_length=300, required=False)
    latitude = forms.FloatField(label=_("Latitude"), min_value=24, max_value=40, required=False)
    longitude = forms.FloatField(
        label=_("Longitude"),
        min_value=43,
        max_value=64,
        required=False,
        help_text=_("Leave both empty when the home is not on the map yet: the middle of the county stands in."),
    )
    another = forms.BooleanField(label=_("None of the families below is meant"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for both coordinates or none."""
        asked = super().clean() or self.cleaned_data
        if (asked.get("latitude") is None) != (asked.get("longitude") is None):
            self.add_error("longitude", _("Write both latitude and longitude, or none."))
        return asked

    def head(self) -> Told:
        """Return the head of the household."""
        names = ("given_name", "family_name", "sex", "birth_date", "national_code")
        return Told(kinship=Kinship.HEAD, **{name: self.cleaned_data[name] for name in names})


class LinkForm(forms.Form):
    """Which file is meant."""

    code = forms.CharField(label=_("File code"), max_length=20)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DropForm(forms.Form):
    """Why a referral leads nowhere."""

    why = forms.ChoiceField(label=_("Reason"), choices=[CHOOSE, *Referral.Dropped.choices])
    note = NameField(label=_("Note"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def places_of(user: User) -> dict[str, tuple[str, Place, Centre | None]]:
    """Return where `user` enters referrals: own centres, and own counties."""
    codes = [post.centre_code for post in user.posts_now if post.centre_code and post.gives(Right.REFER)]
    found: dict[str, tuple[str, Place, Centre | None]] = {}
    for centre in Centre.objects.filter(code__in=codes).select_related("county__parent").order_by("code"):
        found[f"centre:{centre.code}"] = (centre.name, centre.county, centre)
    held = held_places(user)
    offices = counties_for(user, Right.REFER).filter(Q(pk__in=held) | Q(parent__in=held))
    for county in offices.select_related("parent"):
        found[f"county:{county.code}"] = (county.name, county, None)
    return found


def held_places(user: User) -> list[int]:
    """Return the places, by primary key, at which `user` holds an office that enters referrals."""
    return [post.place_id for post in user.posts_now if not post.centre_code and post.gives(Right.REFER)]
