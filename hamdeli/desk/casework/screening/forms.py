"""The forms of the pages about screening and counselling."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import CaseFile, Counselling, RestrictedNote
from hamdeli.casework.screening.opening import SHORTEST_REASON
from hamdeli.casework.screening.restricting import LONGEST_TEXT
from hamdeli.desk.dates import DayField
from hamdeli.desk.typed import WholeNumberField
from hamdeli.households.models import Person
from hamdeli.persian.digits import to_ascii
from hamdeli.questionnaires.models import Edition

ANY = [("", _("any"))]


class ScreeningForm(forms.Form):
    """Who was screened with which edition, and when. The answers are read by the questionnaire itself."""

    edition = forms.ModelChoiceField(queryset=Edition.objects.none(), widget=forms.HiddenInput)
    person = forms.ModelChoiceField(
        label=_("Who is it about?"),
        required=False,
        queryset=Person.objects.none(),
        empty_label=_("the whole family"),
    )
    done_on = DayField(label=_("Day of the talk"), past=True)
    idempotency_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case_file: CaseFile, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Person.objects.filter(household=case_file.household_id, left_on__isnull=True).order_by("pk")
        offer(self.fields["person"], members)
        offer(self.fields["edition"], Edition.objects.filter(pk__in=[edition.pk for edition in editions]))


def offer(field: forms.Field, rows: Any) -> None:
    """Let a field choose among `rows`."""
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class OpeningForm(forms.Form):
    """Why somebody opens what is restricted."""

    reason = forms.CharField(
        label=_("Why do you need it?"),
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text=_("Is written into the journal"),
    )


class NoteForm(forms.Form):
    """A restricted section written by hand."""

    subject = forms.ChoiceField(label=_("Subject"), choices=RestrictedNote.Subject.choices)
    text = forms.CharField(
        label=_("What you saw or heard"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Facts, without judging. Do not investigate, and do not question a child: the authority will."),
    )
    idempotency_key = forms.CharField(max_length=64, widget=forms.HiddenInput)


class BringingForm(forms.Form):
    """To which authority a matter was brought, and when."""

    authority = forms.CharField(label=_("Competent authority"), max_length=120)
    on = DayField(label=_("Brought there on"), past=True)


class CounsellingFilter(forms.Form):
    """Search and filters of the list of sessions."""

    q = forms.CharField(label=_("File code"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[*ANY, *Counselling.Topic.choices])
    group = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[*ANY, ("yes", _("group")), ("no", _("one family"))]
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)


class CounsellingForm(forms.Form):
    """One session of counselling."""

    codes = forms.CharField(
        label=_("File codes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
        help_text=_("For a group write several, one a line or with commas."),
    )
    group = forms.BooleanField(label=_("group"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), choices=Counselling.Topic.choices)
    minutes = WholeNumberField(label=_("Minutes"))
    held_on = DayField(label=_("Held on"), past=True)
    text = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Sealed: only you, and those who may open restricted sections, can read it."),
    )
    idempotency_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def clean_codes(self) -> list[str]:
        """Return the codes, in Latin digits, each once."""
        text = to_ascii(self.cleaned_data["codes"]).upper()
        for separator in ",،;؛\n\r\t":
            text = text.replace(separator, " ")
        return list(dict.fromkeys(text.split()))
