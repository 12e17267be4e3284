"""The forms of the pages about specialities."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.centres.models import Centre, Conversion, Kind, Speciality, Twin, TwinCeiling
from hamdeli.centres.twinning.converting import Wish
from hamdeli.centres.twinning.pairing import Terms
from hamdeli.desk.dates import DayField
from hamdeli.desk.typed import WholeNumberField
from hamdeli.persian.digits import to_ascii
from hamdeli.persian.letters import fold
from hamdeli.places.models import Place, PlaceQuerySet

ANY = [("", _("any"))]
CHOOSE = [("", _("choose"))]
LONGEST = 1000


class DemandFilter(forms.Form):
    """Search and filters of the demand."""

    q = forms.CharField(label=_("County"), required=False)
    speciality = forms.ChoiceField(label=_("Speciality"), required=False, choices=[*ANY, *Speciality.choices])
    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Place.objects.none(), required=False, to_field_name="code", empty_label=_("any")
    )
    only = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[*ANY, ("unserved", _("with unserved families")), ("none", _("without any such centre"))],
    )

    def __init__(self, *args: Any, provinces: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["province"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = provinces


class ResultFilter(forms.Form):
    """Search and filters of the results."""

    q = forms.CharField(label=_("Centre or county"), required=False)
    by = forms.ChoiceField(
        label=_("Counted by"), required=False, choices=[("centre", _("centre")), ("county", _("county"))]
    )
    speciality = forms.ChoiceField(label=_("Speciality"), required=False, choices=[*ANY, *Speciality.choices])


class ConversionFilter(forms.Form):
    """Search and filters of the conversions."""

    q = forms.CharField(label=_("Centre"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Conversion.State.choices])
    speciality = forms.ChoiceField(label=_("Speciality"), required=False, choices=[*ANY, *Speciality.choices])


class TwinFilter(forms.Form):
    """Search and filters of the twins."""

    q = forms.CharField(label=_("Centre"), required=False)
    tie = forms.ChoiceField(label=_("Pair"), required=False, choices=[*ANY, *Twin.Tie.choices])
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[*ANY, ("standing", _("standing")), ("ended", _("over"))]
    )


class CentreCodeField(forms.CharField):
    """The code of one of the centres that the reader may choose, in any digits; or its name, where one has it."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})
    centres: QuerySet[Centre] = Centre.objects.none()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, help_text=_("Its code, such as 10-001, or its whole name."), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the centre."""
        told = super().clean(value).strip()
        if not told:
            return None
        found = self.centres.filter(code=to_ascii(told).upper()).first()
        named = [found] if found else list(self.centres.filter(name_folded=fold(told))[:2])
        if len(named) > 1:
            raise forms.ValidationError(_("Several of these centres have this name; write the code."), code="several")
        if not named:
            raise forms.ValidationError(_("No centre of yours has this code or name."), code="unknown")
        return named[0]


class WithCentres(forms.Form):
    """A form that asks for centres by their codes."""

    def __init__(self, *args: Any, centres: QuerySet[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            if isinstance(each, CentreCodeField):
                each.centres = centres


class ConversionForm(WithCentres):
    """What is proposed for a centre."""

    centre = CentreCodeField(label=_("Centre"))
    change = forms.ChoiceField(label=_("What is proposed"), choices=[*CHOOSE, *Conversion.Change.choices])
    speciality = forms.ChoiceField(label=_("Speciality"), choices=[*CHOOSE, *Speciality.choices])
    becomes = forms.ChoiceField(
        label=_("The centre becomes a"), required=False, choices=[("", _("stays what it is")), *Kind.choices]
    )
    reason = forms.CharField(label=_("Reason"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    people = WholeNumberField(label=_("People who have learnt it"), required=False, min_value=0, max_value=500)
    training = forms.CharField(
        label=_("Training and evidence"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which course, when, how many hours; degrees; where the papers are."),
    )
    starts_on = DayField(label=_("From"))

    def wish(self) -> Wish:
        """Return what was filled in."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "centre"}
        return Wish(**told | {"people": told["people"] or 0})


class AnswerForm(forms.Form):
    """The words of a decision."""

    answer = forms.CharField(
        label=_("Answer"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class PlainForm(forms.Form):
    """Nothing to fill in."""


class TwinForm(WithCentres):
    """Which two centres, for what, until when."""

    supporting = CentreCodeField(label=_("Centre that supports"))
    supported = CentreCodeField(label=_("Centre that is supported"))
    tie = forms.ChoiceField(label=_("What makes them a pair"), choices=[*CHOOSE, *Twin.Tie.choices])
    purpose = forms.CharField(
        label=pgettext_lazy("twins", "Purpose"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    shares = forms.MultipleChoiceField(
        label=_("What they share"), choices=Twin.Share.choices, widget=forms.CheckboxSelectMultiple
    )
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"))

    def terms(self) -> Terms:
        """Return what was filled in."""
        names = ("tie", "purpose", "shares", "since", "until")
        return Terms(**{name: self.cleaned_data[name] for name in names})


class EndForm(forms.Form):
    """Why a pair ends."""

    why = forms.CharField(label=_("Reason"), max_length=200)


class CeilingForm(forms.Form):
    """How many twins a centre may have."""

    most = WholeNumberField(label=_("Twins of one centre at most"), min_value=1, max_value=TwinCeiling.MOST)
