"""The forms of the pages about tasks and notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.models import Post
from hamdeli.casework.daily.notes import LONGEST
from hamdeli.desk.dates import DayField

WHOSE = [("", _("mine")), ("all", _("of all whom I lead"))]
WHEN = [("", _("open")), ("overdue", _("overdue")), ("today", _("today")), ("week", _("next seven days"))]


class TaskFilter(forms.Form):
    """Search and filters of the list of tasks."""

    q = forms.CharField(label=_("File code"), required=False)
    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=WHOSE)
    when = forms.ChoiceField(label=_("When"), required=False, choices=[*WHEN, ("done", _("done"))])

    def __init__(self, *args: Any, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leads:
            del self.fields["whose"]


class SpanFilter(forms.Form):
    """The filter of a list of what is due."""

    when = forms.ChoiceField(label=_("When"), required=False, choices=[("", _("all")), *WHEN[1:]])


class OwnerForm(forms.Form):
    """Whose task it is: one of those who hold a post over the file now."""

    owner = forms.ChoiceField(label=_("Owner"))

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {post.user_id: f"{post.user.display_name} · {post.get_role_display()}" for post in posts}
        owner = self.fields["owner"]
        if isinstance(owner, forms.ChoiceField):
            owner.choices = list(choices.items())
        self.people = {str(post.user_id): post.user for post in posts}


class TaskForm(OwnerForm):
    """A new task."""

    field_order = ("title", "due_on", "owner", "urgent")
    title = forms.CharField(label=_("What is to be done"), max_length=200)
    due_on = DayField(label=_("Until"))
    urgent = forms.BooleanField(label=_("urgent"), required=False)


class PassForm(OwnerForm):
    """Another owner."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class FinishForm(forms.Form):
    """What came of a task."""

    result = forms.CharField(label=_("What came of it"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """A case note."""

    text = forms.CharField(label=_("Note"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))
    about_on = DayField(label=_("About the day"), past=True)
    corrects = forms.IntegerField(required=False, widget=forms.HiddenInput)
