"""Parts of a page that lists: table, sortable headings, toolbar, pager, faulty rows, conflicting changes."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
PAGING = ("after", "before")


def address_with(context: Context, **changes: object) -> str:
    """The query of this page with some of its names set or, where the value is empty, left out."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is None:
        return "?"
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_block_tag
def data_table(content: str, caption: str = "", id: str = "", hide_caption: bool = True) -> str:
    """`{% data_table caption="…" %}<thead>…<tbody>…{% enddata_table %}`: scrolls on a phone, keeps its caption.

    Figures go into `<td class="h-figures">`, the row's own name into `<th scope="row">`.
    """
    words = {"content": content, "caption": caption, "id": id, "hide_caption": hide_caption}
    return render_to_string("desk/components/data_table.html", words)


@register.inclusion_tag("desk/components/column_header.html", takes_context=True)
def column_header(context: Context, label: str, key: str = "", figures: bool = False) -> dict[str, Any]:
    """`{% column_header "Label" key="distance" figures=True %}`: a `<th>`; with `key` it sorts by `?sort=`."""
    request = context.get("request")
    now = request.GET.get("sort", "") if request else ""
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "") if key else ""
    following = f"-{key}" if direction == "ascending" else key
    url = address_with(context, sort=following, after="", before="") if key else ""
    return {"label": label, "url": url, "direction": direction, "figures": figures}


@register.inclusion_tag("desk/components/list_toolbar.html", takes_context=True)
def list_toolbar(
    context: Context,
    form: BaseForm,
    *,
    export_url: str = "",
    shown: int | None = None,
    more: bool = False,
    target: str = "",
) -> dict[str, Any]:
    """`{% list_toolbar form export_url=… shown=rows|length more=page.after target="#rows" %}`: search and filters.

    `form` is a plain form bound to `request.GET`; its field `q` is the search box, its other fields are filters. They
    live in the address. `shown` and `more` say how many rows stand here and whether others follow; nothing is counted.
    With `target` htmx replaces that part while the reader types.
    """
    request = context.get("request")
    query = request.GET if request else {}
    fields: list[BoundField] = [form[name] for name in form.fields]
    return {
        "search": next((field for field in fields if field.name == "q"), None),
        "filters": [field for field in fields if field.name != "q" and not field.is_hidden],
        "hidden": [field for field in fields if field.is_hidden],
        "sort": query.get("sort", ""),
        "narrowed": any(query.get(field.name) for field in fields if not field.is_hidden),
        "export_url": f"{export_url}{address_with(context, after='', before='')}" if export_url else "",
        "shown": shown,
        "more": bool(more),
        "target": target,
        "path": request.path if request else "",
    }


@register.inclusion_tag("desk/components/pager.html", takes_context=True)
def pager(context: Context, before: object = "", after: object = "", target: str = "") -> dict[str, Any]:
    """`{% pager before=page.before after=page.after %}`: the keys of the rows next to this page; empty at an end."""
    return {
        "before": address_with(context, before=before, after="") if before else "",
        "after": address_with(context, after=after, before="") if after else "",
        "target": target,
    }


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """`{% query_with state="waiting" %}`: this page's query with some names changed; paging starts anew."""
    return address_with(context, **dict.fromkeys(PAGING, ""), **changes)


@register.simple_tag
def choose_all(label: str) -> SafeString:
    """`{% choose_all "All rows" %}` in the heading of a table inside `<form data-choosing>`."""
    return format_html('<input type="checkbox" class="form-check-input" data-choose-all aria-label="{}">', label)


@register.simple_tag
def choose(name: str, value: object, label: str, checked: bool = False) -> SafeString:
    """`{% choose "files" file.pk file.code %}` in a row; the bar with `data-chosen-bar` appears when one is ticked."""
    return format_html(
        '<input type="checkbox" class="form-check-input" data-choose name="{}" value="{}" aria-label="{}"{}>',
        name,
        value,
        label,
        SafeString(" checked") if checked else "",
    )


@register.inclusion_tag("desk/components/fault_table.html")
def fault_table(faults: Iterable[Any], download_url: str = "", more: int = 0) -> dict[str, Any]:
    """`{% fault_table faults download_url=… more=… %}`: each fault has `row`, `column`, `value` and `message`."""
    return {"faults": list(faults), "download_url": download_url, "more": more}


@register.inclusion_tag("desk/components/conflict_panel.html")
def conflict_panel(changes: Iterable[Any], who: object = "", when: object = None) -> dict[str, Any]:
    """`{% conflict_panel changes who when %}`: each change has `field`, `yours` and `theirs`."""
    return {"changes": list(changes), "who": who, "when": when}
