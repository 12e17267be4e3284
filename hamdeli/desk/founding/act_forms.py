"""The forms of the steps of an application: sent in, returned, approved, opened, refused; ticks and courses."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.vault import kept
from hamdeli.centres.founding.signing import needs_code
from hamdeli.centres.models import Founding, RefusedWhy
from hamdeli.desk.casework.referral.forms import NameField
from hamdeli.desk.dates import DayField
from hamdeli.desk.founding.forms import CHOOSE
from hamdeli.desk.typed import NationalCodeField, WholeNumberField

LONG = 1_000


class ActForm(forms.Form):
    """A step that needs no words."""

    def __init__(self, *args: Any, founding: Founding, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.founding, self.user = founding, user

    def values(self) -> dict[str, Any]:
        """Return what the verb asks for."""
        return dict(self.cleaned_data)


class SubmissionForm(ActForm):
    """The founders stand by what they say."""

    declared = forms.BooleanField(label=_("All trustees have read the application and stand by it."))

    def values(self) -> dict[str, Any]:
        """Return nothing more."""
        return {}


class ReturnForm(ActForm):
    """What is missing."""

    missing = forms.CharField(label=_("What is missing?"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}))


class SigningForm(ActForm):
    """Who approves, the first time by the national code."""

    national_code = NationalCodeField(
        label=_("Your national code"),
        required=False,
        help_text=_("Asked for once. It is not kept, only a mark by which the same person is known again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_code(self.user):
            del self.fields["national_code"]


class EndorsementForm(SigningForm):
    """The approval of the county."""

    note = forms.CharField(label=_("Note"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class OpeningForm(ActForm):
    """The day on which the centre opened."""

    on = DayField(label=_("Opened on"), past=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)

    def values(self) -> dict[str, Any]:
        """Return the day, and how large the scan of the statute is."""
        digest = self.founding.statute_digest
        return super().values() | {"statute_size": len(kept(digest)) if digest else 0}


class RefusalForm(ActForm):
    """Why the application is refused."""

    why = forms.ChoiceField(label=_("Reason"), choices=[CHOOSE, *RefusedWhy.choices])
    note = forms.CharField(
        label=_("In words"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class WithdrawalForm(ActForm):
    """Why the founders withdraw, if they say so."""

    note = forms.CharField(
        label=_("In words"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class TickForm(forms.Form):
    """What was seen."""

    on = DayField(label=_("On"), past=True)
    note = NameField(label=_("What was seen"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CourseForm(forms.Form):
    """A course, and who took it."""

    title = NameField(label=_("Course"), max_length=120)
    on = DayField(label=_("On"), past=True)
    hours = WholeNumberField(label=_("Hours"), min_value=1, max_value=120)

    def __init__(self, *args: Any, founding: Founding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trustees"] = forms.ModelMultipleChoiceField(
            label=_("Who took it"), queryset=founding.trustees.order_by("pk"), widget=forms.CheckboxSelectMultiple
        )
