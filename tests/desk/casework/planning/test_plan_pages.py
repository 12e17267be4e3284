"""The pages of a plan: made from templates, gone through, reviewed, listed; never twice, never without a reason."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from hamdeli.casework.models import CaseFile, Goal, Plan, Review, Step
from hamdeli.households.models import Person
from hamdeli.journal.models import Entry
from hamdeli.sheets.reading import rows as sheet_rows
from tests.casework.planning.making import carried, planned, steps_of
from tests.support.cast import Cast

HEAD = "زهرا حسینی"


@pytest.fixture
def file(cast: Cast) -> CaseFile:
    """A file that Mehr carries."""
    return carried(cast)


@pytest.fixture
def plan(cast: Cast, file: CaseFile) -> Plan:
    """Its plan, with one goal of six steps."""
    return planned(cast, file)


def today() -> str:
    """Return the day of the test as a form takes it."""
    return timezone.localdate().isoformat()


def test_a_plan_is_made_from_templates_once(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    client = sign_in(cast.worker)
    head = Person.objects.get()
    form = client.get(f"/files/{file.code}/plan/beginning/").content.decode()
    assert f"member_{head.pk}" in form
    assert HEAD in form
    data = {"family": ["housing"], f"member_{head.pk}": ["business", "health"], "begun_on": today()}
    data |= {"visit_months": "6", "idempotency_key": "one"}
    for _ in range(2):
        assert client.post(f"/files/{file.code}/plan/beginning/", data).status_code == 302
    assert Plan.objects.count() == 1
    assert set(Goal.objects.values_list("person", flat=True)) == {None, head.pk}
    page = client.get(f"/files/{file.code}/plan/").content.decode()
    assert all(step.title in page for step in Step.objects.all())


def test_what_is_refused_is_said_and_nothing_is_stored(cast: Cast, sign_in: Any, file: CaseFile) -> None:
    far = (timezone.localdate() + timedelta(days=4 * 365)).isoformat()
    data = {"family": ["housing"], "begun_on": today(), "until": far, "visit_months": "6", "idempotency_key": "x"}
    answer = sign_in(cast.worker).post(f"/files/{file.code}/plan/beginning/", data, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert not Plan.objects.exists()


def test_a_step_is_done_from_its_page_with_evidence(cast: Cast, sign_in: Any, plan: Plan) -> None:
    client, step = sign_in(cast.worker), steps_of(plan)[0]
    url = f"/files/{plan.case_file.code}/plan/steps/{step.pk}/"
    assert client.post(url, {"evidence": "", "on": today(), "version": "1"}).status_code == 422
    assert client.post(url, {"evidence": "receipt", "on": today(), "version": "1"}).status_code == 302
    step.refresh_from_db()
    assert (step.evidence, step.done_by) == ("receipt", cast.worker)
    assert "receipt" in client.get(url).content.decode()
    assert client.post(f"{url}correction/", {"words": "of another child"}).status_code == 302
    assert "of another child" in client.get(url).content.decode()


def test_a_colleague_who_was_faster_is_shown(cast: Cast, sign_in: Any, plan: Plan) -> None:
    client, step = sign_in(cast.worker), steps_of(plan)[0]
    url = f"/files/{plan.case_file.code}/plan/steps/{step.pk}/change/"
    data = {"title": "first", "who": "family", "due_on": today(), "place": "3", "version": "1"}
    assert client.post(url, data).status_code == 302
    assert [each.pk for each in steps_of(plan)].index(step.pk) == 2
    answer = client.post(url, data | {"title": "second"})
    assert answer.status_code == 409
    assert "first" in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()


def test_a_circle_is_refused_on_the_page(cast: Cast, sign_in: Any, plan: Plan) -> None:
    first, second, *_ = steps_of(plan)
    url = f"/files/{plan.case_file.code}/plan/steps/{first.pk}/change/"
    data = {"title": "x", "who": "family", "due_on": today(), "after": second.pk, "place": "1", "version": "1"}
    assert sign_in(cast.worker).post(url, data).status_code == 422
    first.refresh_from_db()
    assert first.after is None


def test_goals_steps_reviews_and_the_end_each_have_their_page(cast: Cast, sign_in: Any, plan: Plan) -> None:
    client, base = sign_in(cast.worker), f"/files/{plan.case_file.code}/plan"
    goal = plan.goals.get()
    acts: list[tuple[str, dict[str, Any]]] = [
        ("goals/", {"template": "counselling", "need": "general", "idempotency_key": "a"}),
        ("goals/", {"title": "a quiet room", "need": "education", "idempotency_key": "b"}),
        (f"goals/{goal.pk}/steps/", {"title": "x", "who": "family", "due_on": today(), "idempotency_key": "c"}),
        (f"steps/{steps_of(plan)[0].pk}/dropping/", {"why": "no need", "version": "1"}),
        ("reviews/", {"words": "they are well", "on": today(), "idempotency_key": "d"}),
        (f"goals/{goal.pk}/end/", {"how": "dropped", "why": "they moved", "version": "1"}),
        ("end/", {"how": "ended", "why": "a new one follows", "version": "2"}),
    ]
    for place, data in acts:
        assert client.post(f"{base}/{place}", data).status_code == 302, place
    plan.refresh_from_db()
    assert (plan.state, Review.objects.get().of, plan.goals.count()) == ("ended", 11, 3)
    assert "a new one follows" in client.get(f"{base}/").content.decode()


def test_a_discreet_family_stays_without_a_name(cast: Cast, sign_in: Any, plan: Plan) -> None:
    person = Person.objects.get()
    Goal.objects.update(person=person)
    CaseFile.objects.update(discreet=True, keeper=cast.county_head)
    for who, seen in ((cast.worker, False), (cast.centre_head, True)):
        page = sign_in(who).get(f"/files/{plan.case_file.code}/plan/").content.decode()
        assert (HEAD in page) == seen
        assert (HEAD in sign_in(who).get("/plans/").content.decode()) == seen


def test_looks_at_names_are_written_down(cast: Cast, sign_in: Any, plan: Plan) -> None:
    sign_in(cast.worker).get("/plans/")
    assert Entry.objects.filter(verb="looked").latest("number").subject == plan.case_file.code


@pytest.mark.parametrize(
    ("query", "found"), [("", 2), ("show=quiet", 1), ("show=overdue", 2), ("q=F-2", 1), ("state=ended", 0)]
)
def test_the_list_is_searched_and_filtered(cast: Cast, sign_in: Any, plan: Plan, query: str, found: int) -> None:
    other = planned(cast, carried(cast, "F-2"))
    day = timezone.localdate()
    Review.objects.create(plan=other, on=day, words="x", reached=1, of=6, made_by=cast.worker, made_at=timezone.now())
    page = sign_in(cast.worker).get(f"/plans/?{query}", headers={"hx-request": "true"}).content.decode()
    assert page.count('scope="row"') == found


def test_the_list_asks_the_same_number_of_questions_for_many(cast: Cast, sign_in: Any, plan: Plan) -> None:
    client = sign_in(cast.centre_head)
    client.get("/plans/")
    asked = []
    for number in range(2, 9):
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/plans/").content.decode().count('scope="row"') == number - 1
        asked.append(len(queries))
        planned(cast, carried(cast, f"F-{number}"))
    assert asked[0] == asked[-1]


def test_what_leaves_the_house_has_no_names(cast: Cast, sign_in: Any, plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plans.xlsx"
    path.write_bytes(b"".join(sign_in(cast.worker).get("/plans/export/").streaming_content))
    _heading, row = (each.cells for each in sheet_rows(path))
    assert row[0] == plan.case_file.code
    assert not any("حسینی" in str(cell) for cell in row)


def test_the_paper_has_every_step(cast: Cast, sign_in: Any, plan: Plan) -> None:
    page = sign_in(cast.deputy).get(f"/files/{plan.case_file.code}/plan/paper/").content.decode()
    assert all(escape(step.title) in page for step in steps_of(plan))
