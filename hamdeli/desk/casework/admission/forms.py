"""The forms of the pages about admission, household and documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.admission.steps import QUESTIONS, SUPPORTERS
from hamdeli.casework.models import Cause, Document, DocumentMark, Need
from hamdeli.desk.casework.referral.forms import NameField
from hamdeli.desk.dates import DayField
from hamdeli.desk.typed import NationalCodeField, PhoneField, ScanField, WholeNumberField
from hamdeli.households.entering import UNSURE, Told
from hamdeli.households.faults import HouseholdFault
from hamdeli.households.models import (
    Asset,
    Education,
    Health,
    Household,
    Insurance,
    Kinship,
    Left,
    Person,
    PersonQuerySet,
    Sex,
    Tenure,
    Work,
)
from hamdeli.places.languages import Language

CHOOSE = ("", _("choose"))
UNKNOWN = ("", _("unknown"))
MOST_RIALS = 10**12


class AsksAgain(forms.Form):
    """A form about a member in which what is only improbable can be confirmed."""

    sure = forms.BooleanField(label=_("I have looked again: what is written here is right"), required=False)
    asks = False
    """Whether it is asked if somebody is sure."""

    def refuse(self, fault: HouseholdFault, sentence: str, field: str | None = None) -> None:
        """Say in a sentence why nothing was stored, at a field where it is about one."""
        self.asks = fault.code in UNSURE
        self.add_error(field, sentence)


class MemberForm(AsksAgain):
    """One member of a household."""

    kinship = forms.ChoiceField(label=_("Kinship to the head"), choices=[CHOOSE, *Kinship.choices])
    given_name = NameField(label=_("Given name"), max_length=80)
    family_name = NameField(label=_("Family name"), max_length=80)
    sex = forms.ChoiceField(label=_("Sex"), choices=[CHOOSE, *Sex.choices])
    birth_date = DayField(label=_("Birth date"), required=False, past=True)
    national_code = NationalCodeField(
        label=_("National code"), required=False, help_text=_("Sealed. Left empty, it stays as it is.")
    )
    education = forms.ChoiceField(label=_("Education"), choices=[UNKNOWN, *Education.choices], required=False)
    work = forms.ChoiceField(label=_("Work"), choices=[UNKNOWN, *Work.choices], required=False)
    income = WholeNumberField(label=_("Income a month (rials)"), min_value=0, max_value=MOST_RIALS, required=False)
    health = forms.ChoiceField(label=_("Health"), choices=[UNKNOWN, *Health.choices], required=False)
    insurance = forms.ChoiceField(label=_("Insurance"), choices=[UNKNOWN, *Insurance.choices], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    idempotency_key = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)

    def told(self) -> Told:
        """Return the member as the form tells of them."""
        return Told(**{name: self.cleaned_data[name] for name in Told.__slots__})


class NewMemberForm(MemberForm):
    """A member who is not written down yet."""

    national_code = NationalCodeField(
        label=_("National code"), required=False, help_text=_("Sealed when it is stored.")
    )


class LeavingForm(AsksAgain):
    """Why and when somebody left, and who becomes the head where the head did."""

    why = forms.ChoiceField(label=_("Reason"), choices=[CHOOSE, *Left.choices])
    on = DayField(label=_("Day"), past=True)
    new_head = forms.ModelChoiceField(
        label=_("Who becomes the head of the household"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("choose"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, others: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = self.fields["new_head"]
        if isinstance(following, forms.ModelChoiceField):
            following.queryset = others


class HomeForm(forms.Form):
    """Where and how a family lives."""

    address = NameField(label=_("Address"), max_length=300, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    latitude = forms.FloatField(label=_("Latitude"), min_value=24, max_value=40)
    longitude = forms.FloatField(label=_("Longitude"), min_value=43, max_value=64)
    tenure = forms.ChoiceField(label=_("Housing"), choices=[UNKNOWN, *Tenure.choices], required=False)
    rent = WholeNumberField(label=_("Rent a month (rials)"), min_value=0, max_value=MOST_RIALS, required=False)
    rooms = WholeNumberField(label=_("Rooms"), min_value=0, max_value=50, required=False)
    assets = forms.MultipleChoiceField(
        label=_("What the family owns"), choices=Asset.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    language = forms.ChoiceField(
        label=_("Language of the family"),
        choices=[UNKNOWN, *Language.choices],
        required=False,
        help_text=_("Volunteers who speak it are suggested first."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """Return what is stored."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class InterviewForm(forms.Form):
    """The interview in person."""

    on = DayField(label=QUESTIONS["on"], past=True)
    words = forms.CharField(
        label=QUESTIONS["words"],
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Sealed. Facts as the family tells them; no opinion."),
    )


class AdmissionForm(forms.Form):
    """The admission form."""

    need = forms.ChoiceField(label=QUESTIONS["need"], choices=[CHOOSE, *Need.choices])
    cause = forms.ChoiceField(label=QUESTIONS["cause"], choices=[CHOOSE, *Cause.choices])
    supported_by = forms.ChoiceField(label=QUESTIONS["supported_by"], choices=[CHOOSE, *SUPPORTERS.items()])
    consent = forms.BooleanField(label=QUESTIONS["consent"])


class TickForm(forms.Form):
    """A step that asks nothing: what it needs stands in the records."""


STEP_FORMS: dict[str, type[forms.Form]] = {"interview": InterviewForm, "form": AdmissionForm}


class DocumentForm(forms.Form):
    """A scan, and what it is."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[CHOOSE, *Document.Kind.choices])
    person = forms.ModelChoiceField(
        label=_("Whose"), queryset=Person.objects.none(), required=False, empty_label=_("the whole family")
    )
    title = NameField(label=_("Title"), max_length=120, required=False)
    file = ScanField(label=_("Scan"))

    def __init__(self, *args: Any, household: Household, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = self.fields["person"]
        if isinstance(whose, forms.ModelChoiceField):
            whose.queryset = household.members.present().order_by("id")


class MarkForm(forms.Form):
    """Why a paper is not to be used."""

    why = forms.ChoiceField(label=_("What is wrong with it"), choices=[CHOOSE, *DocumentMark.Why.choices])
