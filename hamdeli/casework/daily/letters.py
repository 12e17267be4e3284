"""Letters and forms as PDF: what stands in them as plain values, and the pages that typst sets from it.

The text of a letter goes to typst as data, never as markup: nothing that a person wrote can be read as a command. Fonts
come from the folder of the settings alone, and typst reads no file outside its own folder.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import typst
from django.conf import settings

from hamdeli.persian.digits import in_language

FOLDER = Path(__file__).resolve().parent / "letter"
MOST_PAGES = 40


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str
    kind: ClassVar[str] = "words"


@dataclass(frozen=True)
class Heading:
    """The heading of a part."""

    text: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Pairs:
    """Labels with their values."""

    rows: Sequence[tuple[str, str]]
    kind: ClassVar[str] = "pairs"


@dataclass(frozen=True)
class Rows:
    """A table; `widths` are shares of the line."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    kind: ClassVar[str] = "rows"


@dataclass(frozen=True)
class Room:
    """Empty lines to write on."""

    text: str
    count: int
    kind: ClassVar[str] = "room"


@dataclass(frozen=True)
class Choices:
    """Boxes to tick; each with its label and whether it is ticked."""

    text: str
    options: Sequence[tuple[str, bool]]
    columns: int = 2
    kind: ClassVar[str] = "choices"


@dataclass(frozen=True)
class Signatures:
    """Places to sign."""

    names: Sequence[str]
    kind: ClassVar[str] = "signatures"


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, such as a code to be read by a camera; `width` in millimetres."""

    svg: str
    width: int = 34
    kind: ClassVar[str] = "picture"


Part = Words | Heading | Pairs | Rows | Room | Choices | Signatures | Picture


@dataclass(frozen=True)
class Letter:
    """One letter or form, all of it in one language (`fa` or `en`), digits and dates as that language has them."""

    language: str
    title: str
    sign: str
    office: str
    foot: str
    page_words: str
    """How a page is numbered: `page %(page)s`."""
    marks: Sequence[tuple[str, str]] = ()
    parts: Sequence[Part] = field(default_factory=list)
    centred: bool = True

    def plain(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        told = {name: value for name, value in asdict(self).items() if name not in ("parts", "page_words")}
        pages = [self.page_words % {"page": in_language(page, self.language)} for page in range(1, MOST_PAGES + 1)]
        return {**told, "pages": pages, "parts": [{"kind": part.kind, **asdict(part)} for part in self.parts]}


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Return the fonts of the house; those of the machine are left alone, so that a letter looks the same anywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(settings.LETTER_FONTS)]
    )


def pdf_of(letter: Letter) -> bytes:
    """Return the letter as a PDF."""
    (made,) = pages(letter, "pdf")
    return made


def pictures_of(letter: Letter, *, dots_per_inch: float = 96) -> list[bytes]:
    """Return the pages as PNG: for looking at them."""
    return pages(letter, "png", dots_per_inch)


def pages(letter: Letter, form: Any, dots_per_inch: float | None = None) -> list[bytes]:
    """Return what typst makes of the letter: one PDF, or a picture of each page."""
    made: Any = typst.compile(
        FOLDER / "letter.typ",
        root=FOLDER,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=dots_per_inch,
        sys_inputs={"letter": json.dumps(letter.plain(), ensure_ascii=False)},
    )
    return made if isinstance(made, list) else [made]
