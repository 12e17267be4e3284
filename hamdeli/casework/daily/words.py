"""Words of sealed texts: kept as keyed numbers, so that a text is found and the index tells nothing without the key.

The numbers are the first 63 bits of an HMAC under a key of their own. Whoever steals the table alone sees which numbers
occur together, and how often; not the words.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date

from django.conf import settings

from hamdeli.casework.models import CaseFile, SearchWord
from hamdeli.journal.sealing import derived
from hamdeli.persian.letters import HALF_SPACE, words

PURPOSE = b"words"
MOST_WORDS = 400
SHORTEST = 2
# Words that stand in every text find nothing.
FREQUENT = (
    "و در به از که را با این آن است برای تا بر هم یا اما نیز شد شده بود های ها می خود او ما من "
    "the and of to in is was for with on at it that this"
)
EMPTY = frozenset(words(FREQUENT))
KINDS = SearchWord.Kind


def index_words(kind: str, subject_id: int, case_file: CaseFile, text: str, *, on: date) -> None:
    """Make the text of one record (`kind` of `SearchWord.Kind`, its primary key) findable; told again, it is replaced.

    `on` is the day by which results are ordered. Call it in the transaction that stores the record.
    """
    SearchWord.objects.filter(kind=kind, subject_id=subject_id).delete()
    SearchWord.objects.bulk_create(search_words(kind, subject_id, case_file, text, on=on))


def search_words(kind: str, subject_id: int, case_file: CaseFile, text: str, *, on: date) -> list[SearchWord]:
    """Return the rows of one text, unsaved: for those who store many at once."""
    return [
        SearchWord(word=number, case_file=case_file, kind=kind, subject_id=subject_id, on=on)
        for number in sorted({number_of(word) for word in list(words_of(text))[:MOST_WORDS]})
    ]


def words_of(text: str) -> Iterable[str]:
    """Return the words of `text` worth finding, in order: joined over half-spaces, and their parts."""
    found = dict.fromkeys([*words(text), *words(text.replace(HALF_SPACE, " "))])
    return [word for word in found if worth(word)]


def asked_words(text: str) -> list[frozenset[str]]:
    """Return what a search asks for: all of the sets, and of each set any word."""
    asked = []
    for part in text.split():
        joined, apart = words(part), words(part.replace(HALF_SPACE, " "))
        asked += [frozenset({word}) for word in apart] if len(apart) == len(joined) else [frozenset([*joined, *apart])]
    return [kept for each in asked if (kept := frozenset(word for word in each if worth(word)))]


def worth(word: str) -> bool:
    """Say whether looking for `word` would find anything in particular."""
    return len(word) >= SHORTEST and word not in EMPTY


def number_of(word: str) -> int:
    """Return the number under which a folded word is kept: 63 bits, never negative."""
    key = derived(PURPOSE, settings.SEALING_KEY)
    return int.from_bytes(hmac.new(key, word.encode(), hashlib.sha256).digest()[:8], "big") >> 1
