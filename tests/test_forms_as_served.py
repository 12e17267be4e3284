"""Every form that a role is served can be sent: its hidden marks are whole, and its inputs are inputs, not text."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.support.cast import Cast
from tests.support.crawling import BEGIN, crawl
from tests.test_canaries import plant

ESCAPED = re.compile(r"&lt;(?:input|select|textarea|button|div|p)\b")


class Forms(HTMLParser):
    """Collects the forms of a page that post, each with its inputs by name."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("method", "").lower() == "post"
            if self.inside:
                self.forms.append({"": told.get("action", "")})
        elif self.inside and told.get("name"):
            self.forms[-1][told["name"]] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def faults_in(text: str) -> list[str]:
    """Return what is wrong with the forms of a page."""
    reader = Forms()
    reader.feed(text)
    faults = [f"text of a tag: {found}" for found in ESCAPED.findall(text)]
    for form in reader.forms:
        if "csrfmiddlewaretoken" not in form:
            faults.append(f"no token: {form}")
        if "version" in form and not form["version"].isdigit():
            faults.append(f"no version of a record: {form}")
        if "idempotency_key" in form and len(form["idempotency_key"]) < 32:
            faults.append(f"no key: {form}")
    return faults


@pytest.mark.parametrize("role", ["deputy", "county_head", "centre_head", "participation", "auditor"])
def test_every_served_form_can_be_sent(cast: Cast, role: str) -> None:
    plant(cast)
    client = Client()
    client.force_login(cast.staff[role])
    pages = list(crawl(client, alike=5))
    assert [(address, fault) for address, text, _status in pages for fault in faults_in(text)] == []
    assert [address for address, _text, status in pages if status >= 400 and address not in BEGIN] == []
    assert sum(text.count("<form") for _address, text, _status in pages) > len(pages)


@pytest.mark.parametrize(
    "fault",
    [
        '<form method="post"><input name="version" value="0.1.0"></form>',
        '<form method="post"></form>',
        "&lt;input name=x&gt;",
    ],
)
def test_a_planted_fault_is_found(fault: str) -> None:
    assert faults_in(fault)
