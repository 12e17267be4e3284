"""Rows of a form: options with scores, steps of a number, comparisons of a rule, tasks. An empty row counts nothing;
three empty ones always wait at the end.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from hamdeli.desk.questionnaires.ruling import choices_about
from hamdeli.desk.typed import WholeNumberField
from hamdeli.questionnaires.conditions import Condition
from hamdeli.questionnaires.content import NUMBER, Question
from hamdeli.questionnaires.drafting import PREFIXES, free_code
from hamdeli.questionnaires.rules import Row, condition_of, rows_of

SPARE = 3
MOST_ROWS = 40
LONGEST = 400


def words_field(label: Any, initial: str, *, required: bool = True, rtl: bool = False) -> forms.CharField:
    """Return the field of a text in one language."""
    language = {"lang": "fa", "dir": "rtl"} if rtl else {"lang": "en", "dir": "ltr"}
    widget = forms.Textarea(attrs={"rows": 2, **language})
    return forms.CharField(label=label, initial=initial, required=required, max_length=LONGEST, widget=widget)


def line_field(label: Any, initial: str, *, rtl: bool = False) -> forms.CharField:
    """Return the field of a short text in one language."""
    language = {"lang": "fa", "dir": "rtl"} if rtl else {"lang": "en", "dir": "ltr"}
    return forms.CharField(
        label=label, initial=initial, required=False, max_length=200, widget=forms.TextInput(attrs=language)
    )


class Rows:
    """Rows with the same columns, as fields `<name>_<column>_<number>` of a form."""

    name = ""

    def __init__(self, form: forms.Form, initial: Iterable[dict[str, Any]]) -> None:
        self.form = form
        given = list(initial)
        self.count = min(len(given) + SPARE, MOST_ROWS)
        for number in range(self.count):
            for column, field in self.columns(given[number] if number < len(given) else {}).items():
                form.fields[f"{self.name}_{column}_{number}"] = field

    def columns(self, row: dict[str, Any]) -> dict[str, forms.Field]:
        """Return the fields of one row."""
        raise NotImplementedError

    def __iter__(self) -> Any:
        for number in range(self.count):
            yield [self.form[f"{self.name}_{column}_{number}"] for column in self.columns({})]

    @property
    def bound(self) -> list[list[BoundField]]:
        """The rows, for the page."""
        return list(self)

    def cleaned(self) -> list[dict[str, Any]]:
        """Return the values of each row."""
        asked = self.form.cleaned_data
        columns = list(self.columns({}))
        return [
            {column: asked.get(f"{self.name}_{column}_{number}") for column in columns} for number in range(self.count)
        ]


class OptionRows(Rows):
    """The options of a question with their scores; for a number the steps of its score."""

    name = "option"

    def __init__(self, form: forms.Form, question: Question) -> None:
        self.numbers = question["kind"] == NUMBER
        super().__init__(form, question.get("bands" if self.numbers else "options", ()))

    def columns(self, row: dict[str, Any]) -> dict[str, forms.Field]:
        """From which number, or both texts; then the score."""
        score = WholeNumberField(label=_("Points"), required=False, min_value=0, initial=row.get("score"))
        if self.numbers:
            return {
                "least": WholeNumberField(label=_("From"), required=False, initial=row.get("least")),
                "score": score,
            }
        words = row.get("text") or {}
        return {
            "code": forms.CharField(required=False, initial=row.get("code", ""), widget=forms.HiddenInput),
            "fa": line_field(_("Option in Persian"), words.get("fa", ""), rtl=True),
            "en": line_field(_("Option in English"), words.get("en", "")),
            "score": score,
        }

    def made(self) -> dict[str, Any]:
        """Return the options or the steps; an option keeps its code, so that rules still find it."""
        rows = self.cleaned()
        if self.numbers:
            steps = [{"least": row["least"], "score": row["score"] or 0} for row in rows if row["least"] is not None]
            return {"bands": sorted(steps, key=lambda step: int(step["least"]))} if steps else {}
        filled = [row for row in rows if row["fa"] or row["en"]]
        known = {row["code"] for row in filled if row["code"]}
        options = []
        for row in filled:
            code = row["code"] or free_code(known, PREFIXES["option"])
            known.add(code)
            options.append({"code": code, "text": {"fa": row["fa"], "en": row["en"]}, "score": row["score"] or 0})
        return {"options": options}


class TaskRows(Rows):
    """Tasks: what is to be done, within how many days, how urgent."""

    name = "task"

    def columns(self, row: dict[str, Any]) -> dict[str, forms.Field]:
        """Both texts, days and urgency."""
        words = row.get("title") or {}
        days = row.get("days")
        return {
            "fa": line_field(_("Task in Persian"), words.get("fa", ""), rtl=True),
            "en": line_field(_("Task in English"), words.get("en", "")),
            "days": WholeNumberField(label=_("Days"), required=False, min_value=0, max_value=365, initial=days),
            "urgent": forms.BooleanField(label=_("urgent"), required=False, initial=row.get("urgent", False)),
        }

    def made(self) -> list[dict[str, Any]]:
        """Return the tasks."""
        return [
            {"title": {"fa": row["fa"], "en": row["en"]}, "days": row["days"] or 0, "urgent": bool(row["urgent"])}
            for row in self.cleaned()
            if row["fa"] or row["en"]
        ]


class RuleRows(Rows):
    """The comparisons of a rule. A rule too deep for rows stands as it is until it is replaced."""

    name = "rule"

    def __init__(self, form: forms.Form, about: list[Question], condition: Condition | None) -> None:
        self.choices, self.condition = choices_about(about), condition
        simple = rows_of(condition)
        self.deep = simple is None
        join, rows = simple or ("and", [])
        form.fields["join"] = forms.ChoiceField(
            label=_("When there are several"),
            choices=[("and", _("all of them must hold")), ("or", _("one of them is enough"))],
            initial=join,
        )
        super().__init__(form, [{"what": row.what, "least": row.least, "denied": row.denied} for row in rows])

    def columns(self, row: dict[str, Any]) -> dict[str, forms.Field]:
        """Which answer, the number, and whether it must not be so."""
        return {
            "what": forms.ChoiceField(
                label=_("Which answer"), required=False, choices=self.choices, initial=row.get("what", "")
            ),
            "least": WholeNumberField(label=_("The number, for “at least”"), required=False, initial=row.get("least")),
            "denied": forms.BooleanField(label=_("must not be so"), required=False, initial=row.get("denied", False)),
        }

    def made(self) -> Condition | None:
        """Return the rule."""
        rows = [Row(row["what"], row["least"], bool(row["denied"])) for row in self.cleaned() if row["what"]]
        if self.deep and not rows:
            return self.condition
        return condition_of(self.form.cleaned_data["join"], rows)
