"""The first page of who leads admissions, and of who enquires: their day by urgency, like that of the social worker."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.casework.admission.appealing import receive_appeal
from hamdeli.casework.admission.deciding import approve_decision, propose_decision
from hamdeli.casework.models import Admission, AdmissionStep, Appeal, CaseFile, DecisionDraft, Referral, Visit
from hamdeli.desk.casework.daily.today import today_for
from tests.casework.admission.deciding_world import CLIENT, TODAY, ago, draft_of, family, ready
from tests.casework.referral.making import WORD, referred
from tests.support.cast import Cast

MOST_QUERIES = 12


def first_page(sign_in: Any, user: User) -> str:
    page: str = sign_in(User.objects.get(pk=user.pk)).get("/").content.decode()
    return page


def waiting(cast: Cast, days: int, **how: Any) -> Referral:
    """Return a referral that came so many days ago."""
    referral = referred(cast, **how)
    Referral.objects.filter(pk=referral.pk).update(received_at=ago(days))
    return referral


def begun(code: str, cast: Cast, *steps: str, days: int = 8, **fields: Any) -> CaseFile:
    """Return a file whose admission began, and whose `steps` were done, so many days ago."""
    file = family(code, cast, name=("Zahra", f"Family{code}"), **fields)
    admission = Admission.objects.create(
        case_file=file, state="interview", begun_at=ago(days), begun_by=cast.admission_worker
    )
    for step in steps:
        AdmissionStep.objects.create(admission=admission, step=step, done_at=ago(days), done_by=cast.admission_worker)
    return file


def test_a_referral_that_waits_is_overdue_after_three_days_and_named(cast: Cast, sign_in: Any) -> None:
    late, fresh = waiting(cast, 4), waiting(cast, 1, key="b")
    page = first_page(sign_in, cast.admission_worker)
    assert f'href="/referrals/{late.receipt}/"' in page
    assert f'href="/referrals/{fresh.receipt}/"' in page
    assert "/due/referrals/?when=overdue" in page
    assert "/due/referrals/?when=week" in page
    assert WORD.name in page
    assert "/due/referrals/" not in first_page(sign_in, cast.other_county_head)
    assert "/due/referrals/" not in first_page(sign_in, cast.worker)


def test_a_discreet_referral_is_there_for_those_who_may_know_it(cast: Cast, sign_in: Any) -> None:
    waiting(cast, 4, discreet=True, keeper=cast.enquiring_worker)
    assert "/due/referrals/" not in first_page(sign_in, cast.admission_worker)
    assert WORD.name in first_page(sign_in, cast.county_head)


STEPS = ("interview", "form", "household", "documents")


@pytest.mark.parametrize("at", range(4))
def test_an_admission_leads_to_its_next_step(cast: Cast, sign_in: Any, at: int) -> None:
    begun("F-1", cast, *STEPS[:at])
    page = first_page(sign_in, cast.admission_worker)
    urls = ("admission/interview/", "admission/form/", "household/", "documents/")
    assert f'href="/files/F-1/{urls[at]}"' in page
    assert "Zahra FamilyF-1" in page
    assert "/due/admissions/?when=overdue" in page


def test_an_admission_that_waits_for_the_enquiry_is_the_enquirers(cast: Cast, sign_in: Any) -> None:
    begun("F-1", cast, *STEPS)
    assert "/due/admissions/" not in first_page(sign_in, cast.admission_worker)
    page = first_page(sign_in, cast.enquiring_worker)
    assert "/due/enquiries/?when=overdue" in page
    assert 'href="/files/F-1/visits/"' in page
    Visit.objects.create(
        case_file=CaseFile.objects.get(),
        purpose="enquiry",
        visitor=cast.enquiring_worker,
        planned_on=TODAY,
        made_by=cast.county_head,
        made_at=timezone.now(),
    )
    page = first_page(sign_in, cast.enquiring_worker)
    assert "/due/enquiries/" not in page
    assert "/due/visits/?when=today" in page


def test_who_led_the_interview_does_not_enquire(cast: Cast, sign_in: Any) -> None:
    file = family("F-1", cast)
    admission = Admission.objects.create(case_file=file, state="x", begun_at=ago(8), begun_by=cast.admission_worker)
    for step in STEPS:
        AdmissionStep.objects.create(admission=admission, step=step, done_at=ago(8), done_by=cast.enquiring_worker)
    assert "/due/enquiries/" not in first_page(sign_in, cast.enquiring_worker)
    assert "/due/enquiries/" in first_page(sign_in, cast.county_head)


def test_a_decision_is_first_the_writers_then_the_approvers(cast: Cast, sign_in: Any) -> None:
    file = ready("F-1", cast)
    assert 'href="/files/F-1/decision/"' in first_page(sign_in, cast.admission_worker)
    propose_decision(case_file=file, author=cast.admission_worker, today=TODAY, **CLIENT)
    mine = first_page(sign_in, cast.admission_worker)
    assert "/due/admissions/" not in mine
    assert "/due/drafts/" not in mine
    draft = draft_of(file)
    DecisionDraft.objects.update(written_at=ago(7))
    page = first_page(sign_in, cast.county_head)
    assert "/due/drafts/?when=today" in page
    assert f'href="/decisions/{draft.pk}/"' in page


def test_an_objection_stands_with_the_day_of_its_answer(cast: Cast, sign_in: Any) -> None:
    file = ready("F-1", cast)
    propose_decision(case_file=file, author=cast.county_head, today=TODAY, **CLIENT)
    second = User.objects.create_user("second", name_fa="second")
    second.posts.create(role="county_head", place=cast.kashan)
    draft = draft_of(file)
    decision = approve_decision(draft=draft, approver=second, today=TODAY, seen_version=draft.version)
    appeal = receive_appeal(decision=decision, words="x", by=cast.admission_worker, today=TODAY)
    assert "/due/appeals/" not in first_page(sign_in, cast.admission_worker)
    Appeal.objects.update(received_at=ago(20))
    page = first_page(sign_in, cast.admission_worker)
    assert "/due/appeals/?when=today" in page
    assert f'href="/appeals/{appeal.pk}/"' in page
    assert "/due/appeals/" not in first_page(sign_in, cast.county_head)


def test_the_interview_of_a_discreet_family_is_due_for_its_named_person_alone(cast: Cast, sign_in: Any) -> None:
    begun("F-1", cast, discreet=True, keeper=cast.enquiring_worker)
    assert "/due/admissions/" not in first_page(sign_in, cast.admission_worker)
    assert "/due/admissions/" not in first_page(sign_in, cast.county_head)
    assert "FamilyF-1" in first_page(sign_in, cast.enquiring_worker)
    AdmissionStep.objects.create(
        admission=Admission.objects.get(), step="interview", done_at=ago(7), done_by=cast.enquiring_worker
    )
    assert "F-1" not in first_page(sign_in, cast.admission_worker)
    assert "/due/admissions/?when=today" in first_page(sign_in, cast.county_head)


@pytest.mark.parametrize("kind", ["referrals", "admissions", "enquiries", "drafts", "appeals"])
def test_each_list_opens_for_its_people_alone(cast: Cast, sign_in: Any, kind: str) -> None:
    assert sign_in(cast.county_head).get(f"/due/{kind}/").status_code == 200
    assert sign_in(cast.deputy).get(f"/due/{kind}/").status_code in (403, 404)


def test_many_rows_take_a_handful_of_queries_like_few(cast: Cast) -> None:
    told = []
    for number in range(2):
        for at in range(1 + 30 * number):
            waiting(cast, at % 9, key=f"{number}-{at}")
            begun(f"F-{number}-{at}", cast, days=at % 12)
            ready(f"R-{number}-{at}", cast)
            begun(f"E-{number}-{at}", cast, *STEPS)
        user = User.objects.get(pk=cast.county_head.pk)
        assert user.posts_now
        with CaptureQueriesContext(connection) as queries:
            spans = today_for(user)
        assert {each.url.split("/")[2] for span in spans for each in span.counts} == {
            *("referrals", "admissions", "enquiries")
        }
        told.append(len([each for each in queries if "SAVEPOINT" not in each["sql"]]))
    assert told[1] <= told[0] + 1
    assert max(told) <= MOST_QUERIES


def test_a_late_day_counts_from_the_last_step(cast: Cast, sign_in: Any) -> None:
    begun("F-1", cast, days=9)
    AdmissionStep.objects.create(
        admission=Admission.objects.get(), step="interview", done_at=ago(1), done_by=cast.admission_worker
    )
    page = first_page(sign_in, cast.admission_worker)
    assert "/due/admissions/?when=week" in page
