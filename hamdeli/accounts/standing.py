"""Standing questions: asked page after page, their texts built once for the posts that somebody holds.

Building such a question from query sets takes a page longer than its answer takes the database. What a question says
depends on who asks, on the posts held now and on the day, so its text is kept under these. A question is a function of
a user that returns a query set, and must depend on nothing else: not on the moment, not on other rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from hamdeli.accounts.models import User

Question = Callable[[User], QuerySet[Any]]
Text = tuple[str, tuple[Any, ...]]
KEPT = 4_096


@dataclass(frozen=True)
class Asker:
    """Who asks, as far as the text of a question depends on it."""

    pk: int
    posts: tuple[tuple[str, int | None, str], ...]
    day: date
    vendor: str
    user: User = field(compare=False)


def asker(user: User) -> Asker:
    """Return `user` as one who asks today."""
    posts = tuple((post.role, post.place_id, post.centre_code) for post in user.posts_now)
    return Asker(user.pk, posts, timezone.localdate(), connection.vendor, user)


def counts(user: User, questions: Sequence[Question]) -> list[int]:
    """Return how many rows each question has for `user`, all in one question to the database."""
    sql, params = counting(asker(user), tuple(questions))
    return list(answered(sql, params)[0]) if questions else []


def rows(user: User, questions: Sequence[Question], within: str = "") -> list[tuple[Any, ...]]:
    """Return the rows of all questions, before each row the place of its question; all must have the same columns.

    `within` asks further about these rows: a text in which `{rows}` stands for them. The values are those of the
    database: SQLite gives a day as text and a truth as 0 or 1.
    """
    sql, params = listing(asker(user), tuple(questions))
    return answered(within.replace("{rows}", sql) if within else sql, params) if sql else []


def kept(user: User, question: Question) -> QuerySet[Any]:
    """Return the query set of a question, built once, to be asked about some of its rows (`filter`)."""
    return built(asker(user), question)


@lru_cache(maxsize=KEPT)
def built(who: Asker, question: Question) -> QuerySet[Any]:
    """Return the query set of a question, never asked itself: each `filter` makes a new one."""
    return question(who.user)


@lru_cache(maxsize=KEPT)
def counting(who: Asker, questions: tuple[Question, ...]) -> Text:
    """Return the text that counts the rows of each question: one row with a column for each."""
    texts = [text_of(question(who.user).values("pk")) for question in questions]
    parts = [(f"(SELECT COUNT(*) FROM ({sql}) q{at})" if sql else "0") for at, (sql, _) in enumerate(texts)]  # noqa: S608
    return f"SELECT {', '.join(parts)}", tuple(each for _, params in texts for each in params)


@lru_cache(maxsize=KEPT)
def listing(who: Asker, questions: tuple[Question, ...]) -> Text:
    """Return the text that lists the rows of all questions; nothing where none can have any."""
    texts = [text_of(question(who.user)) for question in questions]
    parts = [f"SELECT {at}, q{at}.* FROM ({sql}) q{at}" for at, (sql, _) in enumerate(texts) if sql]  # noqa: S608
    return " UNION ALL ".join(parts), tuple(each for _, params in texts for each in params)


def text_of(asked: QuerySet[Any]) -> Text:
    """Return what Django asks the database for a query set; nothing where it knows that there are no rows."""
    if not asked.query.is_sliced:
        asked = asked.order_by()
    try:
        sql, params = asked.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return "", ()
    return sql, tuple(params)


def answered(sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Ask the database; PostgreSQL keeps the statement prepared, for planning it takes longer than answering."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors:
                return psycopg.Cursor(cursor.connection).execute(sql, params, prepare=True).fetchall()
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def day_of(told: date | str) -> date:
    """Return a day as a database tells it."""
    return told if isinstance(told, date) else date.fromisoformat(told)
