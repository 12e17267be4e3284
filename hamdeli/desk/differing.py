"""What two writers of one form wanted, field by field and in words: the rows of the panel of a conflict."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField


def differing(form: forms.Form, stored: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the fields in which the filled-in `form` and what is `stored` now differ."""
    now = type(form)(initial=dict(stored))
    rows = []
    for name in form.fields:
        if form.fields[name].widget.is_hidden or name not in stored:
            continue
        yours, theirs = spoken(form[name], form.cleaned_data.get(name)), spoken(now[name], stored[name])
        if yours != theirs:
            rows.append({"field": form[name].label, "yours": yours, "theirs": theirs})
    return rows


def spoken(bound: BoundField, value: Any) -> str:
    """Return a value as the reader knows it: the words of a choice, a day, a number."""
    if isinstance(bound.field, forms.ChoiceField):
        chosen = value if isinstance(value, list) else [value]
        return " · ".join(str(label) for code, label in flat(bound.field) if code and code in chosen)
    shown = bound.field.prepare_value(value)
    return "" if shown is None else str(shown)


def flat(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    """Return the choices of a field."""
    choices: Any = field.choices
    return [(code, label) for code, label in choices if not isinstance(label, list | tuple)]
