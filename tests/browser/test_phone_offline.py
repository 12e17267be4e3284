"""A visit without a signal, in a real browser: taken along, made, sealed, sent later, and nothing left to read."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from hamdeli.casework.models import Submission, Visit
from tests.browser.phones import DUMP, back_in_reach, kept_names, nothing_readable, out_of_reach, unlocked, write_visit
from tests.desk.phone.making import NAME, planned
from tests.support.cast import Cast

pytestmark = pytest.mark.browser
FACTS = "یخچال خالی بود و نشانهٔ کاناری دیده شد."


def test_a_visit_without_a_signal(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    visit = planned(world)
    page = out_of_reach(phone, live_server.url)
    expect(page.locator("#visits")).to_contain_text(NAME[1])
    write_visit(page, FACTS)
    expect(page.locator("#outbox-count")).to_have_text("۱")
    nothing_readable(page, FACTS, "کاناری", *NAME, visit.case_file.code)
    page.close()
    assert not Submission.objects.exists()
    back_in_reach(phone, live_server.url)
    made = Visit.objects.get()
    assert (made.state, made.facts, made.decisions.count()) == ("done", FACTS, 1)


def test_after_three_days_nothing_is_left(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    visit = planned(world)
    page = unlocked(phone, live_server.url)
    before = page.evaluate(DUMP)
    assert NAME[1] not in before
    assert "madeAt20" in before
    write_visit(page, FACTS, finish=False)
    expect(page.locator("#reason")).to_have_value("stable")
    assert f"draft:visit:{visit.pk}" in kept_names(page)
    page.close()
    page = phone.new_page()
    page.clock.install()
    page.clock.fast_forward(73 * 3600 * 1000)
    page.goto(f"{live_server.url}/phone/")
    expect(page.locator("#pin-new")).to_be_visible()
    after = page.evaluate(DUMP)
    assert "madeAt20" not in after
    assert visit.case_file.code not in after
    assert kept_names(page) == ["outbox", "server"]
