"""The forms of the pages about volunteers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.desk.casework.referral.forms import NameField
from hamdeli.desk.dates import DayField
from hamdeli.desk.typed import NationalCodeField, PhoneField, WholeNumberField
from hamdeli.places.languages import Language
from hamdeli.places.models import Place, PlaceKind
from hamdeli.volunteers.applying import Applicant, Described
from hamdeli.volunteers.choices import Checked, Course, Leaving, Refusal, Skill, Time
from hamdeli.volunteers.models import MOST_FILES, Volunteer
from hamdeli.volunteers.moves import State

ANY = [("", _("any"))]
CHOOSE = ("", _("choose"))
SMALLEST = (PlaceKind.CITY, PlaceKind.VILLAGE, PlaceKind.NEIGHBOURHOOD)


class VolunteerFilter(forms.Form):
    """Search and filters of the list."""

    q = forms.CharField(label=_("Name"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *State.choices])
    grade = forms.ChoiceField(label=_("Helps as"), required=False, choices=[*ANY, *Volunteer.Grade.choices])
    skill = forms.ChoiceField(label=_("Skill"), required=False, choices=[*ANY, *Skill.choices])
    centre = forms.CharField(label=_("Centre code"), required=False)


class DetailsForm(forms.Form):
    """What a volunteer can do, when, and where."""

    degree = NameField(label=_("Degree"), max_length=120, required=False, help_text=_("As on the certificate"))
    skills = forms.MultipleChoiceField(
        label=_("Skills"), required=False, choices=Skill.choices, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple, initial=["fa"]
    )
    times = forms.MultipleChoiceField(
        label=_("Has time"), required=False, choices=Time.choices, widget=forms.CheckboxSelectMultiple
    )
    neighbourhood = forms.ModelChoiceField(
        label=_("Town or neighbourhood"),
        queryset=Place.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("choose"),
    )
    latitude = forms.FloatField(label=_("Latitude"), min_value=24, max_value=40, required=False)
    longitude = forms.FloatField(
        label=_("Longitude"),
        min_value=43,
        max_value=64,
        required=False,
        help_text=_("Empty: the middle of the town or neighbourhood. So the nearest volunteer can be found."),
    )

    def __init__(self, *args: Any, counties: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = Place.objects.filter(parent__in=counties, kind__in=SMALLEST)
        chosen = self.fields["neighbourhood"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = inside.by_name()

    def described(self) -> Described:
        """Return what was told."""
        names = ("degree", "skills", "languages", "times", "neighbourhood", "latitude", "longitude")
        return Described(**{name: self.cleaned_data[name] for name in names})


class ApplicationForm(DetailsForm):
    """Who wants to help."""

    field_order = ("centre", "name", "national_code", "phone", "on")
    centre = forms.ChoiceField(label=_("Centre"))
    name = NameField(label=_("Name"), max_length=120)
    national_code = NationalCodeField(label=_("National code"), help_text=_("Sealed; stands on the certificate."))
    phone = PhoneField(label=_("Phone"), help_text=_("Sealed; the centre and the supervisor see it."))
    on = DayField(label=_("Applied on"), past=True)

    def __init__(self, *args: Any, centres: Sequence[Centre], **kwargs: Any) -> None:
        super().__init__(*args, counties=[centre.county_id for centre in centres], **kwargs)
        self.centres = {centre.code: centre for centre in centres}
        choices = [(code, centre.name) for code, centre in self.centres.items()]
        self.fields["centre"] = forms.ChoiceField(label=_("Centre"), choices=choices)
        self.order_fields(self.field_order)

    @property
    def centre_chosen(self) -> Centre:
        """The centre at which somebody applies."""
        return self.centres[self.cleaned_data["centre"]]

    def applicant(self) -> Applicant:
        """Return who applies."""
        told = {name: self.cleaned_data[name] for name in ("name", "national_code", "phone")}
        return Applicant(**told, described=self.described())


class VettingForm(forms.Form):
    """What was checked."""

    checked = forms.MultipleChoiceField(
        label=_("What was checked?"), choices=Checked.choices, widget=forms.CheckboxSelectMultiple
    )
    on = DayField(label=_("On"), past=True)
    note = NameField(label=_("Note"), max_length=200, required=False)


class RefusalForm(forms.Form):
    """Why an applicant is refused."""

    why = forms.ChoiceField(label=_("Reason"), choices=[CHOOSE, *Refusal.choices])
    on = DayField(label=_("On"), past=True)
    note = NameField(label=_("Note"), max_length=200, required=False, help_text=_("Needed for another reason."))


class TrainingForm(forms.Form):
    """Which course, when, and how long."""

    course = forms.ChoiceField(label=_("Course"), choices=[CHOOSE, *Course.choices])
    hours = WholeNumberField(label=_("Hours"), min_value=1, max_value=120)
    on = DayField(label=_("On"), past=True)
    note = NameField(label=_("Note"), max_length=120, required=False, help_text=_("Needed for another course."))


class GradeForm(forms.Form):
    """What the volunteer is."""

    grade = forms.ChoiceField(label=_("Helps as"), choices=Volunteer.Grade.choices, widget=forms.RadioSelect)
    degree = NameField(
        label=_("Degree"), max_length=120, required=False, help_text=_("Needed for a volunteer social worker.")
    )
    on = DayField(label=_("On"), past=True)


class TermsForm(forms.Form):
    """Under whom a volunteer helps, and with how many families at most."""

    supervisor = forms.ChoiceField(label=_("Supervisor"))
    ceiling = WholeNumberField(label=_("Families at most"), min_value=1, max_value=MOST_FILES, initial=5)

    def __init__(self, *args: Any, supervisors: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.supervisors = {user.username: user for user in supervisors}
        choices = [CHOOSE, *((name, user.display_name) for name, user in self.supervisors.items())]
        self.fields["supervisor"] = forms.ChoiceField(label=_("Supervisor"), choices=choices)
        self.order_fields(["username", "supervisor", "ceiling"])

    def terms(self) -> dict[str, Any]:
        """Return what was chosen."""
        return {
            "supervisor": self.supervisors[self.cleaned_data["supervisor"]],
            "ceiling": self.cleaned_data["ceiling"],
        }


class ActivationForm(TermsForm):
    """The account and the terms of a volunteer who begins."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("A new account is made, and its first password shown once. Who helped before keeps the old one."),
    )


class HoursForm(forms.Form):
    """Time that was given."""

    on = DayField(label=_("On"), past=True)
    hours = WholeNumberField(label=_("Hours"), min_value=0, max_value=16, initial=1)
    minutes = WholeNumberField(label=_("Minutes"), min_value=0, max_value=59, initial=0)
    what = NameField(
        label=_("What was done"), max_length=120, help_text=_("In a few words, and without the name of a family.")
    )

    def total(self) -> int:
        """Return the time in minutes."""
        return int(self.cleaned_data["hours"]) * 60 + int(self.cleaned_data["minutes"])


class CertificateForm(forms.Form):
    """From when to when."""

    since = DayField(label=_("From"), past=True)
    until = DayField(label=_("Until"), past=True)


class LeavingForm(forms.Form):
    """Why somebody leaves, and who takes over."""

    why = forms.ChoiceField(label=_("Reason"), choices=[CHOOSE, *Leaving.choices])
    note = NameField(label=_("Note"), max_length=200, required=False, help_text=_("Needed for another reason."))
    successor = forms.ChoiceField(label=_("Who takes over"), required=False)

    def __init__(self, *args: Any, volunteer: Volunteer, supervisors: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {user.username: user for user in supervisors if user.pk != volunteer.user_id}
        first = [("", _("the supervisor"))]
        choices = [*first, *((name, user.display_name) for name, user in self.people.items())]
        self.fields["successor"] = forms.ChoiceField(
            label=_("Who takes over visits and tasks"), required=False, choices=choices
        )
        if volunteer.user_id is None:
            del self.fields["successor"]

    def asked(self) -> dict[str, Any]:
        """Return what was chosen."""
        told = self.cleaned_data
        return {"why": told["why"], "note": told["note"], "successor": self.people.get(told.get("successor", ""))}


def first_days(volunteer: Volunteer, today: date) -> dict[str, Any]:
    """Return the time that a certificate usually covers: since the application."""
    return {"since": volunteer.applied_on, "until": today}
