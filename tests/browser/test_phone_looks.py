"""What the list of the phone shows: rows that open, the signal as a badge, a notice that is true."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from hamdeli.casework.models import Task, Visit
from hamdeli.questionnaires.loading import load_defaults
from tests.browser.phones import out_of_reach, unlocked, write_visit
from tests.desk.phone.making import planned
from tests.support.cast import Cast

pytestmark = pytest.mark.browser
GAPS = """() => {
  const row = document.querySelector("#visits .h-phone-row").getBoundingClientRect();
  const buttons = [...document.querySelectorAll(".h-phone-beside .btn")];
  const [note, other] = buttons.map((each) => each.getBoundingClientRect());
  return [note.top - row.top, other.top - note.bottom, row.bottom - other.bottom];
}"""


def notice_of_finished(page: Page) -> str:
    """Finish the visit that is written, and return what is said when the outbox is empty."""
    page.locator("#visit-form button[type=submit]").click()
    expect(page.locator("#notice")).to_contain_text("تمام شد")
    expect(page.locator("#outbox-count")).to_have_text("۰", timeout=20_000)
    return page.locator("#notice").inner_text()


def test_a_finished_visit_is_in_the_file_when_it_has_arrived(
    phone: BrowserContext, world: Cast, live_server: Any
) -> None:
    planned(world)
    planned(world, "10-4000002")
    page = out_of_reach(phone, live_server.url)
    write_visit(page, "دیوار نم دارد.")
    expect(page.locator("#notice")).to_contain_text("در صندوق")
    phone.set_offline(False)
    expect(page.locator("#notice")).to_contain_text("اکنون در پرونده است", timeout=50_000)
    page.locator("#visits .h-phone-line").click()
    expect(page.locator("#notice")).to_be_hidden()


def test_a_form_that_waits_for_a_person_is_not_said_to_be_in_the_file(
    phone: BrowserContext, world: Cast, live_server: Any
) -> None:
    planned(world)
    page = unlocked(phone, live_server.url)
    write_visit(page, "دیوار نم دارد.", finish=False)
    Visit.objects.update(state="cancelled", cancelled_why="x")
    assert "تا دیدن کسی" in notice_of_finished(page)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_rows_open_and_buttons_stand_apart(phone: BrowserContext, world: Cast, live_server: Any, language: str) -> None:
    load_defaults(at=timezone.now())
    visit = planned(world)
    made = {"made_by": world.worker, "made_at": timezone.now(), "due_on": timezone.localdate()}
    Task.objects.create(case_file=visit.case_file, title="x", owner=world.worker, **made)
    phone.add_cookies([{"name": "hamdeli-language", "value": language, "url": live_server.url}])
    page = out_of_reach(phone, live_server.url)
    assert all(gap >= 6 for gap in page.evaluate(GAPS))
    expect(page.locator(".h-phone-opens > .h-icon-turns")).to_have_count(2)
    expect(page.locator("#signal .h-icon").locator("visible=true")).to_have_count(1)
    cached = "async () => (await fetch(document.querySelector('#signal use').getAttribute('href'))).ok"
    assert page.evaluate(cached)
