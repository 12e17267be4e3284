"""The forms of the pages about scores."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import Hardship
from hamdeli.casework.scoring.tables import TableFault, TableFaults
from hamdeli.desk.casework.scoring.weights import put, weights
from hamdeli.desk.dates import DayField
from hamdeli.desk.places import PlaceChoice
from hamdeli.places.models import PlaceQuerySet

LARGEST = 200_000


class HardshipForm(forms.Form):
    """What befell the family, from when, and until when it counts."""

    kind = forms.ChoiceField(label=_("Hardship"), choices=[("", _("choose")), *Hardship.Kind.choices])
    since = DayField(label=_("Since"), past=True)
    until = DayField(label=_("Counts until"))


class NoForm(forms.Form):
    """A button that only asks to be done."""


class WaitingFilter(forms.Form):
    """Search and filters of the waiting list."""

    q = forms.CharField(label=_("File code"), required=False)
    county = PlaceChoice(label=_("County"), required=False, empty_label=_("any"))
    least = forms.IntegerField(label=_("Score at least"), required=False, min_value=0, max_value=1000)
    scored = forms.ChoiceField(
        label=_("Score"), required=False, choices=[("", _("any")), ("no", _("not scored")), ("yes", _("scored"))]
    )

    def __init__(self, *args: Any, counties: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county"].queryset = counties  # type: ignore[attr-defined]


class TableForm(forms.Form):
    """A new table: the weights of `base` (JSON) as fields, or another table from a file."""

    province = PlaceChoice(label=_("Province"), empty_label=None)
    in_force_from = DayField(label=_("In force from"))
    upload = forms.FileField(
        label=_("Another table (JSON)"), required=False, help_text=_("Its weights take the place of those below.")
    )
    base = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST)

    def __init__(self, *args: Any, provinces: PlaceQuerySet, rules: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = provinces  # type: ignore[attr-defined]
        self.rules = rules
        self.weights = weights(rules)
        for weight in self.weights:
            self.fields[weight.path] = forms.IntegerField(label=weight.label, initial=weight.value, required=False)

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The weights, in groups as the table has them."""
        found: dict[str, list[forms.BoundField]] = {}
        for weight in self.weights:
            found.setdefault(weight.section, []).append(self[weight.path])
        return list(found.items())

    def table(self) -> dict[str, Any]:
        """Return the table that the fields describe, or that of the file."""
        if self.cleaned_data.get("upload"):
            return read_json(self.cleaned_data["upload"].read(LARGEST + 1))
        rules: dict[str, Any] = json.loads(json.dumps(self.rules))
        for weight in self.weights:
            given = self.cleaned_data.get(weight.path)
            put(rules, weight.path, weight.value if given is None else given)
        return rules


def read_json(text: bytes | str) -> dict[str, Any]:
    """Return the JSON of a table; raises `TableFaults` where there is none."""
    try:
        rules = json.loads(text) if len(text) <= LARGEST else None
    except UnicodeDecodeError:
        rules = None
    except json.JSONDecodeError as fault:
        raise TableFaults([TableFault("", "not_json", {"line": fault.lineno})]) from fault
    if not isinstance(rules, dict):
        raise TableFaults([TableFault("", "not_a_table")])
    return rules
