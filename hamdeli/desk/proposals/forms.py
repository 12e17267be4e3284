"""The forms of the pages about proposals."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.allocation.policy import Policy
from hamdeli.casework.models import Need
from hamdeli.persian.digits import in_language, to_ascii
from hamdeli.places.models import Place
from hamdeli.proposals.adjusting import KINDS, MOST_CAPACITY
from hamdeli.proposals.models import Proposal
from hamdeli.proposals.policies import DEFAULT, EVENNESS, OWN, evenness_of

ANY = [("", _("any"))]
METRES = Decimal(1000)
LARGEST_KM = Decimal(1000)
WEIGHTS = ("lack_of_speciality", "moving", "other_county", "stay_base", "stay_per_priority")


class Digits(forms.TextInput):
    """A number in the digits of any script."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Read the digits as 0 to 9 and both decimal points as one."""
        value = super().value_from_datadict(data, files, name)
        return to_ascii(value).replace("٫", ".").replace("٬", "") if isinstance(value, str) else value

    def format_value(self, value: Any) -> str | None:
        """Write the number in the reader's digits."""
        written = super().format_value(value)
        return None if written is None else in_language(written, get_language() or "fa")


def kilometres(label: Any, hint: Any) -> forms.DecimalField:
    """Return a field for a weight, which is said in kilometres of way."""
    return forms.DecimalField(
        label=label,
        help_text=hint,
        min_value=Decimal(0),
        max_value=LARGEST_KM,
        decimal_places=3,
        widget=Digits(attrs={"inputmode": "decimal", "dir": "ltr"}),
    )


def count(
    label: Any, hint: Any = "", *, required: bool = False, least: int = 0, most: int = 100_000
) -> forms.IntegerField:
    """Return a field for a whole number."""
    widget = Digits(attrs={"inputmode": "numeric", "dir": "ltr"})
    return forms.IntegerField(
        label=label, help_text=hint, min_value=least, max_value=most, required=required, widget=widget
    )


class ProposalForm(forms.Form):
    """Where, which files, and by which policy. Weights are said in kilometres: what they are worth as way."""

    place = forms.ModelChoiceField(
        label=_("Place"), queryset=Place.objects.none(), to_field_name="code", empty_label=None
    )
    which = forms.ChoiceField(
        label=_("Which files"),
        choices=[choice for choice in Proposal.Which.choices if choice[0] != Proposal.Which.CENTRE],
        widget=forms.RadioSelect,
        initial=Proposal.Which.WAITING,
    )
    lack_of_speciality = kilometres(
        _("A speciality that is lacking (km)"),
        _("How much farther a family may go to reach a centre that knows what it needs."),
    )
    moving = kilometres(
        _("A change of centre (km)"), _("How much nearer a new centre must be before a family leaves its own.")
    )
    other_county = kilometres(
        _("Another county (km)"), _("What it weighs when the centre lies in another county than the family.")
    )
    may_leave_county = forms.BooleanField(label=_("A file may leave its county"), required=False)
    evenness = forms.ChoiceField(
        label=_("Evenness of load"),
        choices=[
            ("none", _("none: fill centres to the brim")),
            ("default", _("moderate: the last fifth of the places weighs 2 km each")),
            ("even", _("even: from 80 and 90 per cent on, a place weighs 1.5 and 4 km")),
            ("strong", _("strong: from 70, 80 and 90 per cent on, a place weighs 3, 8 and 15 km")),
        ],
        widget=forms.RadioSelect,
    )
    ceiling_per_centre = count(_("No centre above (files)"), _("Beside the capacity of each centre."))
    ceiling_per_worker = count(_("No social worker above (files)"), _("Counted for each centre as a whole."))
    stay_base = kilometres(_("Staying with the county office (km)"), _("What it weighs when no centre takes a file."))
    stay_per_priority = kilometres(
        _("And for each step of priority (km)"), _("So that the most urgent files find a place first.")
    )
    distance_weight = count(
        _("One kilometre of way counts"), _("times. 1 is the default."), required=True, least=1, most=50
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["place"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = places

    def policy_values(self) -> dict[str, Any]:
        """Return the values of the policy, in metres."""
        asked = self.cleaned_data
        values: dict[str, Any] = {name: int(asked[name] * METRES) for name in WEIGHTS}
        plain = ("may_leave_county", "ceiling_per_centre", "ceiling_per_worker", "distance_weight")
        return values | {name: asked[name] for name in plain} | {"tiers": EVENNESS[asked["evenness"]]}


def initial_of(policy: Policy = DEFAULT) -> dict[str, Any]:
    """Return what the form shows of a policy: kilometres, and the name of the preset."""
    values = policy.to_dict()
    shown = {name: _plain(Decimal(values[name]) / METRES) for name in WEIGHTS}
    plain = ("may_leave_county", "ceiling_per_centre", "ceiling_per_worker", "distance_weight")
    evenness = evenness_of(policy)
    return shown | {name: values[name] for name in plain} | {"evenness": "default" if evenness == OWN else evenness}


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


class CentreFilter(forms.Form):
    """Search and filters of the centres of a proposal."""

    q = forms.CharField(label=_("Name or centre code"), required=False)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("all centres")),
            ("full", _("full")),
            ("free", _("with free places")),
            ("empty", _("without files")),
            ("closed", _("receiving nothing")),
        ],
    )


class LineFilter(forms.Form):
    """Search and filters of the files of a proposal."""

    q = forms.CharField(label=_("Name or file code"), required=False)
    placed = forms.ChoiceField(
        label=_("Placed"),
        required=False,
        choices=[*ANY, ("no", _("stays with the county office")), ("yes", _("at a centre")), ("pinned", _("pinned"))],
    )
    moved = forms.ChoiceField(
        label=_("Moves"),
        required=False,
        choices=[
            *ANY,
            ("today", _("leaves its centre of today")),
            ("run", _("elsewhere than in the run before")),
        ],
    )
    need = forms.ChoiceField(label=_("Main need"), required=False, choices=[*ANY, *Need.choices])
    centre = forms.CharField(required=False, widget=forms.HiddenInput)


class AdjustmentForm(forms.Form):
    """One adjustment: pin, forbid, close, or set a capacity."""

    kind = forms.ChoiceField(label=_("Adjustment"), choices=[(kind, kind) for kind in KINDS])
    centre = forms.CharField(label=_("Centre code"), max_length=20)
    file = forms.CharField(label=_("File code"), max_length=20, required=False)
    value = count(_("Capacity"), most=MOST_CAPACITY)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_centre(self) -> str:
        """Read a code in any digits."""
        return to_ascii(self.cleaned_data["centre"]).strip().upper()

    def clean_file(self) -> str:
        """Read a code in any digits."""
        return to_ascii(self.cleaned_data["file"]).strip().upper()


class VersionForm(forms.Form):
    """A change that needs nothing but the version that was seen."""

    version = forms.IntegerField()
    idempotency_key = forms.CharField(max_length=64, required=False)
