"""What somebody says about a family: plain in the hand of whoever enters it, sealed in the database."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from hamdeli.casework.models import Referral
from hamdeli.journal.sealing import seal, unseal


@dataclass(frozen=True, slots=True)
class Word:
    """Names, national code, birth date, phone and address of the family (its head); who says it; the words themselves.

    `latitude` and `longitude` are in degrees. Empty where nothing was said.
    """

    given_name: str = ""
    family_name: str = ""
    national_code: str = ""
    birth_date: date | None = None
    phone: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    referrer_name: str = ""
    referrer_phone: str = ""
    words: str = ""

    @property
    def name(self) -> str:
        """The name of the head of the family."""
        return f"{self.given_name} {self.family_name}".strip()


def as_text(word: Word) -> str:
    """Return the JSON that is sealed."""
    return json.dumps(asdict(word), ensure_ascii=False, sort_keys=True, default=date.isoformat)


def sealed(word: Word) -> bytes:
    """Return `word` sealed."""
    return seal(as_text(word))


def opened(referral: Referral) -> Word:
    """Return what was said, unsealed."""
    told = json.loads(unseal(referral.sealed))
    if told["birth_date"]:
        told["birth_date"] = date.fromisoformat(told["birth_date"])
    return Word(**told)
