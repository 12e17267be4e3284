"""The page of the phone is kept whole: every part that it names or imports, under a version that changes with them."""

import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from hamdeli.desk.phone import shell
from tests.support.cast import Cast


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_worker_keeps_every_part_of_the_page(cast: Cast, sign_in: Any, language: str) -> None:
    client = sign_in(cast.worker)
    client.cookies["hamdeli-language"] = language
    page, worker = (client.get(path).content.decode() for path in ("/phone/", "/phone/worker.js"))
    kept = json.loads(re.findall(r"const ASSETS = (\[.*\]);", worker)[0])
    named = re.findall(r'="(/static/[^"#]+)[^"]*"', page)
    assert set(named) <= set(kept)
    assert any(address.endswith("/sprite.svg") for address in kept)
    assert {"/static/desk/solar.js", "/static/desk/questionnaire.js", "/static/desk/phone/sealing.js"} <= set(kept)
    assert ("/static/vendor/tabler-core-1.6.1/tabler.rtl.min.css" in kept) == (language == "fa")
    assert all(finders.find(address.removeprefix("/static/")) for address in kept)


def test_a_part_that_changes_makes_a_new_version(cast: Cast, sign_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_in(cast.worker)
    before = client.get("/phone/worker.js").content
    assert client.get("/phone/worker.js").content == before
    content_of = shell.content_of
    monkeypatch.setattr(shell, "content_of", lambda name: content_of(name) + b"\n" * name.endswith("solar.js"))
    assert client.get("/phone/worker.js").content != before


def test_the_page_tells_nothing_of_anybody(cast: Cast, sign_in: Any) -> None:
    pages = {sign_in(user).get("/phone/").content for user in (cast.worker, cast.centre_head)}
    assert len(pages) == 1
