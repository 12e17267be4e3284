"""The forms of the pages about plans."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamdeli.casework.models import Need, Plan, Step
from hamdeli.casework.planning.making import VISIT_MONTHS, Chosen
from hamdeli.casework.planning.rules import age_on
from hamdeli.casework.planning.templates import TEMPLATES, GoalTemplate
from hamdeli.desk.dates import DayField
from hamdeli.households.models import Person
from hamdeli.persian.digits import in_language

ANY = [("", _("any"))]
LINES = {"rows": 4}


def member_key(person: Person) -> str:
    """Return the name of the field with the goals of one member."""
    return f"member_{person.pk}"


def labels(templates: Sequence[GoalTemplate]) -> list[tuple[str, str]]:
    """Return the templates as choices in the reader's language."""
    return [(template.code, template.label.spoken(get_language() or "fa")) for template in templates]


def months() -> list[tuple[int, str]]:
    """Return the months between two visits as choices: a plan asks for visits sooner than the norm, never later."""
    return [(number, in_language(number, get_language() or "fa")) for number in range(1, VISIT_MONTHS + 1)]


class BeginningForm(forms.Form):
    """A new plan: goals from templates for the family and for each member, and its term."""

    begun_on = DayField(label=_("Begins on"), past=True)
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: three years after the beginning"))
    longer_why = forms.CharField(label=_("Why longer than three years"), required=False, max_length=200)
    exempt = forms.ChoiceField(
        label=_("Exempt from self-sufficiency"),
        required=False,
        choices=[("", _("not exempt")), *Plan.Exempt.choices],
        help_text=_("The system suggests it from the ages and the health of the members; you decide."),
    )
    visit_months = forms.TypedChoiceField(
        label=_("A visit every so many months"), choices=months, coerce=int, initial=VISIT_MONTHS
    )

    def __init__(self, *args: Any, members: Sequence[Person], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        common = [template for template in TEMPLATES.values() if not template.personal]
        self.fields["family"] = goals_field(_("Goals of the family"), common)
        for person in members:
            age = age_on(person.birth_date, today)
            own = [template for template in TEMPLATES.values() if template.personal and template.suits(age)]
            self.fields[member_key(person)] = goals_field(str(person), own)

    @property
    def goals(self) -> list[Any]:
        """The fields in which goals are chosen."""
        return [self["family"], *(self[member_key(person)] for person in self.members)]

    @property
    def term(self) -> list[Any]:
        """The fields about the plan itself."""
        return [self[name] for name in ("begun_on", "until", "longer_why", "exempt", "visit_months")]

    def chosen(self) -> list[Chosen]:
        """Return the goals as the plan is made from them."""
        found: list[Chosen] = [(code, None) for code in self.cleaned_data["family"]]
        for person in self.members:
            found += [(code, person.pk) for code in self.cleaned_data[member_key(person)]]
        return found


def goals_field(label: Any, templates: Sequence[GoalTemplate]) -> forms.MultipleChoiceField:
    """Return the ticks for templates."""
    return forms.MultipleChoiceField(
        label=label, required=False, choices=labels(templates), widget=forms.CheckboxSelectMultiple
    )


class GoalForm(forms.Form):
    """One more goal: from a template, or in the worker's own words."""

    person = forms.ChoiceField(label=_("For whom"), required=False)
    template = forms.ChoiceField(label=_("From a template"), required=False)
    title = forms.CharField(label=_("Or in your own words"), required=False, max_length=200)
    need = forms.ChoiceField(label=_("Need"), choices=Need.choices)

    def __init__(self, *args: Any, members: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [("", _("the family")), *((str(person.pk), str(person)) for person in members)]
        self.fields["person"] = forms.ChoiceField(label=_("For whom"), required=False, choices=people)
        templates = [("", _("none")), *labels(list(TEMPLATES.values()))]
        self.fields["template"] = forms.ChoiceField(label=_("From a template"), required=False, choices=templates)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("template")) == bool(cleaned.get("title")):
            self.add_error("title", _("Choose a template, or write the goal; one of the two."))
        return cleaned


class StepForm(forms.Form):
    """One step: what, who, until when, after which other one."""

    title = forms.CharField(label=_("What is done"), max_length=200)
    who = forms.ChoiceField(label=_("Who does it"), choices=Step.Who.choices)
    due_on = DayField(label=_("Until"))
    after = forms.ModelChoiceField(
        label=_("Only after"), required=False, queryset=Step.objects.none(), empty_label=_("no other step")
    )

    def __init__(self, *args: Any, plan: Plan, step: Step | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Step.objects.filter(goal__plan=plan, dropped_on=None).order_by("goal", "number")
        chosen = self.fields["after"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = others.exclude(pk=step.pk) if step else others


class ChangeForm(StepForm):
    """The same of a step that is there, and its place among the steps of its goal."""

    place = forms.IntegerField(label=_("Place in the goal"), min_value=1, max_value=99)


class FinishForm(forms.Form):
    """A step is done."""

    evidence = forms.CharField(
        label=_("By what does one see it?"),
        max_length=200,
        help_text=_("A paper, a receipt, what you saw. Not what the family told in confidence."),
    )
    on = DayField(label=_("Done on"), past=True)


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label=_("Reason"), max_length=200)


class CorrectionForm(forms.Form):
    """What is wrong about a step that was written down as done."""

    words = forms.CharField(label=_("What is wrong about it"), max_length=500, widget=forms.Textarea(attrs=LINES))


class GoalEndForm(forms.Form):
    """A goal is reached, or given up."""

    how = forms.ChoiceField(
        label=_("How it ended"),
        choices=[("reached", _("reached")), ("dropped", _("given up"))],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Reason, if it is given up"), required=False, max_length=200)


class ReviewForm(forms.Form):
    """What was found when one looked at the plan together with the family."""

    words = forms.CharField(label=_("What was found"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    on = DayField(label=_("Reviewed on"), past=True)
    next_on = DayField(label=_("Next review"), required=False, help_text=_("Empty: six months later"))


class PlanEndForm(forms.Form):
    """The end of a plan."""

    how = forms.ChoiceField(
        label=_("How it ended"),
        choices=[("reached", _("reached: the goals are reached")), ("ended", _("ended before"))],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Reason, if it ends before"), required=False, max_length=200)


class PlanFilter(forms.Form):
    """Search and filters of the list of plans."""

    q = forms.CharField(label=_("Name or file code"), required=False)
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("all")),
            ("quiet", _("without movement for 90 days")),
            ("review", _("review due")),
            ("overdue", _("with overdue steps")),
        ],
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *Plan.State.choices])
    need = forms.ChoiceField(label=_("Need"), required=False, choices=[*ANY, *Need.choices])
