"""The form by which a visit is written down: on a phone, with few taps."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import User
from hamdeli.casework.scans import LARGEST, MEGABYTE
from hamdeli.casework.visiting.faults import SENTENCES
from hamdeli.casework.visiting.filled import LONGEST, TaskAsked
from hamdeli.casework.visiting.photos import MOST, PhotoGiven
from hamdeli.desk.casework.visiting.forms import DecisionForm, people
from hamdeli.desk.dates import DayField
from hamdeli.desk.templatetags.formats import digits

TASKS = range(1, 4)
SOONER = [
    ("", _("when it is due")),
    *(("7", _("in one week")), ("14", _("in two weeks")), ("30", _("in one month")), ("90", _("in three months"))),
]


class PhotoInput(forms.ClearableFileInput):
    """Several files in one input."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """Photographs, refused by their size before anything of them is read into memory."""

    widget = PhotoInput

    def clean(self, data: Any, initial: Any = None) -> list[File[bytes]]:
        """Return the files."""
        given: list[File[bytes]] = [each for each in (data if isinstance(data, list) else [data]) if each]
        if len(given) > MOST:
            raise ValidationError(digits(str(SENTENCES["photos_many"]) % {"most": MOST}))
        if any((each.size or 0) > LARGEST for each in given):
            raise ValidationError(digits(str(SENTENCES["photo_large"]) % {"limit": LARGEST // MEGABYTE}))
        return given


class VisitForm(DecisionForm):
    """What was seen, apart from what the visitor makes of it; the decision, its tasks, the next visit, photographs."""

    done_on = DayField(label=_("Visited on"), past=True)
    facts = forms.CharField(
        label=_("What was seen"),
        max_length=LONGEST["facts"],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only what you saw and heard."),
    )
    opinion = forms.CharField(
        label=_("What you make of it"),
        required=False,
        max_length=LONGEST["opinion"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sooner = forms.ChoiceField(label=_("Next visit"), required=False, choices=SOONER)
    photos = PhotosField(
        label=_("Photographs"), required=False, widget=PhotoInput(attrs={"accept": "image/jpeg,image/png"})
    )
    photo_shows = forms.CharField(label=_("What they show"), required=False, max_length=120)
    photo_consent = forms.CharField(label=_("Who of the family agreed"), required=False, max_length=120)
    photo_face = forms.BooleanField(label=_("A face can be seen"), required=False)

    def __init__(self, *args: Any, owners: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {user.username: user for user in owners}
        for number in TASKS:
            self.fields[f"task_{number}"] = forms.CharField(
                label=_("What is to be done"), required=False, max_length=200
            )
            self.fields[f"task_{number}_owner"] = forms.ChoiceField(
                label=_("Owner"), required=False, choices=people(owners)
            )
            self.fields[f"task_{number}_due"] = DayField(label=_("Until"), required=False)

    @property
    def task_rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each task."""
        return [(self[f"task_{n}"], self[f"task_{n}_owner"], self[f"task_{n}_due"]) for n in TASKS]

    def clean(self) -> dict[str, Any]:
        """Ask for owner and day of a task, and for what photographs need."""
        cleaned = super().clean() or self.cleaned_data
        for number in TASKS:
            if cleaned.get(f"task_{number}") and not cleaned.get(f"task_{number}_due"):
                self.add_error(f"task_{number}_due", _("Say until when task %s is to be done.") % number)
        if cleaned.get("photos"):
            for name, code in (("photo_shows", "photo_shows"), ("photo_consent", "photo_consent")):
                if not cleaned.get(name, "").strip():
                    self.add_error(name, SENTENCES[code])
        return cleaned

    def tasks(self, writer: User) -> Iterator[TaskAsked]:
        """Yield the tasks that were written; without an owner they are the writer's."""
        asked = self.cleaned_data
        for number in TASKS:
            if asked[f"task_{number}"]:
                owner = self.owners.get(asked[f"task_{number}_owner"], writer)
                yield TaskAsked(asked[f"task_{number}"], owner, asked[f"task_{number}_due"])

    def given_photos(self) -> list[PhotoGiven]:
        """Return the photographs, each with what was said of all of them."""
        asked = self.cleaned_data
        said = (asked["photo_shows"], asked["photo_consent"], asked["photo_face"])
        return [PhotoGiven(file, *said) for file in asked["photos"]]

    def next_visit_on(self, due: date) -> date | None:
        """Return the day wished for the next visit; where it would come after it is due, none."""
        asked = self.cleaned_data
        if not asked["sooner"]:
            return None
        wished: date = asked["done_on"] + timedelta(days=int(asked["sooner"]))
        return wished if wished < due else None
