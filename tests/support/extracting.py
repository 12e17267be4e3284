"""Every string that the code marks for translation: in Python, in templates, without GNU gettext."""

import ast
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
# What each function of Django's `translation` takes: a text, a text and its plural, a context before them.
FORMS: dict[str, Any] = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Packages without Django mark their words with these.
PLAIN = {"_": None, "N_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2), "words": None}


@dataclass(frozen=True, order=True)
class Word:
    """One text to translate: its context, itself, its plural (the last two may be empty)."""

    text: str
    plural: str = ""
    context: str = ""


def words_used(root: Path = ROOT / "hamdeli") -> dict[Word, list[str]]:
    """Return each marked text with the places where it stands, as `path:line`."""
    found: dict[Word, list[str]] = {}
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
        if "static" in path.relative_to(root).parts:
            continue
        for line, word in words_in(path):
            found.setdefault(word, []).append(f"{path.relative_to(root.parent)}:{line}")
    return found


def words_in(path: Path) -> Iterator[tuple[int, Word]]:
    """Yield the line and the text of each mark in one file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from marks(source, PLAIN | imported(ast.parse(source)))
    else:
        flat = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
        yield from marks(flat, PLAIN | FORMS)


def marks(source: str, keywords: dict[str, Any]) -> Iterator[tuple[int, Word]]:
    """Yield the line and the text of each call of a keyword."""
    file = io.BytesIO(source.encode())
    for line, text, _comments, context in extract("python", file, keywords=keywords, options={"encoding": "utf-8"}):
        parts = [part or "" for part in ([text] if isinstance(text, str) else text)]
        yield line, Word(parts[0], parts[1] if len(parts) > 1 else "", context or "")


def imported(tree: ast.Module) -> dict[str, Any]:
    """Return what this file calls the functions of Django's `translation`."""
    names: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= dict(forms_of(node.names))
    return names


def forms_of(aliases: Iterable[ast.alias]) -> Iterator[tuple[str, Any]]:
    """Yield each imported marker with its form."""
    for alias in aliases:
        base = alias.name.removesuffix("_lazy").removesuffix("_noop")
        if base in FORMS:
            yield alias.asname or alias.name, FORMS[base]
