"""The forms of the pages about delegation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import Need
from hamdeli.delegation.checklists import SECTIONS, Checklist, Item
from hamdeli.delegation.models import Handover, MandateState, Notice, Reason
from hamdeli.delegation.moves import Act
from hamdeli.desk.casework.forms import any_priority

ANY = [("", _("any"))]
REASONS: dict[str, tuple[Reason, ...]] = {
    Act.DECLINE: (
        *(Reason.OUT_OF_AREA, Reason.NO_CAPACITY, Reason.LACKS_SPECIALITY, Reason.KNOWN_TO_STAFF),
        *(Reason.FAMILY_WISHES, Reason.OTHER),
    ),
    Act.RETURN: (
        *(Reason.FAMILY_MOVED, Reason.NOT_FOUND, Reason.NO_CAPACITY, Reason.LACKS_SPECIALITY),
        *(Reason.KNOWN_TO_STAFF, Reason.FAMILY_WISHES, Reason.CENTRE_CLOSES, Reason.OTHER),
    ),
    Act.RECALL: (
        *(Reason.CENTRE_CLOSES, Reason.QUALITY, Reason.FAMILY_MOVED, Reason.FAMILY_WISHES),
        *(Reason.KNOWN_TO_STAFF, Reason.OTHER),
    ),
    Act.TRANSFER: (
        *(Reason.BETTER_CENTRE, Reason.FAMILY_MOVED, Reason.FAMILY_WISHES, Reason.LACKS_SPECIALITY),
        *(Reason.NO_CAPACITY, Reason.CENTRE_CLOSES, Reason.QUALITY, Reason.OTHER),
    ),
}
SETTLED = "+"


class InboxFilter(forms.Form):
    """Search and filters of a centre's inbox."""

    q = forms.CharField(label=_("Name or file code"), required=False)
    need = forms.ChoiceField(label=_("Main need"), required=False, choices=[*ANY, *Need.choices])
    priority = forms.ChoiceField(label=_("Priority"), required=False, choices=any_priority)


class HandoverFilter(forms.Form):
    """Search and filters of the list of handovers."""

    q = forms.CharField(label=_("Handover or proposal"), required=False)
    act = forms.ChoiceField(label=_("Act"), required=False, choices=[*ANY, *Handover.Act.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Handover.State.choices])


class HandoverFilesFilter(forms.Form):
    """Search and filters of the files of one handover."""

    q = forms.CharField(label=_("File code"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *MandateState.choices])
    centre = forms.CharField(label=_("Centre code"), required=False)


class NoticeFilter(forms.Form):
    """The filter of the list of notices."""

    read = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("all")), ("no", _("unread")), ("yes", _("read"))]
    )
    event = forms.ChoiceField(
        label=_("What happened"), required=False, choices=[*ANY, *Notice._meta.get_field("event").flatchoices]
    )


class ReasonForm(forms.Form):
    """A coded reason, and words where the code says nothing."""

    reason = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for another reason. Never write what the family told in confidence."),
    )

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("choose")), *((reason.value, reason.label) for reason in REASONS[act])]
        self.fields["reason"] = forms.ChoiceField(label=_("Reason"), choices=choices)

    def clean(self) -> dict[str, Any]:
        """Ask for words when the code says nothing."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reason") == Reason.OTHER and not cleaned.get("note", "").strip():
            self.add_error("note", _("Write the reason."))
        return cleaned


class EndForm(ReasonForm):
    """A reason and the handover checklist: each section a list, one item a line, or the tick that there is none."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in SECTIONS.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("One item a line; begin a line with + when it is settled."),
            )
            self.fields[f"no_{name}"] = forms.BooleanField(label=_("there are none"), required=False)

    @property
    def sections(self) -> list[tuple[Any, Any]]:
        """The fields of the checklist, each list with its tick."""
        return [(self[name], self[f"no_{name}"]) for name in SECTIONS]

    def clean(self) -> dict[str, Any]:
        """Ask for each section: its items, or the tick, not both and not neither."""
        cleaned = super().clean()
        for name in SECTIONS:
            if bool(cleaned.get(name, "").strip()) == bool(cleaned.get(f"no_{name}")):
                self.add_error(name, _("Write the items, or tick that there are none."))
            elif any(len(line) > 200 for line in cleaned[name].splitlines()):
                self.add_error(name, _("An item has at most 200 letters."))
        return cleaned

    def checklist(self) -> Checklist:
        """Return what was filled in."""
        return Checklist({name: items(self.cleaned_data[name]) for name in SECTIONS})


class TransferForm(EndForm):
    """The same, and the centre that is to carry the file."""

    centre = forms.CharField(label=_("New centre"), max_length=20)
    override_reason = forms.CharField(
        label=_("Why its capacity may be exceeded"),
        required=False,
        max_length=300,
        help_text=_("Only for a full centre; your name stands beside it."),
    )


class UndoForm(forms.Form):
    """Why something is undone, and the version that the reader saw."""

    reason = forms.CharField(max_length=300)
    version = forms.IntegerField(required=False)


def items(text: str) -> tuple[Item, ...]:
    """Return the items of a checklist's section, one a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(Item(line.removeprefix(SETTLED).strip(), line.startswith(SETTLED)) for line in lines)
