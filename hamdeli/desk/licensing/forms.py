"""The forms of the pages about licences."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.centres.licensing.measuring import Asked
from hamdeli.centres.models import Appeal, Grounds, Licence, Measure
from hamdeli.desk.dates import DayField
from hamdeli.places.models import Place, PlaceQuerySet

ANY = [("", _("any"))]
CHOOSE = ("", _("choose"))


def words(label: Any, *, required: bool = False, hint: Any = "") -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label, required=required, max_length=2000, help_text=hint, widget=forms.Textarea(attrs={"rows": 3})
    )


class LicenceFilter(forms.Form):
    """Search and filters of the list of licences."""

    q = forms.CharField(label=_("Name, centre code or licence number"), required=False)
    state = forms.ChoiceField(
        label=_("Licence"),
        required=False,
        choices=[*ANY, *Licence.choices, ("soon", _("ends soon")), ("asked", _("renewal asked for"))],
    )
    before = DayField(label=_("Ends before"), required=False)
    measure = forms.ChoiceField(
        label=_("Measure"),
        required=False,
        choices=[*ANY, ("proposed", _("proposed, not decided")), ("in_force", _("in force")), *Measure.Kind.choices],
    )
    county = forms.ModelChoiceField(
        label=_("County"), required=False, queryset=Place.objects.none(), to_field_name="code", empty_label=_("any")
    )

    def __init__(self, *args: Any, counties: PlaceQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["county"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = counties


class AppealFilter(forms.Form):
    """Search and filters of the list of appeals."""

    q = forms.CharField(label=_("Name or centre code"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Appeal.State.choices])


class GivingForm(forms.Form):
    """From which day to which a licence is valid."""

    begins = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))


class RenewalForm(forms.Form):
    """Until when a licence is renewed."""

    ends = DayField(label=_("Last day"))


class RequestForm(forms.Form):
    """What the centre says when it asks for the renewal."""

    words = words(_("What should be known?"), hint=_("May stay empty."))


class MeasureForm(forms.Form):
    """A measure that somebody proposes."""

    kind = forms.ChoiceField(label=_("Measure"), choices=[CHOOSE, *Measure.Kind.choices])
    grounds = forms.ChoiceField(label=_("Reason"), choices=[CHOOSE, *Grounds.choices])
    note = words(_("Facts"), required=True, hint=_("What was seen, when and by whom. The centre reads this."))
    until = DayField(label=_("Suspended until"), required=False, help_text=_("For a suspension only."))

    def __init__(self, *args: Any, kinds: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["kind"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [CHOOSE, *(each for each in Measure.Kind.choices if each[0] in kinds)]

    def clean(self) -> dict[str, Any]:
        """Refuse a last day for what has none, rather than leave it out in silence."""
        told = super().clean() or {}
        if told.get("until") and told.get("kind") in (Measure.Kind.REFUSAL, Measure.Kind.REVOCATION):
            self.add_error("until", _("Only a suspension has a last day. Leave this empty, or choose the suspension."))
        return told

    def asked(self) -> Asked:
        """Return what is proposed."""
        told = self.cleaned_data
        until: date | None = told["until"] if told["kind"] == Measure.Kind.SUSPENSION else None
        return Asked(told["kind"], told["grounds"], told["note"], until)


class NoteForm(forms.Form):
    """A few words about an act; needed or not."""

    note = words(_("Note"))

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = needed


class AppealForm(forms.Form):
    """What the centre says against a measure."""

    words = words(_("Why should the measure not stand?"), required=True)


class HearingForm(forms.Form):
    """What is decided about an appeal."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", _("choose")), ("uphold", _("the measure stands")), ("overturn", _("the measure is overturned"))],
    )
    decision = words(_("Why it is decided so"), required=True)
