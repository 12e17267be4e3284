"""The roles of the demonstration and what each does, in a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hamdeli.accounts.roles import Role

ICONS: dict[str, str] = {
    Role.SUPPORT_DEPUTY: "route",
    Role.COUNTY_HEAD: "folder",
    Role.CENTRE_HEAD: "building-community",
    Role.SOCIAL_WORKER: "user-circle",
    Role.VOLUNTEER: "user-circle",
    Role.ADMISSION_WORKER: "inbox",
    Role.ENQUIRING_WORKER: "user-circle",
    Role.SUPERVISOR: "list-check",
    Role.PARTICIPATION_DEPUTY: "building-community",
    Role.FOUNDER: "flag",
    Role.INSPECTOR: "clipboard-check",
    Role.SUPPORTER: "help",
    Role.DIRECTOR_GENERAL: "chart-bar",
    Role.AUDITOR: "journal",
}
DEEDS: dict[str, Any] = {
    Role.SUPPORT_DEPUTY: _("Proposes which centre should carry which case file, approves, hands over, can undo it."),
    Role.COUNTY_HEAD: _("Sees the county's case files and centres, recalls a file or transfers it."),
    Role.CENTRE_HEAD: _("Accepts or declines the files handed to the centre, and returns them later."),
    Role.SOCIAL_WORKER: _("Visits families, decides what follows, plans with them and writes it down."),
    Role.VOLUNTEER: _("Helps a few families under a supervisor, and sees nobody else's file."),
    Role.ADMISSION_WORKER: _("Takes up referrals and leads families through admission."),
    Role.ENQUIRING_WORKER: _("Visits families who apply, before the commission decides."),
    Role.SUPERVISOR: _("Watches caseloads and overdue visits, and looks through files by lot."),
    Role.PARTICIPATION_DEPUTY: _("Keeps the registry of centres: kinds, specialities, capacity, licence."),
    Role.FOUNDER: _("Founds a centre with other trustees, from the application to the opening."),
    Role.INSPECTOR: _("Inspects centres, follows what was found until it is put right, and grades them."),
    Role.SUPPORTER: _("Answers what centres ask, writes courses, announcements and articles."),
    Role.DIRECTOR_GENERAL: _("Compares the provinces by their figures; never sees a family's identity."),
    Role.AUDITOR: _("Reads the journal and proves that nothing in it was changed."),
}
