"""The year of help in the demonstration: its states, nothing telling, and the same again from the same seed."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from hamdeli.accounts.models import Post, User
from hamdeli.config.demo.network.support import settle_support
from hamdeli.config.demo.network.support_texts import ANNOUNCEMENTS, LESSONS, QUESTIONS
from hamdeli.config.demo.seeds import stream
from hamdeli.support.course_text import content_of, parts_of
from hamdeli.support.models import Announcement, Article, Course, Following, HelpMessage, HelpRequest
from hamdeli.support.moves import State
from hamdeli.support.privacy import telling_number
from tests.support.cast import Cast, centre

CENTRES = 40


def settle(cast: Cast, seed: int, count: int = CENTRES) -> list[Any]:
    """Settle the support of some centres, and return what the seed decides of it."""
    centres = [cast.mehr, *(centre(f"10-{number}", cast.kashan) for number in range(100, 99 + count))]
    users = User.objects.bulk_create(User(username=f"w-{each.code}") for each in centres)
    Post.objects.bulk_create(
        Post(user=user, role="social_worker", place=cast.kashan, centre_code=each.code)
        for user, each in zip(users, centres, strict=True)
    )
    staff = {"supporter": cast.supporter, "participation": cast.participation}
    settle_support(centres, staff, timezone.localdate(), stream(seed, "support"), cast.mehr)
    told = HelpRequest.objects.order_by("pk").values_list("centre__code", "title", "state", "asked_at", "solved_at")
    said = HelpMessage.objects.order_by("pk").values_list("words", "made_at")
    return [
        *told,
        *said,
        Following.objects.exclude(certificate="").count(),
        *Article.objects.order_by("pk").values_list("readers"),
    ]


def test_the_year_has_its_states_and_comes_again(cast: Cast) -> None:
    with transaction.atomic():
        first = settle(cast, 1404)
        assert set(HelpRequest.objects.values_list("state", flat=True)) >= set(State.values) - {"withdrawn", "closed"}
        assert Course.objects.count() == len(LESSONS) == 4
        assert Announcement.objects.count() == len(ANNOUNCEMENTS)
        assert Article.objects.count() == 12
        assert not HelpRequest.objects.filter(asked_at__gt=timezone.now()).exists()
        transaction.set_rollback(True)
    with transaction.atomic():
        assert settle(cast, 1404) == first
        transaction.set_rollback(True)
    assert settle(cast, 1405) != first


def test_the_texts_tell_of_nobody_and_the_courses_can_be_published() -> None:
    for question in QUESTIONS:
        assert not telling_number(f"{question.title} {question.words} {question.answer}")
    for lesson in LESSONS:
        assert len(parts_of(lesson.text)) >= 2
        assert content_of(lesson.questions, 70)
