"""Writing a course, following it to its certificate, and seeing who has completed what."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.support.models import Course, CourseEdition, Following
from tests.helping_centres.making import KEY, QUESTIONS, RIGHT, TEXT, completed_by, course_of
from tests.support.cast import Cast, centre, user


def form(**more: Any) -> dict[str, Any]:
    """Return a filled-in draft."""
    values = {"title": "First steps", "audience": "all", "text": TEXT, "questions": QUESTIONS, "pass_mark": "۱۰۰"}
    return {**values, "province": "10", "idempotency_key": KEY, "version": "1", **more}


def test_a_course_goes_from_its_draft_to_a_certificate(cast: Cast, sign_in: Any) -> None:
    author = sign_in(cast.supporter)
    for _click in range(2):
        assert author.post("/courses/new/", form()).status_code == 302
    course = Course.objects.get()
    page = f"/courses/{course.pk}/"
    assert sign_in(cast.worker).get(page).status_code == 404
    assert sign_in(cast.supporter).post(f"{page}publishing/", {"version": "1"}).status_code == 302
    learner = sign_in(cast.worker)
    text = learner.get(page).content.decode()
    assert "first part" in text
    assert "second part" not in text
    assert learner.post(f"{page}answers/", RIGHT).status_code == 422
    learner.post(f"{page}parts/2/")
    assert Following.objects.filter(user=cast.worker, parts_read__gt=0).count() == 0
    for part in (1, 1, 2):
        learner.post(f"{page}parts/{part}/")
    assert learner.post(f"{page}answers/", {"q1": "a1"}).status_code == 422
    learner.post(f"{page}answers/", {**RIGHT, "q1": "a2"})
    following = Following.objects.get(user=cast.worker)
    assert (following.tries, following.best, following.completed_at) == (1, 50, None)
    learner.post(f"{page}answers/", RIGHT)
    following.refresh_from_db()
    assert (following.best, following.certificate) == (100, f"10-001-{course.pk}-1-{following.pk}")
    certificate = learner.get(f"/course-certificates/{following.pk}/")
    assert certificate.content.startswith(b"%PDF")
    assert sign_in(cast.centre_head).get(f"/course-certificates/{following.pk}/").status_code == 404
    assert sign_in(cast.worker).post(f"{page}answers/", RIGHT).status_code == 422


@pytest.mark.parametrize(
    "bad",
    [{"title": " "}, {"pass_mark": "0"}, {"pass_mark": "101"}, {"required_until": "1404/13/01"}, {"audience": "x"}],
)
def test_a_bad_draft_is_not_kept(cast: Cast, sign_in: Any, bad: dict[str, str]) -> None:
    assert sign_in(cast.supporter).post("/courses/new/", form(**bad)).status_code == 422
    assert not Course.objects.exists()


@pytest.mark.parametrize("bad", [{"text": ""}, {"questions": ""}, {"questions": "Q?\n- a\n- b"}])
def test_an_unfit_draft_is_kept_and_not_published(cast: Cast, sign_in: Any, bad: dict[str, str]) -> None:
    client = sign_in(cast.supporter)
    assert client.post("/courses/new/", form(**bad)).status_code == 302
    course = Course.objects.get()
    shown = client.get(f"/courses/{course.pk}/", headers={"accept-language": "en"}).content.decode()
    assert ("cannot be published yet" in shown, f"/courses/{course.pk}/publishing/" in shown) == (True, False)
    page = client.post(f"/courses/{course.pk}/publishing/", {"version": "1"}, follow=True)
    assert page.status_code == 200
    assert not CourseEdition.objects.exists()


def test_two_authors_do_not_overwrite_each_other(cast: Cast, sign_in: Any) -> None:
    course = course_of(cast, published=False)
    page = f"/courses/{course.pk}/draft/"
    first = {name: value for name, value in form(title="Qfirst").items() if name != "province"}
    assert sign_in(cast.supporter).post(page, first).status_code == 302
    late = sign_in(cast.participation).post(page, {**first, "title": "Qsecond", "idempotency_key": "1" * 32})
    assert late.status_code == 409
    assert "Qfirst" in late.content.decode()
    assert Course.objects.get().title == "Qfirst"


def test_a_new_edition_leaves_certificates_and_an_ended_course_takes_nobody(cast: Cast, sign_in: Any) -> None:
    course = course_of(cast)
    completed = completed_by(cast, course, cast.worker)
    author = sign_in(cast.supporter)
    publishing = f"/courses/{course.pk}/publishing/"
    assert publishing not in author.get(f"/courses/{course.pk}/").content.decode()
    author.post(publishing, {"version": "1"})
    assert course.editions.count() == 1  # the draft says nothing new
    Course.objects.filter(pk=course.pk).update(title="Second steps")
    assert publishing in author.get(f"/courses/{course.pk}/").content.decode()
    author.post(publishing, {"version": "1"})
    assert course.editions.count() == 2
    page = sign_in(cast.worker).get(f"/courses/{course.pk}/").content.decode()
    assert f"/course-certificates/{completed.pk}/" in page
    sign_in(cast.supporter).post(f"/courses/{course.pk}/ending/", {"version": "1"})
    learner = sign_in(cast.worker)
    assert learner.get(f"/courses/{course.pk}/").status_code == 200
    assert learner.post(f"/courses/{course.pk}/parts/1/").status_code == 403
    assert sign_in(cast.centre_head).get(f"/courses/{course.pk}/").status_code == 404


def test_a_course_for_heads_is_not_for_workers(cast: Cast, sign_in: Any) -> None:
    course = course_of(cast, audience="heads")
    assert sign_in(cast.worker).get(f"/courses/{course.pk}/").status_code == 404
    assert sign_in(cast.centre_head).get(f"/courses/{course.pk}/").status_code == 200


def test_a_required_course_stands_on_the_first_page_until_it_is_completed(cast: Cast, sign_in: Any) -> None:
    course = course_of(cast, title="Qrequired", required_until=timezone.localdate() - timedelta(days=1))
    client = sign_in(cast.worker)
    assert "Qrequired" in client.get("/").content.decode()
    completed_by(cast, course, cast.worker)
    assert "Qrequired" not in client.get("/").content.decode()


def test_who_has_completed_what_has_its_parts(cast: Cast, sign_in: Any) -> None:
    course = course_of(cast)
    completed_by(cast, course, cast.worker)
    completed_by(cast, course, cast.stranger)
    page = sign_in(cast.participation).get("/course-completions/", {"course": course.pk})
    told = {row.centre.code: (row.completed, row.people) for row in page.context["rows"]}
    assert told == {"10-001": (1, 2), "10-002": (0, 1), "10-003": (0, 0)}
    assert (page.context["completed"], page.context["people"]) == (1, 3)
    one = sign_in(cast.participation).get("/course-completions/", {"course": course.pk, "q": "10-002"})
    assert [row.centre.code for row in one.context["rows"]] == ["10-002"]


@pytest.mark.parametrize("path", ["/courses/", "/course-completions/"])
def test_as_many_queries_for_twenty_as_for_one(cast: Cast, sign_in: Any, path: str) -> None:
    client, counts = sign_in(cast.supporter), []
    for number in range(20):
        course_of(cast)
        where = centre(f"10-1{number:02}", cast.kashan)
        user(f"head-{number}", "centre_head", cast.kashan, where.code)
        if number in (0, 19):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
    assert counts[0] == counts[1]
