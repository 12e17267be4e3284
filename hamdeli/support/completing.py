"""Who has completed what, centre by centre: how many of those whom a course is for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hamdeli.accounts.models import Post
from hamdeli.accounts.roles import Right, roles_with
from hamdeli.centres.models import Centre
from hamdeli.support.access import AUDIENCES
from hamdeli.support.models import Course, Following

ASKING = roles_with(Right.ASK)


@dataclass(frozen=True)
class Completion:
    """One centre: of `people` whom the course is for, so many completed it, any edition of it."""

    centre: Centre
    completed: int
    people: int


def roles_for(course: Course) -> list[str]:
    """Return the roles at centres that the course is for."""
    return [role for role in ASKING if course.audience in (Course.Audience.ALL, AUDIENCES.get(role))]


def people_at(centres: Sequence[Centre], course: Course, now: datetime) -> dict[str, set[int]]:
    """Return who holds a post now at each centre, by its code, among those whom the course is for."""
    held = Post.objects.held_at(now).filter(role__in=roles_for(course), centre_code__in=[each.code for each in centres])
    people: dict[str, set[int]] = defaultdict(set)
    for code, user in held.values_list("centre_code", "user_id"):
        people[code].add(user)
    return people


def completions(centres: Sequence[Centre], course: Course, now: datetime) -> list[Completion]:
    """Return for each centre how many of its people of today have completed the course."""
    people = people_at(centres, course, now)
    done = completed_by(course)
    return [Completion(centre, len(people[centre.code] & done), len(people[centre.code])) for centre in centres]


def completed_by(course: Course) -> set[int]:
    """Return the keys of the users who have completed any edition of the course."""
    rows = Following.objects.filter(completed_at__isnull=False, edition__course=course)
    return set(rows.values_list("user_id", flat=True))
