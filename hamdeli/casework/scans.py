"""What a scan is, by its content and not by its name; pictures are written anew without what the camera added."""

import io
import warnings
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from hamdeli.journal.refusals import Refusal

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_PIXELS = 60_000_000
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
SIGNS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
ACTIVE = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction")

SENTENCES: dict[str, Any] = {
    "too_large": _("The file is larger than %(limit)s megabytes. Scan it in grey, or with fewer dots per inch."),
    "empty": _("The file is empty."),
    "kind": _("Only PDF files and JPEG or PNG pictures can be kept. This file is none of them."),
    "damaged": _("The file is damaged and cannot be read. Scan it again."),
    "too_many_pixels": _("The picture has too many dots. Make it smaller."),
    "active": _("The PDF does more than show pages, and was not kept. Print it into a new PDF."),
}


class ScanFault(Refusal):
    """The file cannot be kept; `code` is one of SENTENCES."""

    sentences = SENTENCES


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that may be kept: what it holds and what it is."""

    content: bytes
    content_type: str


def require_size(size: int) -> None:
    """Raise `ScanFault` unless a file of `size` bytes may be kept; asked before anything is read."""
    if size > LARGEST:
        raise ScanFault("too_large", limit=LARGEST // MEGABYTE)
    if size == 0:
        raise ScanFault("empty")


def scan_of(content: bytes) -> Scan:
    """Return what may be kept of `content`. Raises `ScanFault`."""
    require_size(len(content))
    kind = next((kind for sign, kind in SIGNS.items() if content.startswith(sign)), None)
    if kind is None:
        raise ScanFault("kind")
    if kind == PDF:
        require_still(content)
        return Scan(content, kind)
    return Scan(written_anew(content, kind), kind)


def require_still(content: bytes) -> None:
    """Raise unless the PDF is whole and only shows pages, as far as its plain parts tell."""
    if b"%%EOF" not in content[-2048:]:
        raise ScanFault("damaged")
    if any(word in content for word in ACTIVE):
        raise ScanFault("active")


def written_anew(content: bytes, kind: str) -> bytes:
    """Return the picture with nothing in it but its dots: turned upright, without place, time and camera."""
    written = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture: Any = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise ScanFault("too_many_pixels")
        bare = bare_picture(ImageOps.exif_transpose(picture), kind)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as damaged:
        raise ScanFault("damaged") from damaged
    bare.save(written, format="JPEG" if kind == JPEG else "PNG", **({"quality": 88} if kind == JPEG else {}))
    return written.getvalue()


def bare_picture(picture: Any, kind: str) -> Any:
    """Return a new picture with the dots of `picture` alone."""
    mode = "RGB" if kind == JPEG or picture.mode not in ("L", "RGB", "RGBA") else picture.mode
    plain = picture.convert(mode)
    bare = Image.new(mode, plain.size)
    bare.paste(plain)
    return bare
