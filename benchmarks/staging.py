"""Pages that only stand after a step in the browser: a list that was brought, a charge that is being refused."""

import csv
from pathlib import Path

from playwright.sync_api import Page

WAIT_MS = 60_000
HEADINGS = ("کد مرکز", "نام", "استان", "شهرستان", "نوع", "تخصص‌ها", "عرض جغرافیایی", "طول جغرافیایی", "ظرفیت", "مجوز")
ROWS = (
    ("10-991", "مرکز نیکوکاری نمونه", "اصفهان", "کاشان", "محله‌ای", "سلامت", "33.98", "51.44", "۴۰", "فعال"),
    ("10-992", "مرکز نیکوکاری دریا", "اصفهان", "کاشان", "محله‌ای", "", "25.1", "57.9", "۴۰", "فعال"),
    ("10-993", "مرکز نیکوکاری بی‌ظرفیت", "اصفهان", "نطنز", "صنفی", "پرواز", "33.51", "51.92", "=1+1", "فعال"),
)


def write_list(folder: Path) -> Path:
    """Write a short list of centres, two of them faulty."""
    path = folder / "centres.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((HEADINGS, *ROWS))
    return path


def bring_a_list(page: Page, base: str, folder: Path) -> str:
    """Upload the list and return the address of its preview."""
    page.goto(f"{base}/imports/centres/")
    form = page.locator("form:has(input[type=file])")
    form.locator("input[type=file]").set_input_files(write_list(folder))
    form.locator("button[type=submit], button:not([type])").first.click()
    page.wait_for_url("**/imports/*/", timeout=WAIT_MS)
    page.get_by_text("10-993").or_(page.locator("table")).first.wait_for(timeout=WAIT_MS)
    return page.url.removeprefix(base)
