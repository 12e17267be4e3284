"""The checklist of applications, changed at the desk."""

from typing import Any

import pytest
from django.urls import reverse

from hamdeli.accounts.roles import Right
from hamdeli.centres.founding.checking import unticked
from hamdeli.centres.founding.checklist import load_checks
from hamdeli.centres.models import FoundingCheck
from hamdeli.journal.models import Entry
from tests.centres.founding.making import endorsed, ticked
from tests.support.cast import Cast

ENGLISH = {"accept-language": "en"}
LINE = {
    "name_fa": "نامهٔ شهرداری رسید",
    "name_en": "letter of the town hall",
    "evidence_fa": "شمارهٔ نامه",
    "evidence_en": "number of the letter",
    "right": "check_founding",
    "trained": "۰",
}
LIST = reverse("desk:founding_checklist")
NEW = reverse("desk:founding_checklist_new")


@pytest.fixture(autouse=True)
def _checks(db: None) -> None:
    load_checks()


def line_url(code: str) -> str:
    return reverse("desk:founding_checklist_line", args=[code])


def as_it_is(code: str, **other: Any) -> dict[str, Any]:
    """Return the form of a line as the page shows it, with other values for some fields."""
    check = FoundingCheck.objects.get(code=code)
    names = ("name_fa", "name_en", "evidence_fa", "evidence_en", "right", "trained", "position", "version")
    told = {name: getattr(check, name) for name in names} | ({"active": "on"} if check.active else {})
    return {name: value for name, value in (told | other).items() if value is not None}


def test_a_line_is_added_once_and_every_application_under_way_needs_it(cast: Cast, sign_in: Any) -> None:
    made = ticked(cast)
    assert not unticked(made, Right.CHECK_FOUNDING)
    browser = sign_in(cast.participation)
    assert "Checklist" in browser.get(reverse("desk:foundings"), headers=ENGLISH).content.decode()
    for _twice in range(2):
        answer = browser.post(NEW, LINE | {"idempotency_key": "one"})
    assert (answer.status_code, answer.url) == (302, LIST)
    check = FoundingCheck.objects.get(code="letter-of-the-town-hall")
    assert (check.position, check.active, check.name_fa) == (9, True, "نامهٔ شهرداری رسید")
    assert Entry.objects.filter(verb="added_check", subject=check.code).count() == 1
    assert "letter of the town hall" in browser.get(LIST, headers=ENGLISH).content.decode()
    page = sign_in(cast.county_head).get(reverse("desk:founding", args=[made.pk]), headers=ENGLISH).content.decode()
    assert "number of the letter" in page
    refused = sign_in(cast.county_head).post(
        reverse("desk:founding_endorsement", args=[made.pk]), {"version": made.version}, headers=ENGLISH
    )
    assert refused.status_code == 422
    assert "letter of the town hall" in refused.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name_en": "؟"}, "Write the English name with letters or digits"),
        ({"name_en": "identity"}, "There is a line with this name already: identity."),
        ({"trained": "8"}, None),
        ({"right": "propose"}, None),
        ({"evidence_fa": " "}, None),
    ],
)
def test_a_faulty_line_is_refused(cast: Cast, sign_in: Any, wrong: dict[str, str], said: str | None) -> None:
    answer = sign_in(cast.participation).post(NEW, LINE | wrong, headers=ENGLISH)
    assert answer.status_code == 422
    assert (said or "") in answer.content.decode()
    assert FoundingCheck.objects.count() == 8


def test_a_line_is_changed_and_rested_and_the_second_writer_is_told(cast: Cast, sign_in: Any) -> None:
    browser, address = sign_in(cast.participation), line_url("addiction")
    first = as_it_is("addiction", name_en="test of addiction", active=None)
    assert browser.post(address, first).status_code == 302
    check = FoundingCheck.objects.get(code="addiction")
    assert (check.name_en, check.active, check.version) == ("test of addiction", False, 2)
    assert "not asked for" in browser.get(LIST, headers=ENGLISH).content.decode()
    late = browser.post(address, first | {"name_en": "mine"}, headers=ENGLISH)
    assert late.status_code == 409
    assert "test of addiction" in late.content.decode()
    assert FoundingCheck.objects.get(code="addiction").name_en == "test of addiction"


def test_what_was_ticked_stays_though_the_line_rests(cast: Cast, sign_in: Any) -> None:
    made = endorsed(cast)
    assert sign_in(cast.participation).post(line_url("identity"), as_it_is("identity", active=None)).status_code == 302
    assert made.ticks.filter(check_done__code="identity").exists()
    page = sign_in(cast.participation).get(reverse("desk:founding", args=[made.pk]), headers=ENGLISH)
    assert "identity of the trustees checked" in page.content.decode()


@pytest.mark.parametrize("other", [{"active": None}, {"right": "check_founding"}])
def test_the_last_line_of_an_office_stays(cast: Cast, sign_in: Any, other: dict[str, Any]) -> None:
    FoundingCheck.objects.filter(code="statute").update(active=False)
    answer = sign_in(cast.participation).post(line_url("account"), as_it_is("account", **other), headers=ENGLISH)
    assert answer.status_code == 422
    assert "This is the last line that this office ticks" in answer.content.decode()
    assert FoundingCheck.objects.get(code="account").active
    kept = sign_in(cast.participation).post(line_url("account"), as_it_is("account", name_en="an account"))
    assert kept.status_code == 302


@pytest.mark.parametrize("page", [LIST, NEW, line_url("identity")])
def test_the_county_and_founders_do_not_change_it(cast: Cast, sign_in: Any, page: str) -> None:
    assert {sign_in(who).get(page).status_code for who in (cast.county_head, cast.founder)} <= {403, 404}
    assert sign_in(cast.participation).get(page).status_code == 200
