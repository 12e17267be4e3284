"""The Persian words: read from their parts, written as one catalogue, compiled without GNU gettext."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.support.extracting import ROOT, Word

LOCALE = ROOT / "hamdeli" / "config" / "locale" / "fa"
PARTS = LOCALE / "parts"
CATALOGUE = LOCALE / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
HEADER = (
    "Project-Id-Version: Hamdeli\n"
    "Language: fa\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\n"
)
NOTE = "# Written by `./run words` from the parts beside it: change those, not this file.\n"


@dataclass(frozen=True)
class Entry:
    """A text, its Persian forms (two where it has a plural), where it was read, and whether it is only a guess."""

    word: Word
    forms: tuple[str, ...]
    part: str
    fuzzy: bool


def read_part(path: Path) -> list[Entry]:
    """Return the entries of one file."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale="fa", charset="utf-8") if message.id]
    return [entry_of(message, path.name) for message in messages]


def entry_of(message: Message, part: str) -> Entry:
    """Return a message of Babel's as an entry of ours."""
    text, plural = message.id if isinstance(message.id, tuple) else (message.id, "")
    forms = message.string if isinstance(message.string, tuple | list) else [message.string or ""]
    return Entry(Word(str(text), str(plural), message.context or ""), tuple(forms), part, message.fuzzy)


def read_parts(folder: Path = PARTS) -> list[Entry]:
    """Return the entries of all parts, in the order of their names."""
    return [entry for path in sorted(folder.glob("*.po")) for entry in read_part(path)]


def merge(entries: Iterable[Entry]) -> tuple[dict[Word, tuple[str, ...]], list[str]]:
    """Return one translation for each text, and a sentence for each text that has two."""
    chosen: dict[Word, Entry] = {}
    faults = []
    for entry in entries:
        first = chosen.setdefault(entry.word, entry)
        if first.forms != entry.forms:
            faults.append(f"{entry.word.text!r}: {first.part} says {first.forms[0]!r}, {entry.part} {entry.forms[0]!r}")
    return {word: chosen[word].forms for word in sorted(chosen)}, faults


def quote(text: str) -> str:
    """Return `text` as a string of a .po file."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = [f'"{line}"' for line in escaped.replace("\n", "\\n\0").split("\0") if line]
    return lines[0] if len(lines) == 1 else "\n".join(['""', *lines])


def catalogue_text(translations: dict[Word, tuple[str, ...]]) -> str:
    """Return the catalogue as the text of a .po file."""
    blocks = [f'{NOTE}msgid ""\nmsgstr {quote(HEADER)}\n']
    for word, forms in translations.items():
        lines = [f"msgctxt {quote(word.context)}"] if word.context else []
        lines.append(f"msgid {quote(word.text)}")
        if word.plural:
            lines.append(f"msgid_plural {quote(word.plural)}")
            lines += [f"msgstr[{number}] {quote(form)}" for number, form in enumerate(forms)]
        else:
            lines.append(f"msgstr {quote(forms[0])}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def compiled(translations: dict[Word, tuple[str, ...]]) -> bytes:
    """Return the catalogue in the binary form of GNU gettext (its manual, section "The Format of GNU MO Files")."""
    table = {b"": HEADER.encode()}
    for word, forms in translations.items():
        context = f"{word.context}\x04" if word.context else ""
        plural = f"\0{word.plural}" if word.plural else ""
        table[f"{context}{word.text}{plural}".encode()] = "\0".join(forms).encode()
    keys = sorted(table)
    start = 7 * 4 + 16 * len(keys)
    ids, texts = b"\0".join([*keys, b""]), b"\0".join([*(table[key] for key in keys), b""])
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + offsets(keys, start) + offsets([table[key] for key in keys], start + len(ids)) + ids + texts


def offsets(texts: list[bytes], start: int) -> bytes:
    """Return length and place of each text, where they follow one another from `start` on."""
    packed = b""
    for text in texts:
        packed += struct.pack("<2I", len(text), start)
        start += len(text) + 1
    return packed
