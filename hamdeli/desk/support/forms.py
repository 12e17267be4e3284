"""The forms of the pages about help for centres."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.centres.models import Centre, Kind
from hamdeli.desk.dates import DayField
from hamdeli.desk.places import counties_for
from hamdeli.desk.typed import ScanField, WholeNumberField
from hamdeli.places.models import Place
from hamdeli.support.models import Course, Topic, Urgency
from hamdeli.support.moves import State

ANY = [("", _("any"))]
CHOOSE = ("", _("choose"))
LONGEST, LONGEST_COURSE = 4000, 40_000
WARNING = _("Write no name, national code, telephone or address of a family: the code of a file is enough.")


def text_area(rows: int) -> forms.Textarea:
    """Return an input of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class RequestForm(forms.Form):
    """What a centre asks."""

    centre = forms.ChoiceField(label=_("Centre"))
    topic = forms.ChoiceField(label=_("Topic"), choices=[CHOOSE, *Topic.choices])
    urgency = forms.TypedChoiceField(
        label=_("Urgency"), choices=Urgency.choices, coerce=int, initial=Urgency.SOON, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("In one line"), max_length=120)
    words = forms.CharField(
        label=_("What happened, and what you tried"), max_length=LONGEST, widget=text_area(6), help_text=WARNING
    )
    page = forms.CharField(
        label=_("The page it is about"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Its address, as the browser shows it."),
    )
    file = ScanField(
        label=_("Picture or PDF"),
        required=False,
        help_text=_("At most 10 megabytes. Cover names and national codes of families before you send a picture."),
    )

    def __init__(self, *args: Any, centres: Sequence[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = {centre.code: centre for centre in centres}
        choices = [(code, centre.name) for code, centre in self.centres.items()]
        self.fields["centre"] = forms.ChoiceField(label=_("Centre"), choices=choices)
        if len(choices) == 1:
            self.fields["centre"].widget = forms.HiddenInput()
            self.initial["centre"] = choices[0][0]
        self.order_fields(["centre"])


class WordsForm(forms.Form):
    """What is said with an act that needs words."""

    words = forms.CharField(label=_("In words"), max_length=LONGEST, widget=text_area(4), help_text=WARNING)


class SilentForm(forms.Form):
    """An act that needs no words."""

    words = forms.CharField(label=_("In words"), max_length=LONGEST, required=False)


STATES = [("open", pgettext_lazy("help request", "not solved yet")), *State.choices]
LATE = [("overdue", _("overdue")), ("deputy", _("before the deputy"))]


class RequestFilter(forms.Form):
    """Search and filters of the list of requests."""

    q = forms.CharField(label=_("Number or words"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ANY, *STATES])
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[*ANY, *Topic.choices])
    urgency = forms.ChoiceField(label=_("Urgency"), required=False, choices=[*ANY, *Urgency.choices])
    only = forms.ChoiceField(label=_("Only"), required=False, choices=[*ANY, *LATE])
    county = forms.ChoiceField(label=_("County"), required=False)
    centre = forms.CharField(label=_("Centre code"), required=False)
    since = DayField(label=_("Asked from"), required=False)
    until = DayField(label=_("Asked until"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = counties_for(user, Right.SUPPORT_CENTRES)
        choices = [*ANY, *((county.code, county.name) for county in counties)]
        self.fields["county"] = forms.ChoiceField(label=_("County"), required=False, choices=choices)
        if len(choices) == 1:
            del self.fields["county"], self.fields["centre"]


def province_field(provinces: Sequence[Place]) -> forms.ChoiceField:
    """Return the choice of a province; hidden where there is one only."""
    field = forms.ChoiceField(label=_("Province"), choices=[(place.code, place.name) for place in provinces])
    if len(provinces) == 1:
        field.widget, field.initial = forms.HiddenInput(), provinces[0].code
    return field


class OfProvinceForm(forms.Form):
    """Something that is written for the centres of a province; its province is chosen once."""

    def __init__(self, *args: Any, provinces: Sequence[Place] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provinces = {place.code: place for place in provinces}
        if provinces:
            self.fields["province"] = province_field(provinces)

    @property
    def province(self) -> Place:
        """The province that was chosen."""
        return self.provinces[self.cleaned_data["province"]]

    def told(self) -> dict[str, Any]:
        """Return what was filled in, without the province."""
        return {name: value for name, value in self.cleaned_data.items() if name != "province"}


class CourseForm(OfProvinceForm):
    """The draft of a course."""

    title = forms.CharField(label=_("Title"), max_length=120)
    audience = forms.ChoiceField(label=_("For whom"), choices=Course.Audience.choices)
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_COURSE,
        required=False,
        widget=text_area(14),
        help_text=_("A line that begins with # begins a part and is its title. Empty lines part paragraphs."),
    )
    questions = forms.CharField(
        label=_("Questions at the end"),
        max_length=LONGEST_COURSE,
        required=False,
        widget=text_area(10),
        help_text=_(
            "One line for the question; below it a line for each answer: + begins the right one, - the others."
        ),
    )
    pass_mark = WholeNumberField(label=_("Pass mark in percent"), min_value=1, max_value=100, initial=70)
    required_until = DayField(
        label=_("Required until"), required=False, help_text=_("Empty: nobody has to follow this course.")
    )


class CourseFilter(forms.Form):
    """Search and filters of the list of courses."""

    q = forms.CharField(label=_("Title"), required=False)
    only = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[*ANY, ("required", _("required ones")), ("open", pgettext_lazy("courses", "not completed by me"))],
    )


class CompletionFilter(forms.Form):
    """Which course, and of which centres."""

    q = forms.CharField(label=_("Name or code of the centre"), required=False)
    course = forms.ChoiceField(label=_("Course"), required=False)

    def __init__(self, *args: Any, courses: Sequence[Course], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(course.pk), course.title) for course in courses]
        self.fields["course"] = forms.ChoiceField(label=_("Course"), required=False, choices=choices)


class AnnouncementForm(OfProvinceForm):
    """What is announced, to whom, and for how long."""

    title = forms.CharField(label=_("Title"), max_length=120)
    words = forms.CharField(label=_("Text"), max_length=LONGEST, widget=text_area(6), help_text=WARNING)
    county = forms.ModelChoiceField(
        label=_("County"),
        queryset=Place.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("the whole province"),
    )
    kind = forms.ChoiceField(label=_("Kind of centre"), required=False, choices=[("", _("every kind")), *Kind.choices])
    since = DayField(label=_("From"))
    until = DayField(label=_("Until"))
    must_read = forms.BooleanField(label=_("Each centre confirms that it was read"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["county"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = counties_for(user, Right.SUPPORT_CENTRES)


class AnnouncementFilter(forms.Form):
    """Search and filters of the list of announcements."""

    q = forms.CharField(label=_("Words"), required=False)
    only = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[*ANY, ("now", _("shown today")), ("must", _("to be confirmed"))],
    )


class ArticleForm(OfProvinceForm):
    """An article of the knowledge page."""

    topic = forms.ChoiceField(label=_("Topic"), choices=[CHOOSE, *Topic.choices])
    title = forms.CharField(label=_("Title"), max_length=120)
    words = forms.CharField(label=_("Text"), max_length=LONGEST_COURSE, widget=text_area(12), help_text=WARNING)
    published = forms.BooleanField(label=_("Published: centres can read it"), required=False)


class ArticleFilter(forms.Form):
    """Search and filters of the knowledge page."""

    q = forms.CharField(label=_("Words"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[*ANY, *Topic.choices])


class OpinionForm(forms.Form):
    """Whether an article was useful."""

    useful = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")
