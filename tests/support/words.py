"""`./run words`: gather the Persian words from their parts, compile them, and say what is missing.

The parts (`hamdeli/config/locale/fa/parts/*.po`) are the source; the catalogue and its compiled form are written from
them and committed, because a user's machine has no compiler for them. English needs none: the code speaks it.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from tests.support.catalogs import CATALOGUE, COMPILED, Entry, catalogue_text, compiled, merge, read_parts
from tests.support.extracting import Word, words_used

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
ARABIC_LETTERS = re.compile("[يكةۀ٠-٩]")
LETTERS = re.compile("[a-z]{3}")


def faults_of_words() -> Iterator[str]:
    """Yield a sentence for each fault of the Persian words."""
    entries = read_parts()
    translations, quarrels = merge(entries)
    yield from quarrels
    yield from missing(words_used(), translations)
    for entry in entries:
        yield from faults_of(entry)
    yield from stale(translations)


def missing(used: Mapping[Word, list[str]], translations: Mapping[Word, tuple[str, ...]]) -> Iterator[str]:
    """Yield the marked texts that have no Persian."""
    for word, places in sorted(used.items()):
        forms = translations.get(word, ())
        if not forms or not all(forms) or len(forms) != (2 if word.plural else 1):
            yield f"{places[0]}: no Persian for {word.text!r}"


def faults_of(entry: Entry) -> Iterator[str]:
    """Yield what is wrong with one translation: a guess, other placeholders, foreign letters, nothing translated."""
    where = f"{entry.part}: {entry.word.text!r}"
    if entry.fuzzy:
        yield f"{where} is fuzzy"
    wanted = placeholders([entry.word.plural or entry.word.text])
    if entry.forms[-1] and placeholders(entry.forms[-1:]) != wanted:
        yield f"{where} has other placeholders in Persian"
    if placeholders(entry.forms) - wanted:
        yield f"{where} has placeholders of its own in Persian"
    if any(ARABIC_LETTERS.search(form) for form in entry.forms):
        yield f"{where} has Arabic letters in Persian"
    if entry.word.text in entry.forms and LETTERS.search(entry.word.text):
        yield f"{where} is not translated"


def placeholders(texts: Iterable[str]) -> set[str]:
    """Return the placeholders in `texts`."""
    return {found for text in texts for found in PLACEHOLDER.findall(text)}


def stale(translations: dict[Word, tuple[str, ...]]) -> Iterator[str]:
    """Yield the written files that are not what the parts give."""
    if not CATALOGUE.exists() or CATALOGUE.read_text(encoding="utf-8") != catalogue_text(translations):
        yield f"{CATALOGUE.name} is not what the parts give: run ./run words"
    if not COMPILED.exists() or COMPILED.read_bytes() != compiled(translations):
        yield f"{COMPILED.name} is not what the parts give: run ./run words"


def main() -> int:
    """Write the catalogue, then print what is wrong."""
    translations, _quarrels = merge(read_parts())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(catalogue_text(translations), encoding="utf-8")
    COMPILED.write_bytes(compiled(translations))
    faults = list(faults_of_words())
    print("\n".join(faults))
    print(f"{len(translations)} texts in Persian, {len(faults)} faults (کاستی‌های ترجمه: {len(faults)})")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
