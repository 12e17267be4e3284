"""One spelling for the many ways in which a Persian word is typed.

NFKC folds none of the pairs that matter (ي/ی, ك/ک, ة/ه, ٤/۴), so the tables here are our own. Every rule works on
single characters; the tables fill themselves on first use.
"""

import re
import unicodedata
from collections.abc import Callable

HALF_SPACE = "\u200c"
TATWEEL = "\u0640"

_PERSIAN_FORMS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ڪ": "ک"})
_FOLDED_FORMS = {
    **dict.fromkeys("يىېےۍێ", "ی"),
    **dict.fromkeys("كڪګ", "ک"),
    **dict.fromkeys("ةۃەہھۂ", "ه"),
    **dict.fromkeys("ٱٲٳٵ", "ا"),
    **dict.fromkeys("ۆۇۋ", "و"),
    "ء": "",
    TATWEEL: "",
    # Spaced forms of marks: NFKD would leave a space in the middle of a word.
    **{chr(code): "" for code in range(0xFE70, 0xFE80)},
}
_INVISIBLE = {"Cf", "Cc", "Cs", "Mn", "Me"}
_ALEF_MADDA = "\ue000"
_ALPHABET = _ALEF_MADDA + "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_WORD = re.compile(r"\w+")


class _CharacterTable(dict[int, str]):
    """A table for `str.translate` that works an unknown character out once."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        self[code] = replacement = self._rule(chr(code))
        return replacement


def _fold_character(character: str) -> str:
    if character in _FOLDED_FORMS:
        return _FOLDED_FORMS[character]
    if character.isspace():
        return " "
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_fold_part(part) for part in parts)


def _fold_part(part: str) -> str:
    if part.isdecimal():
        return str(unicodedata.decimal(part))
    if unicodedata.category(part) in _INVISIBLE:
        return ""
    return _FOLDED_FORMS.get(part, part)


def _clean_character(character: str) -> str:
    if character.isspace():
        return "\n" if character == "\n" else " "
    if "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc":
        character = unicodedata.normalize("NFKC", character).strip()
    if character != HALF_SPACE and unicodedata.category(character[:1] or " ") in {"Cf", "Cc", "Cs"}:
        return ""
    return character.translate(_PERSIAN_FORMS)


_FOLDING = _CharacterTable(_fold_character)
_CLEANING = _CharacterTable(_clean_character)


def fold(text: str) -> str:
    """The search key of a text: equal for all ways to type it, never shown.

    Arabic and Persian forms of a letter, hamza carriers, digits of any script and upper and lower case become one;
    half-spaces, joiners, tatweel, diacritics, control and direction marks vanish; white space collapses.
    """
    return " ".join(text.translate(_FOLDING).split())


def squeeze(text: str) -> str:
    """The folded letters and digits alone: equal also where one writes a space and another does not."""
    return "".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return _WORD.findall(fold(text).replace("_", " "))


def clean(text: str, *, lines: bool = False) -> str:
    """The text as it is stored and shown: Persian ی and ک, no control or direction marks, single spaces.

    Half-spaces between letters stay; `lines` keeps line breaks.
    """
    if text.isascii() and text.isalnum():
        return text
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_CLEANING))
    if lines:
        return "\n".join(_tidy(line) for line in normal.split("\n")).strip("\n")
    return _tidy(normal)


def _tidy(line: str) -> str:
    single = re.sub(f"{HALF_SPACE}+", HALF_SPACE, " ".join(line.split()))
    return re.sub(f" ?{HALF_SPACE}? {HALF_SPACE}?", " ", single).strip(f" {HALF_SPACE}")


def _sort_unit(character: str) -> str:
    if character == " ":
        return "01"
    if character in "0123456789":
        return f"1{character}"
    if "a" <= character <= "z":
        return f"{ord(character) - ord('a') + 0x20:02x}"
    if (rank := _ALPHABET.find(character)) >= 0:
        return f"{rank + 0x40:02x}"
    return f"f0{ord(character):06x}" if character.isalnum() else ""


_SORTING = _CharacterTable(_sort_unit)


def sort_key(text: str) -> str:
    """A key that sorts in the order of the Persian alphabet under every database collation.

    Hexadecimal digits, two for a letter (eight for letters of other scripts). The order: space, digits, Latin letters,
    then آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی, then other scripts. Punctuation and the
    differences that `fold` removes do not count.
    """
    marked = unicodedata.normalize("NFC", text).replace("آ", _ALEF_MADDA)
    return fold(marked).translate(_SORTING)
