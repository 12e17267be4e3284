"""The pages about the life of a centre, as people use them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hamdeli.accounts.models import Post
from hamdeli.accounts.roles import Role
from hamdeli.centres.living.months import month_of
from hamdeli.centres.models import BankAccount, Board, Finding, MonthlyReturn
from hamdeli.centres.twinning.converting import Wish, propose
from tests.centres.inspecting.making import done, found
from tests.centres.making import (
    account,
    elected,
    iban,
    key,
    last_month,
    nominees,
    paper,
    sent,
    today,
    upload,
    zeros,
)
from tests.support.cast import Cast, case_file, centre
from tests.volunteers.making import code

ENGLISH = {"accept-language": "en"}


def url(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args or ["10-001"])


def text(browser: Any, address: str) -> str:
    answer = browser.get(address, headers=ENGLISH)
    assert answer.status_code == 200
    return str(answer.content.decode())


def election(**more: Any) -> dict[str, Any]:
    form: dict[str, Any] = {"since": today().isoformat(), "until": (today() + timedelta(days=700)).isoformat()}
    for number, member in enumerate(nominees(), 1):
        form |= {f"{name}_{number}": value for name, value in vars(member).items()}
    return form | {"replacing": "", "idempotency_key": "election"} | more


def test_who_leads_two_centres_reaches_both(cast: Cast, sign_in: Any) -> None:
    Post.objects.create(user=cast.centre_head, role=Role.CENTRE_HEAD, place=cast.kashan, centre_code=cast.noor.code)
    browser = sign_in(cast.centre_head)
    assert url("centre_life", cast.noor.code) in text(browser, url("centre_life"))
    assert url("centre_life") in text(browser, url("centre_life", cast.noor.code))
    assert "You also lead" not in text(sign_in(cast.other_centre_head), url("centre_life", cast.noor.code))


def test_an_election_by_the_desk(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.centre_head)
    for _tab in range(5):
        answer = browser.post(url("centre_election", "10-001", "trustees"), election())
        assert answer.url == url("centre_boards")
    assert Board.objects.get().members.count() == 5
    page = text(browser, answer.url)
    assert "0913 123 4567" in page
    assert code(0) not in page


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name_5": "", "national_code_5": "", "phone_5": ""}, "has 5 to 7 members; you wrote 4"),
        ({"national_code_2": "1234567890"}, "national code"),
        ({"national_code_2": code(0)}, "twice"),
        ({"seat_1": "member"}, "Missing: chair"),
        ({"name_6": "بی‌کد"}, "This is missing"),
        ({"until": today().isoformat()}, "must end after it begins"),
    ],
)
def test_a_board_that_cannot_be_is_told_in_words(cast: Cast, sign_in: Any, more: Any, words: str) -> None:
    browser = sign_in(cast.centre_head)
    answer = browser.post(url("centre_election", "10-001", "trustees"), election(**more), headers=ENGLISH)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Board.objects.exists()


def test_a_member_of_another_centres_board_is_refused(cast: Cast, sign_in: Any) -> None:
    elected(cast, centre=cast.noor)
    browser = sign_in(cast.centre_head)
    answer = browser.post(url("centre_election", "10-001", "trustees"), election(), headers=ENGLISH)
    assert "sits on the board of the centre 10-002" in answer.content.decode()


def test_readers_see_names_and_no_telephones(cast: Cast, sign_in: Any) -> None:
    elected(cast)
    for reader in (cast.worker, cast.deputy, cast.inspector):
        page = text(sign_in(reader), url("centre_boards"))
        assert nominees()[0].name in page
        assert "913" not in page


def test_a_member_leaves_and_another_comes(cast: Cast, sign_in: Any) -> None:
    board = elected(cast)
    browser, form = sign_in(cast.centre_head), {"version": 1, "on": today().isoformat(), "why": "مهاجرت"}
    form |= {"leaving": board.members.get(seat="treasurer").pk, "name": "تازه", "national_code": code(30)}
    address = url("centre_board_change", "10-001", "trustees")
    assert browser.post(address, form | {"seat": "treasurer"}).status_code == 302
    assert browser.post(address, form | {"seat": "treasurer"}).status_code in (409, 422)
    assert "مهاجرت" in text(browser, url("centre_boards"))


def test_the_account_is_proposed_confirmed_and_masked(cast: Cast, sign_in: Any) -> None:
    head = sign_in(cast.centre_head)
    form = {"iban": iban(), "holder": cast.mehr.name, "idempotency_key": "a"}
    assert head.post(url("centre_account_new"), form | {"holder": "زهرا"}, headers=ENGLISH).status_code == 422
    assert head.post(url("centre_account_new"), form | {"iban": "IR12"}, headers=ENGLISH).status_code == 422
    assert head.post(url("centre_account_new"), form).status_code == 302
    deputy = sign_in(cast.participation)
    assert "Confirm" in text(deputy, url("centre_account"))
    assert deputy.post(url("centre_account_confirmation"), {"version": 1}).status_code == 302
    assert BankAccount.objects.get().state == "confirmed"
    assert iban()[-8:-4] in text(head, url("centre_account"))
    page = text(sign_in(cast.worker), url("centre_account"))
    assert iban()[-4:] in page
    assert iban()[8:16] not in page.replace(" ", "")


def test_hours_and_capacities(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.centre_head)
    hours = {"version": 1, "phone": "۰۳۱-۵۵۴۴۳۳۲۲", "opens_0": "۸", "closes_0": "۱۲:۳۰"}
    assert browser.post(url("centre_hours_change"), hours).status_code == 302
    assert "08:00 – 12:30" in text(browser, url("centre_hours"))
    assert browser.post(url("centre_hours_change"), hours).status_code == 409
    assert browser.post(url("centre_hours_change"), hours | {"version": 2, "opens_0": "25"}).status_code == 422
    for number in range(3):
        case_file(f"F-{number}", cast.kashan, centre=cast.mehr, worker=cast.worker)
    form = {"version": 2, f"worker_{cast.worker.pk}": "۲", "speciality_health": "5"}
    answer = browser.post(url("centre_capacities"), form, headers=ENGLISH)
    assert "works on 3 files" in answer.content.decode()
    assert browser.post(url("centre_capacities"), form | {f"worker_{cast.worker.pk}": "۱۲"}).status_code == 302
    cast.mehr.refresh_from_db()
    assert cast.mehr.capacity == 10


def test_a_paper_is_brought_downloaded_and_withdrawn(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.centre_head)
    form = {"kind": "premises", "expires_on": (today() + timedelta(days=20)).isoformat(), "idempotency_key": "p"}
    assert browser.post(url("centre_paper_new"), form | {"file": upload()}).status_code == 302
    made = cast.mehr.papers.get()
    assert "within 30 days" in text(browser, url("centre_papers"))
    answer = sign_in(cast.inspector).get(url("centre_paper", "10-001", made.pk))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    browser = sign_in(cast.centre_head)
    for bad in (
        {"expires_on": (today() - timedelta(days=1)).isoformat(), "file": upload()},
        {"expires_on": "", "file": upload()},
        {"file": upload(b"MZ not a scan")},
        {"kind": "training", "file": upload()},
    ):
        answer = browser.post(url("centre_paper_new"), form | {"idempotency_key": key()} | bad)
        assert answer.status_code == 422
    assert cast.mehr.papers.count() == 1


def test_the_return_is_filled_in_corrected_and_submitted(cast: Cast, sign_in: Any) -> None:
    month = last_month()
    browser, address = sign_in(cast.centre_head), url("centre_return_form", "10-001", month.code)
    assert "The records count 0." in text(browser, address)
    form = {"follows": 0, "donors": "۷", "helpers": 0, **zeros(visits=3), "idempotency_key": "r"}
    answer = browser.post(address, form, headers=ENGLISH)
    assert "The records count otherwise" in answer.content.decode()
    for _tab in range(5):
        assert browser.post(address, form | {"visits_why": "دفتر کاغذی"}).status_code == 302
    other = browser.post(address, form | {"visits_why": "باز", "idempotency_key": "s"}, headers=ENGLISH)
    assert "was submitted already" in other.content.decode()
    made = MonthlyReturn.objects.get()
    assert (made.visits, made.counted["visits"], made.donors) == (3, 0, 7)
    page = text(sign_in(cast.participation), url("centre_return", "10-001", month.code))
    assert "دفتر کاغذی" in page
    browser = sign_in(cast.centre_head)
    correction = form | {"follows": 1, "visits": 0, "idempotency_key": "t"}
    assert browser.post(address, correction).status_code == 302
    assert MonthlyReturn.objects.standing().get().edition == 2


def test_a_return_of_a_month_that_is_not_over(cast: Cast, sign_in: Any) -> None:
    address = url("centre_return_form", "10-001", month_of(today()).code)
    browser = sign_in(cast.centre_head)
    form = {"follows": 0, "donors": 0, "helpers": 0, **zeros()}
    answer = browser.post(address, form, headers=ENGLISH)
    assert answer.status_code == 422
    assert "not over yet" in answer.content.decode()
    assert browser.get(url("centre_return_form", "10-001", "1405-99")).status_code == 404
    assert not MonthlyReturn.objects.exists()


def test_the_overview_says_what_waits(cast: Cast, sign_in: Any) -> None:
    page = text(sign_in(cast.centre_head), url("centre_life"))
    for words in ("No board of trustees", "no confirmed bank account", "Missing: statute", "return of"):
        assert words in page
    elected(cast, since=today() - timedelta(days=720))
    account(cast, confirmed=True)
    paper(cast, days=10)
    page = text(sign_in(cast.county_head), url("centre_life"))
    for words in ("board of trustees ends on", "Expires on"):
        assert words in page


def test_the_county_says_how_alive_and_lists_show_it(cast: Cast, sign_in: Any) -> None:
    browser = sign_in(cast.county_head)
    assert "silent" in text(browser, url("centre_life"))
    until = (today() + timedelta(days=5)).isoformat()
    form = {"state": "quiet", "reason": "بازسازی", "until": until, "idempotency_key": "w"}
    assert browser.post(url("centre_activity"), form).status_code == 302
    assert "10-001" in text(browser, reverse("desk:centres") + "?activity=quiet")
    assert "10-002" not in text(browser, reverse("desk:centres") + "?activity=quiet")
    assert browser.post(url("centre_activity_lifting"), {"version": 1}).status_code == 302
    assert "10-001" in text(browser, reverse("desk:centres") + "?activity=silent")


def test_a_return_makes_a_centre_alive(cast: Cast, sign_in: Any) -> None:
    sent(cast)
    assert "10-001" in text(sign_in(cast.deputy), reverse("desk:centres") + "?activity=active")


LISTS = ("returns", "papers_due", "boards_due", "bank_accounts")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_many_as_for_few(cast: Cast, sign_in: Any, name: str) -> None:
    browser = sign_in(cast.participation)
    filled(cast, 1)
    browser.get(reverse(f"desk:{name}"))
    with CaptureQueriesContext(connection) as few:
        assert browser.get(reverse(f"desk:{name}")).status_code == 200
    filled(cast, 19, first=1)
    with CaptureQueriesContext(connection) as many:
        assert browser.get(reverse(f"desk:{name}")).status_code == 200
    assert len(many) == len(few)


def filled(cast: Cast, count: int, first: int = 0) -> None:
    """Give so many centres a board, an account, a paper and a return."""
    for number in range(first, first + count):
        made = centre(f"10-1{number:02}", cast.kashan)
        elected(cast, centre=made, first=100 + 10 * number)
        BankAccount.objects.create(
            centre=made,
            iban=iban(number + 50),
            holder=made.name,
            proposed_by=cast.centre_head,
            proposed_at=timezone.now(),
        )
        paper(cast, centre=made)
        sent(cast, centre=made)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_narrowed_exported_and_its_fragment_is_the_page(cast: Cast, sign_in: Any, name: str) -> None:
    filled(cast, 2)
    browser = sign_in(cast.county_head)
    address = reverse(f"desk:{name}")
    page = text(browser, f"{address}?q=10-100")
    assert "10-100" in page
    assert "10-101" not in page
    fragment = browser.get(address, headers={**ENGLISH, "hx-request": "true"}).content.decode()
    assert fragment.strip() in text(browser, address)
    answer = browser.get(reverse(f"desk:{name}_export"))
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert "10-100" not in text(sign_in(cast.other_county_head), address)


def test_totals_name_their_parts(cast: Cast, sign_in: Any) -> None:
    sent(cast, visits=4)
    page = text(sign_in(cast.participation), reverse("desk:returns"))
    assert "From the returns of 1 of 3 centres" in page
    missing = text(sign_in(cast.participation), reverse("desk:returns") + "?state=missing")
    assert "10-002" in missing
    assert 'returns/">10-001' not in missing


def test_inspections_findings_and_old_returns_wait_on_the_overview_and_the_first_page(cast: Cast, sign_in: Any) -> None:
    cast.mehr.opened_on = today() - timedelta(days=400)
    cast.mehr.save()
    inspection = done(cast)
    finding = found(cast, inspection)
    Finding.objects.filter(pk=finding.pk).update(due_on=today() - timedelta(days=1))
    head = sign_in(cast.centre_head)
    page = text(head, url("centre_life"))
    for said in ("waits for the signature", "A finding is overdue since", "older returns are overdue"):
        assert said in page
    propose(
        centre=cast.mehr,
        wish=Wish("education", "add", "many pupils", today(), people=2, training="forty hours"),
        by=cast.county_head,
        today=today(),
    )
    assert "gets the speciality: education" in text(head, url("centre_life"))
    assert "/specialities/conversions/?state=proposed" in text(sign_in(cast.participation), reverse("desk:first_page"))
    first = text(sign_in(cast.centre_head), reverse("desk:first_page"))
    assert "/findings/?state=open" in first
    assert "/inspections/?state=done" in first
    assert "A finding is overdue" not in text(sign_in(cast.worker), url("centre_life"))
    Finding.objects.filter(pk=finding.pk).update(state="answered")
    assert "/findings/?state=answered" in text(sign_in(cast.inspector), reverse("desk:first_page"))
