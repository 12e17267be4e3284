"""What the first page tells that waits: for who inspects, who helps centres, and the head of one that closes."""

from datetime import timedelta

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.inspecting.signing import sign
from hamdeli.desk.tasks import tasks_for
from tests.centres.inspecting.making import done, planned
from tests.centres.licensing.test_life import decided
from tests.support.cast import Cast


def waiting(user: User, name: str) -> int:
    """How much waits for the user, freshly read, on the list whose address has the words."""
    return sum(task.count for task in tasks_for(User.objects.get(pk=user.pk)) if name in task.url)


def test_inspections_wait_for_who_makes_them(cast: Cast) -> None:
    today = timezone.localdate()
    planned(cast, planned_on=today + timedelta(days=7))
    planned(cast, cast.noor, planned_on=today + timedelta(days=8))
    assert waiting(cast.inspector, "inspections/?state=planned") == 1
    row = done(cast, cast.natanz_centre)
    assert waiting(cast.inspector, "inspections/?state=done") == 1
    assert waiting(cast.participation, "inspections/?state=done") == 0
    sign(inspection=row, by=cast.centre_head, seen_version=row.version)
    assert waiting(cast.inspector, "inspections/?state=done") == 0


def test_the_head_learns_that_a_measure_is_in_force(cast: Cast) -> None:
    assert waiting(cast.centre_head, "?measure=in_force") == 0
    decided(cast)
    assert waiting(cast.centre_head, "?measure=in_force") == 1
    assert waiting(cast.other_centre_head, "?measure=in_force") == 0
