"""The words of the command in the reader's language, from the compiled catalogue, without Django."""

import gettext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hamdeli.persian.digits import grouped, in_language, is_persian

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def gettext_noop(text: str) -> str:
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Words:
    """One language. Called with a text and its values, it returns the text in that language, digits included."""

    language: str

    @cached_property
    def catalogue(self) -> gettext.NullTranslations:
        """The catalogue of the language; English needs none."""
        return gettext.translation("django", str(LOCALE), languages=[self.language], fallback=True)

    def __call__(self, text: str, **values: object) -> str:
        """Return `text` in this language, its placeholders filled and its digits those of the language."""
        translated = self.catalogue.gettext(text) if text else ""
        filled = translated % {name: self.shown(value) for name, value in values.items()} if values else translated
        return in_language(filled, self.language) if self.right_to_left else filled

    def shown(self, value: object) -> str:
        """Return a number with its separators, anything else as text."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return grouped(value, self.language)
        return str(value)

    def kilometres(self, metres: float) -> str:
        """Return a distance in kilometres with one decimal."""
        return grouped(metres / 1000, self.language, places=1)

    @property
    def right_to_left(self) -> bool:
        """Tell whether the language runs from right to left."""
        return is_persian(self.language)

    @property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return "، " if self.right_to_left else ", "


PERSIAN = Words("fa")
ENGLISH = Words("en")
