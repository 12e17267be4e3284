"""What hangs on a centre without a record of its own is changed under the version of the centre."""

from typing import Any

from hamdeli.centres.models import Centre
from hamdeli.journal.changing import conflict


def locked(centre: Centre, seen_version: int, values: dict[str, Any] | None = None) -> Centre:
    """Lock the row of the centre and return it; raises `Conflict` where it is not as it was seen."""
    fresh = Centre.objects.select_for_update().get(pk=centre.pk)
    if fresh.version != seen_version:
        raise conflict(fresh, seen_version=seen_version, values=values or {}, kind="centre", subject=fresh.code)
    return fresh
