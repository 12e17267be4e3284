"""The forms of the pages about onward referrals."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import CaseFile, Need, Onward
from hamdeli.casework.onward.finding import able
from hamdeli.casework.onward.sending import ANSWER_DAYS, Request
from hamdeli.casework.onward.sharing import Sharing
from hamdeli.centres.models import Speciality
from hamdeli.desk.casework.aiding.forms import PersonChoice
from hamdeli.desk.casework.forms import ANY
from hamdeli.desk.dates import DayField
from hamdeli.households.models import Person
from hamdeli.persian.digits import to_ascii

LONGEST = 1000


class SendForm(forms.Form):
    """What is asked, of whom, and what is shared. The centre is chosen from the list beside it."""

    speciality = forms.ChoiceField(label=_("Speciality"), choices=Speciality.choices)
    person = PersonChoice(
        label=_("For whom"), queryset=Person.objects.none(), required=False, empty_label=_("the whole family")
    )
    asked_for = forms.CharField(
        label=_("What is asked for"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other centre reads this. Write no name, address or number, and nothing told in confidence."),
    )
    answer_by = DayField(label=_("Answer until"))
    need = forms.BooleanField(label=_("main need"), required=False)
    ages = forms.BooleanField(label=_("ages in years"), required=False)
    name = forms.BooleanField(label=_("name"), required=False)
    phone = forms.BooleanField(label=_("telephone"), required=False)
    centre = forms.CharField(label=_("Centre"), max_length=20, required=False)

    def __init__(self, *args: Any, case_file: CaseFile, knows: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case_file = case_file
        chosen = self.fields["person"]
        if isinstance(chosen, forms.ModelChoiceField) and knows:
            chosen.queryset = case_file.household.members.filter(left_on__isnull=True).order_by("id")
        if not knows:
            for told in ("person", "name", "phone"):
                del self.fields[told]

    def clean(self) -> dict[str, Any]:
        """Ask for a centre that can help; the deed looks again."""
        cleaned = super().clean() or self.cleaned_data
        code = to_ascii(cleaned.get("centre", "")).strip()
        found = able(self.case_file, cleaned.get("speciality", "")).filter(code=code).first()
        if found is None:
            self.add_error("centre", _("Choose a centre from the list."))
        cleaned["receiver"] = found
        return cleaned

    def request(self) -> Request:
        """Return what was filled in."""
        asked: dict[str, Any] = self.cleaned_data
        told = {name: bool(asked.get(name)) for name in ("need", "ages", "name", "phone")}
        same: dict[str, Any] = {
            name: asked.get(name) for name in ("receiver", "speciality", "asked_for", "answer_by", "person")
        }
        return Request(**same, sharing=Sharing(**told))


def blank(case_file: CaseFile, today: date, *, knows: bool) -> SendForm:
    """Return the form as it is first shown."""
    fitting = case_file.need if case_file.need != Need.GENERAL else Speciality.SOCIAL_WORK.value
    initial = {"speciality": fitting, "answer_by": today + timedelta(days=ANSWER_DAYS)}
    return SendForm(case_file=case_file, knows=knows, initial=initial)


class WordsForm(forms.Form):
    """A question, an answer, or an outcome."""

    words = forms.CharField(label=_("In words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class DeclineForm(forms.Form):
    """Why a centre declines."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", _("choose")), *Onward.Reason.choices])
    words = forms.CharField(label=_("Note"), max_length=LONGEST, required=False)


class PlainForm(forms.Form):
    """Nothing to fill in."""


class OnwardFilter(forms.Form):
    """The filters of the list of onward referrals."""

    q = forms.CharField(label=_("Code of the referral"), required=False)
    box = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("all")), ("received", _("received by us")), ("sent", _("sent by us"))],
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Onward.State.choices])
    speciality = forms.ChoiceField(label=_("Speciality"), required=False, choices=[*ANY, *Speciality.choices])
