"""Parts of a form: fields with label, hint and error; the summary of errors."""

from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()
LTR_INPUTS = frozenset({"number", "email", "url", "tel", "password"})
SELECTS = (forms.Select,)
SELECTED = SafeString(" selected")
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("desk/components/field.html")
def field(
    bound: BoundField,
    *,
    hint: str = "",
    label: str = "",
    ltr: bool = False,
    unlabelled: bool = False,
    optional: bool = True,
) -> dict[str, Any]:
    """`{% field form.name hint="…" ltr=True %}`: label, input, hint and errors, tied together for every reader.

    Codes ask for `ltr`; numbers, addresses, phones and passwords have it of themselves. A date says that it takes
    Solar Hijri dates. A field that may stay empty says so, unless `optional=False`.
    """
    return {
        "field": bound,
        "label": label or bound.label,
        "kind": _kind(bound),
        "control": control(bound, ltr=ltr, hint=hint),
        "hint": hint or bound.help_text or (_date_hint() if _is_date(bound) else ""),
        "unlabelled": unlabelled,
        "optional": optional and not unlabelled and not bound.field.required,
    }


LANGUAGES = {"fa": {"lang": "fa", "dir": "rtl"}, "en": {"lang": "en", "dir": "ltr"}}
"""A field whose name ends with a language holds text of that language, whatever the reader's is."""


@register.inclusion_tag("desk/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}` above a form: what is wrong, with a link to each field; nothing where all is well."""
    wrong = [(bound, bound.errors) for bound in form if bound.errors] if form.is_bound else []
    return {"form": form, "wrong": wrong, "common": form.non_field_errors() if form.is_bound else []}


def control(bound: BoundField, *, ltr: bool, hint: str) -> SafeString:
    """The input itself with our classes, its direction, and the ids of what describes it."""
    widget = bound.field.widget
    attributes: dict[str, Any] = {}
    css = " ".join(filter(None, (widget.attrs.get("class", ""), _css(widget))))
    if css:
        attributes["class"] = css
    described = _described_by(bound, hint)
    if described:
        attributes["aria-describedby"] = described
    if ltr or getattr(widget, "input_type", "") in LTR_INPUTS or _is_date(bound):
        attributes["dir"] = "ltr"
    attributes |= LANGUAGES.get(bound.name.rpartition("_")[2], {})
    if widget.attrs.get("placeholder") == bound.label:
        attributes["placeholder"] = False
    if _is_date(bound):
        attributes |= {"inputmode": "numeric", "autocomplete": "off"}
    if type(widget) in SELECTS:
        return drawn_select(bound, attributes)
    return bound.as_widget(attrs=attributes)


def drawn_select(bound: BoundField, attributes: dict[str, Any]) -> SafeString:
    """Return a `<select>` drawn here: Django renders a template for every option, which costs a list its bar."""
    widget: Any = bound.field.widget
    attributes = {"id": bound.auto_id, **widget.attrs, **attributes}
    if widget.use_required_attribute(bound.initial) and bound.field.required:
        attributes["required"] = "required"
    chosen = set(widget.format_value(bound.value()))
    options = (("" if value is None else value, label) for value, label in widget.choices)
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if str(value) in chosen else "", label) for value, label in options),
    )
    spoken = format_html_join("", ' {}="{}"', attributes.items())
    return format_html('<select name="{}"{}>{}</select>', bound.html_name, spoken, drawn)


def _described_by(bound: BoundField, hint: str) -> str:
    parts = []
    if hint or bound.help_text or _is_date(bound):
        parts.append(f"{bound.auto_id}_helptext")
    if bound.errors:
        parts.append(f"{bound.auto_id}_error")
    return " ".join(parts)


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, GROUPS):
        return ""
    if isinstance(widget, forms.FileInput):
        return "visually-hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, GROUPS):
        return "group"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "check" if isinstance(widget, forms.CheckboxInput) else "input"


def _is_date(bound: BoundField) -> bool:
    return isinstance(bound.field, forms.DateField) or "Date" in type(bound.field).__name__


def _date_hint() -> str:
    if (get_language() or "fa").startswith("fa"):
        return _("For example ۱۴۰۴/۰۱/۲۵")
    return _("Solar Hijri 1404/01/25 or Gregorian 2025-04-14")
