"""The forms of the pages about exits."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.exits.reasons import RULES
from hamdeli.casework.models import Exit, ExitKind, FollowUp, Visit
from hamdeli.desk.dates import DayField
from hamdeli.desk.templatetags.formats import day

ANY = [("", _("any"))]
WORDS = {"rows": 4}


def reasons() -> list[tuple[Any, Any]]:
    """Return the reasons, the active ones first."""
    groups: dict[str, list[tuple[str, Any]]] = {kind: [] for kind in ExitKind}
    for reason, rule in RULES.items():
        words = Exit.Reason(reason).label
        groups[rule.kind].append(
            (reason, words if rule.visit else _("%(reason)s (no visit needed)") % {"reason": words})
        )
    return [("", _("choose")), *groups[ExitKind.ACTIVE], *groups[ExitKind.PASSIVE]]


class ClosingForm(forms.Form):
    """Why the support ends, when, and after which visit."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=reasons,
        help_text=_(
            "Work, a business, a member's education and work, or a pension: the family stands on its own feet."
        ),
    )
    on = DayField(label=_("Ends on"), past=True)
    visit = forms.ChoiceField(label=_("Exit visit"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs=WORDS))

    def __init__(self, *args: Any, visits: Sequence[Visit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visits = {str(visit.pk): visit for visit in visits}
        told = [(key, f"{day(visit.done_on)} · {visit.visitor.display_name}") for key, visit in self.visits.items()]
        none = [("", _("no exit visit"))]
        self.fields["visit"] = forms.ChoiceField(label=_("Exit visit"), required=False, choices=[*told, *none])

    @property
    def chosen_visit(self) -> Visit | None:
        """The visit that was chosen."""
        return self.visits.get(self.cleaned_data["visit"])


class LookForm(forms.Form):
    """How the family was found."""

    found = forms.ChoiceField(
        label=_("How was the family found?"), choices=FollowUp.Found.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("On"), past=True)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=WORDS),
        help_text=_("Needed when the family needs support again: write what it needs."),
    )


class ReopeningForm(forms.Form):
    """Why a file is opened again, and whether it goes back to its centre."""

    why = forms.CharField(label=_("Why is the file opened again?"), max_length=200)
    on = DayField(label=_("On"), past=True)
    back = forms.BooleanField(
        label=_("Back to the centre that carried it"),
        required=False,
        help_text=_("Without the tick the file waits for a centre."),
    )


class LookFilter(forms.Form):
    """Search and filters of the list of follow-ups."""

    q = forms.CharField(label=_("Name or file code"), required=False)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("all that are open")),
            ("overdue", _("overdue")),
            ("soon", _("due within 30 days")),
            ("done", _("done")),
        ],
    )
    found = forms.ChoiceField(label=_("Found"), required=False, choices=[*ANY, *FollowUp.Found.choices])
