"""A province large enough to be told of: twelve centres, 25 files handed over last year and ten this year."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from hamdeli.delegation.models import Handover, Mandate
from hamdeli.insight.bulletins.issuing import begin, release
from hamdeli.insight.computing import compute
from hamdeli.insight.models.bulletins import Bulletin
from hamdeli.insight.periods import running
from hamdeli.persian.calendar import year_bounds
from tests.support.cast import Cast, case_file, centre

LAST_YEAR, THIS_YEAR = 25, 10


def noon(day: date) -> datetime:
    """Return the middle of a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def settle(cast: Cast) -> None:
    """Store the centres, the files and their mandates, and count the running year."""
    cast.mehr.capacity = LAST_YEAR + THIS_YEAR
    cast.mehr.save()
    for number in range(9):
        centre(f"10-2{number:02}", cast.kashan, kind="specialised" if number % 2 else "neighbourhood")
    today = timezone.localdate()
    first = year_bounds(running(today).year)[0]
    handover = Handover.objects.create(
        code="H-1", province=cast.isfahan, made_at=noon(first), files_count=LAST_YEAR + THIS_YEAR, digest="x"
    )
    for number in range(LAST_YEAR + THIS_YEAR):
        begun = noon(date(first.year - 1, 6, 1)) if number < LAST_YEAR else noon(first)
        file = case_file(f"10-5{number:02}", cast.kashan, centre=cast.mehr)
        Mandate.objects.create(case_file=file, centre=cast.mehr, handover=handover, begun_at=begun)
    count()


def count() -> None:
    """Count the running year."""
    compute(running(timezone.localdate()))


def asked(cast: Cast, **changes: Any) -> dict[str, Any]:
    """Return what is asked for when a bulletin is begun."""
    period = running(timezone.localdate())
    given = {"place": cast.isfahan, "year": period.year, "months": period.months, "by": cast.participation}
    return {**given, **changes}


def released(cast: Cast) -> Bulletin:
    """Return a released bulletin."""
    draft = begin(**asked(cast))
    return release(bulletin=draft, by=cast.participation, seen_version=1)
