"""Following a course at a centre: begun, read part by part, answered, and certified."""

from datetime import datetime

from django.db import transaction

from hamdeli.accounts.models import User
from hamdeli.centres.models import Centre
from hamdeli.journal.writing import write
from hamdeli.questionnaires.content import Answers
from hamdeli.support.access import audiences_of, own_centres
from hamdeli.support.course_text import result_of
from hamdeli.support.faults import SupportFault
from hamdeli.support.models import Course, CourseEdition, Following

KIND = "course"


def newest_edition(course: Course) -> CourseEdition:
    """Return what was published last. Raises `SupportFault` where nothing was, or the course has ended."""
    edition = course.editions.order_by("-number").first()
    if edition is None or course.retired_at:
        raise SupportFault("unpublished")
    return edition


@transaction.atomic
def follow(*, course: Course, by: User, now: datetime) -> Following:
    """Begin the newest edition, or return how far one is. Raises `SupportFault`."""
    edition = newest_edition(course)
    fitting = [centre for centre in own_centres(by) if centre.province_id == course.province_id]
    if not fitting or course.audience not in audiences_of(by):
        raise SupportFault("not_for_you")
    own = {"edition": edition, "user": by}
    following, _made = Following.objects.get_or_create(**own, defaults={"centre": fitting[0], "began_at": now})
    return following


@transaction.atomic
def read_part(*, course: Course, part: int, by: User, now: datetime) -> Following:
    """Keep that the parts up to `part` (counted from 1) were read; one may not leap over any."""
    following = locked(follow(course=course, by=by, now=now))
    if not 1 <= part <= min(following.parts_read + 1, len(following.edition.parts)):
        raise SupportFault("parts_unread")
    following.parts_read = max(following.parts_read, part)
    following.save(update_fields=["parts_read"])
    return following


@transaction.atomic
def answer_questions(*, course: Course, answers: Answers, by: User, now: datetime) -> Following:
    """Try the questions; who reaches the pass mark has completed the course. Raises `SupportFault`."""
    following = locked(follow(course=course, by=by, now=now))
    if following.completed_at:
        raise SupportFault("completed")
    if following.parts_read < len(following.edition.parts):
        raise SupportFault("parts_unread")
    result, passed = result_of(following.edition.content, answers)
    following.tries += 1
    following.best = max(following.best, result)
    if passed:
        following.completed_at, following.certificate = now, certificate_number(following)
        details = {"edition": following.edition.number, "certificate": following.certificate, "percent": result}
        write(actor=by.actor, verb="completed_course", kind=KIND, subject=str(course.pk), details=details)
    following.save()
    return following


def locked(following: Following) -> Following:
    """Lock the row, so that two tries at once are two tries."""
    rows = Following.objects.select_for_update(of=("self",)).select_related("edition", "centre")
    return rows.get(pk=following.pk)


def certificate_number(following: Following) -> str:
    """Return the number of the certificate: centre, course, edition, follower."""
    centre: Centre = following.centre
    return f"{centre.code}-{following.edition.course_id}-{following.edition.number}-{following.pk}"
