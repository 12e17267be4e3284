"""The main forms of each role, filled in and sent in a real browser, in Persian on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, ViewportSize

from hamdeli.accounts.models import Post
from hamdeli.casework.models import CaseFile
from hamdeli.delegation.models import Mandate
from hamdeli.proposals.models import Proposal
from tests.delegation.making import files_of, handed, only_mandate
from tests.proposals.making import ready
from tests.support.cast import Cast, assemble

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, in a database that the server reads too."""
    return assemble()


@pytest.fixture
def enter(browser: Browser, live_server: Any) -> Iterator[Any]:
    """Return a function that opens a window in which a user is signed in."""
    contexts = []

    def entered(user: Any) -> Page:
        client = Client()
        client.force_login(user)
        context = browser.new_context(base_url=live_server.url, viewport=PHONE, reduced_motion="reduce")
        contexts.append(context)
        cookie, value = settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": cookie, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield entered
    for context in contexts:
        context.close()


def send(page: Page, action: str) -> None:
    """Press the button of the form that posts to `action`."""
    with page.expect_navigation():
        page.locator(f'form[action="{action}"] button[type="submit"]').first.click()


def test_a_centre_declines_one_file_and_accepts_another(cast: Cast, enter: Any) -> None:
    first, second = files_of(cast, 2)
    handed(cast, [first, second], cast.mehr)
    page = enter(cast.centre_head)
    page.goto("/handed-over/")
    page.locator(f'input[name="mandates"][value="{only_mandate(first).pk}"]').check()
    with page.expect_navigation():
        page.locator('button[formaction="/handed-over/refusal/reason/"]').click()
    page.goto("/handed-over/refusal/reason/")
    assert page.url.endswith("/handed-over/")
    page.goto(f"/files/{first.code}/mandates/")
    send(page, "/handed-over/refusal/reason/")
    page.select_option('select[name="reason"]', "no_capacity")
    send(page, "/handed-over/refusal/")
    page.goto(f"/files/{second.code}/mandates/")
    send(page, "/handed-over/acceptance/")
    states = dict(Mandate.objects.values_list("case_file__code", "state"))
    assert states == {first.code: "declined", second.code: "accepted"}


@pytest.mark.parametrize(
    ("role", "act", "reason", "state"),
    [("centre_head", "return", "family_moved", "returned"), ("county_head", "recall", "quality", "recalled")],
)
def test_a_file_leaves_its_centre(cast: Cast, enter: Any, role: str, act: str, reason: str, state: str) -> None:
    (file,) = files_of(cast, 1)
    handed(cast, [file], cast.mehr, accepted=True)
    mandate = only_mandate(file)
    page = enter(cast.staff[role])
    page.goto(f"/mandates/{mandate.pk}/{act}/")
    page.select_option('select[name="reason"]', reason)
    page.fill('textarea[name="tasks"]', "ثبت‌نام مدرسه")
    page.check('input[name="no_papers"]')
    page.check('input[name="no_promises"]')
    with page.expect_navigation():
        page.locator("main form button[type='submit']").last.click()
    mandate.refresh_from_db()
    assert (mandate.state, mandate.reason) == (state, reason)


def test_a_county_describes_a_file(cast: Cast, enter: Any) -> None:
    (file,) = files_of(cast, 1)
    page = enter(cast.deputy)
    page.goto(f"/files/{file.code}/")
    page.select_option('select[name="priority"]', "5")
    send(page, f"/files/{file.code}/description/")
    assert CaseFile.objects.get().priority == 5


def test_participation_changes_a_centre_in_persian_digits(cast: Cast, enter: Any) -> None:
    page = enter(cast.participation)
    page.goto("/centres/10-001/")
    page.fill('input[name="capacity"]', "۳۷")
    send(page, "/centres/10-001/description/")
    cast.mehr.refresh_from_db()
    assert cast.mehr.capacity == 37


def test_the_deputy_gives_a_post_and_sets_a_capacity(cast: Cast, enter: Any) -> None:
    proposal = ready(cast, 2)
    page = enter(cast.deputy)
    page.goto("/posts/new/")
    page.fill('input[name="username"]', "nasrin")
    page.select_option('select[name="role"]', "centre_head")
    page.fill('input[name="centre_code"]', "۱۰-۰۰۲")
    with page.expect_navigation():
        page.locator("main form button[type='submit']").last.click()
    assert Post.objects.get(user__username="nasrin").centre_code == "10-002"
    page.goto(f"/proposals/{proposal.code}/centres/10-001/")
    page.fill('input[name="value"]', "۲")
    send(page, f"/proposals/{proposal.code}/adjustments/")
    assert [each["value"] for each in Proposal.objects.get().draft] == [2]


def test_the_auditor_has_the_chain_read(cast: Cast, enter: Any) -> None:
    handed(cast, files_of(cast, 1), cast.mehr)
    page = enter(cast.auditor)
    page.goto("/journal/")
    send(page, "/journal/proof/")
    assert page.locator(".h-tone-good, .h-tone-success").count() == 1
    page.goto("/journal/proof/")
    assert page.url.endswith("/journal/")
