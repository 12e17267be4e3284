"""What the tests of the help for centres start from."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.support.announcing import Message, announce
from hamdeli.support.asking import Asked, act, ask
from hamdeli.support.knowing import Text, write_article
from hamdeli.support.models import Announcement, Article, Course, Following, HelpRequest
from hamdeli.support.moves import Act
from hamdeli.support.teaching import Draft, begin_course, publish_course
from tests.support.cast import Cast

SATURDAY = datetime(2025, 10, 4, 5, 30, tzinfo=UTC)
"""Nine o'clock on a Saturday in Iran."""
TEXT = "# One\nfirst part\n\n# Two\nsecond part"
QUESTIONS = "Who answers?\n+ the supporters\n- nobody\nWhen?\n- at night\n+ in working hours"
RIGHT = {"q1": "a1", "q2": "a2"}
KEY = "0" * 32


def asked(**more: Any) -> Asked:
    """Return a question about the system."""
    return Asked(**{"topic": "system", "urgency": 2, "title": "The list is empty", "words": "Since morning.", **more})


def request_of(
    cast: Cast, *, centre: Centre | None = None, by: User | None = None, at: datetime | None = None, **more: Any
) -> HelpRequest:
    """Return a request of Mehr."""
    return ask(centre=centre or cast.mehr, asked=asked(**more), by=by or cast.worker, now=at or timezone.now())


def moved(request: HelpRequest, deed: Act, by: User, *, words: str = "said", at: datetime | None = None) -> HelpRequest:
    """Do `deed` with the request as it stands."""
    fresh = HelpRequest.objects.get(pk=request.pk)
    return act(request=fresh, deed=deed, by=by, now=at or timezone.now(), seen_version=fresh.version, words=words)


def draft(**more: Any) -> Draft:
    """Return the draft of a sound course."""
    values = {"title": "First steps", "audience": "all", "text": TEXT, "questions": QUESTIONS, "pass_mark": 100}
    return Draft(**{**values, **more})


def course_of(cast: Cast, *, published: bool = True, **more: Any) -> Course:
    """Return a course of Isfahan."""
    key = f"course {Course.objects.count()}"
    now, by = timezone.now(), cast.supporter
    course = begin_course(province=cast.isfahan, draft=draft(**more), by=by, now=now, key=key)
    if published:
        publish_course(course=course, by=by, now=now, seen_version=course.version)
    return Course.objects.get(pk=course.pk)


def completed_by(cast: Cast, course: Course, user: User) -> Following:
    """Return the completed following of `user`."""
    edition = course.editions.latest("number")
    return Following.objects.create(
        edition=edition,
        user=user,
        centre=cast.mehr,
        began_at=timezone.now(),
        parts_read=2,
        completed_at=timezone.now(),
        certificate=f"{course.pk}-{user.pk}",
    )


def announced(cast: Cast, **more: Any) -> Announcement:
    """Return an announcement to all centres of Isfahan, to be confirmed."""
    today: date = timezone.localdate()
    values: dict[str, Any] = {"title": "Meeting", "words": "On Monday.", "must_read": True, "since": today}
    message = Message(**{**values, "until": today + timedelta(days=7), **more})
    key = f"announcement {Announcement.objects.count()}"
    return announce(province=cast.isfahan, message=message, by=cast.supporter, now=timezone.now(), key=key)


def article_of(cast: Cast, **more: Any) -> Article:
    """Return a published article."""
    values = {"topic": "system", "title": "Lists", "words": "How a list is filtered.", "published": True}
    key, text = f"article {Article.objects.count()}", Text(**{**values, **more})
    return write_article(province=cast.isfahan, text=text, by=cast.supporter, now=timezone.now(), key=key)
