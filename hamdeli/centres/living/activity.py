"""How alive a centre is, by what was recorded of it: pure functions of days."""

from datetime import date

from hamdeli.centres.models import Activity

QUIET_AFTER, SILENT_AFTER = 45, 90
"""Days without anything recorded after which a centre is called quiet, and silent."""


def activity_of(last: date | None, today: date) -> Activity:
    """The activity of a centre for which something was recorded on `last` (None: never)."""
    if last is None or (today - last).days >= SILENT_AFTER:
        return Activity.SILENT
    return Activity.QUIET if (today - last).days >= QUIET_AFTER else Activity.ACTIVE
