"""Standing questions: what they answer is what the query sets say, for every role; their texts are built once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from hamdeli.accounts import standing
from hamdeli.accounts.models import Post, User
from hamdeli.accounts.roles import Right
from hamdeli.accounts.scopes import scope
from hamdeli.casework.daily.due import KINDS
from hamdeli.casework.models import CaseFile, Task
from hamdeli.desk.navigation import WAYS
from hamdeli.desk.tasks import KINDS as WORK
from tests.support.cast import Cast, case_file

pytestmark = pytest.mark.django_db


def files_of(user: User) -> QuerySet[Any]:
    return CaseFile.objects.filter(scope(user, Right.SEE_FILES)).order_by("code")


def nothing(_user: User) -> QuerySet[Any]:
    return CaseFile.objects.none()


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_everybody_is_told_what_the_query_sets_say(cast: Cast) -> None:
    questions = [
        *(kind.rows for kind in WORK),
        *(question for way in WAYS for question in way.waits),
        files_of,
        nothing,
    ]
    users = list(User.objects.all())
    assert len(users) > 10
    for user in users:
        assert standing.counts(user, questions) == [question(user).count() for question in questions], user.username


def test_all_questions_come_in_one_and_can_be_asked_further(cast: Cast) -> None:
    today = timezone.localdate()
    told: dict[str, Any] = {"owner": cast.worker, "made_by": cast.worker, "made_at": timezone.now()}
    file = case_file("F-900", cast.kashan, centre=cast.mehr, worker=cast.worker)
    for days, urgent in ((-3, True), (0, False), (9, False)):
        due = today + timedelta(days=days)
        Task.objects.create(case_file=file, title="x", due_on=due, urgent=urgent, **told)
    user, asked = fresh(cast.worker), [KINDS["tasks"].this_week, KINDS["files"].this_week]
    expected = {(at, row[0]) for at, question in enumerate(asked) for row in question(user)}
    assert len(expected) == 3
    assert {row[:2] for row in standing.rows(user, asked)} == expected
    assert standing.rows(user, asked, "SELECT COUNT(*) FROM ({rows}) AS found") == [(3,)]
    assert standing.kept(user, KINDS["tasks"].rows) is standing.kept(fresh(cast.worker), KINDS["tasks"].rows)


def test_the_text_is_built_once_and_anew_with_another_post_or_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case_file("F-901", cast.kashan, centre=cast.mehr, worker=cast.worker)
    built: list[str] = []

    def asked(user: User) -> QuerySet[Any]:
        built.append(user.username)
        return files_of(user)

    ask: Callable[[], list[int]] = lambda: standing.counts(fresh(cast.worker), [asked])  # noqa: E731
    assert ask() == [1]
    assert (ask(), len(built)) == ([1], 1)
    Post.objects.filter(user=cast.worker).update(until=timezone.now())
    assert (ask(), len(built)) == ([0], 2)
    monkeypatch.setattr(timezone, "localdate", lambda: date(2031, 3, 21))
    assert (ask(), len(built)) == ([0], 3)


def test_no_question_has_no_answer(cast: Cast) -> None:
    assert (standing.counts(cast.worker, []), standing.rows(cast.worker, [])) == ([], [])
    assert standing.rows(cast.worker, [nothing]) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite prepares by itself")
def test_postgresql_keeps_a_standing_question_prepared(cast: Cast) -> None:
    standing.counts(fresh(cast.worker), [files_of])
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_prepared_statements WHERE statement LIKE '%casework_casefile%'")
        assert cursor.fetchone()[0] >= 1
