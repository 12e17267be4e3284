"""The forms of the pages of supervision."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamdeli.casework.models import Check

ANY = [("", _("any"))]
LONGEST = 4000
WHAT = [
    ("overdue", _("visit overdue")),
    ("still", _("plan without movement")),
    ("unworked", _("nobody works on it")),
    ("", _("all under support")),
]


class FoundForm(forms.Form):
    """What was found, with a comment where the file is returned."""

    found = forms.ChoiceField(label=_("What did you find?"), choices=Check.Found.choices, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed where the file is returned. Its worker gets a task and answers here."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """What the worker did about it."""

    answer = forms.CharField(label=_("Answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class CheckFilter(forms.Form):
    """Search and filters of the list of checks."""

    q = forms.CharField(label=_("File code"), required=False)
    found = forms.ChoiceField(
        label=_("Found"),
        required=False,
        choices=[*ANY, ("open", pgettext_lazy("a check of a file", "not checked yet")), *Check.Found.choices],
    )
    month = forms.ChoiceField(
        label=_("Month"), required=False, choices=[("", _("this month")), ("all", _("all months"))]
    )


class FilesFilter(forms.Form):
    """Search and filters of the supervised files."""

    q = forms.CharField(label=_("File code"), required=False)
    what = forms.ChoiceField(label=_("Show"), required=False, choices=WHAT)
    worker = forms.CharField(required=False, widget=forms.HiddenInput)
