"""Finding sealed texts by their words: in the files that the reader sees, newest first, never more than a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hamdeli.accounts.models import User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.access import knowable
from hamdeli.casework.daily.words import asked_words, number_of
from hamdeli.casework.models import CaseFile, Goal, Note, SearchWord, Task, Visit
from hamdeli.journal.sealing import unseal
from hamdeli.persian.letters import words

MOST = 50
ROUND = 80
KINDS = SearchWord.Kind
PATHS = {name: f"case_file__{name}" for name in ("province", "county", "aide")}


@dataclass(frozen=True)
class Found:
    """A text that holds every word: its file, its kind and primary key, its day, and some words around the first."""

    case_file: CaseFile
    kind: str
    subject_id: int
    on: date
    excerpt: str


def find_texts(user: User, text: str, *, most: int = MOST) -> list[Found]:
    """Return the newest texts with all words of `text`, in files that `user` works on or supervises and may know."""
    longest_first = sorted(asked_words(text), key=lambda each: -max(map(len, each)))
    asked = [{number_of(word) for word in each} for each in longest_first]
    if not asked:
        return []
    hits = list(dict.fromkeys(rows_with(user, asked)[: 2 * most].values_list("kind", "subject_id", "case_file", "on")))
    return told(hits[:most], wanted={word for each in asked_words(text) for word in each})


def rows_with(user: User, asked: list[set[int]]) -> QuerySet[SearchWord]:
    """Return the rows of the first word (a long one comes first: it is rarer) whose texts hold the others too."""
    rows = SearchWord.objects.filter(readable(user), knowable(user, "case_file__"), word__in=asked[0])
    for others in asked[1:]:
        same = SearchWord.objects.filter(kind=OuterRef("kind"), subject_id=OuterRef("subject_id"), word__in=others)
        rows = rows.filter(Exists(same))
    return rows.order_by("-on", "-pk")


def readable(user: User) -> Any:
    """Return the condition that `user` may read what is written in a row: of visits, opinions are part of it."""
    works, supervises, judges = (
        scope(user, right, centre="case_file__centre__code", **PATHS)
        for right in (Right.WORK, Right.SUPERVISE, Right.SEE_JUDGEMENTS)
    )
    own = Visit.objects.filter(visitor=user).values("pk")
    return (works | supervises) & (~Q(kind=KINDS.VISIT) | judges | Q(subject_id__in=own))


def told(hits: Iterable[tuple[Any, ...]], wanted: set[str]) -> list[Found]:
    """Return what was found, with the texts read in one query for each kind."""
    hits = list(hits)
    files = CaseFile.objects.select_related("centre").in_bulk([file for _kind, _pk, file, _on in hits])
    texts = {kind: read(kind, [pk for each, pk, _file, _on in hits if each == kind]) for kind in KINDS.values}
    return [
        Found(files[file], kind, pk, on, excerpt(texts[kind][pk], wanted))
        for kind, pk, file, on in hits
        if pk in texts[kind]
    ]


def read(kind: str, keys: list[int]) -> dict[int, str]:
    """Return the texts of one kind by primary key."""
    model, text_of = TEXTS[kind]
    return {row.pk: text_of(row) for row in model.objects.filter(pk__in=keys)} if keys else {}


TEXTS: dict[str, tuple[Any, Callable[[Any], str]]] = {
    KINDS.NOTE: (Note, lambda note: unseal(note.sealed)),
    KINDS.VISIT: (Visit, lambda visit: f"{visit.facts} {visit.opinion}"),
    KINDS.TASK: (Task, lambda task: task.words),
    KINDS.GOAL: (Goal, lambda goal: goal.words),
}


def excerpt(text: str, wanted: set[str]) -> str:
    """Return the part of `text` round the first of the wanted words, cut between words."""
    parts = text.split()
    place = next((at for at, part in enumerate(parts) if wanted & set(words(part))), 0)
    first, length = place, 0
    while first > 0 and length < ROUND // 2:
        first -= 1
        length += len(parts[first]) + 1
    last, length = place, 0
    while last < len(parts) and length < ROUND:
        length += len(parts[last]) + 1
        last += 1
    begin, end = "… " if first else "", " …" if last < len(parts) else ""
    return begin + " ".join(parts[first:last]) + end
