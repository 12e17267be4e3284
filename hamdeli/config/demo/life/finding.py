"""The words by which visits, tasks and goals are found: of the lively centre's county, where somebody searches."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from django.db.models import TextField, Value
from django.db.models.functions import Concat

from hamdeli.casework.daily.words import KINDS, number_of, words_of
from hamdeli.casework.models import Goal, SearchWord, Task, Visit
from hamdeli.config.demo.life.rows import insert
from hamdeli.places.models import Place

Told = tuple[int, int, date, str]
"""Primary key, file, day, text."""
WORD = ("word", "case_file_id", "kind", "subject_id", "on")


def store_words(county: Place) -> int:
    """Index what was written about the families of one county; return how many words."""
    done = Visit.objects.filter(case_file__county=county, state=Visit.State.DONE)
    seen = done.values_list(
        "pk", "case_file", "done_on", Concat("facts", Value(" "), "opinion", output_field=TextField())
    )
    tasks = Task.objects.filter(case_file__county=county).values_list("pk", "case_file", "due_on", "title")
    goals = Goal.objects.filter(plan__case_file__county=county)
    aims = goals.values_list("pk", "plan__case_file", "plan__begun_on", "title")
    texts = ((KINDS.VISIT, seen), (KINDS.TASK, tasks), (KINDS.GOAL, aims))
    return sum(insert(SearchWord, WORD, rows_of(kind, rows)) for kind, rows in texts)


def rows_of(kind: str, told: Iterable[Told]) -> Iterator[tuple[int, int, str, int, date]]:
    """Yield the values of WORD."""
    for key, file, day, text in list(told):
        for number in numbers_of(text):
            yield number, file, kind, key, day


@cache
def numbers_of(text: str) -> tuple[int, ...]:
    """The numbers of a text; many families have the same."""
    return tuple(sorted({number_of(word) for word in words_of(text)}))
