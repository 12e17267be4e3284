"""Hours: who writes them, who confirms them, how they are taken back, and what a certificate says of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hamdeli.accounts.appointing import end_post
from hamdeli.journal.once import KeyUsedOtherwise
from hamdeli.volunteers.certifying import certify
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.giving_time import confirm_hours, confirmed_minutes, record_hours, take_back_hours
from hamdeli.volunteers.models import Hours, Volunteer, VolunteerStep
from tests.support.cast import Cast
from tests.volunteers.making import TODAY, active, trained
from tests.volunteers.test_way import gone

DAY = date(2024, 5, 5)


def given(
    volunteer: Volunteer, by: Any, *, minutes: int = 90, on: date = DAY, key: str = "k", what: str = "درس"
) -> Hours:
    return record_hours(volunteer=volunteer, minutes=minutes, what=what, on=on, by=by, today=TODAY, key=key)


def test_written_by_the_volunteer_confirmed_by_the_supervisor(cast: Cast) -> None:
    made = active(cast)
    row = given(made, made.user)
    assert (row.minutes, row.confirmed_by, confirmed_minutes(made)) == (90, None, 0)
    assert confirm_hours(volunteer=made, rows=[row.pk], by=cast.worker) == 1
    assert confirmed_minutes(made) == 90


def test_sent_twice_it_is_one_row(cast: Cast) -> None:
    made = active(cast)
    assert given(made, made.user) == given(made, made.user)
    with pytest.raises(KeyUsedOtherwise):
        given(made, made.user, minutes=30)


def test_nobody_confirms_own_hours(cast: Cast) -> None:
    made = active(cast)
    row = given(made, made.user)
    with pytest.raises(VolunteerFault, match="hours_own"):
        confirm_hours(volunteer=made, rows=[row.pk], by=made.user)  # type: ignore[arg-type]
    with pytest.raises(DatabaseError, match="own hours"), transaction.atomic():
        Hours.objects.filter(pk=row.pk).update(confirmed_by=made.user, confirmed_at=timezone.now())


def test_strangers_neither_write_nor_confirm(cast: Cast) -> None:
    made, other = active(cast), active(cast, 1, supervisor=cast.centre_head)
    row = given(made, cast.worker)
    for stranger in (cast.other_centre_head, cast.county_head, other.user, cast.volunteer):
        with pytest.raises(VolunteerFault, match="may_not"):
            given(made, stranger, key=stranger.username)  # type: ignore[union-attr]
        with pytest.raises(VolunteerFault, match="hours_not_yours"):
            confirm_hours(volunteer=made, rows=[row.pk], by=stranger)  # type: ignore[arg-type]


def test_a_supervisor_whose_post_ended_confirms_nothing_and_the_head_does(cast: Cast) -> None:
    made = active(cast)
    row = given(made, made.user)
    end_post(post=cast.worker.posts.get(), actor=cast.deputy.actor)
    with pytest.raises(VolunteerFault, match="hours_not_yours"):
        confirm_hours(volunteer=made, rows=[row.pk], by=cast.worker)
    assert confirm_hours(volunteer=made, rows=[row.pk], by=cast.centre_head) == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"minutes": 2}, "minutes_unfit"),
        ({"minutes": 17 * 60}, "minutes_unfit"),
        ({"what": " "}, "what_missing"),
        ({"on": TODAY + timedelta(days=1)}, "day_ahead"),
        ({"on": date(2024, 3, 1)}, "not_active"),
    ],
)
def test_hours_that_cannot_be(cast: Cast, more: dict[str, Any], code: str) -> None:
    made = active(cast)
    with pytest.raises(VolunteerFault, match=code):
        given(made, made.user, **more)


def test_a_day_has_an_end(cast: Cast) -> None:
    made = active(cast)
    row = given(made, made.user, minutes=15 * 60)
    with pytest.raises(VolunteerFault, match="day_full"):
        given(made, made.user, minutes=90, key="k2")
    take_back_hours(row=row, by=made.user)  # type: ignore[arg-type]
    given(made, made.user, minutes=90, key="k3")


def test_nobody_who_does_not_help_has_hours(cast: Cast) -> None:
    made = trained(cast)
    with pytest.raises(VolunteerFault, match="not_active"):
        given(made, cast.centre_head)
    left = gone(cast, active(cast, 1))
    given(left, cast.centre_head)
    with pytest.raises(VolunteerFault, match="may_not"):
        given(left, left.user, key="own")


def test_a_mistake_is_taken_back_by_another_row(cast: Cast) -> None:
    made = active(cast)
    first, second = given(made, made.user), given(made, made.user, key="k2", minutes=60)
    back = take_back_hours(row=first, by=made.user)  # type: ignore[arg-type]
    assert (back.minutes, back.takes_back, back.confirmed_by) == (-90, first, None)
    for row in (first, back):
        with pytest.raises(VolunteerFault, match="hours_taken_back"):
            take_back_hours(row=row, by=cast.worker)
        with pytest.raises(VolunteerFault, match="hours_taken_back"):
            confirm_hours(volunteer=made, rows=[row.pk], by=cast.worker)
    confirm_hours(volunteer=made, rows=[second.pk], by=cast.worker)
    with pytest.raises(VolunteerFault, match="hours_confirmed"):
        confirm_hours(volunteer=made, rows=[second.pk], by=cast.worker)
    with pytest.raises(VolunteerFault, match="hours_theirs"):
        take_back_hours(row=second, by=made.user)  # type: ignore[arg-type]
    take_back_hours(row=second, by=cast.worker)
    assert confirmed_minutes(made) == 0
    assert Hours.objects.count() == 4


def test_rows_of_hours_stay(cast: Cast) -> None:
    made = active(cast)
    row = given(made, made.user)
    confirm_hours(volunteer=made, rows=[row.pk], by=cast.worker)
    other = given(made, made.user, key="k2")
    take_back_hours(row=other, by=cast.worker)
    now = timezone.now()
    for change in (
        lambda: Hours.objects.filter(pk=row.pk).update(minutes=10),
        lambda: Hours.objects.filter(pk=row.pk).update(confirmed_by=None, confirmed_at=None),
        lambda: Hours.objects.filter(pk=row.pk).update(confirmed_by=cast.centre_head, confirmed_at=now),
        lambda: Hours.objects.filter(pk=other.pk).update(confirmed_by=cast.worker, confirmed_at=now),
        lambda: Hours.objects.filter(pk=row.pk).delete(),
        lambda: Hours.objects.create(
            volunteer=made, on=DAY, minutes=-10, what="x", takes_back=row, made_by=cast.worker, made_at=now
        ),
        lambda: Hours.objects.create(volunteer=made, on=DAY, minutes=-10, what="x", made_by=cast.worker, made_at=now),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_certificate_counts_what_was_confirmed(cast: Cast) -> None:
    made = active(cast)
    span: dict[str, Any] = {"volunteer": made, "since": date(2024, 5, 1), "until": date(2024, 5, 31), "today": TODAY}
    with pytest.raises(VolunteerFault, match="no_hours"):
        certify(**span, by=cast.centre_head)
    rows = [given(made, made.user, key=f"k{day}", on=date(2024, 5, day)).pk for day in (1, 31)]
    rows.append(given(made, made.user, key="late", on=date(2024, 6, 1)).pk)
    confirm_hours(volunteer=made, rows=rows, by=cast.worker)
    step = certify(**span, by=cast.centre_head)
    assert step.details == {
        "number": f"10-001-{made.pk}-1",
        "since": "2024-05-01",
        "until": "2024-05-31",
        "minutes": 180,
    }
    with pytest.raises(VolunteerFault, match="may_not"):
        certify(**span, by=cast.worker)
    for more, code in (
        ({"until": TODAY + timedelta(days=2)}, "day_ahead"),
        ({"since": date(2024, 6, 9)}, "span_unfit"),
    ):
        with pytest.raises(VolunteerFault, match=code):
            certify(**span | more, by=cast.centre_head)
    gone(cast, made)
    assert certify(**span, by=cast.centre_head).details["number"].endswith("-2")
    assert VolunteerStep.objects.filter(step="certify").count() == 2
