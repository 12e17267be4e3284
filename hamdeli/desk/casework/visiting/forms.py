"""The forms of the pages about visits."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.models import Visit
from hamdeli.casework.visiting.outcomes import OUTCOMES, REASONS, purposes_for
from hamdeli.desk.dates import DayField

SPANS = [("", _("all")), ("overdue", _("overdue")), ("today", _("today")), ("week", _("next seven days"))]
NOT_THE_VISITOR = {"data-not-as": "visitor"}
"""Whoever visits does not supervise the visit: the page takes the choice away (`desk.js`)."""


class MineFilter(forms.Form):
    """Search and filter of one's own visits."""

    q = forms.CharField(label=_("Name or file code"), required=False)
    span = forms.ChoiceField(label=_("When"), required=False, choices=SPANS)


class DueFilter(forms.Form):
    """The search among the families whose visit is due."""

    q = forms.CharField(label=_("Name or file code"), required=False)


def people(users: Iterable[User], *, nobody: Any = None) -> list[tuple[str, Any]]:
    """Return `users` as choices, each with the posts that count here."""
    first = [("", nobody)] if nobody else []
    posts = [(user, " · ".join(sorted({post.get_role_display() for post in user.posts_now}))) for user in users]
    return [*first, *((user.username, f"{user.display_name} · {said}") for user, said in posts)]


class ManyPlanForm(forms.Form):
    """One day for visits of one's own to many families."""

    planned_on = DayField(label=_("Day of the visit"))


class PlanForm(forms.Form):
    """A visit to be planned for one family."""

    planned_on = DayField(label=_("Day of the visit"))
    purpose = forms.ChoiceField(label=_("Purpose"))
    visitor = forms.ChoiceField(label=_("Visitor"))
    supervisor = forms.ChoiceField(
        label=_("Supervisor"),
        required=False,
        help_text=_("Needed where a volunteer makes the visit."),
        widget=forms.Select(attrs=NOT_THE_VISITOR),
    )
    official = forms.CharField(
        label=_("Official who comes along"), required=False, max_length=120, help_text=_("Name and post.")
    )

    def __init__(
        self, *args: Any, state: str, visitors: Iterable[User], supervisors: Iterable[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Visit.Purpose.choices)
        purposes = [(purpose, labels[Visit.Purpose(purpose)]) for purpose in purposes_for(state)]
        self.offer("purpose", purposes)
        go = list(visitors)
        others = [user for user in supervisors if [each.pk for each in go] != [user.pk]]
        self.offer("visitor", people(go))
        self.offer("supervisor", people(others, nobody=_("none")))

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Let a field choose from `choices`."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class MoveForm(forms.Form):
    """Another day and, for those who say so, another visitor."""

    planned_on = DayField(label=_("New day"))
    visitor = forms.ChoiceField(label=_("Visitor"), required=False)
    supervisor = forms.ChoiceField(label=_("Supervisor"), required=False, widget=forms.Select(attrs=NOT_THE_VISITOR))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, visitors: Iterable[User], supervisors: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "visitor": people(visitors, nobody=_("as before")),
            "supervisor": people(supervisors, nobody=_("none")),
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class CancelForm(forms.Form):
    """Why a visit is cancelled."""

    why = forms.CharField(label=_("Reason"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """A decision of a visit: what, and why, as codes; `choices` has them as the page shows them."""

    outcome = forms.ChoiceField(label=_("Decision"))
    reason = forms.CharField(label=_("Reason"), max_length=60, required=False)
    note = forms.CharField(
        label=_("Note on the decision"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose
        outcome = self.fields["outcome"]
        if isinstance(outcome, forms.ChoiceField):
            outcome.choices = [(each.value, each.label) for each in OUTCOMES[purpose]]

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Each decision with its reasons, and which of them are chosen."""
        chosen, why = self["outcome"].value(), self["reason"].value()
        return [
            {
                "value": each.value,
                "label": each.label,
                "chosen": each.value == chosen,
                "reasons": [
                    {"value": f"{each}.{reason}", "label": reason.label, "chosen": why == f"{each}.{reason}"}
                    for reason in REASONS[each]
                ],
            }
            for each in OUTCOMES[self.purpose]
        ]

    def clean_reason(self) -> str:
        """Return the reason of the chosen decision; one of another decision is none."""
        outcome, _dot, reason = self.cleaned_data["reason"].partition(".")
        if outcome != self.cleaned_data.get("outcome") or not reason:
            raise forms.ValidationError(_("Choose a reason that fits the decision."))
        return str(reason)


class RedecideForm(DecisionForm):
    """A later decision that replaces an earlier one."""

    note = forms.CharField(label=_("Why it is decided anew"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class SettleForm(forms.Form):
    """What became of the second form of a visit."""

    how = forms.CharField(label=_("What became of it"), max_length=200)


class AssignFilter(forms.Form):
    """Search and filters of the files that are given to workers."""

    q = forms.CharField(label=_("Name or file code"), required=False)
    worker = forms.ChoiceField(label=_("Social worker"), required=False)

    def __init__(self, *args: Any, workers: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["worker"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("any")), ("none", _("nobody")), *people(workers)]


class AssignForm(forms.Form):
    """To whom the chosen files are given."""

    worker = forms.ChoiceField(label=_("Social worker"))
    override_reason = forms.CharField(
        label=_("Why more than the ceiling"), required=False, max_length=200, help_text=_("Only where it is exceeded.")
    )

    def __init__(self, *args: Any, workers: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["worker"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*people(workers), ("none", _("nobody: take the files back"))]
