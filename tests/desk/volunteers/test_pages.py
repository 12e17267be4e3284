"""The pages about volunteers: the whole way by the desk, the list, hours, certificates, the volunteer's own page."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from hamdeli.accounts.appointing import end_post
from hamdeli.accounts.models import User
from hamdeli.casework.helping.certificates import spoken_hours
from hamdeli.casework.models import CaseFile
from hamdeli.casework.visiting.planning_visit import plan_visit
from hamdeli.desk.volunteers.helping import handed_back
from hamdeli.desk.volunteers.words import told_terms
from hamdeli.households.models import Household
from hamdeli.journal.models import Entry
from hamdeli.volunteers.models import Hours, Volunteer
from tests.casework.helping.test_giving_files import files, given
from tests.support.cast import Cast
from tests.volunteers.making import APPLIED, active, applicant, applied, trained

ENGLISH = {"accept-language": "en"}
ON = APPLIED.isoformat()
APPLICATION = {
    "centre": "10-001",
    "name": "مینا رضایی",
    "national_code": applicant(5).national_code,
    "phone": "0913 123 4567",
    "skills": ["teaching", "law"],
    "languages": ["fa", "az"],
    "times": ["fridays"],
    "on": ON,
    "idempotency_key": "application",
}


def url(name: str, made: Volunteer | None = None) -> str:
    return reverse(f"desk:{name}", args=[made.pk] if made else [])


def post(browser: Any, name: str, made: Volunteer, **data: Any) -> Any:
    made.refresh_from_db()
    return browser.post(url(name, made), {"version": made.version, "on": ON, **data}, headers=ENGLISH)


def test_the_whole_way_by_the_desk(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.centre_head)
    for _twice in range(2):
        answer = browser.post(url("volunteer_new"), APPLICATION)
    made = Volunteer.objects.get()
    assert answer.url == url("volunteer", made)
    assert "Write down what was checked" in browser.get(answer.url, headers=ENGLISH).content.decode()
    post(browser, "volunteer_vetting", made, checked=["identity", "interview"])
    post(browser, "volunteer_training", made, course="first", hours="6")
    post(browser, "volunteer_grade", made, grade="qualified", degree="مددکاری")
    began = post(browser, "volunteer_activation", made, username="mina", supervisor="worker", ceiling="4")
    assert began.status_code == 302
    page = browser.get(began.url, headers=ENGLISH).content.decode()
    made.refresh_from_db()
    assert (made.state, made.ceiling, made.supervisor) == ("active", 4, cast.worker)
    assert "Its first password, shown only now" in page
    assert "0913 123 4567" in page
    assert applicant(5).national_code not in page
    user = User.objects.get(username="mina")
    assert [post.role for post in user.posts_now] == ["volunteer"]
    assert not user.demonstration
    answer = post(browser, "volunteer_leaving", made, why="time")
    made.refresh_from_db()
    assert (answer.status_code, made.state) == (302, "left")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"national_code": "1234567890"}, "national code"),
        ({"phone": "12"}, "phone"),
        ({"name": ""}, "required"),
        ({"centre": "10-002"}, "valid choice"),
        ({"latitude": "33"}, "Latitude and longitude"),
        ({"on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "not come yet"),
    ],
)
def test_an_application_with_a_fault_says_so_and_keeps_nothing(
    cast: Cast, sign_in: Any, changed: dict[str, Any], words: str
) -> None:
    answer = sign_in(cast.centre_head).post(url("volunteer_new"), APPLICATION | changed, headers=ENGLISH)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Volunteer.objects.exists()


def test_steps_out_of_turn_are_refused_in_words(cast: Cast, sign_in: Any) -> None:
    browser, made = sign_in(cast.centre_head), applied(cast)
    answer = post(browser, "volunteer_activation", made, username="mina", supervisor="worker", ceiling="4")
    assert answer.status_code == 422
    assert "as things stand now: applied" in answer.content.decode()


def test_the_second_of_two_reads_what_the_first_did(cast: Cast, sign_in: Any) -> None:
    browser, made = sign_in(cast.centre_head), active(cast)
    old = {"supervisor": "centre-head", "ceiling": "9", "version": made.version}
    post(browser, "volunteer_terms", made, supervisor="worker", ceiling="5")
    answer = browser.post(url("volunteer_terms", made), old, headers=ENGLISH)
    assert answer.status_code == 409
    made.refresh_from_db()
    assert made.ceiling == 5


def test_list_is_searched_filtered_and_exported(cast: Cast, sign_in: Any) -> None:
    active(cast, 0, name="سارا كاظمي")
    applied(cast, 1, name="نگار")
    applied(cast, 2, name="دور", centre=cast.noor, by=cast.other_centre_head)
    browser = sign_in(cast.centre_head)

    def shown(**asked: str) -> list[str]:
        page = browser.get(url("volunteers"), asked, headers={**ENGLISH, "hx-request": "true"}).context["page"]
        return [row.name for row in page.rows]

    assert shown() == ["سارا کاظمی", "نگار"]
    assert shown(q="کاظمی سارا") == shown(state="active") == shown(grade="aide") == ["سارا کاظمی"]
    assert shown(skill="teaching") == ["سارا کاظمی", "نگار"]
    assert shown(skill="law") == []
    taken = browser.get(url("volunteers_export"))
    assert b"".join(taken.streaming_content)[:2] == b"PK"
    assert Entry.objects.filter(verb="exported", subject_kind="volunteer").exists()


def test_the_county_sees_its_county(cast: Cast, sign_in: Any) -> None:
    active(cast, 0)
    applied(cast, 2, name="دور", centre=cast.noor, by=cast.other_centre_head)
    assert len(sign_in(cast.county_head).get(url("volunteers")).context["page"].rows) == 2
    assert not sign_in(cast.other_county_head).get(url("volunteers")).context["page"].rows


def counted(browser: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_as_many_queries_for_many_volunteers(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.centre_head)
    file = files(cast)[0]
    pages = [url("volunteers"), url("supervised_volunteers"), reverse("desk:file_volunteers", args=[file.code])]
    for number in range(2):
        active(cast, number, supervisor=cast.centre_head)
    few = [counted(browser, page) for page in pages]
    for number in range(2, 12):
        active(cast, number, supervisor=cast.centre_head)
    assert [counted(browser, page) for page in pages] == few


def test_own_hours_are_written_and_the_supervisor_confirms(cast: Cast, sign_in: Any) -> None:
    made = active(cast)
    given(cast, files(cast)[0], made)
    browser = sign_in(made.user)
    page = browser.get(url("my_help"), headers=ENGLISH).content.decode()
    assert "F-0" in page
    assert "زهرا حسینی" in page
    assert Entry.objects.filter(verb="looked", actor="vol-0", subject="F-0").exists()
    sent = {"on": ON, "hours": "۲", "minutes": "30", "what": "تدریس", "idempotency_key": "h"}
    for _twice in range(2):
        assert browser.post(url("my_hours"), sent).status_code == 302
    row = Hours.objects.get()
    assert row.minutes == 150
    assert (
        browser.post(url("my_hours"), sent | {"hours": "0", "minutes": "0", "idempotency_key": "z"}).status_code == 422
    )
    assert browser.post(url("hours_confirmation", made), {"hours": [row.pk]}).status_code == 404
    head = sign_in(cast.worker)
    seen = head.get(url("supervised_volunteers"), headers=ENGLISH).content.decode()
    assert "2 hours and 30 minutes" in seen
    head.post(url("hours_confirmation", made), {"hours": [row.pk]})
    row.refresh_from_db()
    assert row.confirmed_by == cast.worker
    browser = sign_in(made.user)
    browser.post(reverse("desk:hours_taking_back", args=[row.pk]))
    assert Hours.objects.count() == 1
    sign_in(cast.worker).post(reverse("desk:hours_taking_back", args=[row.pk]))
    assert Hours.objects.count() == 2


def test_a_certificate_is_issued_and_taken_in_both_languages(cast: Cast, sign_in: Any) -> None:
    made = active(cast)
    head = sign_in(cast.centre_head)
    post(head, "volunteer_hours", made, hours="3", minutes="0", what="x", idempotency_key="k")
    rows = list(Hours.objects.values_list("pk", flat=True))
    head.post(url("hours_confirmation", made), {"hours": rows})
    post(head, "volunteer_certificate", made, since=ON, until=timezone.localdate().isoformat())
    step = made.steps.get(step="certify")
    assert step.details["minutes"] == 180
    for language in ("fa", "en"):
        taken = head.get(reverse("desk:certificate", args=[step.pk]), headers={"accept-language": language})
        assert taken.content[:5] == b"%PDF-"
    own = sign_in(made.user)
    assert own.get(reverse("desk:certificate", args=[step.pk])).content[:5] == b"%PDF-"
    assert sign_in(active(cast, 1).user).get(reverse("desk:certificate", args=[step.pk])).status_code == 404
    assert Entry.objects.filter(verb="printed", subject_kind="volunteer").count() == 3


def test_a_supervisor_who_went_is_told_of(cast: Cast, sign_in: Any) -> None:
    made = active(cast)
    words = "The supervisor holds no post at the centre now"
    browser = sign_in(cast.centre_head)
    assert words not in browser.get(url("volunteer", made), headers=ENGLISH).content.decode()
    end_post(post=cast.worker.posts.get(), actor=cast.deputy.actor)
    assert words in browser.get(url("volunteer", made), headers=ENGLISH).content.decode()


def test_a_family_is_given_and_taken_back(cast: Cast, sign_in: Any) -> None:
    (file, other), made = files(cast, 2, need="education"), active(cast, ceiling=1)
    browser = sign_in(cast.centre_head)
    address = reverse("desk:file_volunteers", args=[file.code])
    page = browser.get(address, headers=ENGLISH).content.decode()
    assert "can do what the family needs: teaching" in page
    asked = {"volunteer": made.pk, "version": file.version}
    assert browser.post(f"{address}choice/", asked).status_code == 302
    file.refresh_from_db()
    assert file.aide == made.user
    beyond = {"volunteer": made.pk, "version": other.version}
    refused = browser.post(reverse("desk:file_volunteer_choice", args=[other.code]), beyond, headers=ENGLISH)
    assert refused.status_code == 422
    assert "may help with 1 at most" in refused.content.decode()
    browser.post(f"{address}end/", {"version": file.version})
    assert not CaseFile.objects.filter(aide__isnull=False).exists()


def test_the_page_of_a_planned_visit_leads_to_volunteers(cast: Cast, sign_in: Any) -> None:
    (file,), made = files(cast), active(cast, times=["fridays"])
    today = timezone.localdate()
    friday = today + timedelta(days=(4 - today.weekday()) % 7 + 7)
    visit = plan_visit(
        case_file=file, visitor=cast.worker, planned_on=friday, by=cast.centre_head, key="v", today=today
    )
    browser = sign_in(cast.centre_head)
    address = f"{reverse('desk:file_volunteers', args=[file.code])}?visit={visit.pk}"
    assert address in browser.get(reverse("desk:visit", args=[file.code, visit.pk])).content.decode()
    assert "has time then: Fridays" in browser.get(address, headers=ENGLISH).content.decode()
    asked = {"volunteer": made.pk, "visit": visit.pk, "version": file.version}
    assert browser.post(reverse("desk:file_volunteer_choice", args=[file.code]), asked).status_code == 302
    visit.refresh_from_db()
    assert (visit.visitor, visit.supervisor) == (made.user, cast.worker)


@pytest.mark.parametrize(
    ("spoken", "asked", "told"),
    [
        ("az", "", "speaks Azeri Turkish"),
        ("ku", "", "does not speak Kurdish"),
        ("ku", "?language=", None),
        ("ku", "?language=az", "speaks Azeri Turkish"),
        ("fa", "", None),
        ("", "", None),
    ],
)
def test_who_speaks_as_the_family_does_is_found_unasked(
    cast: Cast, sign_in: Any, spoken: str, asked: str, told: str | None
) -> None:
    file = files(cast)[0]
    active(cast)
    Volunteer.objects.update(languages=["fa", "az"])
    Household.objects.filter(pk=file.household_id).update(language=spoken)
    address = reverse("desk:file_volunteers", args=[file.code]) + asked
    page = sign_in(cast.centre_head).get(address, headers=ENGLISH).content.decode()
    if told is None:
        assert "speaks " not in page
        assert "not speak " not in page
    else:
        assert told in page


def test_an_applicant_of_another_centre_is_nobody_here(cast: Cast, sign_in: Any) -> None:
    made = trained(cast, centre=cast.noor, by=cast.other_centre_head)
    browser = sign_in(cast.centre_head)
    for name in ("volunteer", "volunteer_vetting", "volunteer_leaving"):
        assert browser.get(url(name, made)).status_code == 404
    assert browser.get(url("volunteer_new")).status_code == 200


def test_one_hour_and_one_family_are_said_in_the_singular() -> None:
    with translation.override("en"):
        assert [spoken_hours(minutes) for minutes in (60, 61, 120, 122)] == [
            *("1 hour", "1 hour and 1 minute", "2 hours", "2 hours and 2 minutes")
        ]
        assert told_terms({"ceiling": 1})[-1] == "at most 1 family"
        assert told_terms({"ceiling": 2})[-1] == "at most 2 families"
        assert handed_back(files=1, visits=0, tasks=2) == "1 family, 2 tasks"
