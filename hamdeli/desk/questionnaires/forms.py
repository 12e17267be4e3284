"""The forms that write a questionnaire: one for each kind of part. Each reads and makes plain values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamdeli.desk.questionnaires.rows import OptionRows, RuleRows, TaskRows, words_field
from hamdeli.desk.typed import WholeNumberField
from hamdeli.questionnaires.content import (
    KINDS,
    NUMBER,
    SUBJECTS,
    TONES,
    WITH_OPTIONS,
    YES_NO,
    Content,
    Question,
    earlier_than,
    levels_of,
    questions_of,
    text_in,
)
from hamdeli.questionnaires.models import Purpose

KIND_WORDS = {
    **{"yes_no": _("yes or no"), "one_of": _("one of several"), "several_of": _("several of a list")},
    **{"number": _("a number"), "text": _("a short text"), "long_text": _("a long text"), "date": _("a day")},
    "note": _("a note to the reader (no question)"),
}
TONE_WORDS = {
    **{"good": _("green: calm"), "accent": _("teal: attentive"), "warn": _("yellow: at risk")},
    **{"bad": _("red: urgent"), "neutral": _("grey: neutral")},
}
SUBJECT_WORDS = {
    **{"child": _("child at risk"), "violence": _("violence"), "suicide": _("danger of suicide")},
    "other": _("other"),
}
KIND_CHOICES = [(kind, KIND_WORDS[kind]) for kind in KINDS]


class TitleForm(forms.Form):
    """Title and secrecy of a questionnaire."""

    title_fa = forms.CharField(label=_("title in Persian"), max_length=120)
    title_en = forms.CharField(label=_("title in English"), max_length=120)
    restricted = forms.BooleanField(
        label=_("restricted to named posts"),
        required=False,
        help_text=_("What is answered can then be opened only by the writer, the county head and the supervisor."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NewForm(TitleForm):
    """A new questionnaire."""

    purpose = forms.ChoiceField(label=_("purpose"), choices=Purpose.choices)
    field_order = ("purpose", "title_fa", "title_en", "restricted")


class RetireForm(forms.Form):
    """Why a questionnaire is asked no longer."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class PartForm(forms.Form):
    """A part of a draft: `made()` returns it as plain values."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = "title"

    def __init__(self, *args: Any, content: Content, part: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content, self.part = content, part
        words = part.get(self.name) or {}
        self.fields["fa"] = words_field(_("Text in Persian"), words.get("fa", ""), rtl=True)
        self.fields["en"] = words_field(_("Text in English"), words.get("en", ""))
        self.add_fields()

    def add_fields(self) -> None:
        """Add the fields of this kind of part."""

    def made(self) -> dict[str, Any]:
        """Return the part."""
        asked = self.cleaned_data
        return {"code": self.part["code"], self.name: {"fa": asked["fa"].strip(), "en": asked["en"].strip()}}


class SectionForm(PartForm):
    """The title of a section."""


class QuestionForm(PartForm):
    """A question of a kind: texts, options with scores or limits, and when it is asked."""

    name = "text"

    def add_fields(self) -> None:
        """Add what a question of this kind has."""
        hint = self.part.get("hint") or {}
        self.fields["hint_fa"] = words_field(_("Hint in Persian"), hint.get("fa", ""), required=False, rtl=True)
        self.fields["hint_en"] = words_field(_("Hint in English"), hint.get("en", ""), required=False)
        self.fields["required"] = forms.BooleanField(
            label=_("must be answered"), required=False, initial=self.part.get("required", False)
        )
        if self.part["kind"] == YES_NO:
            for answer, label in (("yes", _("Points for yes")), ("no", _("Points for no"))):
                points = (self.part.get("scores") or {}).get(answer, 0)
                self.fields[f"score_{answer}"] = points_field(label, points)
        if self.part["kind"] == NUMBER:
            for limit, label in (("least", _("Least")), ("most", _("Most"))):
                self.fields[limit] = WholeNumberField(label=label, required=False, initial=self.part.get(limit))
        self.options = OptionRows(self, self.part) if self.part["kind"] in WITH_OPTIONS | {NUMBER} else None
        self.rule = RuleRows(self, earlier_than(self.content, self.part["code"]), self.part.get("show_if"))

    def made(self) -> Question:
        """Return the question."""
        asked = self.cleaned_data
        question = super().made() | {"kind": self.part["kind"], "required": asked["required"]}
        hint = {"fa": asked["hint_fa"].strip(), "en": asked["hint_en"].strip()}
        if any(hint.values()):
            question["hint"] = hint
        if self.part["kind"] == YES_NO:
            question["scores"] = {answer: asked[f"score_{answer}"] or 0 for answer in ("yes", "no")}
        if self.part["kind"] == NUMBER:
            question |= {limit: asked[limit] for limit in ("least", "most") if asked[limit] is not None}
        if self.options:
            question |= self.options.made()
        rule = self.rule.made()
        return question | {"show_if": rule} if rule else question


class LevelForm(PartForm):
    """A level: from which score, in which colour, and what it asks for."""

    name = "name"

    def add_fields(self) -> None:
        """Add score, colour, secrecy and tasks."""
        part = self.part
        self.fields["least"] = points_field(_("From this score"), part.get("least", 0))
        tones = [(tone, TONE_WORDS[tone]) for tone in TONES]
        self.fields["tone"] = forms.ChoiceField(label=_("Colour"), choices=tones, initial=part.get("tone", "warn"))
        self.fields["restricted"] = forms.BooleanField(
            label=_("restricted to named posts"), required=False, initial=part.get("restricted", False)
        )
        self.fields["authority"] = forms.BooleanField(
            label=_("goes to a competent authority"), required=False, initial=part.get("authority", False)
        )
        self.fields["subject"] = subject_field(part.get("subject", ""))
        self.tasks = TaskRows(self, part.get("tasks", ()))

    def made(self) -> dict[str, Any]:
        """Return the level."""
        asked = self.cleaned_data
        names = ("tone", "restricted", "authority", "subject")
        return (
            super().made()
            | {name: asked[name] for name in names}
            | {
                "least": asked["least"] or 0,
                "tasks": self.tasks.made(),
            }
        )


class SignForm(PartForm):
    """A sign: answers that count by themselves, the level to which they lead, and what they ask for."""

    name = "name"

    def add_fields(self) -> None:
        """Add rule, level, subject and tasks."""
        levels = [(level["code"], text_in(level["name"], "fa") or level["code"]) for level in levels_of(self.content)]
        self.fields["level"] = forms.ChoiceField(
            label=_("Leads at least to the level"), choices=levels, initial=self.part.get("level")
        )
        self.fields["subject"] = subject_field(self.part.get("subject", ""))
        self.rule = RuleRows(self, questions_of(self.content), self.part.get("when"))
        self.tasks = TaskRows(self, self.part.get("tasks", ()))

    def made(self) -> dict[str, Any]:
        """Return the sign."""
        asked = self.cleaned_data
        words = {"level": asked["level"], "subject": asked["subject"]}
        return super().made() | words | {"when": self.rule.made(), "tasks": self.tasks.made()}


def points_field(label: Any, initial: int) -> forms.Field:
    """Return the field of a score."""
    return WholeNumberField(label=label, required=False, min_value=0, max_value=1000, initial=initial)


def subject_field(initial: str) -> forms.ChoiceField:
    """Return the field that says what is restricted to named posts."""
    return forms.ChoiceField(
        label=_("Restricted matter"),
        required=False,
        initial=initial,
        choices=[("", _("none")), *((subject, SUBJECT_WORDS[subject]) for subject in SUBJECTS)],
        help_text=_("With a matter the answers become restricted, and the county head is told to bring it further."),
    )


FORMS: dict[str, type[PartForm]] = {
    "section": SectionForm,
    "question": QuestionForm,
    "level": LevelForm,
    "sign": SignForm,
}
