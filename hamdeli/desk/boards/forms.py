"""The forms of the pages about the life of a centre."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.centres.living.capacities import Capacities
from hamdeli.centres.living.electing import Change, Nominee
from hamdeli.centres.living.paper_kinds import CHOICES
from hamdeli.centres.living.papers import Described
from hamdeli.centres.living.rules import SIZES
from hamdeli.centres.models import Activity, Body, OpeningHours, Seat, Speciality, Weekday
from hamdeli.desk.boards.fields import HourField, IbanField
from hamdeli.desk.casework.referral.forms import NameField
from hamdeli.desk.dates import DayField
from hamdeli.desk.typed import NationalCodeField, PhoneField, ScanField, WholeNumberField

CHOOSE = ("", _("choose"))
SEAT_FIELDS = ("name", "national_code", "phone", "seat")
MOST_FILES = 1000


class ElectionForm(forms.Form):
    """A whole board: its term, and one row for each seat that there may be."""

    since = DayField(label=_("Elected on"), past=True)
    until = DayField(label=_("Term until"))

    def __init__(self, *args: Any, body: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = SIZES[Body(body)][1]
        for number in range(1, self.most + 1):
            for name, made in nominee_fields().items():
                self.fields[f"{name}_{number}"] = made

    @property
    def seats(self) -> list[tuple[int, list[Any]]]:
        """The rows of the form: the number, and the bound fields."""
        return [(number, [self[f"{name}_{number}"] for name in SEAT_FIELDS]) for number in range(1, self.most + 1)]

    @property
    def term_fields(self) -> list[Any]:
        """The bound fields of the term."""
        return [self["since"], self["until"]]

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing in a row that was begun."""
        asked = super().clean() or {}
        for number in range(1, self.most + 1):
            told = {name: asked.get(f"{name}_{number}") for name in SEAT_FIELDS}
            if not any(told[name] for name in ("name", "national_code", "phone")):
                continue
            for name in ("name", "national_code", "seat"):
                key = f"{name}_{number}"
                if not told[name] and key not in self.errors:
                    self.add_error(key, _("This is missing."))
        return asked

    def nominees(self) -> list[Nominee]:
        """Return those who were written down."""
        rows = [{name: self.cleaned_data[f"{name}_{row}"] for name in SEAT_FIELDS} for row, _fields in self.seats]
        return [Nominee(**row) for row in rows if row["name"]]


def nominee_fields() -> dict[str, forms.Field]:
    """Return the fields of one member, none of which must be filled in."""
    return {
        "name": NameField(label=_("Name"), max_length=120, required=False),
        "national_code": NationalCodeField(label=_("National code"), required=False),
        "phone": PhoneField(label=_("Phone"), required=False),
        "seat": forms.ChoiceField(label=_("Role on the board"), choices=[CHOOSE, *Seat.choices], required=False),
    }


class MemberForm(forms.Form):
    """Who leaves and why, who comes; on which day."""

    on = DayField(label=_("On"), past=True)
    leaving = forms.ChoiceField(label=_("Who leaves"), required=False)
    why = NameField(label=_("Reason of leaving"), max_length=200, required=False)
    name = NameField(label=_("Name of who comes"), max_length=120, required=False)
    national_code = NationalCodeField(label=_("National code"), required=False, help_text=_("Sealed."))
    phone = PhoneField(
        label=_("Phone"), required=False, help_text=_("Sealed; who runs or oversees the centre sees it.")
    )
    seat = forms.ChoiceField(label=_("Role on the board"), required=False, choices=[CHOOSE, *Seat.choices])

    def __init__(self, *args: Any, members: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        choices = [(pk, f"{member.name} ({member.get_seat_display()})") for pk, member in self.members.items()]
        self.fields["leaving"] = forms.ChoiceField(
            label=_("Who leaves"), required=False, choices=[("", _("nobody")), *choices]
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of who comes."""
        asked = super().clean() or {}
        if asked.get("name") or asked.get("national_code"):
            for name in ("name", "national_code", "seat"):
                if not asked.get(name) and name not in self.errors:
                    self.add_error(name, _("This is missing."))
        return asked

    def change(self) -> Change:
        """Return what was asked for."""
        told = self.cleaned_data
        coming = Nominee(told["name"], told["national_code"], told["seat"], told["phone"]) if told["name"] else None
        return Change(told["on"], self.members.get(told["leaving"]), coming, told["why"])


class AccountForm(forms.Form):
    """An account in the name of the centre."""

    iban = IbanField(label=_("IBAN"), help_text=_("IR and 24 digits, as on the paper of the bank."))
    holder = NameField(
        label=_("Account holder"), max_length=150, help_text=_("As the bank has it: it must be the centre itself.")
    )


class ReasonForm(forms.Form):
    """A reason."""

    why = NameField(label=_("Reason"), max_length=200)


class HoursForm(forms.Form):
    """Telephone and opening hours, one pair of times for each day of the week."""

    phone = PhoneField(label=_("Telephone of the centre"), required=False, help_text=_("Families and donors see it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in Weekday:
            self.fields[f"opens_{day.value}"] = HourField(label=_("opens"), required=False)
            self.fields[f"closes_{day.value}"] = HourField(label=_("closes"), required=False)

    @property
    def days(self) -> list[tuple[Any, Any, Any]]:
        """The days with their bound fields, Saturday first."""
        return [(day.label, self[f"opens_{day.value}"], self[f"closes_{day.value}"]) for day in Weekday]

    def hours(self) -> dict[int, tuple[Any, Any]]:
        """Return the times by day."""
        told = self.cleaned_data
        return {day.value: (told[f"opens_{day.value}"], told[f"closes_{day.value}"]) for day in Weekday}

    @staticmethod
    def initial_of(phone: str, rows: Sequence[OpeningHours]) -> dict[str, Any]:
        """Return what stands now."""
        stands: dict[str, Any] = {"phone": phone}
        for row in rows:
            stands |= {f"opens_{row.weekday}": row.opens, f"closes_{row.weekday}": row.closes}
        return stands


class CapacityForm(forms.Form):
    """Files for each social worker, families for each speciality. Empty: not said."""

    def __init__(self, *args: Any, workers: Sequence[User], specialities: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workers, self.specialities = workers, specialities
        limits: dict[str, Any] = {"min_value": 0, "max_value": MOST_FILES, "required": False}
        for worker in workers:
            self.fields[f"worker_{worker.pk}"] = WholeNumberField(label=worker.display_name, **limits)
        for name in specialities:
            self.fields[f"speciality_{name}"] = WholeNumberField(label=Speciality(name).label, **limits)

    def wanted(self) -> Capacities:
        """Return what was written."""
        told = self.cleaned_data
        workers = {each.pk: told[f"worker_{each.pk}"] for each in self.workers}
        able = {name: told[f"speciality_{name}"] for name in self.specialities}
        return Capacities(
            workers={key: files for key, files in workers.items() if files is not None},
            specialities={name: families for name, families in able.items() if families is not None},
            names={each.pk: each.display_name for each in self.workers},
        )


class PaperForm(forms.Form):
    """A paper and its scan; its size is looked at before anything is read."""

    kind = forms.ChoiceField(label=_("Kind of paper"), choices=[CHOOSE, *CHOICES])
    title = NameField(
        label=_("Title"), max_length=120, required=False, help_text=_("Needed for training and other papers.")
    )
    number = NameField(label=_("Number"), max_length=60, required=False)
    issued_on = DayField(label=_("Issued on"), past=True, required=False)
    expires_on = DayField(label=_("Valid until"), required=False, help_text=_("Empty where it does not expire."))
    file = ScanField(label=_("Scan"))

    def described(self) -> Described:
        """Return what was said of the paper."""
        names = ("kind", "title", "number", "issued_on", "expires_on")
        return Described(**{name: self.cleaned_data[name] for name in names})


class ActivityForm(forms.Form):
    """The word of the county about an activity."""

    state = forms.ChoiceField(label=_("Activity"), choices=Activity.choices, widget=forms.RadioSelect)
    reason = NameField(label=_("Reason"), max_length=200)
    until = DayField(label=_("Until"), help_text=_("Then the rule speaks again; at most a year."))


def filled(mapping: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return those of `names` that were filled in."""
    return {name: mapping[name] for name in names if mapping.get(name)}
