"""The forms of the pages about aid."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.aiding.giving import MOST_PIECES, MOST_WORTH, Gift
from hamdeli.casework.aiding.kinds import LONGEST_PERIOD
from hamdeli.casework.aiding.listing import What, Whom
from hamdeli.casework.models import AidKind, AidProposal, CaseFile, Delivery, Need
from hamdeli.desk.casework.forms import ANY, any_priority
from hamdeli.desk.dates import DayField
from hamdeli.desk.typed import WholeNumberField
from hamdeli.households.models import Person

SHORT = 80


class KindChoice(forms.ModelChoiceField[AidKind]):
    """A kind of aid, by its name in the reader's language."""

    def __init__(self, **more: Any) -> None:
        more = {"label": _("Kind of aid"), "queryset": AidKind.objects.order_by("code"), **more}
        super().__init__(to_field_name="code", **more)

    def label_from_instance(self, obj: Any) -> str:
        """Return the name, and that it is money."""
        return f"{obj.name} ({_('money')})" if obj.money else str(obj.name)


class PersonChoice(forms.ModelChoiceField[Person]):
    """A member of the family."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the given name and the kinship: the family name is that of the file."""
        return f"{obj.given_name} ({obj.get_kinship_display()})"


def worth_field(label: Any) -> WholeNumberField:
    """Return the field of a worth in rials."""
    return WholeNumberField(label=label, min_value=0, max_value=MOST_WORTH)


class AidForm(forms.Form):
    """What a family receives."""

    kind = KindChoice(empty_label=_("choose"))
    worth = worth_field(_("Worth of all together (rials)"))
    quantity = WholeNumberField(label=_("Pieces"), min_value=1, max_value=MOST_PIECES, initial=1)
    source = forms.CharField(label=_("From which source"), max_length=SHORT)
    person = PersonChoice(
        label=_("For whom"), queryset=Person.objects.none(), required=False, empty_label=_("the whole family")
    )
    given_on = DayField(label=_("Given on"), past=True)
    override = forms.CharField(
        label=_("Why again, although the period is not over"),
        required=False,
        max_length=200,
        help_text=_("Only for an exception; the county reads it with your name."),
    )

    def __init__(self, *args: Any, case_file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["person"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = case_file.household.members.filter(left_on__isnull=True).order_by("id")

    def gift(self) -> Gift:
        """Return what was filled in; by its fields, whichever of them the page shows."""
        return Gift(**self.cleaned_data)


class WhyForm(forms.Form):
    """Why something is refused or taken back."""

    reason = forms.CharField(label=_("Why?"), max_length=200)


class KindForm(forms.Form):
    """A kind of aid."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=SHORT)
    name_en = forms.CharField(label=_("Name in English"), max_length=SHORT)
    period_days = WholeNumberField(
        label=_("The same household waits (days)"),
        min_value=0,
        max_value=LONGEST_PERIOD,
        help_text=_("0: it may have it again the same day"),
    )
    money = forms.BooleanField(
        label=_("It is money: one proposes, another approves, a third hands out"), required=False
    )


class KindChange(forms.Form):
    """The names and the period of a kind; the version that the reader saw."""

    name_fa = forms.CharField(max_length=SHORT)
    name_en = forms.CharField(max_length=SHORT)
    period_days = WholeNumberField(min_value=0, max_value=LONGEST_PERIOD)
    version = forms.IntegerField(widget=forms.HiddenInput)


class AidFilter(forms.Form):
    """Search and filters of the list of aid."""

    q = forms.CharField(label=_("File code"), required=False)
    kind = KindChoice(required=False, empty_label=_("any"))
    since = DayField(label=_("Given since"), required=False)
    until = DayField(label=_("Given until"), required=False)
    only = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("all")), ("exceptions", _("exceptions")), ("taken_back", _("taken back"))],
    )


class ProposalFilter(forms.Form):
    """The filters of the list of proposals."""

    q = forms.CharField(label=_("File code"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *AidProposal.State.choices])


class DeliveryFilter(forms.Form):
    """Search and filters of the delivery lists."""

    q = forms.CharField(label=_("Title"), required=False)
    kind = KindChoice(required=False, empty_label=_("any"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Delivery.State.choices])


class LineFilter(forms.Form):
    """Search and filters of the families on a list."""

    q = forms.CharField(label=_("File code or code of the door"), required=False)
    came = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("all")), ("yes", _("has received it")), ("no", _("has not come"))],
    )


class ListForm(forms.Form):
    """What is delivered, and to whom."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind = KindChoice(empty_label=_("choose"))
    worth = worth_field(_("Worth of each (rials)"))
    source = forms.CharField(label=_("From which source"), max_length=SHORT)
    on = DayField(label=_("Delivered on"))
    need = forms.ChoiceField(label=_("Main need"), required=False, choices=[*ANY, *Need.choices])
    priority = forms.TypedChoiceField(
        label=_("Priority, at least"), required=False, choices=any_priority, coerce=int, empty_value=None
    )
    members_from = WholeNumberField(label=_("Members, at least"), required=False, min_value=1, max_value=50)
    members_to = WholeNumberField(label=_("Members, at most"), required=False, min_value=1, max_value=50)
    nothing_since = DayField(label=_("Has not received this kind since"), required=False, past=True)
    keep_doubled = forms.CharField(
        label=_("Why families that have had it in its period stay on the list"),
        required=False,
        max_length=200,
        help_text=_("Left empty, they are left out."),
    )

    def what(self) -> What:
        """Return what is delivered."""
        return What(**{name: self.cleaned_data[name] for name in ("title", "kind", "worth", "source", "on")})

    def whom(self) -> Whom:
        """Return who is to receive it."""
        names = ("need", "priority", "members_from", "members_to", "nothing_since")
        return Whom(**{name: self.cleaned_data[name] for name in names})


def blank(case_file: CaseFile, today: date) -> AidForm:
    """Return the form as it is first shown."""
    return AidForm(case_file=case_file, initial={"given_on": today})
