"""Letters are set from plain values: nothing that a person wrote is read as a command, and no font of the machine."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from hamdeli.casework.daily import letters
from hamdeli.casework.daily.letter_texts import introduction
from hamdeli.casework.daily.letters import (
    Choices,
    Heading,
    Letter,
    Pairs,
    Room,
    Rows,
    Signatures,
    Words,
    fonts,
    pdf_of,
    pictures_of,
)
from tests.support.cast import Cast, case_file

HOSTILE = [
    '#panic("read")',
    '#read("/etc/passwd")',
    "$ unclosed _ * ` [ ] { } <label> @nowhere // /* = heading",
    '"; #import "@preview/x:1.0.0": *',
    "\u202e\u2066 turned \u0000 \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "\\ \\u{41} \\#panic()",
    "x" * 5000,
    "\n" * 200,
]


def letter(text: str, language: str = "fa") -> Letter:
    """Return a letter in which every place holds `text`."""
    return Letter(
        language=language,
        title=text,
        sign=text,
        office=text,
        foot=text,
        page_words="%(page)s",
        marks=[(text, text)],
        parts=[
            Words(text),
            Heading(text),
            Pairs([(text, text)]),
            Rows([text, text], [[text, text]], (1, 2)),
            Room(text, 2),
            Choices(text, [(text, True), (text, False)]),
            Signatures([text]),
        ],
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("language", ["fa", "en"])
def test_hostile_text_is_set_as_it_stands(text: str, language: str) -> None:
    assert pdf_of(letter(text, language))[:5] == b"%PDF-"


def test_text_looks_the_same_whatever_it_would_mean_as_markup() -> None:
    marked, plain = pictures_of(letter("*b*")), pictures_of(letter("b"))
    assert marked != plain
    assert pictures_of(letter("$x$")) != pictures_of(letter("x"))


def test_a_template_that_reads_text_as_markup_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    source = (letters.FOLDER / "letter.typ").read_text(encoding="utf-8")
    safe = next(line for line in source.splitlines() if line.startswith("#let plain(value)"))
    broken = source.replace(safe, '#let plain(value) = eval(str(value), mode: "markup")')
    assert broken != source
    (tmp_path / "letter.typ").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(letters, "FOLDER", tmp_path)
    with pytest.raises(Exception, match="panicked"):
        pdf_of(letter(HOSTILE[0]))


def test_only_our_font_is_there() -> None:
    assert fonts().families() == ["Vazirmatn"]


def test_a_letter_speaks_the_language_that_is_chosen(cast: Cast) -> None:
    file = case_file("10-1", cast.kashan, centre=cast.mehr)
    said = {}
    for language in ("fa", "en"):
        with translation.override(language):
            made = introduction(file, to="x", purpose="y", by=cast.worker, on=date(2026, 5, 1))
        said[language] = (made.language, dict(made.marks), made.title)
    assert said["en"] == ("en", {"Number": "\u206610-1\u2069", "Day": "1 May 2026"}, "Letter of introduction")
    assert list(said["fa"][1].values()) == ["\u2066۱۰-۱\u2069", "۱۱ اردیبهشت ۱۴۰۵"]
