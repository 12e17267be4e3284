"""The tabs over the pages of one's own account."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@dataclass(frozen=True)
class Tab:
    """One page of the account."""

    label: str
    url: str
    active: bool
    count: int | None = None


@register.inclusion_tag("desk/components/tabs.html", takes_context=True)
def account_tabs(context: Context) -> dict[str, Any]:
    """`{% account_tabs %}`: password, second factor, sessions; the page of the request is marked."""
    path = context["request"].path
    pages = (
        (_("Password"), reverse("account_change_password")),
        (_("Second factor"), reverse("mfa_index")),
        (_("Open sessions"), reverse("usersessions_list")),
    )
    return {"items": [Tab(label, url, path.startswith(url)) for label, url in pages], "label": _("Your account")}
