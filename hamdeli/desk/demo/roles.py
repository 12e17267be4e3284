"""The roles of the demonstration and what each does, in a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.roles import Role

ICONS: dict[str, str] = {
    Role.SUPPORT_DEPUTY: "route",
    Role.COUNTY_HEAD: "folder",
    Role.CENTRE_HEAD: "building-community",
    Role.SOCIAL_WORKER: "user-circle",
    Role.PARTICIPATION_DEPUTY: "building-community",
    Role.DIRECTOR_GENERAL: "chart-bar",
    Role.AUDITOR: "journal",
}
DEEDS: dict[str, Any] = {
    Role.SUPPORT_DEPUTY: _("Proposes which centre should carry which case file, approves, hands over, can undo it."),
    Role.COUNTY_HEAD: _("Sees the county's case files and centres, recalls a file or transfers it."),
    Role.CENTRE_HEAD: _("Accepts or declines the files handed to the centre, and returns them later."),
    Role.SOCIAL_WORKER: _("Sees the files of the centre and the families behind them."),
    Role.PARTICIPATION_DEPUTY: _("Keeps the registry of centres: kinds, specialities, capacity, licence."),
    Role.DIRECTOR_GENERAL: _("Compares the provinces by their figures; never sees a family's identity."),
    Role.AUDITOR: _("Reads the journal and proves that nothing in it was changed."),
}
