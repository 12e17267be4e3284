"""The forms of the pages about decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.admission.rulings import RULINGS, reason_choices
from hamdeli.casework.models import DecisionDraft, Outcome
from hamdeli.desk.dates import DayField

ANY = [("", _("any"))]
LONGEST = 4000
COMMISSION = [(code, Outcome(code).label) for code in RULINGS]


class DecisionForm(forms.Form):
    """A decision of one outcome: its reason, its term and a note."""

    outcome = forms.ChoiceField(choices=COMMISSION, widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Reason"))
    until = DayField(label=_("Until"), required=False)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, outcome: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.ChoiceField(
            label=_("Reason"), choices=[("", _("choose")), *reason_choices(outcome)]
        )
        self.initial.setdefault("outcome", outcome)
        ruling = RULINGS.get(outcome)
        self.fields["until"].required = bool(ruling and ruling.term_needed)
        if ruling is None or not ruling.longest:
            del self.fields["until"]

    def decided(self) -> dict[str, Any]:
        """Return what is decided."""
        return {"until": None} | {name: self.cleaned_data[name] for name in self.fields}


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    answer = forms.CharField(
        label=_("Answer to the family"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnewForm(DecisionForm, AnswerForm):
    """The answer to an appeal, with another decision."""

    field_order = ["outcome", "reason", "until", "note", "answer"]


class WordsForm(forms.Form):
    """What the family says against a decision."""

    words = forms.CharField(
        label=_("What the family says"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class EndForm(forms.Form):
    """The version of a draft that the reader saw, with a comment where it is returned."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("What is to be changed"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class DraftFilter(forms.Form):
    """Search and filters of the list of drafts."""

    q = forms.CharField(label=_("File code"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *DecisionDraft.State.choices])
    outcome = forms.ChoiceField(label=_("Decision"), required=False, choices=[*ANY, *COMMISSION])
    mine = forms.ChoiceField(
        label=_("Written by"), required=False, choices=[*ANY, ("yes", _("me")), ("no", _("others"))]
    )


class AppealFilter(forms.Form):
    """Search and filters of the list of appeals."""

    q = forms.CharField(label=_("File code"), required=False)
    answered = forms.ChoiceField(
        label=_("Answered"), required=False, choices=[*ANY, ("no", _("not answered")), ("yes", _("answered"))]
    )
