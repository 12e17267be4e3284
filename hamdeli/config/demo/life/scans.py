"""Pictures that stand for scanned papers: grey lines, a stamp, no name. Drawn once, shared by all families."""

import io
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw

from hamdeli.casework.models import Document
from hamdeli.casework.vault import keep

SIZE = (620, 877)
"""A4 at 75 dots per inch."""
PAPER, INK, PALE = 248, 90, 205
KINDS = {
    Document.Kind.IDENTITY: 7,
    Document.Kind.DEATH: 11,
    Document.Kind.DIVORCE: 13,
    Document.Kind.INCAPACITY: 9,
    Document.Kind.PRISON: 10,
    Document.Kind.HEALTH: 15,
    Document.Kind.HOUSING: 19,
    Document.Kind.CONSENT: 6,
}
"""How many lines of writing each kind of paper has."""


@dataclass(frozen=True)
class Kept:
    """A picture in the vault."""

    digest: str
    size: int


@cache
def drawn(kind: str) -> bytes:
    """Return the picture of a kind of paper, as PNG."""
    lines = KINDS[Document.Kind(kind)]
    picture = Image.new("L", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((30, 30, SIZE[0] - 30, SIZE[1] - 30), outline=PALE, width=3)
    pen.rectangle((200, 60, 420, 84), fill=INK)
    for number in range(lines):
        top, short = 140 + number * 32, (number * 53 + lines * 17) % 180
        pen.rectangle((70 + short, top, SIZE[0] - 70, top + 9), fill=PALE if number % 3 else INK)
    if lines < 10:
        pen.rectangle((70, 620, 200, 780), outline=INK, width=3)
    pen.ellipse((400, 690, 520, 810), outline=INK, width=5)
    pen.ellipse((418, 708, 502, 792), outline=PALE, width=3)
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


def scan(kind: str) -> Kept:
    """Keep the picture of a kind of paper and return where."""
    content = drawn(kind)
    return Kept(keep(content), len(content))
