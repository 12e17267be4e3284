"""The way of a volunteer, step by step, and everything that leads off it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from hamdeli.accounts.appointing import end_post
from hamdeli.journal.changing import Conflict
from hamdeli.journal.models import Entry
from hamdeli.volunteers.activating import activate, change_terms
from hamdeli.volunteers.applying import Described, apply, describe, opened
from hamdeli.volunteers.faults import VolunteerFault
from hamdeli.volunteers.leaving import end_help
from hamdeli.volunteers.models import Volunteer, VolunteerStep
from hamdeli.volunteers.moves import State, pairs
from hamdeli.volunteers.steps import locked
from hamdeli.volunteers.training import qualify, train
from hamdeli.volunteers.vetting import refuse, vet
from tests.support.cast import Cast
from tests.volunteers.making import APPLIED, DEGREE, TODAY, act, active, applicant, applied, trained, vetted


def test_the_whole_way(cast: Cast) -> None:
    made = active(cast, ceiling=4)
    assert (made.state, made.grade, made.ceiling, made.supervisor) == ("active", "aide", 4, cast.worker)
    assert made.user is not None
    assert [post.code for post in made.user.posts_now] == ["volunteer@10-001"]
    assert list(made.steps.order_by("pk").values_list("step", flat=True)) == [
        *("apply", "vet", "train", "qualify", "activate"),
    ]
    verbs = Entry.objects.filter(subject_kind="volunteer").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["applied_to_help", "vetted", "trained", "qualified", "activated"]


def test_national_code_and_telephone_are_sealed(cast: Cast) -> None:
    made = applied(cast, 7)
    assert opened(made) == {"national_code": applicant(7).national_code, "phone": "+989131234567"}
    row = Volunteer.objects.filter(pk=made.pk).values().get()
    assert applicant(7).national_code not in repr({**row, "sealed": bytes(row["sealed"] or b"")})
    assert "9131234567" not in repr(list(Entry.objects.values_list("details", flat=True)))


def test_sent_twice_it_is_one_application(cast: Cast) -> None:
    asked: dict[str, Any] = {"applicant": applicant(), "centre": cast.mehr, "on": APPLIED, "by": cast.centre_head}
    first, second = (apply(**asked, today=TODAY, key="k") for _time in range(2))
    assert first == second
    assert Volunteer.objects.count() == VolunteerStep.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": "  "}, "name_missing"),
        ({"national_code": "1234567890"}, "code_unfit"),
        ({"phone": "12"}, "phone_unfit"),
        ({"skills": ["flying"]}, "word_unknown"),
        ({"longitude": None}, "point_unfit"),
        ({"latitude": 60.0}, "point_unfit"),
    ],
)
def test_an_application_that_cannot_be(cast: Cast, more: dict[str, Any], code: str) -> None:
    with pytest.raises(VolunteerFault, match=code):
        applied(cast, **more)
    assert not Volunteer.objects.exists()


def test_a_neighbourhood_elsewhere_and_one_here(cast: Cast) -> None:
    with pytest.raises(VolunteerFault, match="place_unfit"):
        applied(cast, neighbourhood=cast.dehloran)
    made = applied(cast, neighbourhood=cast.kashan, latitude=None, longitude=None)
    assert (made.latitude, made.longitude) == (cast.kashan.latitude, cast.kashan.longitude)


def test_the_same_person_applies_once_until_leaving_or_refusal(cast: Cast) -> None:
    first = applied(cast)
    with pytest.raises(VolunteerFault, match="applied_already"):
        applied(cast)
    refuse(volunteer=first, why="time", **act(cast, first))
    assert applied(cast).pk != first.pk


def test_only_who_leads_the_volunteers_of_the_centre_takes_a_step(cast: Cast) -> None:
    made = applied(cast)
    for other in (cast.worker, cast.other_centre_head, cast.county_head, cast.volunteer, cast.deputy):
        with pytest.raises(VolunteerFault, match="may_not"):
            vet(volunteer=made, checked=["identity", "interview"], **act(cast, made) | {"by": other})
    post = cast.centre_head.posts.get()
    end_post(post=post, actor=cast.deputy.actor)
    with pytest.raises(VolunteerFault, match="may_not"):
        vet(volunteer=made, checked=["identity", "interview"], **act(cast, made))


def test_checking_needs_identity_and_interview(cast: Cast) -> None:
    made = applied(cast)
    with pytest.raises(VolunteerFault, match="check_missing"):
        vet(volunteer=made, checked=["identity", "record"], **act(cast, made))
    with pytest.raises(VolunteerFault, match="word_unknown"):
        vet(volunteer=made, checked=["identity", "interview", "stars"], **act(cast, made))


def test_another_reason_needs_words(cast: Cast) -> None:
    made = applied(cast)
    with pytest.raises(VolunteerFault, match="why_missing"):
        refuse(volunteer=made, why="other", **act(cast, made))
    assert refuse(volunteer=made, why="other", note="دور است", **act(cast, made)).state == "refused"


def test_days_that_cannot_be(cast: Cast) -> None:
    made = applied(cast)
    for on, code in ((TODAY + timedelta(days=1), "day_ahead"), (APPLIED - timedelta(days=1), "day_early")):
        with pytest.raises(VolunteerFault, match=code):
            vet(volunteer=made, checked=["identity", "interview"], **act(cast, made) | {"on": on})


def test_training(cast: Cast) -> None:
    made = vetted(cast)
    for course, hours, code in (
        ("first", 0, "hours_unfit"),
        ("first", 500, "hours_unfit"),
        ("other", 3, "course_missing"),
    ):
        with pytest.raises(VolunteerFault, match=code):
            train(volunteer=made, course=course, hours=hours, **act(cast, made))
    made = train(volunteer=made, course="first", hours=6, **act(cast, made))
    assert made.state == "trained"
    made = train(volunteer=made, course="secrecy", hours=2, **act(cast, made))
    assert (made.state, made.steps.filter(step="train").count()) == ("trained", 2)


def test_a_social_worker_needs_a_degree(cast: Cast) -> None:
    made = vetted(cast)
    made = train(volunteer=made, course="first", hours=6, **act(cast, made))
    with pytest.raises(VolunteerFault, match="degree_missing"):
        qualify(volunteer=made, grade="qualified", **act(cast, made))
    made = qualify(volunteer=made, grade="qualified", degree=DEGREE, **act(cast, made))
    assert (made.grade, made.degree) == ("qualified", DEGREE)
    with pytest.raises(VolunteerFault, match="nothing_new"):
        qualify(volunteer=made, grade="qualified", **act(cast, made))


def begin(cast: Cast, made: Volunteer, **more: Any) -> tuple[Volunteer, str]:
    asked: dict[str, Any] = {
        "username": "mina",
        "supervisor": cast.worker,
        "ceiling": 3,
        "by": cast.centre_head,
        "today": TODAY,
    }
    return activate(volunteer=made, seen_version=made.version, **asked | more)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"username": "worker"}, "user_taken"),
        ({"username": "دو کلمه"}, "user_missing"),
        ({"username": ""}, "user_missing"),
        ({"ceiling": 0}, "ceiling_unfit"),
        ({"ceiling": 31}, "ceiling_unfit"),
    ],
)
def test_beginning_with_what_cannot_be(cast: Cast, more: dict[str, Any], code: str) -> None:
    made = trained(cast)
    with pytest.raises(VolunteerFault, match=code):
        begin(cast, made, **more)
    assert Volunteer.objects.get().state == "trained"


def test_a_supervisor_works_at_the_centre_now(cast: Cast) -> None:
    made = trained(cast)
    for other in (cast.other_centre_head, cast.county_head, cast.supervisor, cast.volunteer):
        with pytest.raises(VolunteerFault, match="supervisor_unfit"):
            begin(cast, made, supervisor=other)
    end_post(post=cast.worker.posts.get(), actor=cast.deputy.actor)
    with pytest.raises(VolunteerFault, match="supervisor_unfit"):
        begin(cast, made)


def test_nobody_begins_before_it_is_said_what_he_is(cast: Cast) -> None:
    made = vetted(cast)
    made = train(volunteer=made, course="first", hours=6, **act(cast, made))
    with pytest.raises(VolunteerFault, match="grade_missing"):
        begin(cast, made)


def test_who_comes_again_keeps_the_account(cast: Cast) -> None:
    first = active(cast)
    gone(cast, first)
    again, password = begin(cast, trained(cast), username="any-other")
    assert (again.user, password) == (first.user, "")


def test_who_helps_elsewhere_does_not_begin_here(cast: Cast) -> None:
    active(cast)
    made = trained(cast, centre=cast.noor, by=cast.other_centre_head)
    with pytest.raises(VolunteerFault, match="helps_already"):
        begin(cast, made, by=cast.other_centre_head, supervisor=cast.other_centre_head)


def test_another_supervisor_and_ceiling(cast: Cast) -> None:
    made = active(cast)
    asked: dict[str, Any] = {"by": cast.centre_head, "today": TODAY, "seen_version": made.version}
    with pytest.raises(VolunteerFault, match="nothing_new"):
        change_terms(volunteer=made, supervisor=cast.worker, ceiling=3, **asked)
    made = change_terms(volunteer=made, supervisor=cast.centre_head, ceiling=5, **asked)
    assert (made.supervisor, made.ceiling) == (cast.centre_head, 5)
    with pytest.raises(Conflict):
        change_terms(volunteer=made, supervisor=cast.worker, ceiling=5, **asked)


def test_describing_anew(cast: Cast) -> None:
    made = active(cast)
    told = Described(skills=["law", "teaching"], languages=["az", "fa"], times=["fridays"])
    made = describe(volunteer=made, described=told, by=cast.centre_head, seen_version=made.version)
    assert (made.skills, made.languages, made.times) == (["teaching", "law"], ["fa", "az"], ["fridays"])


def gone(cast: Cast, volunteer: Volunteer) -> Volunteer:
    with transaction.atomic():
        return end_help(volunteer=locked(volunteer), why="own", note="", by=cast.centre_head, today=TODAY)


STARTS = {"applied": applied, "vetted": vetted, "trained": trained, "active": active}


@pytest.mark.parametrize("start", State.values)
@pytest.mark.parametrize("then", State.values)
def test_the_database_knows_the_table_too(cast: Cast, start: str, then: str) -> None:
    made = STARTS.get(start, active)(cast)
    if start == "left":
        made = gone(cast, made)
    if start == "refused":
        first = applied(cast, 1)
        made = refuse(volunteer=first, why="time", **act(cast, first))
    user = made.user or cast.auditor
    values: dict[str, Any] = {"state": then, "left_on": TODAY if then == "left" else None, "grade": "aide"}
    values |= {"supervisor": cast.worker, "user": user}

    def move() -> None:
        with transaction.atomic():
            Volunteer.objects.filter(pk=made.pk).update(**values)

    if (start, then) in pairs() or (start == then and start not in ("left", "refused")):
        move()
    else:
        with pytest.raises(DatabaseError):
            move()


def test_rows_stay(cast: Cast) -> None:
    made = active(cast)
    step = made.steps.earliest("pk")
    for change in (
        lambda: VolunteerStep.objects.filter(pk=step.pk).update(details={"x": 1}),
        lambda: VolunteerStep.objects.filter(pk=step.pk).delete(),
        lambda: Volunteer.objects.filter(pk=made.pk).update(centre=cast.noor),
        lambda: Volunteer.objects.create(
            centre=cast.mehr, county=cast.kashan, name="x", state="vetted", applied_on=APPLIED
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
