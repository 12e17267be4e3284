"""What each kind of background work is called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORK: dict[str, Any] = {
    "list_preview": _("Look through a list"),
    "list_store": _("Store a list"),
    "proposals.solve": _("Find the best plan"),
    "proposals.approve": _("Hand files over"),
    "insight.compute": _("Compute the indicators"),
}
