"""Which volunteer gets a family: suggestions with reasons, the ceiling, and who may not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from hamdeli.accounts.appointing import end_post
from hamdeli.casework.helping.faults import HelpFault
from hamdeli.casework.helping.fitting import Offered, Wanted, fit, times_of
from hamdeli.casework.helping.giving_files import give_file, take_file_back
from hamdeli.casework.helping.matching import suggest
from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.casework.visiting.planning_visit import plan_visit
from hamdeli.journal.changing import Conflict
from hamdeli.volunteers.models import Volunteer
from tests.support.cast import Cast, case_file
from tests.volunteers.making import TODAY, active, trained

WANTED = Wanted("education", 33.98, 51.44)
OFFERED = Offered((), ("fa",), (), "aide", 33.98, 51.44, 0, 5)


def given(cast: Cast, file: CaseFile, volunteer: Volunteer, **more: Any) -> CaseFile:
    values: dict[str, Any] = {"by": cast.centre_head, "seen_version": CaseFile.objects.get(pk=file.pk).version}
    return give_file(case_file=file, volunteer=volunteer, **values | more)


def files(cast: Cast, count: int = 1, **fields: Any) -> list[CaseFile]:
    return [case_file(f"F-{number}", cast.kashan, centre=cast.mehr, **fields) for number in range(count)]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"skills": ("teaching",)}, {}),
        ({"skills": ("teaching",)}, {"skills": ("driving", "law")}),
        ({"grade": "qualified"}, {}),
        ({}, {"latitude": 34.1}),
        ({}, {"latitude": None}),
        ({"ceiling": 5}, {"held": 4}),
    ],
)
def test_who_brings_more_fits_better(better: dict[str, Any], worse: dict[str, Any]) -> None:
    assert fit(WANTED, replace(OFFERED, **better)).points > fit(WANTED, replace(OFFERED, **worse)).points


def test_language_and_time_count_where_they_are_asked_for() -> None:
    asked = replace(WANTED, language="az", times=("fridays",))
    able = replace(OFFERED, languages=("fa", "az"), times=("fridays",))
    assert fit(WANTED, able).points == fit(WANTED, OFFERED).points
    assert fit(asked, able).points > fit(WANTED, able).points
    assert fit(asked, OFFERED).points < fit(WANTED, OFFERED).points
    codes = [reason.code for reason in fit(asked, OFFERED).reasons]
    assert codes == ["no_skill", "no_language", "no_time", "near", "free"]


def test_days_of_the_week() -> None:
    assert times_of(date(2024, 7, 5)) == ("fridays",)
    assert times_of(date(2024, 7, 4)) == ("thursdays",)
    assert times_of(date(2024, 7, 6)) == ("mornings", "afternoons")


def test_the_fittest_comes_first_and_who_cannot_comes_last(cast: Cast) -> None:
    (file,) = files(cast, need="education")
    driver, teacher = active(cast, 0, skills=["driving"]), active(cast, 1)
    full = active(cast, 2, ceiling=1)
    given(cast, case_file("F-9", cast.kashan, centre=cast.mehr), full)
    trained(cast, 3)
    active(cast, 4, centre=cast.noor, by=cast.other_centre_head, supervisor=cast.other_centre_head)
    found = suggest(file)
    assert [each.volunteer.pk for each in found] == [teacher.pk, driver.pk, full.pk]
    assert [each.hindrance for each in found] == ["", "", "ceiling"]
    given(cast, file, teacher)
    file.refresh_from_db()
    assert [each.volunteer.pk for each in suggest(file)] == [driver.pk, full.pk]


def test_a_volunteer_sees_the_family_from_then_on(cast: Cast) -> None:
    (file,), made = files(cast), active(cast)
    assert made.user is not None
    assert not CaseFile.objects.visible_to(made.user).exists()
    given(cast, file, made)
    assert list(CaseFile.objects.visible_to(made.user)) == [file]


def test_beyond_the_ceiling_is_refused_with_a_clear_sentence(cast: Cast) -> None:
    three, made = files(cast, 3), active(cast, ceiling=2)
    for file in three[:2]:
        given(cast, file, made)
    with pytest.raises(HelpFault, match="ceiling") as fault:
        given(cast, three[2], made)
    with override("en"):
        assert "helps with 2 families already, and may help with 2 at most" in fault.value.sentence
    assert CaseFile.objects.filter(aide=made.user).count() == 2
    CaseFile.objects.filter(pk=three[0].pk).update(state="closed", closed_on=TODAY, centre=None)
    given(cast, three[2], made)


def test_a_discreet_family_goes_only_to_the_person_named_for_it(cast: Cast) -> None:
    made, other = active(cast), active(cast, 1)
    (file,) = files(cast, discreet=True, keeper=made.user)
    with pytest.raises(HelpFault, match="discreet"):
        given(cast, file, other)
    assert {each.volunteer.pk: each.hindrance for each in suggest(file)} == {made.pk: "", other.pk: "discreet"}
    given(cast, file, made)


def test_only_under_a_supervisor_who_works_there_now(cast: Cast) -> None:
    (file,), made = files(cast), active(cast)
    end_post(post=cast.worker.posts.get(), actor=cast.deputy.actor)
    assert [each.hindrance for each in suggest(file)] == ["supervisor_gone"]
    with pytest.raises(HelpFault, match="supervisor_gone"):
        given(cast, file, made)


def test_only_to_who_helps_this_centre_now(cast: Cast) -> None:
    (file,) = files(cast)
    with pytest.raises(HelpFault, match="not_active"):
        given(cast, file, trained(cast))
    elsewhere = active(cast, 1, centre=cast.noor, by=cast.other_centre_head, supervisor=cast.other_centre_head)
    with pytest.raises(HelpFault, match="other_centre"):
        given(cast, file, elsewhere)
    ended = active(cast, 2)
    assert ended.user is not None
    end_post(post=ended.user.posts.get(), actor=cast.deputy.actor)
    with pytest.raises(HelpFault, match="no_post"):
        given(cast, file, ended)
    made = active(cast, 3)
    CaseFile.objects.filter(pk=file.pk).update(state="closed", closed_on=TODAY, centre=None)
    with pytest.raises(HelpFault, match="may_not"):
        given(cast, file, made)
    with pytest.raises(HelpFault, match="file_not_active"):
        given(cast, file, made, by=cast.county_head)


def test_only_by_who_says_who_works_on_the_file(cast: Cast) -> None:
    (file,), made = files(cast), active(cast)
    for other in (cast.worker, cast.other_centre_head, cast.deputy, cast.supervisor, made.user):
        with pytest.raises(HelpFault, match="may_not"):
            given(cast, file, made, by=other)
    given(cast, file, made, by=cast.county_head)


def test_given_twice_and_given_after_a_change(cast: Cast) -> None:
    (file,), made, other = files(cast), active(cast), active(cast, 1)
    given(cast, file, made)
    with pytest.raises(HelpFault, match="already"):
        given(cast, file, made)
    with pytest.raises(Conflict):
        given(cast, file, other, seen_version=1)


def test_with_the_file_goes_the_visit(cast: Cast) -> None:
    (file,), made = files(cast), active(cast)
    day = TODAY + timedelta(days=2)
    visit = plan_visit(case_file=file, visitor=cast.worker, planned_on=day, by=cast.centre_head, key="v", today=TODAY)
    given(cast, file, made, visit=visit)
    visit.refresh_from_db()
    assert (visit.visitor, visit.supervisor) == (made.user, cast.worker)


def test_the_next_volunteer_takes_over_visits_and_tasks(cast: Cast) -> None:
    (file,), made, other = files(cast), active(cast), active(cast, 1)
    given(cast, file, made)
    visit, task = burden(cast, file, made)
    given(cast, file, other)
    for row in (visit, task):
        row.refresh_from_db()
    assert (visit.visitor, visit.supervisor, task.owner) == (other.user, cast.worker, other.user)


def burden(cast: Cast, file: CaseFile, volunteer: Volunteer) -> tuple[Visit, Task]:
    """Return a planned visit and an open task of the volunteer."""
    assert volunteer.user is not None
    day = TODAY + timedelta(days=2)
    visit = plan_visit(
        case_file=CaseFile.objects.get(pk=file.pk),
        visitor=volunteer.user,
        supervisor=cast.worker,
        planned_on=day,
        by=cast.centre_head,
        key=f"visit {file.code}",
        today=TODAY,
    )
    at = "2024-07-01T08:00:00Z"
    task = Task.objects.create(
        case_file=file, title="x", owner=volunteer.user, due_on=day, made_by=cast.worker, made_at=at
    )
    return visit, task


def test_taken_back_it_goes_to_the_supervisor(cast: Cast) -> None:
    (file,), made = files(cast), active(cast)
    given(cast, file, made)
    visit, task = burden(cast, file, made)
    version = CaseFile.objects.get().version
    taken = take_file_back(case_file=file, by=cast.centre_head, seen_version=version)
    visit.refresh_from_db()
    task.refresh_from_db()
    assert (taken.aide, visit.visitor, visit.supervisor, task.owner) == (None, cast.worker, None, cast.worker)
    with pytest.raises(HelpFault, match="nobody"):
        take_file_back(case_file=file, by=cast.centre_head, seen_version=version + 1)
