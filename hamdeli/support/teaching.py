"""Writing courses: a draft that is changed, editions that are published and never change, and the end of a course."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.journal.changing import change
from hamdeli.journal.once import once
from hamdeli.journal.writing import write
from hamdeli.places.models import Place
from hamdeli.questionnaires.content import Content
from hamdeli.support.access import supports
from hamdeli.support.course_text import content_of, parts_of
from hamdeli.support.faults import SupportFault
from hamdeli.support.models import Course, CourseEdition

KIND = "course"


@dataclass(frozen=True)
class Draft:
    """What the author of a course wrote."""

    title: str
    audience: str
    text: str
    questions: str
    pass_mark: int
    required_until: date | None = None


@transaction.atomic
def begin_course(*, province: Place, draft: Draft, by: User, now: datetime, key: str) -> Course:
    """Keep the draft of a new course, once for each key. Raises `SupportFault`."""
    require_author(by, province.pk)
    require_sound(draft)

    def make() -> int:
        course = Course.objects.create(province=province, made_by=by, made_at=now, **values_of(draft))
        write(actor=by.actor, verb="began_course", kind=KIND, subject=str(course.pk), details={"version": 1})
        return course.pk

    body = {name: str(value) for name, value in asdict(draft).items()} | {"province": province.code}
    return Course.objects.get(pk=once(key=key, actor=by.actor, purpose="new course", body=body, act=make))


@transaction.atomic
def rewrite_course(*, course: Course, draft: Draft, by: User, seen_version: int) -> Course:
    """Change the draft; what was published stays as it is. Raises `SupportFault` and `Conflict`."""
    require_author(by, course.province_id)
    require_sound(draft)
    told: dict[str, Any] = {"actor": by.actor, "verb": "rewrote_course", "kind": KIND, "subject": str(course.pk)}
    return change(course, seen_version=seen_version, values=values_of(draft), **told)


@transaction.atomic
def publish_course(*, course: Course, by: User, now: datetime, seen_version: int) -> CourseEdition:
    """Publish the draft as the next edition. Raises `SupportFault` and `Conflict`."""
    require_author(by, course.province_id)
    parts, content = publishable(course)
    told: dict[str, Any] = {"actor": by.actor, "verb": "published_course", "kind": KIND, "subject": str(course.pk)}
    fresh = change(course, seen_version=seen_version, values={"retired_at": None}, **told)
    last = fresh.editions.order_by("-number").first()
    edition = CourseEdition.objects.create(
        course=fresh,
        number=last.number + 1 if last else 1,
        title=fresh.title,
        parts=parts,
        content=content,
        pass_mark=fresh.pass_mark,
        published_at=now,
        published_by=by,
    )
    write(**told, details={"edition": edition.number})
    return edition


def publishable(course: Course) -> tuple[list[dict[str, str]], Content]:
    """Return the parts and questions that would be published.

    Raises `SupportFault` where the draft is not whole, and where it says what is published already.
    """
    parts, content = parts_of(course.text), content_of(course.questions, course.pass_mark)
    if not parts:
        raise SupportFault("no_parts")
    last = None if course.retired_at else course.editions.order_by("-number").first()
    draft = (course.title, parts, content, course.pass_mark)
    if last and draft == (last.title, last.parts, last.content, last.pass_mark):
        raise SupportFault("nothing_new")
    return parts, content


@transaction.atomic
def retire_course(*, course: Course, by: User, now: datetime, seen_version: int) -> Course:
    """Let nobody follow the course any more; certificates stay. Raises `SupportFault` and `Conflict`."""
    require_author(by, course.province_id)
    told: dict[str, Any] = {"actor": by.actor, "verb": "retired_course", "kind": KIND, "subject": str(course.pk)}
    return change(course, seen_version=seen_version, values={"retired_at": now}, **told)


def values_of(draft: Draft) -> dict[str, Any]:
    """Return the values of the course."""
    return asdict(draft) | {"title": draft.title.strip()}


def require_author(by: User, province_id: int) -> None:
    """Refuse whoever does not help the centres of the province."""
    if not supports(by, province_id):
        raise SupportFault("may_not")


def require_sound(draft: Draft) -> None:
    """Refuse a draft without a title or with an impossible pass mark."""
    if not draft.title.strip():
        raise SupportFault("words_missing")
    if not 1 <= draft.pass_mark <= 100:
        raise SupportFault("pass_mark")
