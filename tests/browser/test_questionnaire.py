"""The questionnaire in the browser: the same engine as on the server, and a form that skips, keeps and says faults."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright

from hamdeli.persian.calendar import format_date
from hamdeli.questionnaires.answering import check_answers, keep, score, visible
from hamdeli.questionnaires.loading import DATA
from tests.questionnaires.making import answers_to, contents
from tests.support.browsers import FLAGS, chromium

pytestmark = pytest.mark.browser
STATIC = Path(__file__).resolve().parents[2] / "hamdeli" / "desk" / "static" / "desk"
BOTH = """([content, answers]) => {
  const { answers: kept, dropped } = window.engine.keep(content, answers);
  return {
    visible: window.engine.visible(content, answers), kept, dropped,
    faults: window.engine.checkAnswers(content, answers), score: window.engine.score(content, answers),
  };
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the scripts without a word."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page under the strictest policy that has loaded the script, and nothing of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(STATIC)))
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page()
        page.route(
            f"{base}/",
            lambda route: route.fulfill(
                body='<!doctype html><html lang="fa" dir="rtl"><main></main></html>',
                headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'self'"},
            ),
        )
        page.goto(f"{base}/")
        page.evaluate("async () => { window.engine = await import('/questionnaire.js'); }")
        page.evaluate("async () => { window.solar = await import('/solar.js'); }")
        yield page
        browser.close()
    server.shutdown()
    server.server_close()


def by_server(content: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """Return what the server makes of the answers, as plain values."""
    kept, dropped = keep(content, answers)
    result = score(content, answers)
    return {
        "visible": visible(content, answers),
        "kept": kept,
        "dropped": dropped,
        "faults": [{"code": fault.code, "where": fault.where} for fault in check_answers(content, answers)],
        "score": {
            "points": result.points,
            "level": result.level,
            "lines": [asdict(line) for line in result.lines],
            "signs": result.signs,
        },
    }


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_browser_and_server_agree_on_any_questionnaire(page: Page, data: Any) -> None:
    content = data.draw(contents())
    answers = data.draw(answers_to(content))
    assert page.evaluate(BOTH, [content, answers]) == by_server(content, answers)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_browser_and_server_agree_on_the_shipped_questionnaires(page: Page, path: Path, data: Any) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    answers = data.draw(answers_to(content))
    assert page.evaluate(BOTH, [content, answers]) == by_server(content, answers)


def test_a_planted_difference_is_found(page: Page) -> None:
    content = json.loads((DATA / "social-harms.json").read_text(encoding="utf-8"))
    answers = {"children": 2, "out_of_school": 1}
    other = json.loads(json.dumps(content))
    other["sections"][1]["questions"][1]["bands"][0]["score"] = 4
    assert page.evaluate(BOTH, [other, answers]) != by_server(content, answers)


def test_a_day_is_read_in_both_calendars_as_the_server_reads_it(page: Page) -> None:
    days = [date(1921, 3, 21) + timedelta(days=97 * step) for step in range(760)]
    typed = [format_date(day, "fa").translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")) for day in days]
    assert page.evaluate("texts => texts.map(window.solar.readDay)", typed) == [day.isoformat() for day in days]
    spoken = page.evaluate("texts => texts.map((text) => window.solar.spokenDay(text, 'fa'))", [f"{d}" for d in days])
    assert spoken == typed
    strange = ["1403/13/01", "1404/12/30", "1404/00/10", "2025-02-30", "yesterday", "1404/7/31", ""]
    assert page.evaluate("texts => texts.map(window.solar.readDay)", strange) == [""] * len(strange)
    assert page.evaluate("window.solar.readDay('1403/12/30')") == "2025-03-20"


DRAW = """([content, options]) => {
  const main = document.querySelector("main");
  main.replaceChildren(document.createElement("form"));
  window.drawn = window.engine.draw(main.firstChild, content, options);
}"""
FORM: dict[str, Any] = {
    "sections": [
        {
            "code": "s",
            "title": {"fa": "بخش", "en": "Section"},
            "questions": [
                {"code": "a", "kind": "yes_no", "text": {"fa": "<b>نخست</b>", "en": "First"}, "required": True},
                {
                    **{"code": "n", "kind": "number", "text": {"fa": "چند؟", "en": "Many"}, "least": 0, "most": 20},
                    "show_if": {"op": "equals", "question": "a", "value": "yes"},
                },
                {"code": "d", "kind": "date", "text": {"fa": "روز", "en": "Day"}},
            ],
        }
    ],
    "levels": [],
    "signs": [],
}


def test_a_drawn_form_skips_keeps_and_says_what_is_wrong(page: Page) -> None:
    words = {"yes": "بله", "no": "خیر", "missing": "پاسخ دهید", "outside": "بیرون از اندازه"}
    page.evaluate(DRAW, [FORM, {"words": words, "answers": {"d": "2025-03-20"}}])
    assert page.get_by_text("<b>نخست</b>").is_visible()
    assert page.locator("b").count() == 0
    assert page.get_by_label("روز").input_value() == "1403/12/30"
    assert not page.get_by_label("چند؟").is_visible()
    assert page.evaluate("() => { drawn.show(drawn.faults()); return drawn.faults(); }") == [
        {"code": "missing", "where": "a"}
    ]
    assert page.get_by_text("پاسخ دهید").is_visible()
    page.get_by_label("بله").check()
    page.get_by_label("چند؟").fill("۱۲")
    page.get_by_label("روز").fill("۱۴۰۴/۰۱/۲۵")
    assert page.evaluate("drawn.answers()") == {"a": "yes", "n": 12, "d": "2025-04-14"}
    page.get_by_label("خیر").check()
    assert not page.get_by_label("چند؟").is_visible()
    assert page.evaluate("drawn.kept()") == {"answers": {"a": "no", "d": "2025-04-14"}, "dropped": ["n"]}
    sent = page.evaluate("[...new FormData(document.querySelector('form')).keys()]")
    assert sent == ["q-a", "q-d"]
    page.get_by_label("بله").check()
    assert page.get_by_label("چند؟").input_value() == "۱۲"
