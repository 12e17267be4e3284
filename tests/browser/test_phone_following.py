"""What follows from a visit on the phone: up to three tasks, each with day and owner, and the next visit."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hamdeli.casework.models import CaseFile, Task, Visit
from hamdeli.persian.calendar import format_date
from tests.browser.phones import back_in_reach, out_of_reach, phone_of, unlocked, write_visit
from tests.desk.phone.making import plan, planned
from tests.support.cast import Cast, case_file

pytestmark = pytest.mark.browser


def finish(page: Page, waiting: str = "۱") -> None:
    """Finish the visit."""
    page.locator("#visit-form button[type=submit]").click()
    expect(page.locator("#outbox-count")).to_have_text(waiting)


def write_tasks(page: Page) -> None:
    """Write three tasks: one's own, one of the worker, and one for a day that is refused before it is right."""
    today = timezone.localdate()
    page.fill("#task-1", "تماس")
    page.fill("#task-2", "نامه")
    page.select_option("#task-2-owner", "worker")
    page.fill("#task-3", "فرم")
    page.select_option("#task-3-in", "other")
    page.fill("#task-3-on", format_date(today - timedelta(days=1), "fa"))
    page.locator("#visit-form button[type=submit]").click()
    assert "از امروز به بعد" in page.locator("#task-3-on").evaluate("(input) => input.validationMessage")
    page.fill("#task-3-on", format_date(today + timedelta(days=40), "fa"))


def test_three_tasks_and_a_wish_without_a_signal(browser: Browser, world: Cast, live_server: Any) -> None:
    today = timezone.localdate()
    file = case_file("10-4000003", world.kashan, centre=world.mehr, worker=world.worker, aide=world.volunteer)
    plan(file, world.volunteer)
    phone = phone_of(browser, live_server.url, world.volunteer)
    page = out_of_reach(phone, live_server.url)
    write_visit(page, "دیوار نم دارد.", finish=False)
    expect(page.locator("#task-2")).to_be_hidden()
    write_tasks(page)
    page.select_option("#sooner", "30")
    page.locator("#visit [data-back]").click()
    page.close()
    page = unlocked(phone, live_server.url)
    page.locator("#visits .h-phone-line").click()
    expect(page.locator("#task-3")).to_have_value("فرم")
    finish(page)
    page.close()
    back_in_reach(phone, live_server.url)
    made = {(task.title, task.owner.username, (task.due_on - today).days) for task in Task.objects.all()}
    assert made == {("تماس", "volunteer", 7), ("نامه", "worker", 7), ("فرم", "volunteer", 40)}
    assert CaseFile.objects.get().next_visit_on == today + timedelta(days=30)
    phone.close()


def test_no_wish_is_offered_after_the_visit_is_due(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    planned(world)
    page = unlocked(phone, live_server.url)
    write_visit(page, "کسی در خانه نبود.", finish=False)
    page.select_option("#sooner", "90")
    page.select_option("#outcome", "not_met")
    page.select_option("#reason", "absent")
    expect(page.locator("#sooner")).to_have_value("")
    open_now = page.locator("#sooner option:not([disabled])")
    assert [option.get_attribute("value") for option in open_now.all()] == ["", "7", "14"]
    page.fill("#task-1", "x")
    expect(page.locator("#task-1-in")).to_be_visible()
    expect(page.locator("#task-1-owner")).to_be_hidden()
    page.locator("#visit-form button[type=submit]").click()
    expect(page.locator("#notice")).to_contain_text("تمام شد")
    expect(page.locator("#outbox-count")).to_have_text("۰", timeout=20_000)
    due = timezone.localdate() + timedelta(days=14)
    assert (Visit.objects.get().state, CaseFile.objects.get().next_visit_on) == ("done", due)
