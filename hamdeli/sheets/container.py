"""A first look at an uploaded file that costs next to nothing: what is it, and is it safe to open?"""

import enum
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from hamdeli.sheets.faults import SheetFault
from hamdeli.sheets.limits import MEGABYTE, Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
NOT_TEXT = (b"%PDF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<", b"BZh")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
END_OF_DIRECTORY = b"PK\x05\x06"
END_LENGTH = 22
LONGEST_COMMENT = 65_535
LOCAL_HEADER = 30
BLOCK = 256 * 1024


class Kind(enum.StrEnum):
    """What can be read."""

    XLSX = "xlsx"
    CSV = "csv"


def inspect_upload(path: Path, limits: Limits | None = None) -> Kind:
    """Say what the file is, or raise SheetFault. Nothing is parsed; no more than the declared sizes is inflated."""
    limits = limits or Limits()
    if not path.is_file():
        raise SheetFault("missing", name=path.name)
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise SheetFault("too_large", limit=limits.file_bytes // MEGABYTE)
    with path.open("rb") as file:
        head = file.read(4096)
        if not head.strip():
            raise SheetFault("empty")
        if head.startswith(OLE):
            raise SheetFault("encrypted" if _is_encrypted(file) else "old_format")
        if head.startswith(ZIP):
            _check_workbook(file, size, limits)
            return Kind.XLSX
    if not _is_text(head):
        raise SheetFault("unknown_kind")
    return Kind.CSV


def _is_encrypted(file: BinaryIO) -> bool:
    file.seek(0)
    return "EncryptedPackage".encode("utf-16-le") in file.read()


def _is_text(head: bytes) -> bool:
    if head.startswith(UTF16) or _looks_like_utf16(head):
        return True
    return not head.lstrip().startswith(NOT_TEXT) and b"\0" not in head


def _looks_like_utf16(head: bytes) -> bool:
    return b"\n\0" in head or b"\0\n" in head or b",\0" in head or b"\0," in head


def _check_workbook(file: BinaryIO, size: int, limits: Limits) -> None:
    _check_directory(file, size, limits)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_parts(parts, size, limits)
            for part in parts:
                _inflate(file, part)
    except (zipfile.BadZipFile, NotImplementedError, struct.error, zlib.error, ValueError, EOFError) as broken:
        raise SheetFault("broken") from broken


def _check_directory(file: BinaryIO, size: int, limits: Limits) -> None:
    """Bound the directory before anybody reads it: a small file can declare hundreds of thousands of parts."""
    start = max(0, size - END_LENGTH - LONGEST_COMMENT)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < END_LENGTH:
        raise SheetFault("broken")
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if count > limits.parts or length > limits.parts * 512:
        raise SheetFault("too_many_parts", limit=limits.parts)


def _check_parts(parts: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    names = {part.filename for part in parts}
    if len(names) != len(parts) or sum(part.compress_size for part in parts) > size:
        raise SheetFault("broken")
    if any(part.flag_bits & 1 for part in parts):
        raise SheetFault("encrypted")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetFault("macros")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise SheetFault("unknown_kind")
    _check_sizes(parts, limits)


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = [part for part in parts if part.file_size > max(limits.ratio_from, limits.ratio * part.compress_size)]
    if total > limits.inflated_bytes or total > max(limits.ratio_from, limits.ratio * packed) or swollen:
        raise SheetFault("inflates", megabytes=total // MEGABYTE)


def _inflate(file: BinaryIO, part: zipfile.ZipInfo) -> None:
    """Inflate one part and throw it away: its declared size must be the true one, and no DTD may stand in it."""
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SheetFault("broken")
    file.seek(part.header_offset)
    header = file.read(LOCAL_HEADER)
    if not header.startswith(ZIP):
        raise SheetFault("broken")
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    file.seek(name_length + extra_length, 1)
    stored = part.compress_type == zipfile.ZIP_STORED
    length = _count_stored(file, part) if stored else _count_deflated(file, part)
    if length != part.file_size:
        raise SheetFault("sizes_lie")


def _count_stored(file: BinaryIO, part: zipfile.ZipInfo) -> int:
    content = file.read(part.compress_size)
    _refuse_entities(content)
    return len(content)


def _count_deflated(file: BinaryIO, part: zipfile.ZipInfo) -> int:
    inflater = zlib.decompressobj(-15)
    left, length, tail = part.compress_size, 0, b""
    while left > 0 and not inflater.eof:
        packed = file.read(min(BLOCK, left))
        if not packed:
            raise SheetFault("broken")
        left -= len(packed)
        while packed:
            block = inflater.decompress(packed, BLOCK)
            packed = inflater.unconsumed_tail
            length += len(block)
            if length > part.file_size:
                raise SheetFault("sizes_lie")
            _refuse_entities(tail + block)
            tail = block[-16:]
    return length


def _refuse_entities(block: bytes) -> None:
    if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
        raise SheetFault("entities")
