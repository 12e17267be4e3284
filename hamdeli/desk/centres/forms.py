"""The forms of the pages about centres."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.centres.models import Centre, Kind, Licence, Setting, Speciality
from hamdeli.persian.digits import to_ascii
from hamdeli.places.models import Place, PlaceQuerySet

ANY = [("", _("any"))]


class CentreFilter(forms.Form):
    """Search and filters of the list of centres."""

    q = forms.CharField(label=_("Name or centre code"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ANY, *Kind.choices])
    speciality = forms.ChoiceField(label=_("Speciality"), required=False, choices=[*ANY, *Speciality.choices])
    licence = forms.ChoiceField(
        label=_("Licence"), required=False, choices=[*ANY, ("not_active", _("not active")), *Licence.choices]
    )
    setting = forms.ChoiceField(required=False, choices=[*ANY, *Setting.choices], widget=forms.HiddenInput)
    county = forms.ModelChoiceField(
        label=_("County"), required=False, queryset=Place.objects.none(), to_field_name="code", empty_label=_("any")
    )

    def __init__(self, *args: object, counties: PlaceQuerySet, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        chosen = self.fields["county"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = counties


class CentreForm(forms.ModelForm[Centre]):
    """What the registry says of a centre. The code, the place and the coordinates come with the lists."""

    specialities = forms.MultipleChoiceField(
        label=_("Specialities"),
        required=False,
        choices=Speciality.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Centre
        fields = ["name", "kind", "setting", "mosque_based", "capacity", "social_workers"]
        widgets = {"capacity": forms.TextInput, "social_workers": forms.TextInput}

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if hasattr(data, "copy"):
            data = data.copy()
            for name in ("capacity", "social_workers"):
                data[name] = to_ascii(data.get(name, ""))
        super().__init__(data, *args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
