"""The forms of the pages about inspections, findings, grades, ranking and warnings."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.access import READERS
from hamdeli.centres.inspecting.weights import LETTERS, LINES
from hamdeli.centres.models import Finding, Inspection, Kind
from hamdeli.desk.dates import DayField
from hamdeli.desk.inspections.words import LINES as LINE_WORDS
from hamdeli.desk.inspections.words import SIZES
from hamdeli.desk.places import counties_for
from hamdeli.desk.typed import WholeNumberField
from hamdeli.insight.warnings import Kind as Warned
from hamdeli.places.models import Place
from hamdeli.questionnaires.models import Edition, Purpose

ANY = [("", _("any"))]
LONGEST = 500
ABOUT = _("Name no family here, and no person of one.")


def area(rows: int = 3) -> forms.Textarea:
    """Return a widget of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class CountyFilter(forms.Form):
    """Search by the centre, and its county: what all lists of this room have."""

    q = forms.CharField(label=_("Name or centre code"), required=False)
    county = forms.ModelChoiceField(
        label=_("County"), required=False, queryset=Place.objects.none(), to_field_name="code", empty_label=_("any")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["county"]
        if isinstance(chosen, forms.ModelChoiceField):
            keys = {key for right in READERS for key in counties_for(user, right).values_list("pk", flat=True)}
            chosen.queryset = Place.objects.filter(pk__in=keys).by_name()


class InspectionFilter(CountyFilter):
    """Search and filters of the list of inspections."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Inspection.State.choices])
    occasion = forms.ChoiceField(label=_("Occasion"), required=False, choices=[*ANY, *Inspection.Occasion.choices])
    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=[*ANY, ("mine", _("mine"))])


class FindingFilter(CountyFilter):
    """Search and filters of the list of findings."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*ANY, ("overdue", _("overdue")), *Finding.State.choices]
    )
    severity = forms.ChoiceField(label=_("Severity"), required=False, choices=[*ANY, *Finding.Severity.choices])


class RankingFilter(CountyFilter):
    """Search and filters of the ranking."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ANY, *Kind.choices])
    size = forms.ChoiceField(label=_("Size"), required=False, choices=[*ANY, *SIZES.items()])
    letter = forms.ChoiceField(
        label=_("Grade"), required=False, choices=[*ANY, *((each, each) for each in LETTERS), ("none", _("not ranked"))]
    )


class WarningFilter(CountyFilter):
    """Search and filters of the list of warnings."""

    kind = forms.ChoiceField(label=_("Warning"), required=False, choices=[*ANY, *Warned.choices])


class InspectorChoice(forms.ModelChoiceField[User]):
    """Inspectors by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of an inspector."""
        return str(obj.display_name)


class PlanForm(forms.Form):
    """Who inspects, when, and why."""

    inspector = InspectorChoice(label=_("Inspector"), queryset=User.objects.none(), empty_label=_("choose"))
    planned_on = DayField(label=_("Day of the inspection"))
    occasion = forms.ChoiceField(label=_("Occasion"), choices=Inspection.Occasion.choices)

    def __init__(self, *args: Any, inspectors: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["inspector"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = User.objects.filter(pk__in=[user.pk for user in inspectors]).order_by("username")


class ReportForm(forms.Form):
    """The day, the form, facts and remarks. The answers are read by the questionnaire itself."""

    edition = forms.ModelChoiceField(
        queryset=Edition.objects.filter(questionnaire__purpose=Purpose.INSPECTION), widget=forms.HiddenInput
    )
    done_on = DayField(label=_("Day of the inspection"), past=True)
    facts = forms.CharField(label=_("Facts: what you saw"), max_length=4000, widget=area(5), help_text=ABOUT)
    remarks = forms.CharField(label=_("Remarks"), max_length=4000, required=False, widget=area(), help_text=ABOUT)


class SignForm(forms.Form):
    """A remark of the centre, if there is one."""

    words = forms.CharField(label=_("Remark of the centre"), max_length=LONGEST, required=False, widget=area())


class WordsForm(forms.Form):
    """Something that must be said."""

    words = forms.CharField(label=_("In words"), max_length=LONGEST, widget=area())


class ReasonForm(forms.Form):
    """Why an inspection is cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class FindingForm(forms.Form):
    """What was found, what must be done, until when."""

    severity = forms.ChoiceField(label=_("Severity"), choices=Finding.Severity.choices)
    words = forms.CharField(label=_("What was found"), max_length=LONGEST, widget=area(), help_text=ABOUT)
    demand = forms.CharField(label=_("What must be done"), max_length=LONGEST, widget=area())
    due_on = DayField(label=_("Until"))


class ExtendForm(forms.Form):
    """Until when more time is given, and why."""

    words = forms.CharField(label=_("Why more time is given"), max_length=LONGEST, widget=area())
    due_on = DayField(label=_("New day"))


class PlainForm(forms.Form):
    """Nothing to fill in."""


class WeightsForm(forms.Form):
    """The weights of the lines, the thresholds of the letters, the size classes, and from when they hold."""

    in_force_from = DayField(label=_("In force from"))
    small = WholeNumberField(label=_("A centre is small below so many places"), min_value=1)
    middle = WholeNumberField(label=_("A centre is middle-sized below so many places"), min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in LINES:
            label = _("Weight: %(line)s") % {"line": LINE_WORDS[line][0]}
            self.fields[f"weight_{line}"] = WholeNumberField(label=label, min_value=0, max_value=100)
        for letter in LETTERS[:3]:
            label = _("Grade %(letter)s from so many points") % {"letter": letter}
            self.fields[f"least_{letter}"] = WholeNumberField(label=label, min_value=1, max_value=100)

    def rules(self) -> dict[str, Any]:
        """Return what was filled in as a version stores it."""
        asked = self.cleaned_data
        return {
            "weights": {line: asked[f"weight_{line}"] for line in LINES},
            "thresholds": {letter: asked[f"least_{letter}"] for letter in LETTERS[:3]},
            "sizes": {"small": asked["small"], "middle": asked["middle"]},
        }


def filled_with(rules: dict[str, Any], today: date) -> dict[str, Any]:
    """Return what the form of a new version shows first: the version in force."""
    return {
        "in_force_from": today,
        **rules["sizes"],
        **{f"weight_{line}": weight for line, weight in rules["weights"].items()},
        **{f"least_{letter}": least for letter, least in rules["thresholds"].items()},
    }
