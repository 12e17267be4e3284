"""The tabs over the lists about the life of centres."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(active: str) -> list[dict[str, Any]]:
    """Return the lists as tabs; `active` is the name of this one."""
    labels = {
        "returns": _("Monthly returns"),
        "papers_due": _("Papers"),
        "boards_due": _("Boards"),
        "bank_accounts": _("Bank accounts"),
    }
    return [
        {"label": label, "url": reverse(f"desk:{name}"), "active": name == active} for name, label in labels.items()
    ]
