"""Screenings, check-ins and photographs without a signal, in a real browser; and nothing of them left to read."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from hamdeli.casework.models import Aid, Photo, RestrictedNote, Screening, Submission, Visit
from hamdeli.casework.visiting.photos import picture
from hamdeli.questionnaires.loading import load_defaults
from tests.browser.phones import back_in_reach, kept_names, nothing_readable, out_of_reach, unlocked, write_visit
from tests.casework.screening.making import VIOLENT, edition
from tests.casework.visiting.making import bytes_of_picture
from tests.desk.phone.making import NAME, planned
from tests.desk.phone.test_check_ins import delivery
from tests.support.cast import Cast

pytestmark = pytest.mark.browser
FACTS = "دیوار نم دارد."
WHERE = Image.Exif()
WHERE[0x010F] = "CANARYCAMERA"
CAMERA = """(code) => {
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return [{ rawValue: code }]; }
  };
  const canvas = document.createElement("canvas");
  setInterval(() => canvas.getContext("2d").fillRect(0, 0, Math.random() * 10, 10), 50);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(5);
}"""


def answer(page: Page, answers: dict[str, Any]) -> None:
    """Answer the questions that are shown."""
    for code, value in answers.items():
        inputs = page.locator(f"#screening-questions [name='q-{code}']")
        if inputs.first.get_attribute("type") in ("radio", "checkbox"):
            for each in value if isinstance(value, list) else [value]:
                page.locator(f"#screening-questions [name='q-{code}'][value='{each}']").check()
        else:
            inputs.fill(str(value))


def test_a_screening_without_a_signal(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    load_defaults(at=timezone.now())
    visit = planned(world)
    page = out_of_reach(phone, live_server.url)
    page.locator("#visits").get_by_role("button", name="غربالگری").click()
    page.select_option("#screening-edition", str(edition("social-harms").pk))
    page.select_option("#screening-person", label=NAME[0])
    page.locator("#screening-form button[type=submit]").click()
    expect(page.locator("#outbox-count")).to_have_text("۰")
    answer(page, VIOLENT)
    page.locator("#screening-form button[type=submit]").click()
    expect(page.locator("#outbox-count")).to_have_text("۱")
    nothing_readable(page, "QSECRETWISH", *NAME, visit.case_file.code)
    page.locator("#visits").get_by_role("button", name="غربالگری").click()
    expect(page.locator("#screening-edition")).to_have_value("")
    assert "QSECRETWISH" not in page.content()
    page.close()
    assert not Screening.objects.exists()
    page = back_in_reach(phone, live_server.url)
    nothing_readable(page, "QSECRETWISH", *NAME, visit.case_file.code)
    made = Screening.objects.get()
    assert (made.restricted, made.person.given_name if made.person else "") == (True, NAME[0])
    assert RestrictedNote.objects.get().subject == "violence"


def test_check_ins_without_a_signal(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    planned(world)
    line = delivery(world).lines.get()
    page = out_of_reach(phone, live_server.url)
    page.locator("#doors .h-phone-line").click()
    expect(page.locator("#door-no-scan, #door-scan").locator("visible=true")).to_have_count(1)
    for typed, said in (("123", "در این فهرست نیست"), (line.code, "مرضیه ک"), (line.code, "داده شده")):
        page.locator("#door-code").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#door-answer")).to_contain_text(said)
    expect(page.locator("#outbox-count")).to_have_text("۱")
    nothing_readable(page, line.code, *NAME, "Baskets")
    page.close()
    page = unlocked(phone, live_server.url)
    page.locator("#doors .h-phone-line").click()
    page.locator("#door-code").fill(line.code)
    page.keyboard.press("Enter")
    expect(page.locator("#door-answer")).to_contain_text("داده شده")
    page.close()
    back_in_reach(phone, live_server.url)
    assert (Aid.objects.get().line, Submission.objects.get().state) == (line, "stored")


def photograph(page: Page, file: Path, content: bytes, shows: str = "سقف نمناک") -> None:
    """Choose a photograph, with everything that must be said of it."""
    if not page.locator("#photo-shows").is_visible():
        page.locator(".h-phone-photos summary").click()
        expect(page.locator("#photo-file")).to_be_disabled()
    page.fill("#photo-shows", shows)
    page.fill("#photo-by", "مادر خانواده")
    page.locator("#photo-consent").check()
    expect(page.locator("#photo-file")).to_be_enabled()
    file.write_bytes(content)
    page.set_input_files("#photo-file", file)


def test_photographs_of_a_visit_without_a_signal(
    phone: BrowserContext, world: Cast, live_server: Any, tmp_path: Path
) -> None:
    visit, file = planned(world), tmp_path / "p.jpg"
    page = out_of_reach(phone, live_server.url)
    page.locator("#visits .h-phone-line").click()
    photograph(page, file, bytes_of_picture(size=(4000, 3000), exif=WHERE))
    expect(page.locator("#photo-list li")).to_have_count(1)
    expect(page.locator("#photo-consent")).not_to_be_checked()
    page.close()
    page = unlocked(phone, live_server.url)
    write_visit(page, FACTS, finish=False)
    expect(page.locator("#photo-list li")).to_have_count(1)
    page.locator("#visit-form button[type=submit]").click()
    expect(page.locator("#outbox-count")).to_have_text("۲")
    nothing_readable(page, FACTS, "سقف نمناک", "مادر خانواده", "CANARYCAMERA", *NAME, visit.case_file.code)
    page.close()
    page = back_in_reach(phone, live_server.url)
    assert kept_names(page) == ["list", "outbox", "server"]
    assert Visit.objects.get().facts == FACTS
    stored = Photo.objects.get()
    content, _kind = picture(stored)
    assert (stored.shows, Image.open(io.BytesIO(content)).size) == ("سقف نمناک", (1600, 1200))
    assert b"CANARYCAMERA" not in content


def test_what_is_no_photograph_is_refused_and_what_was_there_stays(
    phone: BrowserContext, world: Cast, live_server: Any, tmp_path: Path
) -> None:
    planned(world)
    file = tmp_path / "p.jpg"
    page = unlocked(phone, live_server.url)
    page.locator("#visits .h-phone-line").click()
    photograph(page, file, bytes_of_picture())
    expect(page.locator("#photo-list li")).to_have_count(1)
    photograph(page, file, bytes(50 * 1024 * 1024))
    expect(page.locator("#notice")).to_contain_text("۲۵ مگابایت")
    photograph(page, file, b"no picture")
    expect(page.locator("#notice")).to_contain_text("عکسی نیست")
    expect(page.locator("#photo-list li")).to_have_count(1)


def test_the_camera_reads_a_code_where_the_browser_can(phone: BrowserContext, world: Cast, live_server: Any) -> None:
    planned(world)
    line = delivery(world).lines.get()
    page = out_of_reach(phone, live_server.url)
    page.evaluate(CAMERA, line.code)
    page.locator("#doors .h-phone-line").click()
    page.locator("#door-scan").click()
    expect(page.locator("#door-answer")).to_contain_text("مرضیه ک")
    page.wait_for_timeout(1500)
    expect(page.locator("#outbox-count")).to_have_text("۱")
    expect(page.locator("#door-answer")).to_contain_text("تحویل بدهید")
    page.locator("#door [data-back]").click()
    expect(page.locator("#door-video")).to_be_hidden()
    page.close()
    back_in_reach(phone, live_server.url)
    assert Aid.objects.get().line == line
