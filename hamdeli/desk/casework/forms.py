"""The forms of the pages about case files."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import Need, State
from hamdeli.desk.places import PlaceChoice
from hamdeli.persian.digits import in_language
from hamdeli.places.models import PlaceQuerySet

ANY = [("", _("any"))]
STATES = [("", State.ACTIVE.label), *((each.value, each.label) for each in State if each != State.ACTIVE)]
"""Those under support, unless others are asked for."""


def priorities() -> list[tuple[str, str]]:
    """Return the priorities in the digits of the reader."""
    return [(str(number), in_language(number, get_language() or "fa")) for number in range(1, 6)]


def any_priority() -> list[tuple[str, Any]]:
    """Return the priorities, and that any will do."""
    return [*ANY, *priorities()]


class FileFilter(forms.Form):
    """Search and filters of the list of files."""

    q = forms.CharField(label=_("Name or file code"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    carried = forms.ChoiceField(
        label=_("Carried"), required=False, choices=[*ANY, ("no", _("waiting")), ("yes", _("by a centre"))]
    )
    need = forms.ChoiceField(label=_("Main need"), required=False, choices=[*ANY, *Need.choices])
    priority = forms.ChoiceField(label=_("Priority"), required=False, choices=any_priority)
    county = PlaceChoice(label=_("County"), required=False, empty_label=_("any"))
    centre = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, counties: PlaceQuerySet, judges: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not judges:
            del self.fields["priority"]
        chosen = self.fields["county"]
        if isinstance(chosen, PlaceChoice):
            chosen.queryset = counties


class DescriptionForm(forms.Form):
    """What a file says of its family's needs."""

    need = forms.ChoiceField(label=_("Main need"), choices=Need.choices)
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=priorities, coerce=int, help_text=_("1 can wait, 5 is most urgent")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why somebody wants to see what is sealed."""

    reason = forms.CharField(
        label=_("Why do you need it?"), min_length=8, max_length=300, help_text=_("Is written into the journal")
    )
