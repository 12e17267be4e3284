"""Parts of a page that act: buttons that post, with the marks that make a retry and a clash harmless."""

import uuid
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def idempotency_key(key: object = "") -> SafeString:
    """`{% idempotency_key %}` inside every form that creates: a fresh key for this showing of the page."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', key or uuid.uuid4())


@register.simple_tag
def version_field(thing: Any) -> SafeString:
    """`{% version_field object %}` inside every form that changes: the version that the reader saw."""
    return format_html('<input type="hidden" name="version" value="{}">', thing.version)


@register.simple_block_tag(takes_context=True)
def confirm_form(
    context: Context,
    content: str,
    action: str,
    label: str,
    question: str = "",
    *,
    tone: str = "",
    icon: str = "",
    thing: Any = None,
    small: bool = False,
    confirm_label: str = "",
) -> str:
    """`{% confirm_form url label question tone="danger" icon="trash" thing=object %}inputs{% endconfirm_form %}`.

    A button that posts to `action` with the request's token, an idempotency key and, with `thing`, its version. With
    `question` (or inputs of its own) a dialog asks first.
    """
    words = {"action": action, "label": label, "question": question, "icon": icon, "thing": thing, "small": small}
    words |= {
        "content": SafeString(content.strip()),
        "tone": tone or "primary",
        "confirm_label": confirm_label or label,
    }
    words |= {"csrf_token": context.get("csrf_token", ""), "dialog": f"ask-{uuid.uuid4().hex[:8]}"}
    return render_to_string("desk/components/confirm_form.html", words)
