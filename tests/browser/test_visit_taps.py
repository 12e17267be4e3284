"""From my list to a saved visit with its decision, on a phone: few taps beside the answers themselves."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hamdeli.casework.models import Decision, Visit
from hamdeli.questionnaires.loading import load_defaults
from tests.browser.test_every_page import opened, signed_in
from tests.casework.visiting.making import file_of, planned
from tests.support.cast import assemble

pytestmark = pytest.mark.browser
MOST_TAPS = 12


class Thumb:
    """Taps, and counts them; answers to questions are counted apart."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = self.answers = 0

    def tap(self, what: Any) -> None:
        self.taps += 1
        what.click()

    def write(self, what: Any, text: str) -> None:
        """Tap a field and write into it: the tap counts, the letters are the answer."""
        self.tap(what)
        what.fill(text)

    def answer(self, what: Any) -> None:
        self.answers += 1
        what.check()


def answer_all(thumb: Thumb) -> None:
    """Answer every question that is shown."""
    for question in thumb.page.locator("[data-question]").all():
        if question.is_visible() and question.locator("input[type=radio]").count():
            thumb.answer(question.locator("input[type=radio]").first)
        elif question.is_visible() and question.locator("input[type=checkbox]").count():
            thumb.answer(question.locator("input[type=checkbox]").first)
        elif question.is_visible() and question.locator("input[inputmode=numeric]").count():
            thumb.answers += 1
            question.locator("input[inputmode=numeric]").first.fill("1")


def to_visit_today(browser: Browser, base: str, language: str) -> Page:
    """Plan a visit for today, and return a narrow page of the worker who is to make it."""
    cast, today = assemble(), timezone.localdate()
    load_defaults(at=timezone.now())
    planned(cast, file_of(cast), day=today, today=today)
    return opened(browser, base, signed_in(cast.worker), language, 390)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_visit_is_saved_with_few_taps(
    transactional_db: None, live_server: Any, browser: Browser, language: str
) -> None:
    page = to_visit_today(browser, live_server.url, language)
    thumb = Thumb(page)
    page.goto("/visits/")
    thumb.tap(page.locator(".h-visits a.h-plain").first)
    thumb.write(page.locator("#id_facts"), "دیوار نم دارد.")
    answer_all(thumb)
    thumb.tap(page.locator("input[name=outcome][value=give_aid]"))
    thumb.tap(page.locator("input[name=reason][value='give_aid.food']"))
    thumb.tap(page.locator(".h-visit-form button[type=submit].btn-primary").last)
    expect(page).to_have_url(f"{live_server.url}/files/F-1/visits/{Visit.objects.get().pk}/")
    assert (Visit.objects.get().state, Decision.objects.get().reason) == ("done", "food")
    assert thumb.answers > 0
    assert thumb.taps <= MOST_TAPS
    page.context.close()


def test_reasons_of_other_decisions_do_not_stand_in_the_way(
    transactional_db: None, live_server: Any, browser: Browser
) -> None:
    cast, today = assemble(), timezone.localdate()
    visit = planned(cast, file_of(cast), day=today, today=today)
    page = opened(browser, live_server.url, signed_in(cast.worker), "fa", 390)
    page.goto(f"/files/F-1/visits/{visit.pk}/form/")
    food = page.locator("input[name=reason][value='give_aid.food']")
    expect(food).to_be_hidden()
    page.locator("input[name=outcome][value=give_aid]").check()
    expect(food).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_visit_without_a_signal_is_finished_with_few_taps(
    transactional_db: None, live_server: Any, browser: Browser, language: str
) -> None:
    page = to_visit_today(browser, live_server.url, language)
    thumb = Thumb(page)
    page.goto("/phone/")
    thumb.write(page.locator("#pin"), "123456")
    thumb.tap(page.locator("#pin-form button[type=submit]"))
    thumb.tap(page.locator("#visits .h-phone-line"))
    expect(page.locator("#observations [data-question]").first).to_be_visible()
    answer_all(thumb)
    thumb.write(page.locator("#facts"), "دیوار نم دارد.")
    for name, value in (("outcome", "give_aid"), ("reason", "food")):
        thumb.taps += 2  # the list is opened, and one of it is chosen
        page.select_option(f"#{name}", value)
    thumb.tap(page.locator("#visit-form button[type=submit]"))
    expect(page.locator("#notice")).not_to_be_empty()
    expect(page.locator("#outbox-count")).to_have_text("۰" if language == "fa" else "0", timeout=20_000)
    assert (Visit.objects.get().state, Decision.objects.get().reason) == ("done", "food")
    assert thumb.answers > 0
    assert thumb.taps <= MOST_TAPS
    page.context.close()
