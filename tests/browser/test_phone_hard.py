"""A phone on which things go wrong: pages die, the storage is full, the app is updated, somebody signs out."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, expect

from hamdeli.casework.models import Decision, Photo, Screening, Submission, Visit
from hamdeli.desk.phone import shell
from hamdeli.questionnaires.loading import load_defaults
from tests.browser.phones import (
    back_in_reach,
    crash,
    kept_names,
    nothing_readable,
    out_of_reach,
    ready_without,
    unlocked,
    write_visit,
)
from tests.browser.test_phone_forms import answer
from tests.casework.screening.making import CALM, edition
from tests.casework.visiting.making import bytes_of_picture
from tests.desk.phone.making import NAME, planned
from tests.support.cast import Cast

pytestmark = pytest.mark.browser
FACTS = "نشانهٔ کاناری بر دیوار."
FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
  window.free = () => { IDBObjectStore.prototype.put = put; };
}"""
OLD = """async () => {
  const db = await idb.openDB("hamdeli-phone");
  const { items } = await db.get("kept", "outbox");
  const waiting = items.map(({ key, envelope }) => ({ key, envelope }));
  await db.put("kept", { version: 1, waiting }, "outbox");
  db.close();
}"""


def once() -> bool:
    """Say whether there is one visit, told as it was, with one decision."""
    return (Visit.objects.get().facts, Decision.objects.count(), Submission.objects.count()) == (FACTS, 1, 1)


def drafted(page: Page, count: int = 1) -> None:
    """Wait until what is being written is kept."""
    for _ in range(50):
        if len([name for name in kept_names(page) if name.startswith("draft")]) == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept_names(page))


def test_what_was_being_written_returns_after_the_page_died(
    phone: BrowserContext, world: Cast, live_server: Any
) -> None:
    load_defaults(at=timezone.now())
    planned(world)
    page = out_of_reach(phone, live_server.url)
    write_visit(page, FACTS, finish=False)
    page.locator("#visit [data-back]").click()
    page.locator("#visits").get_by_role("button", name="غربالگری").click()
    page.select_option("#screening-edition", str(edition("social-harms").pk))
    answer(page, CALM)
    drafted(page, 2)
    page.wait_for_timeout(500)
    nothing_readable(page, FACTS, "کاناری", *NAME)
    crash(page)
    page = unlocked(phone, live_server.url)
    page.locator("#visits .h-phone-line").first.click()
    expect(page.locator("#facts")).to_have_value(FACTS)
    expect(page.locator("#reason")).to_have_value("stable")
    page.locator("#visit [data-back]").click()
    page.locator("#visits").get_by_role("button", name="غربالگری").click()
    expect(page.locator("#screening-questions [name='q-peace'][value='calm']")).to_be_checked()
    page.locator("#screening-form button[type=submit]").click()
    expect(page.locator("#outbox-count")).to_have_text("۱")
    drafted(page, 1)
    page.close()
    back_in_reach(phone, live_server.url)
    assert Screening.objects.count() == 1


def test_a_page_that_dies_while_it_sends_loses_and_doubles_nothing(
    phone: BrowserContext, world: Cast, live_server: Any
) -> None:
    planned(world)
    page = out_of_reach(phone, live_server.url)
    write_visit(page, FACTS)
    expect(page.locator("#outbox-count")).to_have_text("۱")
    arrived: list[int] = []

    def swallow(route: Route) -> None:
        """Let the form arrive, and lose the answer."""
        arrived.append(route.fetch().status)
        route.abort()

    page.route("**/phone/forms/", swallow)
    phone.set_offline(False)
    page.locator("#outbox-button").click()
    page.locator("#send").click()
    for _ in range(100):
        if arrived:
            break
        page.wait_for_timeout(100)
    crash(page)
    assert (arrived[:1], once()) == ([200], True)
    back_in_reach(phone, live_server.url)
    assert once()


def test_a_full_storage_is_told_and_nothing_that_was_there_is_lost(
    phone: BrowserContext, world: Cast, live_server: Any
) -> None:
    planned(world)
    second = planned(world, "10-4000002")
    page = out_of_reach(phone, live_server.url)
    write_visit(page, FACTS)
    expect(page.locator("#outbox-count")).to_have_text("۱")
    write_visit(page, "بازدید دوم", finish=False)
    drafted(page)
    page.evaluate(FULL)
    page.fill("#facts", "بازدید دوم، تا پایان")
    expect(page.locator("#notice")).to_contain_text("حافظهٔ این گوشی پر است")
    page.locator("#visit-form button[type=submit]").click()
    expect(page.locator("#notice")).to_contain_text("فرم تمام نشد")
    expect(page.locator("#facts")).to_have_value("بازدید دوم، تا پایان")
    expect(page.locator("#outbox-count")).to_have_text("۱")
    phone.set_offline(False)
    for _ in range(400):
        if Submission.objects.count():
            break
        page.wait_for_timeout(100)
    assert Visit.objects.filter(facts=FACTS, state="done").count() == Submission.objects.count() == 1
    page.evaluate("window.free()")
    page.locator("#visit-form button[type=submit]").click()
    expect(page.locator("#notice")).to_contain_text("تمام شد")
    expect(page.locator("#outbox-count")).to_have_text("۰", timeout=20_000)
    second.refresh_from_db()
    assert (second.facts, Submission.objects.count()) == ("بازدید دوم، تا پایان", 2)


def test_a_photograph_for_which_there_is_no_room_is_told(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    planned(world)
    page = unlocked(phone, live_server.url)
    page.locator("#visits .h-phone-line").click()
    page.locator(".h-phone-photos summary").click()
    page.fill("#photo-shows", "سقف")
    page.fill("#photo-by", "مادر")
    page.locator("#photo-consent").check()
    page.evaluate(FULL)
    picture = FilePayload(name="p.jpg", mimeType="image/jpeg", buffer=bytes_of_picture())
    page.set_input_files("#photo-file", picture)
    expect(page.locator("#notice")).to_contain_text("عکس افزوده نشد")
    page.evaluate("window.free()")
    page.set_input_files("#photo-file", picture)
    expect(page.locator("#photo-list li")).to_have_count(1)
    page.fill("#facts", FACTS)
    page.select_option("#outcome", "continue")
    page.select_option("#reason", "stable")
    page.locator("#visit-form button[type=submit]").click()
    expect(page.locator("#notice")).to_contain_text("تمام شد")
    expect(page.locator("#outbox-count")).to_have_text("۰", timeout=20_000)
    assert Photo.objects.get().shows == "سقف"


def test_the_app_is_updated_while_a_form_waits(
    phone: BrowserContext, world: Cast, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(world)
    page = out_of_reach(phone, live_server.url)
    write_visit(page, FACTS)
    expect(page.locator("#outbox-count")).to_have_text("۱")
    page.evaluate(OLD)
    before = page.evaluate("caches.keys()")
    page.close()
    monkeypatch.setattr(shell, "version_of", lambda _shell, _names: "of-tomorrow")
    page = back_in_reach(phone, live_server.url)
    assert once()
    for _ in range(100):
        if (now := page.evaluate("caches.keys()")) == ["hamdeli-phone-of-tomorrow"]:
            break
        page.wait_for_timeout(100)
    assert (now != before, now) == (True, ["hamdeli-phone-of-tomorrow"])
    ready_without(page)
    phone.set_offline(True)
    page.close()
    unlocked(phone, live_server.url)


def test_signing_out_forgets_the_families_and_keeps_what_waits(
    phone: BrowserContext, world: Cast, live_server: Any
) -> None:
    visit = planned(world)
    planned(world, "10-4000002")
    page = out_of_reach(phone, live_server.url)
    write_visit(page, FACTS)
    expect(page.locator("#outbox-count")).to_have_text("۱")
    write_visit(page, "نیمه‌کاره", finish=False)
    drafted(page)
    phone.route("**/phone/forms/", lambda route: route.abort())
    phone.set_offline(False)
    desk = phone.new_page()
    desk.goto(f"{live_server.url}/account/logout/")
    desk.locator("main form[data-leaves] button, form[data-leaves] button.btn-primary").last.click()
    desk.wait_for_url("**/account/login/**")
    expect(page.locator("#pin-new")).to_be_visible()
    for _ in range(50):
        if kept_names(page) == ["outbox", "server"]:
            break
        page.wait_for_timeout(100)
    assert kept_names(page) == ["outbox", "server"]
    expect(page.locator("#outbox-count")).to_have_text("۱")
    nothing_readable(page, FACTS, "نیمه‌کاره", *NAME, visit.case_file.code)
    nothing_readable(desk, FACTS, "نیمه‌کاره", *NAME, visit.case_file.code)
