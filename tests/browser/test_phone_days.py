"""Days on the phone: as the desk writes them in each language, and with the year of whatever is not of this year."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from hamdeli.casework.models import Task
from hamdeli.persian.calendar import format_date
from tests.browser.phones import unlocked
from tests.desk.phone.making import planned
from tests.desk.phone.test_check_ins import delivery
from tests.support.cast import Cast

pytestmark = pytest.mark.browser
OVERDUE = date(2023, 12, 24)


def listed(phone: BrowserContext, world: Cast, url: str, language: str) -> Page:
    """Take along a visit of today, a list at a door, and two tasks: one of 1402, one of today."""
    today = timezone.localdate()
    visit = planned(world)
    delivery(world)
    for due_on in (OVERDUE, today):
        told = {"owner": world.worker, "made_by": world.worker, "made_at": timezone.now()}
        Task.objects.create(case_file=visit.case_file, title="x", due_on=due_on, **told)
    phone.add_cookies([{"name": "hamdeli-language", "value": language, "url": url}])
    return unlocked(phone, url)


def test_a_day_of_another_solar_year_has_its_year(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    today = timezone.localdate()
    page = listed(phone, world, live_server.url, "fa")
    lines = page.locator("#tasks .h-phone-line > span")
    expect(lines.first).to_contain_text(f"{format_date(OVERDUE, 'fa', long=True)} · ")
    this_year = format_date(today, "fa", long=True).rsplit(" ", 1)[0]
    expect(lines.last).to_contain_text(f"{this_year} · ")
    expect(page.locator("#visits .h-phone-line")).to_contain_text(f"{this_year} · ")


def test_in_english_days_are_gregorian_as_at_the_desk(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    today = timezone.localdate()
    page = listed(phone, world, live_server.url, "en")
    lines = page.locator("#tasks .h-phone-line > span")
    expect(lines.first).to_contain_text("24 December 2023 · ")
    now, until = (format_date(today + timedelta(days=days), "en", long=True) for days in (0, 3))
    for place in (lines.last, page.locator("#visits .h-phone-line"), page.locator("#doors .h-phone-line")):
        expect(place).to_contain_text(f"{now} · ")
    expect(page.locator("#list-age")).to_contain_text(f"{now} ")
    expect(page.locator("#list-age")).to_contain_text(f"{until} ")
