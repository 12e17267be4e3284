"""The form of the monthly return: what the records count, with room to correct it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.centres.living.reporting import MOST, MOST_RIALS, Counted, Said, label
from hamdeli.centres.models import MonthlyReturn
from hamdeli.centres.models.returns import BESIDE, COUNTED
from hamdeli.desk.casework.referral.forms import NameField
from hamdeli.desk.typed import WholeNumberField


class ReturnForm(forms.Form):
    """Each figure of the records with a reason beside it, and what only the head knows."""

    follows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1000)
    donors = WholeNumberField(label=_("donors"), min_value=0, max_value=MOST, initial=0)
    helpers = WholeNumberField(label=_("helpers who are not in the system"), min_value=0, max_value=MOST, initial=0)
    remarks = forms.CharField(
        label=_("remarks"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, counted: Counted, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counted = counted
        for name in COUNTED:
            most = MOST_RIALS if name == "aid_worth" else MOST
            self.fields[name] = WholeNumberField(
                label=label(name), min_value=0, max_value=most, initial=counted.figures[name]
            )
            why = f"{_('Why it differs')}: {label(name)}"
            self.fields[f"{name}_why"] = NameField(label=why, max_length=200, required=False)

    @property
    def rows(self) -> list[tuple[Any, int, Any]]:
        """The figures: bound field, what the records count, bound reason."""
        return [(self[name], self.counted.figures[name], self[f"{name}_why"]) for name in COUNTED]

    @property
    def beside(self) -> list[Any]:
        """The bound fields of what only the head knows."""
        return [self["donors"], self["helpers"], self["remarks"]]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason beside each figure that differs."""
        asked = super().clean() or {}
        for name in COUNTED:
            value = asked.get(name)
            if value is not None and value != self.counted.figures[name] and not asked.get(f"{name}_why"):
                self.add_error(f"{name}_why", _("The records count otherwise. Say why."))
        return asked

    def said(self) -> Said:
        """Return what the head says."""
        told = self.cleaned_data
        return Said(
            figures={name: told[name] for name in COUNTED},
            reasons={name: told[f"{name}_why"] for name in COUNTED},
            beside={name: told[name] for name in BESIDE},
            remarks=told["remarks"],
        )


def initial_of(before: MonthlyReturn | None) -> dict[str, Any]:
    """Return what a correction begins with: the figures and reasons of the edition before it."""
    if before is None:
        return {"follows": 0}
    stands: dict[str, Any] = {name: getattr(before, name) for name in (*COUNTED, *BESIDE)}
    reasons = {f"{name}_why": why for name, why in before.reasons.items()}
    return stands | reasons | {"remarks": before.remarks, "follows": before.edition}
